import ArgumentParser

/// Looks after the ledger.
struct LedgerCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ledger", abstract: "Looks after the ledger.",
    discussion: ExitCodes.all,
    subcommands: [Verify.self, Backup.self, Restore.self, Rewind.self, Export.self])
}
