import AdvocacyApp
import AdvocacyModel
import AdvocacyReport
import ArgumentParser

/// Looks after the people on the roster.
struct RosterCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "roster", abstract: "List, show, import, erase or readmit people.",
    discussion: ExitCodes.all,
    subcommands: [List.self, Show.self, Import.self, Forget.self, Readmit.self])

  /// Lists people.
  struct List: EnvironmentCommand {
    static let configuration = CommandConfiguration(
      commandName: "list", abstract: "List people, with their consent and where it can be seen.",
      discussion: """
          advocacy roster list --team sales,product
          advocacy roster list --on 2026-12-01 --format csv > people.csv

        Who left before the day is counted, not listed: --all lists them. What people chose to stay \
        out of is in no list.

        \(ExitCodes.all)
        """)

    @Option(
      name: [.customLong("team"), .customLong("teams")],
      help: ArgumentHelp("People in these teams.", valueName: "TEAM"), completion: Completion.team)
    var teams: [String] = []

    @Option(
      name: .long,
      help: ArgumentHelp("As of this day (default: the present).", valueName: "DATE"))
    var on: String?

    @Flag(name: .long, help: "Also list who left before.")
    var all = false

    @Option(name: .long, help: "How to print: table, json or csv.")
    var format: Format = .table

    @OptionGroup var clock: ClockOptions
    @OptionGroup var place: WorkspaceOptions
    @OptionGroup var languages: LanguageOptions

    /// The formats of a list.
    enum Format: String, ExpressibleByArgument, CaseIterable {
      case table
      case json
      case csv
    }

    func run(in environment: AdvocacyApp.Environment) async throws {
      let listing = languages.spoken(
        try ListRoster(
          workspace: try place.find(in: environment), teams: splitLists(teams), day: on,
          isAll: all, now: clock.now
        ).run(in: environment))
      switch format {
      case .csv: try environment.console.writeOutput(listing.csv)
      case .json: try environment.print(listing, as: .json)
      case .table: try environment.print(listing, as: .table)
      }
    }
  }

  /// Shows one person.
  struct Show: OutputCommand {
    static let configuration = CommandConfiguration(
      commandName: "show", abstract: "Show one person, or all that is held of them.",
      discussion: """
          advocacy roster show ana
          advocacy roster show ana --everything > ana.json

        --everything is for the person themselves: one JSON document with their row, consent and its \
        evidence, courses, accounts, what they stay out of, every decision, planned act, act and \
        approval, the posts they wrote, and the files that mention them. It works for who left the \
        roster, too, as long as the ledger knows them.

        \(ExitCodes.all)
        """)

    @Argument(help: "The employee's id.", completion: Completion.employee)
    var employee: String

    @Flag(name: .long, help: "All that the workspace holds of them, as JSON.")
    var everything = false

    @OptionGroup var clock: ClockOptions
    @OptionGroup var place: WorkspaceOptions
    @OptionGroup var output: FormatOptions
    @OptionGroup var languages: LanguageOptions

    func result(in environment: AdvocacyApp.Environment) async throws -> any CommandOutput {
      let show = ShowEmployee(
        workspace: try place.find(in: environment), employee: employee, now: clock.now)
      if everything { return try show.everything(in: environment, language: languages.language) }
      return languages.spoken(try show.run(in: environment))
    }
  }

  /// Imports people.
  struct Import: OutputCommand {
    static let configuration = CommandConfiguration(
      commandName: "import", abstract: "Bring the roster up to a table from an HR system.",
      discussion: """
          advocacy roster import people.csv --dry-run
          advocacy roster import people.csv --map "Abteilung=team,Eintritt=joined" --on 2026-12-01
          advocacy roster import moves.csv --partial --map "Valid from=effective"

        A row says how somebody is from --on, or from its own day if a column is mapped to \
        "effective". Who is new joins on that day; who is employed and missing from the file left the \
        day before, unless --partial says that it holds only some people. Empty cells change \
        nothing. Names of columns are known as in employees.csv; --map adds others.

        Somebody under a new id who has the name, a handle or nearly the id of a person missing from \
        the file is held back, with exit code 1, until --same NEW=OLD or --another NEW says who it \
        is. The roster keeps no date with teams, roles and the like: such a change of a day to come \
        is held back until then. Who was erased stays so.

        The roster's file changes whole or not at all; what is not touched keeps its bytes.

        \(ExitCodes.all)
        """)

    @Argument(help: "The table; - for standard input.", completion: .file())
    var file: FileName

    @Option(
      name: .long,
      help: ArgumentHelp(
        "Which column holds which field; a name with a comma in quotes.",
        valueName: "COLUMN=FIELD,…"))
    var map: [String] = []

    @Option(
      name: .customLong("ignore-columns"),
      help: ArgumentHelp("Columns that are not needed.", valueName: "NAME,…"))
    var ignoredColumns: [String] = []

    @Option(
      name: .long,
      help: ArgumentHelp("How it writes dates, for example es-ES or en-US.", valueName: "LOCALE"))
    var locale: String?

    @Option(
      name: .long,
      help: ArgumentHelp("From which day its rows hold (default: today).", valueName: "DATE"))
    var on: String?

    @Flag(name: .long, help: "It holds only some people: nobody is missing from it.")
    var partial = false

    @Option(
      name: .long,
      help: ArgumentHelp(
        "Who is on the roster under another id: the file's id, then the roster's.",
        valueName: "NEW=OLD"))
    var same: [String] = []

    @Option(
      name: .long,
      help: ArgumentHelp("Who is somebody new, whatever it looks like.", valueName: "NEW"))
    var another: [String] = []

    @Flag(name: .long, help: "Go on where more than half of the employees would leave.")
    var yes = false

    @Flag(name: .long, help: "Only say what would change; write nothing.")
    var dryRun = false

    @OptionGroup var clock: ClockOptions
    @OptionGroup var place: WorkspaceOptions
    @OptionGroup var output: FormatOptions
    @OptionGroup var languages: LanguageOptions

    func result(in environment: AdvocacyApp.Environment) async throws -> any CommandOutput {
      var options = ImportRoster.Options()
      options.mapping = map
      options.ignored = ignoredColumns
      options.locale = locale
      options.day = on
      options.isPartial = partial
      options.same = splitLists(same)
      options.others = splitLists(another)
      options.isConfirmed = yes
      options.now = clock.now
      let changes = languages.spoken(
        try ImportRoster(
          workspace: try place.find(in: environment), file: file.path, options: options,
          isDryRun: dryRun
        ).run(in: environment))
      for notice in changes.notices { environment.note("\(changes.file): \(notice)") }
      return changes
    }
  }
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
