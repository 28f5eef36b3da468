import AdvocacyApp
import AdvocacyModel
import AdvocacyReport
import ArgumentParser

/// Looks after the policy.
struct PolicyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "policy",
    abstract: "Test a policy, compare two versions, find rules that never apply.",
    discussion: ExitCodes.all, subcommands: [Test.self, Diff.self, Coverage.self])
}

extension PolicyCommand {
  /// Holds the policy to a table of cases.
  struct Test: OutputCommand {
    static let configuration = CommandConfiguration(
      commandName: "test",
      abstract: "Run the policy against a table of expected verdicts.",
      discussion: """
          {"cases": [{"post": "q3-results", "employee": "ana", "networks": ["x"],
                      "verdict": "deny", "rules": ["results-on-linkedin"]}]}

        Each case names a post (or holds one), an employee and the verdict, if wanted also the \
        instant, all the rules that are to apply, approvals given and posts passed on before. \
        Neither clock nor ledger is read. Exit status 1 says that a case failed. \
        `advocacy schema policy-test` describes the file.

        \(ExitCodes.all)
        """)

    @Argument(help: "The table of cases.")
    var file: FileName

    @OptionGroup var place: WorkspaceOptions
    @OptionGroup var output: FormatOptions

    func result(in environment: AdvocacyApp.Environment) async throws -> any CommandOutput {
      try TestPolicy(workspace: try place.find(in: environment), file: file.path)
        .run(in: environment)
    }
  }
}

extension PolicyCommand {
  /// Show whose rights change between two configurations.
  struct Diff: EnvironmentCommand {
    static let configuration = CommandConfiguration(
      commandName: "diff", abstract: "Show whose rights change between two configurations.",
      discussion: """
          advocacy policy diff config.json config.new.json
          advocacy policy diff last-year.json config.json --post q3-results --at 2026-11-20T10:00

        Both are asked about the posts named, each at its own instant; else about the queue's posts \
        that are not over, or where there are none about one for every topic, campaign, hashtag and \
        tag that a rule is about, at noon of a working day. Unless posts are named, situations are \
        made for each rule that differs: posts of its scope, at the instants at which its answer may \
        change, with the approvals and earlier posts it asks about ("tried"). Exit status 1 says \
        that something changes only with --detailed-exitcode.

        \(ExitCodes.all)
        """)

    @Argument(help: "The old configuration.")
    var old: FileName

    @Argument(help: "The new configuration.")
    var new: FileName

    @Option(
      name: [.customLong("post"), .customLong("posts")],
      help: ArgumentHelp("A file of posts, or the id of a post.", valueName: "FILE|ID"))
    var posts: [FileName] = []

    @Option(
      name: .long,
      help: ArgumentHelp(
        "Ask at this instant; each post at its own otherwise.", valueName: "T"))
    var at: String?

    @Flag(name: .customLong("detailed-exitcode"), help: "Exit with 1 where something changes.")
    var detailedExitCode = false

    @OptionGroup var clock: ClockOptions
    @OptionGroup var place: WorkspaceOptions
    @OptionGroup var output: FormatOptions

    func run(in environment: AdvocacyApp.Environment) async throws {
      let difference = try ComparePolicies(
        old: old.path, new: new.path, posts: splitLists(posts.map(\.path)), at: at, now: clock.now,
        workspace: try place.findIfAny(in: environment)
      ).run(in: environment)
      try environment.print(difference, as: output.format)
      guard !detailedExitCode || difference.isEmpty else { throw ExitCode(1) }
    }
  }

  /// Tells which rules speak and which never do.
  struct Coverage: OutputCommand {
    static let configuration = CommandConfiguration(
      commandName: "coverage",
      abstract: "Show which rules applied, how often and when, and which never did.",
      discussion: """
        Counts what rules said in the ledger, and what they would say of the queue's posts that \
        are still to be decided, if nothing else happened. A rule that never applies is either \
        not needed or not doing what it is meant to.

        \(ExitCodes.all)
        """)

    @OptionGroup var dates: PeriodOptions
    @OptionGroup var place: WorkspaceOptions
    @OptionGroup var output: FormatOptions

    func result(in environment: AdvocacyApp.Environment) async throws -> any CommandOutput {
      try CoverPolicy(
        workspace: try place.find(in: environment), since: dates.since, until: dates.until,
        period: dates.period
      ).run(in: environment)
    }
  }
}

/// Tells every verdict with its rules and what would change it.
struct ExplainCommand: OutputCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Show who may share a post, by which rules, and what would change that.",
    discussion: """
        advocacy explain madrid-lab          everybody, in a table
        advocacy explain madrid-lab ana      one employee, rule by rule

      A post that went out is explained as of then, from the inputs that the ledger keeps; \
      one that still waits, as of now.

      \(ExitCodes.all)
      """)

  @Argument(help: "The post.", completion: Completion.post)
  var post: String

  @Argument(help: "The employee; all otherwise.", completion: Completion.employee)
  var employee: String?

  @OptionGroup var speech: LanguageOptions
  @OptionGroup var clock: ClockOptions
  @OptionGroup var place: WorkspaceOptions
  @OptionGroup var output: FormatOptions

  func result(in environment: AdvocacyApp.Environment) async throws -> any CommandOutput {
    try ExplainPost(
      workspace: try place.find(in: environment), post: post, employee: employee, now: clock.now,
      language: speech.language
    ).run(in: environment)
  }
}
