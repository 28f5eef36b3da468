import AdvocacyApp
import AdvocacyModel
import AdvocacyReport
import ArgumentParser

/// Makes a workspace.
struct InitCommand: OutputCommand {
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: "Create a workspace: an example config.json, an empty queue and an empty ledger.",
    discussion: """
      Never overwrites anything: what is there already is kept, and said. A preset is a complete \
      example of a policy for some kind of company; it is no legal advice.

      \(ExitCodes.all)
      """)

  @Argument(help: "The directory; this one otherwise.")
  var directory: String = "."

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Where the ledger begins: posts dated before are skipped; now otherwise.", valueName: "T"))
  var start: String?

  @Flag(name: .long, help: "Let --now run ahead of the real clock.")
  var simulatedClock = false

  @Option(
    name: .long,
    help: ArgumentHelp(
      "The seed of every draw, 0 to 9007199254740991; a fresh one otherwise.", valueName: "N"))
  var seed: UInt64?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Begin with another example: \(Preset.allCases.map(\.rawValue).joined(separator: ", ")).",
      valueName: "NAME"))
  var preset: Preset?

  @OptionGroup var output: FormatOptions

  func validate() throws {
    if let seed, seed >= 1 << 53 {
      throw ValidationError("--seed takes 0 to 9007199254740991.")
    }
  }

  func result(in environment: AdvocacyApp.Environment) async throws -> any CommandOutput {
    try MakeWorkspace(
      directory: directory, start: start, isClockSimulated: simulatedClock, seed: seed,
      preset: preset
    ).run(in: environment)
  }
}

extension Preset: ExpressibleByArgument {}

/// Runs the main job on an example.
struct DemoCommand: EnvironmentCommand {
  static let configuration = CommandConfiguration(
    commandName: "demo",
    abstract: "Create a workspace of 12 employees and run post, amplify and reach-report in it.",
    discussion: ExitCodes.all)

  @Argument(help: "The directory; ./advocacy-demo otherwise, or the next number that is free.")
  var directory: String?

  @Option(name: .long, help: ArgumentHelp("The seed of every draw.", valueName: "N"))
  var seed: UInt64 = 20_261_123

  func validate() throws {
    guard seed < 1 << 53 else { throw ValidationError("--seed takes 0 to 9007199254740991.") }
  }

  func run(in environment: AdvocacyApp.Environment) async throws {
    let story = try await RunDemo(directory: directory, seed: seed).run(in: environment)
    try environment.print(story, as: .table)
  }
}

/// The doctor.
struct CheckCommand: OutputCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Check a workspace: files, config, queue, ledger, clock, locks.",
    discussion: """
        advocacy check --max-age 2h || mail -s "advocacy" you@acme.example

      Writes nothing, and works with no space left. Exits with the code of the first check that \
      failed; warnings are no failure.

      \(ExitCodes.all)
      """)

  @Flag(name: .long, help: "Print every parameter in effect with its range, mark and source.")
  var parameters = false

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Fail where the last run ended longer ago, as 90s, 30m, 2h or 1d.", valueName: "TIME"))
  var maxAge: String?

  @OptionGroup var clock: ClockOptions
  @OptionGroup var place: WorkspaceOptions
  @OptionGroup var output: FormatOptions

  func result(in environment: AdvocacyApp.Environment) async throws -> any CommandOutput {
    let workspace = try place.find(in: environment)
    guard !parameters else {
      return try ListParameters(workspace: workspace).run(in: environment)
    }
    return try CheckWorkspace(workspace: workspace, now: clock.now, maximumAge: maxAge)
      .run(in: environment)
  }
}

/// Prints the JSON Schema of a file.
struct SchemaCommand: EnvironmentCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema",
    abstract: "Print the JSON Schema of config.json, queue.json or a table of policy cases.",
    discussion: ExitCodes.all)

  @Argument(help: "Which: config, queue, policy-test or reach-report.")
  var kind: SchemaKind

  func run(in environment: AdvocacyApp.Environment) async throws {
    try environment.console.writeOutput(kind.text)
  }
}

extension SchemaKind: ExpressibleByArgument {}
