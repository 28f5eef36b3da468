import AdvocacyApp
import AdvocacyModel
import AdvocacyReport
import ArgumentParser

extension QueueCommand {
  /// Gives a post other values.
  struct Edit: OutputCommand {
    static let configuration = CommandConfiguration(
      commandName: "edit", abstract: "Change a post that has not gone out yet.",
      discussion: """
          advocacy queue edit madrid-lab --text "We open our Madrid lab" --topic hiring,product
          advocacy queue edit madrid-lab --link "" --dry-run

        What is given replaces what is there; an empty value takes it out. The rest of the queue \
        keeps its bytes.

        \(ExitCodes.all)
        """)

    @Argument(help: "The post.", completion: Completion.post)
    var post: String

    @Option(name: .long, help: ArgumentHelp("The text.", valueName: "TEXT"))
    var text: String?

    @Option(
      name: [.customLong("network"), .customLong("networks")],
      help: ArgumentHelp("The networks.", valueName: "N"), completion: Completion.network)
    var networks: [String] = []

    @Option(name: .long, help: ArgumentHelp("When it falls due.", valueName: "T"))
    var at: String?

    @Option(name: .long, help: ArgumentHelp("When sharing ends.", valueName: "T"))
    var expires: String?

    @OptionGroup var fields: PostFieldOptions
    @OptionGroup var edit: EditOptions

    var output: FormatOptions { edit.output }

    func result(in environment: AdvocacyApp.Environment) async throws -> any CommandOutput {
      var changes = PostChanges(at: at)
      changes.text = text
      changes.link = fields.labels.link
      changes.campaign = fields.labels.campaign
      changes.networks = networks.isEmpty ? nil : splitLists(networks)
      changes.topics = fields.labels.topics.isEmpty ? nil : splitLists(fields.labels.topics)
      changes.hashtags = fields.labels.hashtags.isEmpty ? nil : splitLists(fields.labels.hashtags)
      // A variant may hold commas; an empty one alone takes all of them out.
      let variants = fields.variants
      changes.variants = variants.isEmpty ? nil : variants == [""] ? [] : variants
      changes.expires = expires
      return try edit.apply(.edit(changes), to: post, in: environment)
    }
  }

  /// Gives a post another instant.
  struct Reschedule: OutputCommand {
    static let configuration = CommandConfiguration(
      commandName: "reschedule", abstract: "Change when a post falls due.",
      discussion: """
          advocacy queue reschedule madrid-lab --at 2026-12-01T10:00

        Where the post has an end of its own that is earlier, move both: \
        `advocacy queue edit POST --at T --expires T`.

        \(ExitCodes.all)
        """)

    @Argument(help: "The post.", completion: Completion.post)
    var post: String

    @Option(name: .long, help: ArgumentHelp("When it falls due.", valueName: "T"))
    var at: String

    @OptionGroup var edit: EditOptions

    var output: FormatOptions { edit.output }

    func result(in environment: AdvocacyApp.Environment) async throws -> any CommandOutput {
      try edit.apply(.reschedule(at: at), to: post, in: environment)
    }
  }

  /// Takes a post out.
  struct Remove: OutputCommand {
    static let configuration = CommandConfiguration(
      commandName: "remove", abstract: "Take a post out of the queue before it goes out.",
      discussion: """
          advocacy queue remove madrid-lab

        The rest of the queue keeps its bytes. A post that went out is stopped by `advocacy \
        queue withdraw`.

        \(ExitCodes.all)
        """)

    @Argument(help: "The post.", completion: Completion.post)
    var post: String

    @OptionGroup var edit: EditOptions

    var output: FormatOptions { edit.output }

    func result(in environment: AdvocacyApp.Environment) async throws -> any CommandOutput {
      try edit.apply(.remove, to: post, in: environment)
    }
  }
}

/// How a post of the queue is changed.
struct EditOptions: ParsableArguments {
  @Flag(name: .long, help: "Only say what would change.")
  var dryRun = false

  @OptionGroup var clock: ClockOptions
  @OptionGroup var place: WorkspaceOptions
  @OptionGroup var output: FormatOptions

  /// Changes a post.
  func apply(
    _ change: EditQueue.Change, to post: String, in environment: AdvocacyApp.Environment
  ) throws -> EditedPost {
    try EditQueue(
      workspace: try place.find(in: environment), post: post, change: change, now: clock.now,
      isDryRun: dryRun
    ).run(in: environment)
  }
}
