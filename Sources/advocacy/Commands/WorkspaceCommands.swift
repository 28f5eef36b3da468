import AdvocacyApp
import AdvocacyModel
import AdvocacyReport
import ArgumentParser

/// Makes a workspace.
struct InitCommand: OutputCommand {
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: "Create a workspace: config.json with its schema, an empty queue, an empty ledger.",
    discussion: """
        advocacy init acme                    asks a few questions, on a terminal
        advocacy init --empty acme            your own company, nobody in it yet
        advocacy init --yes acme              an example of 12 employees
        advocacy init --preset spain acme     the example with other rules

      Never overwrites anything: what is there already is kept, and said. Without a terminal \
      nothing is asked, and the example is what it begins with. A preset is a complete \
      example of a policy for some kind of company; it is no legal advice.

      \(ExitCodes.all)
      """)

  @Argument(help: "The directory; this one otherwise.")
  var directory: FileName = "."

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

  @Flag(name: .long, help: "Begin with your own company, nobody in it and no rules; ask nothing.")
  var empty = false

  @Option(
    name: .long,
    help: ArgumentHelp(
      "With --empty, the company's name (default: the directory's).", valueName: "NAME"))
  var company: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "With --empty, the company's time zone (default: this machine's).", valueName: "ZONE"))
  var timeZone: String?

  @Flag(name: .long, help: "Ask nothing, on a terminal as well.")
  var yes = false

  @OptionGroup var output: FormatOptions

  func validate() throws {
    if let seed, seed >= 1 << 53 {
      throw ValidationError("--seed takes 0 to 9007199254740991.")
    }
    guard !empty || preset == nil else {
      throw ValidationError("--empty has no rules, --preset has: leave one out.")
    }
    guard empty || (company == nil && timeZone == nil) else {
      throw ValidationError("--company and --time-zone go with --empty.")
    }
  }

  func result(in environment: AdvocacyApp.Environment) async throws -> any CommandOutput {
    try MakeWorkspace(
      directory: directory.path, start: start, isClockSimulated: simulatedClock, seed: seed,
      preset: preset, company: try startingCompany(in: environment)
    ).run(in: environment)
  }

  /// The company to begin with; nil: an example, or what is there.
  private func startingCompany(
    in environment: AdvocacyApp.Environment
  ) throws -> StartingCompany? {
    if empty {
      return try StartingCompany.empty(
        in: directory.path, name: company, zone: timeZone, environment)
    }
    guard preset == nil, !yes, output.format == .table else { return nil }
    return try Interview(in: environment)?.company(for: directory.path)
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
  var directory: FileName?

  @Option(name: .long, help: ArgumentHelp("The seed of every draw.", valueName: "N"))
  var seed: UInt64 = 20_261_123

  func validate() throws {
    guard seed < 1 << 53 else { throw ValidationError("--seed takes 0 to 9007199254740991.") }
  }

  func run(in environment: AdvocacyApp.Environment) async throws {
    let story = try await RunDemo(directory: directory?.path, seed: seed).run(in: environment)
    try environment.print(story, as: .table)
  }
}

struct CheckCommand: OutputCommand, LoggedCommand {
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

  @OptionGroup var logging: LogOptions
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

/// Prints the entry that runs `amplify` again and again.
struct ScheduleCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schedule", abstract: "Print the entry that runs amplify for a workspace.",
    discussion: ExitCodes.all, subcommands: [Cron.self, Systemd.self, Launchd.self])

  /// For a crontab.
  struct Cron: OutputCommand {
    static let configuration = CommandConfiguration(
      commandName: "cron", abstract: "Print the line of a crontab.",
      discussion: """
          (crontab -l; advocacy schedule cron) | crontab -

        Changes nothing itself.

        \(ExitCodes.all)
        """)

    @OptionGroup var schedule: ScheduleOptions
    @OptionGroup var output: FormatOptions

    func result(in environment: AdvocacyApp.Environment) async throws -> any CommandOutput {
      try schedule.entry(for: .cron, in: environment)
    }
  }

  /// For systemd.
  struct Systemd: OutputCommand {
    static let configuration = CommandConfiguration(
      commandName: "systemd", abstract: "Print a service and a timer for systemd.",
      discussion: """
        Prints two files, each with its path in the first line, and how to enable the timer. The \
        service can write the workspace and nothing else, and has no network. Changes nothing \
        itself.

        \(ExitCodes.all)
        """)

    @Option(
      name: .long,
      help: ArgumentHelp("Who runs it (default: who owns the workspace).", valueName: "NAME"))
    var user: String?

    @OptionGroup var schedule: ScheduleOptions
    @OptionGroup var output: FormatOptions

    func result(in environment: AdvocacyApp.Environment) async throws -> any CommandOutput {
      try schedule.entry(for: .systemd, user: user, in: environment)
    }
  }

  /// For launchd.
  struct Launchd: OutputCommand {
    static let configuration = CommandConfiguration(
      commandName: "launchd", abstract: "Print a property list for launchd, on a Mac.",
      discussion: """
        Says where to write it and how to load it. Changes nothing itself.

        \(ExitCodes.all)
        """)

    @OptionGroup var schedule: ScheduleOptions
    @OptionGroup var output: FormatOptions

    func result(in environment: AdvocacyApp.Environment) async throws -> any CommandOutput {
      try schedule.entry(for: .launchd, in: environment)
    }
  }
}

/// What to run and how often.
struct ScheduleOptions: ParsableArguments {
  @Option(
    name: .long, help: ArgumentHelp("How often: 1m to 1d.", valueName: "SPAN"))
  var every = "15m"

  @Option(
    name: .long,
    help: ArgumentHelp("The program to run (default: this one).", valueName: "PATH"))
  var program: String?

  @OptionGroup var place: WorkspaceOptions

  /// The entry for a system.
  func entry(
    for scheduler: ScheduleEntry.Scheduler, user: String? = nil,
    in environment: AdvocacyApp.Environment
  ) throws -> ScheduleEntry {
    try ScheduleAmplify(
      workspace: try place.find(in: environment), scheduler: scheduler, every: every,
      program: program, user: user
    ).run(in: environment)
  }
}
