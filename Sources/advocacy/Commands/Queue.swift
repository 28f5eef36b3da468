import AdvocacyApp
import AdvocacyCore
import AdvocacyReport
import ArgumentParser

/// The queue and its posts' states.
struct QueueCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "queue", abstract: "Shows the queue, fills it, and speaks on its posts.",
    discussion: ExitCodes.all,
    subcommands: [List.self, Show.self, Import.self, Approve.self, Withdraw.self])

  /// Lists the posts.
  struct List: EnvironmentCommand {
    static let configuration = CommandConfiguration(
      commandName: "list", abstract: "Lists the posts with their states.",
      discussion: ExitCodes.all)

    @OptionGroup var clock: ClockOptions
    @OptionGroup var place: WorkspaceOptions
    @OptionGroup var output: FormatOptions

    func run(in environment: AdvocacyApp.Environment) async throws {
      let listing = try ListQueue(workspace: try place.find(in: environment), now: clock.now)
        .run(in: environment)
      try output.format.print(
        json: try listing.json, table: { listing.table(style: $0) }, in: environment)
    }
  }

  /// Shows one post.
  struct Show: EnvironmentCommand {
    static let configuration = CommandConfiguration(
      commandName: "show", abstract: "Shows one post with all that happened to it.",
      discussion: ExitCodes.all)

    @Argument(help: "The post.")
    var post: String

    @OptionGroup var clock: ClockOptions
    @OptionGroup var place: WorkspaceOptions
    @OptionGroup var output: FormatOptions

    func run(in environment: AdvocacyApp.Environment) async throws {
      let shown = try await ShowPost(
        workspace: try place.find(in: environment), post: post, now: clock.now
      ).run(in: environment)
      try output.format.print(json: try shown.json, table: { shown.table($0) }, in: environment)
    }
  }

  /// Approves a post.
  struct Approve: EnvironmentCommand {
    static let configuration = CommandConfiguration(
      commandName: "approve", abstract: "Records an approval; the next amplify acts on it.",
      discussion: """
          advocacy queue approve q4-outlook --as legal --by luis --note "Figures checked"

        Where config.json has "roles", they say who may approve as what: --by is needed, and names \
        somebody who has the role now. Nobody approves their own post. An approval that no rule \
        asks for, now or when the post falls due, is refused.

        \(ExitCodes.all)
        """)

    @OptionGroup var word: WordOptions

    @Option(
      name: .long, help: ArgumentHelp("What to keep with the approval.", valueName: "TEXT"))
    var note: String?

    func run(in environment: AdvocacyApp.Environment) async throws {
      try word.speak(.approval, note: note, in: environment)
    }
  }

  /// Withdraws a post.
  struct Withdraw: EnvironmentCommand {
    static let configuration = CommandConfiguration(
      commandName: "withdraw", abstract: "Stops a post: what has not happened will not.",
      discussion: """
          advocacy queue withdraw stuttgart-hall5 --by elena --reason "We move to hall 7"

        What happened up to the last run stands. Anybody may withdraw, whatever their roles.

        \(ExitCodes.all)
        """)

    @OptionGroup var word: WordOptions

    @Option(
      name: .long, help: ArgumentHelp("Why; kept with the withdrawal.", valueName: "TEXT"))
    var reason: String?

    func run(in environment: AdvocacyApp.Environment) async throws {
      try word.speak(.withdrawal, note: reason, in: environment)
    }
  }
}

/// Who says what about which post.
struct WordOptions: ParsableArguments {
  @Argument(help: "The post.")
  var post: String

  @Option(name: .customLong("as"), help: ArgumentHelp("In which role.", valueName: "ROLE"))
  var role: String = ""

  @Option(name: .long, help: ArgumentHelp("Which employee says so.", valueName: "EMPLOYEE"))
  var by: String?

  @OptionGroup var clock: ClockOptions
  @OptionGroup var place: WorkspaceOptions
  @OptionGroup var output: FormatOptions

  /// Records the word.
  func speak(
    _ kind: PostStatement.Kind, note: String?, in environment: AdvocacyApp.Environment
  ) throws {
    let spoken = try RecordStatement(
      workspace: try place.find(in: environment), post: post, kind: kind, role: role,
      employee: by, note: note, now: clock.now
    ).run(in: environment)
    try output.format.print(json: try spoken.json, table: { spoken.table($0) }, in: environment)
  }
}
