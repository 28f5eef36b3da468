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
      let shown = try ShowPost(
        workspace: try place.find(in: environment), post: post, now: clock.now
      ).run(in: environment)
      try output.format.print(json: try shown.json, table: { shown.table($0) }, in: environment)
    }
  }

  /// Approves a post.
  struct Approve: EnvironmentCommand {
    static let configuration = CommandConfiguration(
      commandName: "approve", abstract: "Records an approval; the next amplify acts on it.",
      discussion: ExitCodes.all)

    @OptionGroup var word: WordOptions

    func run(in environment: AdvocacyApp.Environment) async throws {
      try word.speak(.approval, in: environment)
    }
  }

  /// Withdraws a post.
  struct Withdraw: EnvironmentCommand {
    static let configuration = CommandConfiguration(
      commandName: "withdraw", abstract: "Stops a post: what has not happened will not.",
      discussion: ExitCodes.all)

    @OptionGroup var word: WordOptions

    func run(in environment: AdvocacyApp.Environment) async throws {
      try word.speak(.withdrawal, in: environment)
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
  func speak(_ kind: PostStatement.Kind, in environment: AdvocacyApp.Environment) throws {
    let spoken = try RecordStatement(
      workspace: try place.find(in: environment), post: post, kind: kind, role: role,
      employee: by, now: clock.now
    ).run(in: environment)
    try output.format.print(json: try spoken.json, table: { spoken.table($0) }, in: environment)
  }
}
