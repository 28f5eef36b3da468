import AdvocacyApp
import AdvocacyCore
import AdvocacyReport
import ArgumentParser

extension QueueCommand {
  /// Imports posts.
  struct Import: EnvironmentCommand {
    static let configuration = CommandConfiguration(
      commandName: "import",
      abstract: "Adds the posts of a file: our JSON, other JSON, CSV, RSS or Atom.",
      discussion: """
          advocacy queue import feed.xml --network linkedin
          advocacy queue import posts.json --map text=title,link=url,at=published,topics=category

        Says what it skipped and why. Importing twice adds nothing.

        \(ExitCodes.all)
        """)

    @Argument(help: "The file.")
    var file: String

    @Option(
      name: .long,
      help: ArgumentHelp(
        "Which field of the file holds which field of a post.", valueName: "FIELD=NAME,…"))
    var map: [String] = []

    @Option(
      name: [.customLong("network"), .customLong("networks")],
      help: ArgumentHelp(
        "The networks of posts that name none; all with a page otherwise.", valueName: "N"))
    var networks: [String] = []

    @Option(
      name: .long, help: ArgumentHelp("The campaign of posts that name none.", valueName: "C"))
    var campaign: String?

    @Flag(name: .long, help: "Only say what would be added.")
    var dryRun = false

    @OptionGroup var clock: ClockOptions
    @OptionGroup var place: WorkspaceOptions
    @OptionGroup var output: FormatOptions

    func run(in environment: AdvocacyApp.Environment) async throws {
      let imported = try ImportPosts(
        workspace: try place.find(in: environment), file: file, mapping: splitLists(map),
        networks: splitLists(networks), campaign: campaign, now: clock.now, isDryRun: dryRun
      ).run(in: environment)
      try output.format.print(
        json: try imported.json, table: { imported.table($0) }, in: environment)
      guard !imported.hasRefused else { throw ExitCode(1) }
    }
  }
}
