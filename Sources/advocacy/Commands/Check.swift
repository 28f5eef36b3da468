import AdvocacyApp
import AdvocacyCore
import AdvocacyReport
import ArgumentParser

/// The doctor.
struct CheckCommand: EnvironmentCommand {
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

  func run(in environment: AdvocacyApp.Environment) async throws {
    let workspace = try place.find(in: environment)
    if parameters {
      let listing = try ListParameters(workspace: workspace).run(in: environment)
      return try output.format.print(
        json: try listing.json, table: { listing.table($0) }, in: environment)
    }
    let (report, exitCode) = try CheckWorkspace(
      workspace: workspace, now: clock.now, maximumAge: maxAge
    ).run(in: environment)
    try output.format.print(
      json: try report.json, table: { report.text(style: $0) }, in: environment)
    guard exitCode == 0 else { throw ExitCode(exitCode) }
  }
}
