import AdvocacyApp
import AdvocacyModel
import AdvocacyReport
import ArgumentParser

/// Adds a post to the queue, or fans out what is due.
struct PostCommand: EnvironmentCommand {
  static let configuration = CommandConfiguration(
    commandName: "post",
    abstract: "Adds a post to the queue and shows who may amplify it.",
    discussion: """
      With a text, adds a post to the queue. Without one, fans out what is due and says what \
      happened. Lists are repeated options or comma-separated; a variant may hold commas, so \
      variants are repeated.

        advocacy post "We open our Madrid lab" --network x,linkedin --topic hiring
        echo "A longer text" | advocacy post - --at 2026-12-01T10:00

      \(ExitCodes.all)
      """)

  @Argument(help: "The text; - reads it from standard input.")
  var text: String?

  @Option(name: .long, help: ArgumentHelp("The id; made from the text otherwise.", valueName: "ID"))
  var id: String?

  @Option(
    name: [.customLong("network"), .customLong("networks")],
    help: ArgumentHelp(
      "The networks; all on which the company has a page otherwise.", valueName: "N"))
  var networks: [String] = []

  @Option(
    name: [.customLong("topic"), .customLong("topics")],
    help: ArgumentHelp("What it is about.", valueName: "T"))
  var topics: [String] = []

  @Option(name: .long, help: ArgumentHelp("The campaign it belongs to.", valueName: "C"))
  var campaign: String?

  @Option(name: .long, help: ArgumentHelp("The page it points to.", valueName: "URL"))
  var link: String?

  @Option(
    name: [.customLong("hashtag"), .customLong("hashtags")],
    help: ArgumentHelp("Its hashtags.", valueName: "H"))
  var hashtags: [String] = []

  @Option(
    name: [.customLong("variant"), .customLong("variants")],
    help: ArgumentHelp("A text for employees' own words; repeat for more.", valueName: "V"))
  var variants: [String] = []

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

  @Option(name: .long, help: ArgumentHelp("The employee who wrote it.", valueName: "EMPLOYEE"))
  var author: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Read the post as JSON, as in queue.json; - for standard input.",
      valueName: "FILE"))
  var file: String?

  @Flag(name: .long, help: "Add it although the queue holds the same text already.")
  var again = false

  @Flag(name: .long, help: "Only say what would happen.")
  var dryRun = false

  @OptionGroup var clock: ClockOptions
  @OptionGroup var place: WorkspaceOptions
  @OptionGroup var output: FormatOptions

  func validate() throws {
    if text != nil, file != nil {
      throw ValidationError("Give a text or --file, not both.")
    }
    let lists = [networks, topics, hashtags, variants]
    let values = [id, campaign, link, at, expires, author]
    let describes = lists.contains { !$0.isEmpty } || values.contains { $0 != nil }
    if file != nil, describes {
      throw ValidationError("--file holds the whole post; leave out the options that describe one.")
    }
    if text == nil, file == nil, describes || again {
      throw ValidationError("The text of the post is missing.")
    }
  }

  func run(in environment: AdvocacyApp.Environment) async throws {
    let workspace = try place.find(in: environment)
    guard text != nil || file != nil else {
      return try await Amplifying(
        workspace: workspace, now: clock.now, wait: 10, isDryRun: dryRun, isTalkative: true,
        format: output.format
      ).run(in: environment)
    }
    let draft = PostDraft(
      text: text, file: file, id: id, networks: splitLists(networks), topics: splitLists(topics),
      campaign: campaign, link: link, hashtags: splitLists(hashtags), variants: variants, at: at,
      expires: expires, author: author)
    let added = try await AddPost(
      workspace: workspace, draft: draft, now: clock.now, isAgain: again, isDryRun: dryRun
    ).run(in: environment)
    try environment.print(added, as: output.format)
  }
}
