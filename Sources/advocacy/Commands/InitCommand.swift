import AdvocacyApp
import AdvocacyModel
import AdvocacyReport
import ArgumentParser

/// Makes a workspace.
struct InitCommand: OutputCommand {
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: "Makes a workspace: an example config.json, an empty queue and an empty ledger.",
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
