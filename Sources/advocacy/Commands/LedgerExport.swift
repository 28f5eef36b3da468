import AdvocacyApp
import AdvocacyCore
import AdvocacyReport
import ArgumentParser

extension LedgerCommand {
  /// Exports the ledger.
  struct Export: EnvironmentCommand {
    static let configuration = CommandConfiguration(
      commandName: "export",
      abstract: "Prints what was decided and done, employees by pseudonym.",
      discussion: """
        As json everything, a post on each line; as csv the actions. A pseudonym stays the same \
        from export to export, also when the employee is forgotten.

        \(ExitCodes.all)
        """)

    @Option(name: .long, help: "How to print: json or csv.")
    var format: ExportForm = .json

    @Option(
      name: .long,
      help: ArgumentHelp("Write to a file, whole or not at all.", valueName: "FILE"))
    var output: String?

    @Flag(name: .long, help: "Name employees by roster id instead of by pseudonym.")
    var rosterIds = false

    @OptionGroup var place: WorkspaceOptions

    func run(in environment: AdvocacyApp.Environment) async throws {
      let export = ExportLedger(
        workspace: try place.find(in: environment), form: format, hasRosterIDs: rosterIds)
      guard let output else {
        return try export.run(in: environment) { try environment.console.writeOutput($0) }
      }
      var text = ""
      try export.run(in: environment) { text += $0 }
      try OutputFile.write(text, to: output, in: environment)
    }
  }
}

extension ExportForm: ExpressibleByArgument {}
