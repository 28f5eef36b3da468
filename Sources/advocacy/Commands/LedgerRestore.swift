import AdvocacyApp
import AdvocacyCore
import AdvocacyReport
import ArgumentParser

extension LedgerCommand {
  /// Restores the ledger.
  struct Restore: EnvironmentCommand {
    static let configuration = CommandConfiguration(
      commandName: "restore",
      abstract: "Puts a backup in the place of the ledger, which is kept.",
      discussion: """
        Verifies the backup first. Refuses one that lacks what this workspace has seen since, \
        because posts would be fanned out again, unless told --accept-repeats.

        \(ExitCodes.all)
        """)

    @Argument(help: "The backup.")
    var file: String

    @Flag(name: .long, help: "Restore though what happened since may happen again.")
    var acceptRepeats = false

    @Flag(name: .long, help: "Only verify, and say what would happen; write nothing.")
    var dryRun = false

    @OptionGroup var place: WorkspaceOptions
    @OptionGroup var output: FormatOptions

    func run(in environment: AdvocacyApp.Environment) async throws {
      let restored = try RestoreLedger(
        workspace: try place.find(in: environment), file: file, acceptsRepeats: acceptRepeats,
        isDryRun: dryRun
      ).run(in: environment)
      try output.format.print(
        json: try restored.json, table: { restored.table($0) }, in: environment)
    }
  }
}
