import AdvocacyApp
import AdvocacyCore
import AdvocacyReport
import ArgumentParser

extension LedgerCommand {
  /// Verifies the ledger.
  struct Verify: EnvironmentCommand {
    static let configuration = CommandConfiguration(
      commandName: "verify",
      abstract: "Recomputes the audit chain and looks for any change to what was recorded.",
      discussion: """
        Finds what was changed, deleted, inserted or re-ordered; what was cut off at the end, by \
        the last link that this workspace has seen, or by --head.

        Two ledgers are equal when their decisions, actions, set-aside and skipped posts are; the \
        digest that is printed says so in one word.

        \(ExitCodes.all)
        """)

    @Option(
      name: .long,
      help: ArgumentHelp(
        "A head that was printed before; the chain must still contain it.", valueName: "HASH"))
    var head: String?

    @OptionGroup var place: WorkspaceOptions
    @OptionGroup var output: FormatOptions

    func run(in environment: AdvocacyApp.Environment) async throws {
      let verified = try VerifyLedger(
        workspace: try place.find(in: environment), expectedHead: head
      ).run(in: environment)
      try output.format.print(
        json: try verified.json, table: { verified.table($0) }, in: environment)
      guard verified.isSound else { throw ExitCode(Failure.Cause.badData.exitCode) }
    }
  }
}
