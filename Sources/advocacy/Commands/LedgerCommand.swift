import AdvocacyApp
import AdvocacyModel
import AdvocacyReport
import ArgumentParser

/// Looks after the ledger.
struct LedgerCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ledger", abstract: "Verify, back up, restore or export the ledger.",
    discussion: ExitCodes.all,
    subcommands: [Verify.self, Backup.self, Restore.self, Rewind.self, Export.self])
}

extension LedgerCommand {
  /// Backs the ledger up.
  struct Backup: OutputCommand, LoggedCommand {
    static let configuration = CommandConfiguration(
      commandName: "backup",
      abstract: "Copy the ledger to a new file and verify the copy, while others go on.",
      discussion: """
          advocacy ledger backup /backups/ledger-$(date +%F).sqlite

        Never overwrites. A plain copy of the file may catch it in the middle of a write; this \
        doesn't.

        \(ExitCodes.all)
        """)

    @Argument(help: "The file to make.")
    var file: FileName

    @OptionGroup var logging: LogOptions
    @OptionGroup var place: WorkspaceOptions
    @OptionGroup var output: FormatOptions

    func result(in environment: AdvocacyApp.Environment) async throws -> any CommandOutput {
      try BackUpLedger(workspace: try place.find(in: environment), file: file.path)
        .run(in: environment)
    }
  }
}

extension LedgerCommand {
  /// Verifies the ledger.
  struct Verify: OutputCommand, LoggedCommand {
    static let configuration = CommandConfiguration(
      commandName: "verify",
      abstract: "Recompute the audit chain and look for changes to what was recorded.",
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

    @OptionGroup var logging: LogOptions
    @OptionGroup var place: WorkspaceOptions
    @OptionGroup var output: FormatOptions

    func result(in environment: AdvocacyApp.Environment) async throws -> any CommandOutput {
      try VerifyLedger(
        workspace: try place.find(in: environment), expectedHead: head
      ).run(in: environment)
    }
  }

  /// Restores the ledger.
  struct Restore: OutputCommand {
    static let configuration = CommandConfiguration(
      commandName: "restore",
      abstract: "Replace the ledger with a backup; the old one is kept.",
      discussion: """
        Verifies the backup first. Refuses one that lacks what this workspace has seen since, \
        because posts would go out again, unless told --accept-repeats.

        \(ExitCodes.all)
        """)

    @Argument(help: "The backup.")
    var file: FileName

    @Flag(name: .long, help: "Restore though what happened since may happen again.")
    var acceptRepeats = false

    @Flag(name: .long, help: "Only verify, and say what would happen; write nothing.")
    var dryRun = false

    @OptionGroup var place: WorkspaceOptions
    @OptionGroup var output: FormatOptions

    func result(in environment: AdvocacyApp.Environment) async throws -> any CommandOutput {
      try RestoreLedger(
        workspace: try place.find(in: environment), file: file.path, acceptsRepeats: acceptRepeats,
        isDryRun: dryRun
      ).run(in: environment)
    }
  }

  /// Rewinds the ledger.
  struct Rewind: OutputCommand {
    static let configuration = CommandConfiguration(
      commandName: "rewind",
      abstract: "Void what was recorded after a time: the way back after a wrong clock.",
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

    func result(in environment: AdvocacyApp.Environment) async throws -> any CommandOutput {
      try RewindLedger(workspace: try place.find(in: environment), to: to)
        .run(in: environment)
    }
  }

  /// Exports the ledger.
  struct Export: EnvironmentCommand {
    static let configuration = CommandConfiguration(
      commandName: "export",
      abstract: "Print what was decided and done, employees by pseudonym.",
      discussion: """
        As json everything, a post on each line; as csv the actions. A pseudonym stays the same \
        from export to export, also when the employee is forgotten.

        --decisions gives every decision per person with its rules, made again from what the \
        ledger keeps and checked against the counts that it recorded; people who chose to stay \
        out are not in it.

        \(ExitCodes.all)
        """)

    @Option(name: .long, help: "How to print: json or csv.")
    var format: ExportForm = .json

    @Option(
      name: .long,
      help: ArgumentHelp("Write to a file (atomically).", valueName: "FILE"))
    var output: FileName?

    @Flag(name: .long, help: "Name employees by roster id instead of by pseudonym.")
    var rosterIds = false

    @Flag(name: .long, help: "Every decision per person with its rules, instead of what was done.")
    var decisions = false

    @OptionGroup var place: WorkspaceOptions

    func run(in environment: AdvocacyApp.Environment) async throws {
      guard !decisions else { return try exportDecisions(in: environment) }
      let export = ExportLedger(
        workspace: try place.find(in: environment), form: format, hasRosterIDs: rosterIds)
      guard let output else {
        return try export.run(in: environment) { try environment.console.writeOutput($0) }
      }
      var text = ""
      try export.run(in: environment) { text += $0 }
      try OutputFile.write(text, to: output.path, in: environment)
    }

    private func exportDecisions(in environment: AdvocacyApp.Environment) throws {
      let export = ExportDecisions(
        workspace: try place.find(in: environment), form: format, hasRosterIDs: rosterIds)
      var text = ""
      let check = try export.run(in: environment) { piece in
        if output == nil { try environment.console.writeOutput(piece) } else { text += piece }
      }
      if let output { try OutputFile.write(text, to: output.path, in: environment) }
      guard let first = check.differing.first else { return }
      throw Failure(
        .internal,
        "\(check.differing.count) decisions come out otherwise than they were recorded, the first "
          + "of \(first)", hint: "Please report it, with the version of the program")
    }
  }
}

extension ExportForm: ExpressibleByArgument {}
