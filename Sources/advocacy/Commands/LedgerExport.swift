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

        --decisions gives every decision per person with its rules, made again from what the \
        ledger keeps and checked against the counts that it recorded; people who chose to stay \
        out are not in it.

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
      try OutputFile.write(text, to: output, in: environment)
    }

    private func exportDecisions(in environment: AdvocacyApp.Environment) throws {
      let export = ExportDecisions(
        workspace: try place.find(in: environment), form: format, hasRosterIDs: rosterIds)
      var text = ""
      let check = try export.run(in: environment) { piece in
        if output == nil { try environment.console.writeOutput(piece) } else { text += piece }
      }
      if let output { try OutputFile.write(text, to: output, in: environment) }
      guard let first = check.differing.first else { return }
      throw Failure(
        .internal,
        "\(check.differing.count) decisions come out otherwise than they were recorded, the first "
          + "of \(first)", hint: "Please report it, with the version of the program")
    }
  }
}

extension ExportForm: ExpressibleByArgument {}
