import AdvocacyApp
import AdvocacyCore
import AdvocacyReport
import ArgumentParser

extension LedgerCommand {
  /// Rewinds the ledger.
  struct Rewind: EnvironmentCommand {
    static let configuration = CommandConfiguration(
      commandName: "rewind",
      abstract: "Voids what was recorded after an instant: the way back after a wrong clock.",
      discussion: """
          advocacy ledger rewind --to "2026-12-01 08:45"

        What came after stays on record and counts nowhere; its posts may be decided again, and \
        the next `advocacy amplify` does so. Approvals and withdrawals given after the instant \
        count no more either; posts that were set aside stay so.

        Keeps a verified copy first, ledger-before-rewind.sqlite. It holds the roster ids of \
        employees: delete it once all is well.

        \(ExitCodes.all)
        """)

    @Option(
      name: .long,
      help: ArgumentHelp(
        "The last instant that is to count; a time without a zone is the company's.",
        valueName: "T"))
    var to: String

    @OptionGroup var place: WorkspaceOptions
    @OptionGroup var output: FormatOptions

    func run(in environment: AdvocacyApp.Environment) async throws {
      let rewound = try RewindLedger(workspace: try place.find(in: environment), to: to)
        .run(in: environment)
      try output.format.print(
        json: try rewound.json, table: { rewound.table($0) }, in: environment)
      if output.format == .table { environment.console.say(RewoundLedger.next) }
    }
  }
}
