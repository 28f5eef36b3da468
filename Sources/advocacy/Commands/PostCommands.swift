import AdvocacyApp
import AdvocacyModel
import AdvocacyReport
import ArgumentParser

/// Adds a post to the queue, or fans out what is due.
struct PostCommand: EnvironmentCommand {
  static let configuration = CommandConfiguration(
    commandName: "post",
    abstract: "Add a post, see who may share it and what that is likely to bring.",
    discussion: """
      With a text, adds a post to the queue. Without one, asks employees to share what is due, as \
      amplify does, and says what happened; on a terminal it first says what it is about to do. \
      Lists are repeated options or comma-separated; a variant may hold commas, so variants are \
      repeated.

        advocacy post "We open our Madrid lab" --network x,linkedin --topic hiring
        echo "A longer text" | advocacy post - --at 2026-12-01T10:00
        advocacy post --welcome noor --group newcomers
        advocacy post --text hiring

      A single word that is the name of a command, or nearly one, is most likely a slip: with \
      --text it is posted.

      \(ExitCodes.all)
      """)

  @Argument(help: "The text; - reads it from standard input.")
  var text: String?

  @Option(
    name: .customLong("text"),
    help: ArgumentHelp("The text, even one that looks like a command.", valueName: "TEXT"))
  var literalText: String?

  @Option(name: .long, help: ArgumentHelp("The id; made from the text otherwise.", valueName: "ID"))
  var id: String?

  @Option(
    name: [.customLong("network"), .customLong("networks")],
    help: ArgumentHelp(
      "The networks; all on which the company has a page otherwise.", valueName: "N"),
    completion: Completion.network)
  var networks: [String] = []

  @Option(
    name: [.customLong("group"), .customLong("groups")],
    help: ArgumentHelp(
      "The groups in which it is posted; without --network, only there.", valueName: "G"),
    completion: Completion.group)
  var groups: [String] = []

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Welcome this employee, who must have consented; the text is then the group's own, or holds "
        + "{name}.", valueName: "EMPLOYEE"),
    completion: Completion.employee)
  var welcome: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "When it falls due (default: now), such as 2026-12-01, \"2026-12-01 10:00\", "
        + "\"tomorrow 9:00\", \"monday 9:00\", +2d.", valueName: "T"))
  var at: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "When sharing ends (default: 14 days after --at); a day is the last one.", valueName: "T"))
  var expires: String?

  @Option(
    name: .long, help: ArgumentHelp("The employee who wrote it.", valueName: "EMPLOYEE"),
    completion: Completion.employee)
  var author: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Read the post as JSON, as in queue.json; - for standard input.",
      valueName: "FILE"))
  var file: FileName?

  @Flag(name: .long, help: "Add it although the queue holds the same text already.")
  var again = false

  @Flag(name: .long, help: "Only say what would happen.")
  var dryRun = false

  @Flag(name: .long, help: "Without a text: go ahead without a question.")
  var yes = false

  @OptionGroup var fields: PostFieldOptions
  @OptionGroup var speech: LanguageOptions
  @OptionGroup var clock: ClockOptions
  @OptionGroup var place: WorkspaceOptions
  @OptionGroup var output: FormatOptions

  func validate() throws {
    guard [text != nil, literalText != nil, file != nil].count(where: \.self) <= 1 else {
      throw ValidationError("Give the text once: as an argument, with --text or with --file.")
    }
    if yes, hasPost {
      throw ValidationError("--yes goes without a text: leave out one of them.")
    }
    if file != nil, isDescribed {
      throw ValidationError("--file holds the whole post; leave out the options that describe one.")
    }
    if !hasPost, isDescribed || again {
      throw ValidationError("The text of the post is missing.")
    }
  }

  /// Whether options tell something of the post.
  private var isDescribed: Bool {
    !(networks + groups).isEmpty || fields.areGiven
      || [id, at, expires, author, welcome].contains { $0 != nil }
  }

  /// Whether there is a post to add.
  private var hasPost: Bool { [text, literalText, file?.path, welcome].contains { $0 != nil } }

  func run(in environment: AdvocacyApp.Environment) async throws {
    if let text { try CommandWord.refuse(text, isDescribed: isDescribed) }
    let workspace = try place.find(in: environment)
    guard hasPost else {
      guard try mayFanOut(workspace, in: environment) else {
        return environment.console.say("Nothing was done.")
      }
      return try await Amplifying(
        workspace: workspace, now: clock.now, wait: 10, isDryRun: dryRun, isTalkative: true,
        format: output.format
      ).run(in: environment)
    }
    var draft = PostDraft(
      text: text ?? literalText, file: file?.path, id: id, networks: splitLists(networks),
      topics: splitLists(fields.labels.topics),
      campaign: fields.labels.campaign, link: fields.labels.link,
      hashtags: splitLists(fields.labels.hashtags),
      variants: fields.variants, at: at,
      expires: expires, author: author)
    draft.groups = splitLists(groups)
    draft.welcomed = welcome
    let added = try await AddPost(
      workspace: workspace, draft: draft, now: clock.now, isAgain: again, isDryRun: dryRun
    ).run(in: environment)
    try environment.print(speech.spoken(added), as: output.format)
  }

  /// Tells whoever sits at the terminal what is about to happen, and asks whether to go ahead.
  private func mayFanOut(
    _ workspace: Workspace, in environment: AdvocacyApp.Environment
  ) throws -> Bool {
    guard !yes, !dryRun, environment.ask != nil,
      let sentence = try DueNow(workspace: workspace, now: clock.now).run(in: environment).sentence
    else { return true }
    environment.console.say(Wrapping.wrap(sentence, to: environment.console.width))
    return environment.agrees(to: "Go ahead?")
  }
}

/// Finds texts that are most likely commands, written behind the wrong one.
enum CommandWord {
  /// Words that other programs have for commands.
  private static let foreign = ["help", "status"]

  /// Refuses a text of one word that is the name of a command, or nearly one in small letters.
  ///
  /// - Parameters:
  ///   - text: The text.
  ///   - isDescribed: Whether options tell more of the post, so that a near miss is none.
  /// - Throws: `Failure` with cause `usage`.
  static func refuse(_ text: String, isDescribed: Bool) throws(Failure) {
    guard !text.contains(where: \.isWhitespace) else { return }
    let calls = Advocacy.calls
    let names = calls.compactMap(\.last) + foreign
    let isPlain = text.utf8.allSatisfy { ("a"..."z").contains(Character(Unicode.Scalar($0))) }
    let word = text.lowercased()
    let near = isPlain && !isDescribed ? NearMiss.of(word, among: calls.compactMap(\.last)) : nil
    guard let name = names.contains(word) ? word : near else { return }
    let call: String
    switch name {
    case "help": call = "advocacy post --help"
    case "status": call = "advocacy queue list"
    default:
      let meant =
        [["queue", name], [name]].first(where: { calls.contains($0) })
        ?? calls.first { $0.last == name }
      call = (["advocacy"] + (meant ?? [])).joined(separator: " ")
    }
    throw Failure(
      .usage,
      "\"\(text)\" looks like a command; to post it as text: advocacy post --text \(text)",
      hint: "Did you mean `\(call)`?")
  }
}

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
