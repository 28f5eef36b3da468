import AdvocacyApp
import AdvocacyModel
import AdvocacyReport
import ArgumentParser

/// Lets an employee stay out of posts.
struct DeclineCommand: OutputCommand {
  static let configuration = CommandConfiguration(
    commandName: "decline", abstract: "Stay out of a post, campaign, topic or network.",
    discussion: """
        advocacy decline q4-outlook --employee ana
        advocacy decline --topic results --network x --employee ana
        advocacy decline q4-outlook --employee ana --undo

      No reason is asked. Nobody else is told: who declines is in no list, count or rank, as if they \
      were not asked. It holds from the last run on: nothing that was planned happens, and what was \
      shared before stays. Declining a campaign, topic or network holds for posts to come as well.

      \(ExitCodes.all)
      """)

  @Argument(help: "The post.", completion: Completion.post)
  var post: String?

  @Option(
    name: .long, help: ArgumentHelp("Who declines.", valueName: "EMPLOYEE"),
    completion: Completion.employee)
  var employee: String

  @Option(
    name: [.customLong("campaign"), .customLong("campaigns")],
    help: ArgumentHelp("Stay out of these campaigns.", valueName: "C"),
    completion: Completion.campaign)
  var campaigns: [String] = []

  @Option(
    name: [.customLong("topic"), .customLong("topics")],
    help: ArgumentHelp("Stay out of posts about these topics.", valueName: "T"),
    completion: Completion.topic)
  var topics: [String] = []

  @Option(
    name: [.customLong("network"), .customLong("networks")],
    help: ArgumentHelp("Stay out of all posts on these networks.", valueName: "N"),
    completion: Completion.network)
  var networks: [String] = []

  @Flag(name: .long, help: "Take part again; what was dropped since does not come back.")
  var undo = false

  @OptionGroup var speech: LanguageOptions
  @OptionGroup var clock: ClockOptions
  @OptionGroup var place: WorkspaceOptions
  @OptionGroup var output: FormatOptions

  func result(in environment: AdvocacyApp.Environment) async throws -> any CommandOutput {
    let subjects = DeclinedSubjects(
      post: post, campaigns: splitLists(campaigns), topics: splitLists(topics),
      networks: splitLists(networks))
    return speech.spoken(
      try DeclinePosts(
        workspace: try place.find(in: environment), subjects: subjects, employee: employee,
        isTakenBack: undo, now: clock.now
      ).run(in: environment))
  }
}

/// Lets an employee propose a post of their own.
struct ProposeCommand: OutputCommand {
  static let configuration = CommandConfiguration(
    commandName: "propose", abstract: "Propose a post of your own; an editor answers.",
    discussion: """
        advocacy propose "What I learned on the night shift" --by ana --file post.md \
      --network linkedin
        advocacy propose --by ana --file post.md

      Without a title the first line of the file is taken. The text is kept beside the audit chain and \
      goes with its author if they are ever erased.

      \(ExitCodes.all)
      """)

  @Argument(help: "The title.")
  var title: String?

  @Option(
    name: .long, help: ArgumentHelp("Who proposes it.", valueName: "EMPLOYEE"),
    completion: Completion.employee)
  var by: String

  @OptionGroup var fields: ProposalFieldOptions
  @OptionGroup var speech: LanguageOptions
  @OptionGroup var clock: ClockOptions
  @OptionGroup var place: WorkspaceOptions
  @OptionGroup var output: FormatOptions

  func result(in environment: AdvocacyApp.Environment) async throws -> any CommandOutput {
    speech.spoken(
      try ProposePost(
        workspace: try place.find(in: environment), draft: fields.draft(title: title),
        employee: by, now: clock.now
      ).run(in: environment))
  }
}

/// What a proposal says besides its title, or an editor changes of it.
struct ProposalFieldOptions: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp("The file that holds the text; - for standard input.", valueName: "FILE"),
    completion: .file())
  var file: FileName?

  @Option(
    name: [.customLong("network"), .customLong("networks")],
    help: ArgumentHelp("Where it is to be published.", valueName: "N"),
    completion: Completion.network)
  var networks: [String] = []

  @Option(
    name: .long, help: ArgumentHelp("When it is to be published.", valueName: "T"))
  var at: String?

  @Option(name: .long, help: ArgumentHelp("When sharing ends.", valueName: "T"))
  var expires: String?

  @OptionGroup var labels: LabelOptions

  func draft(title: String?) -> ProposalDraft {
    ProposalDraft(
      title: title, file: file?.path, networks: splitLists(networks),
      topics: splitLists(labels.topics),
      campaign: labels.campaign, link: labels.link, hashtags: splitLists(labels.hashtags), at: at,
      expires: expires)
  }
}

/// What employees proposed, and the editors' answers.
struct ProposalsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "proposals", abstract: "List, show, accept and decline what employees propose.",
    discussion: ExitCodes.all,
    subcommands: [List.self, Show.self, Accept.self, Decline.self, Feed.self])

  /// Lists proposals.
  struct List: OutputCommand {
    static let configuration = CommandConfiguration(
      commandName: "list", abstract: "List proposals, the latest first.",
      discussion: ExitCodes.all)

    @Option(
      name: [.customLong("state"), .customLong("states")],
      help: ArgumentHelp("Proposals in these states.", valueName: "S"),
      completion: .list(Proposal.State.allCases.map(\.rawValue)))
    var states: [String] = []

    @OptionGroup var speech: LanguageOptions
    @OptionGroup var clock: ClockOptions
    @OptionGroup var place: WorkspaceOptions
    @OptionGroup var output: FormatOptions

    func result(in environment: AdvocacyApp.Environment) async throws -> any CommandOutput {
      speech.spoken(
        try ListProposals(
          workspace: try place.find(in: environment), states: splitLists(states), now: clock.now
        ).run(in: environment))
    }
  }

  /// Shows a proposal.
  struct Show: OutputCommand {
    static let configuration = CommandConfiguration(
      commandName: "show", abstract: "Show a proposal, the answer and what the editor changed.",
      discussion: ExitCodes.all)

    @Argument(help: "The proposal, such as P7.", completion: Completion.proposal)
    var proposal: String

    @OptionGroup var speech: LanguageOptions
    @OptionGroup var clock: ClockOptions
    @OptionGroup var place: WorkspaceOptions
    @OptionGroup var output: FormatOptions

    func result(in environment: AdvocacyApp.Environment) async throws -> any CommandOutput {
      speech.spoken(
        try ShowProposal(
          workspace: try place.find(in: environment), name: proposal, now: clock.now
        ).run(in: environment))
    }
  }

  /// Accepts a proposal.
  struct Accept: OutputCommand {
    static let configuration = CommandConfiguration(
      commandName: "accept", abstract: "Put a proposal into the queue under its author's name.",
      discussion: """
          advocacy proposals accept P7 --by elena --at "tomorrow 10:00"
          advocacy proposals accept P7 --by elena --file corrected.md --note "Two dates corrected"

        An editor may change facts, dates and spelling: the change is kept and shown. Where \
        config.json has "roles", they say who is an editor. Nobody decides on their own proposal. \
        Interrupted, it can be done again: the post is in the queue once.

        \(ExitCodes.all)
        """)

    @OptionGroup var answer: ProposalAnswerOptions

    @Option(name: .long, help: ArgumentHelp("Another title.", valueName: "TEXT"))
    var title: String?

    @Option(
      name: .long,
      help: ArgumentHelp("The post's id; made from the title otherwise.", valueName: "ID"))
    var id: String?

    @OptionGroup var fields: ProposalFieldOptions

    var output: FormatOptions { answer.output }

    func result(in environment: AdvocacyApp.Environment) async throws -> any CommandOutput {
      try answer.record(.accept(fields.draft(title: title), id: id), in: environment)
    }
  }

  /// Declines a proposal.
  struct Decline: OutputCommand {
    static let configuration = CommandConfiguration(
      commandName: "decline", abstract: "Say no to a proposal.",
      discussion: """
          advocacy proposals decline P8 --by elena --note "Numbers not public yet"

        \(ExitCodes.all)
        """)

    @OptionGroup var answer: ProposalAnswerOptions

    var output: FormatOptions { answer.output }

    func result(in environment: AdvocacyApp.Environment) async throws -> any CommandOutput {
      try answer.record(.decline, in: environment)
    }
  }

  /// Prints the employees' section as a feed.
  struct Feed: EnvironmentCommand {
    static let configuration = CommandConfiguration(
      commandName: "feed", abstract: "Print employees' own posts as a feed for the blog.",
      discussion: """
          advocacy proposals feed --format atom --output team.xml

        It holds accepted proposals that are due and were not withdrawn. Who is erased leaves it.

        \(ExitCodes.all)
        """)

    @Option(name: .long, help: "The form: atom or jsonfeed.")
    var format: ProposalFeed.Format = .atom

    @Option(
      name: .long, help: ArgumentHelp("Write to a file (atomically).", valueName: "FILE"),
      completion: .file())
    var output: FileName?

    @OptionGroup var clock: ClockOptions
    @OptionGroup var place: WorkspaceOptions

    func run(in environment: AdvocacyApp.Environment) async throws {
      let feed = try FeedProposals(
        workspace: try place.find(in: environment), format: format, now: clock.now
      ).run(in: environment)
      guard let output else { return try environment.console.writeOutput(try feed.text) }
      try OutputFile.write(try feed.text, to: output.path, in: environment)
      environment.console.say(
        "Wrote \(SafeText.escape(output.path)): \(NumberFormat.count(feed.entries.count, "post")).")
    }
  }
}

extension ProposalFeed.Format: ExpressibleByArgument {}

/// Who answers which proposal.
struct ProposalAnswerOptions: ParsableArguments {
  @Argument(help: "The proposal, such as P7.", completion: Completion.proposal)
  var proposal: String

  @Option(name: .customLong("as"), help: ArgumentHelp("In which role.", valueName: "ROLE"))
  var role = "editor"

  @Option(
    name: .long, help: ArgumentHelp("Who answers.", valueName: "EMPLOYEE"),
    completion: Completion.employee)
  var by: String?

  @Option(
    name: .long, help: ArgumentHelp("What to keep with the answer, in a line.", valueName: "TEXT"))
  var note: String?

  @OptionGroup var speech: LanguageOptions
  @OptionGroup var clock: ClockOptions
  @OptionGroup var place: WorkspaceOptions
  @OptionGroup var output: FormatOptions

  func record(
    _ answer: AnswerProposal.Answer, in environment: AdvocacyApp.Environment
  ) throws -> AnsweredProposal {
    speech.spoken(
      try AnswerProposal(
        workspace: try place.find(in: environment), name: proposal, answer: answer, role: role,
        employee: by, note: note, now: clock.now
      ).run(in: environment))
  }
}
