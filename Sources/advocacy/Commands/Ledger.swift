import AdvocacyApp
import AdvocacyCore
import AdvocacyReport
import ArgumentParser

/// Looks after the ledger.
struct LedgerCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ledger", abstract: "Looks after the ledger.",
    discussion: ExitCodes.all, subcommands: [Verify.self])

  /// Verifies the ledger.
  struct Verify: EnvironmentCommand {
    static let configuration = CommandConfiguration(
      commandName: "verify",
      abstract: "Recomputes the audit chain and looks for change, deletion and insertion.",
      discussion: """
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
