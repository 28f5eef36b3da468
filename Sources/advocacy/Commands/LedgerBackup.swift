import AdvocacyApp
import AdvocacyCore
import AdvocacyReport
import ArgumentParser

extension LedgerCommand {
  /// Backs the ledger up.
  struct Backup: EnvironmentCommand {
    static let configuration = CommandConfiguration(
      commandName: "backup",
      abstract: "Copies the ledger to a new file, verified, while others go on.",
      discussion: """
          advocacy ledger backup /backups/ledger-$(date +%F).sqlite

        Never overwrites. A plain copy of the file may catch it in the middle of a write; this \
        doesn't.

        \(ExitCodes.all)
        """)

    @Argument(help: "The file to make.")
    var file: String

    @OptionGroup var place: WorkspaceOptions
    @OptionGroup var output: FormatOptions

    func run(in environment: AdvocacyApp.Environment) async throws {
      let made = try BackUpLedger(workspace: try place.find(in: environment), file: file)
        .run(in: environment)
      try output.format.print(json: try made.json, table: { made.table($0) }, in: environment)
    }
  }
}
