import AdvocacyApp
import AdvocacyModel
import AdvocacyReport
import ArgumentParser

/// The queue and its posts' states.
struct QueueCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "queue", abstract: "List, import, approve and withdraw posts.",
    discussion: ExitCodes.all,
    subcommands: [
      List.self, Show.self, Import.self, Edit.self, Reschedule.self, Remove.self, Approve.self,
      Withdraw.self,
    ])

  /// Lists the posts.
  struct List: OutputCommand {
    static let configuration = CommandConfiguration(
      commandName: "list", abstract: "List posts and their states.",
      discussion: """
          advocacy queue list --state waiting,due --network linkedin
          advocacy queue list --period this-month --json id,state,at
          advocacy queue list --state scheduled --limit 5 -q

        Posts that were skipped or expired more than 90 days ago are counted, not listed: --all, \
        --state or a period shows them.

        \(ExitCodes.all)
        """)

    @Option(
      name: [.customLong("state"), .customLong("states")],
      help: ArgumentHelp("Posts in these states.", valueName: "S"),
      completion: .list(QueueListing.State.allCases.map(\.rawValue)))
    var states: [String] = []

    @OptionGroup var dates: PeriodOptions

    @Option(
      name: [.customLong("topic"), .customLong("topics")],
      help: ArgumentHelp("Posts about one of these topics.", valueName: "T"),
      completion: Completion.topic)
    var topics: [String] = []

    @Option(
      name: [.customLong("network"), .customLong("networks")],
      help: ArgumentHelp("Posts on one of these networks.", valueName: "N"),
      completion: Completion.network)
    var networks: [String] = []

    @Option(name: .long, help: ArgumentHelp("The first N posts at most.", valueName: "N"))
    var limit: Int?

    @Flag(name: .long, help: "Also list what was skipped or expired long ago.")
    var all = false

    @Flag(name: .shortAndLong, help: "Print ids only, one a line.")
    var quiet = false

    @Option(
      name: .long,
      help: ArgumentHelp("Print these fields as a JSON array.", valueName: "FIELDS"))
    var json: String?

    @OptionGroup var clock: ClockOptions
    @OptionGroup var place: WorkspaceOptions
    @OptionGroup var output: FormatOptions

    func validate() throws {
      guard json == nil || !quiet else {
        throw ValidationError("-q prints ids, --json fields: leave one out.")
      }
    }

    func result(in environment: AdvocacyApp.Environment) async throws -> any CommandOutput {
      var filter = QueueFilter()
      filter.states = splitLists(states)
      filter.period = PeriodArgument(
        since: dates.since, until: dates.until, period: dates.period)
      filter.topics = splitLists(topics)
      filter.networks = splitLists(networks)
      filter.limit = limit
      filter.isAll = all
      let listing = try ListQueue(
        workspace: try place.find(in: environment), now: clock.now, filter: filter
      ).run(in: environment)
      if let json { return try QueueFields(listing, splitLists([json])) }
      if quiet { return QueueIDs(listing) }
      return listing
    }
  }

  /// Shows one post.
  struct Show: OutputCommand {
    static let configuration = CommandConfiguration(
      commandName: "show", abstract: "Show one post and everything that happened to it.",
      discussion: ExitCodes.all)

    @Argument(help: "The post.", completion: Completion.post)
    var post: String

    @OptionGroup var clock: ClockOptions
    @OptionGroup var place: WorkspaceOptions
    @OptionGroup var output: FormatOptions

    func result(in environment: AdvocacyApp.Environment) async throws -> any CommandOutput {
      try await ShowPost(
        workspace: try place.find(in: environment), post: post, now: clock.now
      ).run(in: environment)
    }
  }

  /// Approves a post.
  struct Approve: OutputCommand {
    static let configuration = CommandConfiguration(
      commandName: "approve", abstract: "Record an approval; the next amplify acts on it.",
      discussion: """
          advocacy queue approve q4-outlook --as legal --by luis --note "Figures checked"

        Where config.json has "roles", they say who may approve as what: --by is needed, and names \
        somebody who has the role now. Nobody approves their own post. An approval that no rule \
        asks for, now or when the post falls due, is refused.

        \(ExitCodes.all)
        """)

    @OptionGroup var statement: StatementOptions

    @Option(
      name: .long, help: ArgumentHelp("What to keep with the approval.", valueName: "TEXT"))
    var note: String?

    var output: FormatOptions { statement.output }

    func result(in environment: AdvocacyApp.Environment) async throws -> any CommandOutput {
      try statement.record(.approval, note: note, in: environment)
    }
  }

  /// Withdraws a post.
  struct Withdraw: OutputCommand {
    static let configuration = CommandConfiguration(
      commandName: "withdraw", abstract: "Withdraw a post: nobody shares it from now on.",
      discussion: """
          advocacy queue withdraw stuttgart-hall5 --by elena --reason "We move to hall 7"

        What happened up to the last run stands. Anybody may withdraw, whatever their roles.

        \(ExitCodes.all)
        """)

    @OptionGroup var statement: StatementOptions

    @Option(
      name: .long, help: ArgumentHelp("Why; kept with the withdrawal.", valueName: "TEXT"))
    var reason: String?

    var output: FormatOptions { statement.output }

    func result(in environment: AdvocacyApp.Environment) async throws -> any CommandOutput {
      try statement.record(.withdrawal, note: reason, in: environment)
    }
  }
}

/// Who says what about which post.
struct StatementOptions: ParsableArguments {
  @Argument(help: "The post.", completion: Completion.post)
  var post: String

  @Option(name: .customLong("as"), help: ArgumentHelp("In which role.", valueName: "ROLE"))
  var role: String = ""

  @Option(name: .long, help: ArgumentHelp("Which employee says so.", valueName: "EMPLOYEE"))
  var by: String?

  @OptionGroup var clock: ClockOptions
  @OptionGroup var place: WorkspaceOptions
  @OptionGroup var output: FormatOptions

  /// Records an approval or a withdrawal.
  func record(
    _ kind: PostStatement.Kind, note: String?, in environment: AdvocacyApp.Environment
  ) throws -> RecordedStatement {
    try RecordStatement(
      workspace: try place.find(in: environment), post: post, kind: kind, role: role,
      employee: by, note: note, now: clock.now
    ).run(in: environment)
  }
}

extension QueueCommand {
  /// Imports posts.
  struct Import: OutputCommand, LoggedCommand {
    static let configuration = CommandConfiguration(
      commandName: "import",
      abstract: "Add the posts of a file: \(ImportPosts.formats).",
      discussion: """
          advocacy queue import feed.xml --network linkedin
          curl -fsSL https://acme.example/feed | advocacy queue import - --network linkedin
          advocacy queue import feed.xml --newest 10 --from 2026-12-01 --every 2d --at 10:00
          advocacy queue import posts.json --map text=title,link=url,at=published,topics=category
          advocacy queue import blog.xml --authors roster
          advocacy queue import posts.csv --map 'text="Title, long",at=Fecha' --locale es-ES

        Tables are CSV as spreadsheets write it: UTF-8, UTF-16 or Windows-1252; comma, semicolon, \
        tab or |. The exports of posts from X, LinkedIn and Meta are taken as they are.

        Says what it skipped and why. Importing twice adds nothing. Posts keep the dates that the \
        file gives them; --from, --every and --at give them days to come instead, the oldest first, \
        in the company's time.

        \(ExitCodes.all)
        """)

    @Argument(help: "The file or pipe; - for standard input.", completion: .file())
    var file: FileName

    @Option(
      name: .long,
      help: ArgumentHelp(
        "Which field of the file holds which field of a post; a name with a comma in quotes.",
        valueName: "FIELD=NAME,…"))
    var map: [String] = []

    @Option(
      name: [.customLong("network"), .customLong("networks")],
      help: ArgumentHelp(
        "The networks of posts that name none; all with a page otherwise.", valueName: "N"),
      completion: Completion.network)
    var networks: [String] = []

    @Option(
      name: .long, help: ArgumentHelp("The campaign of posts that name none.", valueName: "C"))
    var campaign: String?

    @Option(
      name: .customLong("ignore-columns"),
      help: ArgumentHelp("Columns of a table that are not needed.", valueName: "NAME,…"))
    var ignoredColumns: [String] = []

    @Option(
      name: .long,
      help: ArgumentHelp(
        "How a table writes its dates, for example es-ES or en-US.", valueName: "LOCALE"))
    var locale: String?

    @Option(
      name: .long,
      help: ArgumentHelp(
        "Whose posts they are: roster finds the authors that the file names among employees.",
        valueName: "roster"))
    var authors: Authors?

    /// Where authors are looked for.
    enum Authors: String, ExpressibleByArgument, CaseIterable {
      case roster
    }

    @Option(name: .long, help: ArgumentHelp("Take only the newest items.", valueName: "COUNT"))
    var newest: Int?

    @Option(
      name: .long,
      help: ArgumentHelp(
        "The day of the first post; with --every or --at alone, the next.", valueName: "DATE"))
    var from: String?

    @Option(
      name: .long,
      help: ArgumentHelp("How far apart posts are: 2d, 1w, 12h (default: 1d).", valueName: "TIME"))
    var every: String?

    @Option(
      name: .long, help: ArgumentHelp("The time of day (default: 09:00).", valueName: "T"))
    var at: String?

    @Flag(name: .long, help: "Only say what would be added.")
    var dryRun = false

    @OptionGroup var logging: LogOptions
    @OptionGroup var clock: ClockOptions
    @OptionGroup var place: WorkspaceOptions
    @OptionGroup var output: FormatOptions

    func result(in environment: AdvocacyApp.Environment) async throws -> any CommandOutput {
      try ImportPosts(
        workspace: try place.find(in: environment), file: file.path, mapping: map,
        networks: splitLists(networks), campaign: campaign,
        schedule: ImportSchedule(from: from, every: every, at: at, newest: newest), now: clock.now,
        isDryRun: dryRun, ignoredColumns: ignoredColumns, locale: locale,
        namesAuthors: authors == .roster
      ).run(in: environment)
    }
  }
}
