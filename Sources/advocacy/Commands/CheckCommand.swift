import AdvocacyApp
import AdvocacyModel
import AdvocacyReport
import ArgumentParser

/// The doctor.
struct CheckCommand: OutputCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Looks a workspace over: files, config, queue, ledger, clock, locks.",
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
