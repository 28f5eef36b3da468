import AdvocacyApp
import AdvocacyModel
import AdvocacyReport
import ArgumentParser

/// Looks after the people on the roster.
struct RosterCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "roster", abstract: "Erase or readmit people.",
    discussion: ExitCodes.all, subcommands: [Forget.self, Readmit.self])
}

extension RosterCommand {
  /// Forgets a person.
  struct Forget: OutputCommand {
    static let configuration = CommandConfiguration(
      commandName: "forget",
      abstract: "Erase a person from the workspace.",
      discussion: """
          advocacy roster forget ana --dry-run
          advocacy roster forget ana --yes

        Roster, rules, queue and ledger no longer name them; totals and the audit chain stay as \
        they are. Files that mention them all the same, such as reports made before, are listed. \
        Backups elsewhere keep the id until they are gone. A roster that brings the person back is \
        refused until `roster readmit`.

        \(ExitCodes.all)
        """)

    @Argument(help: "The employee's id.", completion: Completion.employee)
    var employee: String

    @Flag(name: .long, help: "Do it; it can't be undone.")
    var yes = false

    @Flag(name: .long, help: "Only say what would change; write nothing.")
    var dryRun = false

    @OptionGroup var place: WorkspaceOptions
    @OptionGroup var output: FormatOptions

    func result(in environment: AdvocacyApp.Environment) async throws -> any CommandOutput {
      try ForgetEmployee(
        workspace: try place.find(in: environment), employee: employee, isConfirmed: yes,
        isDryRun: dryRun
      ).run(in: environment)
    }
  }

  /// Lets a person come back.
  struct Readmit: OutputCommand {
    static let configuration = CommandConfiguration(
      commandName: "readmit",
      abstract: "Let an erased person back on the roster.",
      discussion: ExitCodes.all)

    @Argument(help: "The employee's id.")
    var employee: String

    @OptionGroup var place: WorkspaceOptions
    @OptionGroup var output: FormatOptions

    func result(in environment: AdvocacyApp.Environment) async throws -> any CommandOutput {
      try ReadmitEmployee(
        workspace: try place.find(in: environment), employee: employee
      ).run(in: environment)
    }
  }
}
