import AdvocacyApp
import AdvocacyCore
import AdvocacyReport
import ArgumentParser

extension PolicyCommand {
  /// Says whose rights change between two configurations.
  struct Diff: EnvironmentCommand {
    static let configuration = CommandConfiguration(
      commandName: "diff", abstract: "Says whose rights change between two configurations.",
      discussion: """
          advocacy policy diff config.json config.new.json
          advocacy policy diff last-year.json config.json --post q3-results --at 2026-11-20T10:00

        Both are asked about the posts named, each at its own instant; else about the queue's posts \
        that are not over, or where there are none about one for every topic, campaign, hashtag and \
        tag that a rule speaks of, at noon of a working day. Unless posts are named, situations are \
        made for each rule that differs: posts of its scope, at the instants at which its answer may \
        change, with the approvals and earlier posts it asks about ("tried"). Exit status 1 says \
        that something changes only with --detailed-exitcode.

        \(ExitCodes.all)
        """)

    @Argument(help: "The old configuration.")
    var old: String

    @Argument(help: "The new configuration.")
    var new: String

    @Option(
      name: [.customLong("post"), .customLong("posts")],
      help: ArgumentHelp("A file of posts, or the id of a post.", valueName: "FILE|ID"))
    var posts: [String] = []

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
        old: old, new: new, posts: splitLists(posts), at: at, now: clock.now,
        workspace: try place.findIfAny(in: environment)
      ).run(in: environment)
      try output.format.print(
        json: try difference.json, table: { difference.text(style: $0) }, in: environment)
      guard !detailedExitCode || difference.isEmpty else { throw ExitCode(1) }
    }
  }
}
