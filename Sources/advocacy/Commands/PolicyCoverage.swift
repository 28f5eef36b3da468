import AdvocacyApp
import AdvocacyCore
import AdvocacyReport
import ArgumentParser

extension PolicyCommand {
  /// Tells which rules speak and which never do.
  struct Coverage: EnvironmentCommand {
    static let configuration = CommandConfiguration(
      commandName: "coverage",
      abstract: "Tells which rules spoke, how often and when, and which never did.",
      discussion: """
        Counts what rules said in the ledger, and what they would say of the queue's posts that \
        are still to be decided, if nobody spoke any more. A rule that never speaks is either \
        not needed or not doing what it is meant to.

        \(ExitCodes.all)
        """)

    @Option(
      name: .long, help: ArgumentHelp("Posts dated at this instant or after.", valueName: "T"))
    var since: String?

    @Option(name: .long, help: ArgumentHelp("Posts dated before this instant.", valueName: "T"))
    var until: String?

    @OptionGroup var place: WorkspaceOptions
    @OptionGroup var output: FormatOptions

    func run(in environment: AdvocacyApp.Environment) async throws {
      let coverage = try CoverPolicy(
        workspace: try place.find(in: environment), since: since, until: until
      ).run(in: environment)
      try output.format.print(
        json: try coverage.json, table: { coverage.text(style: $0) }, in: environment)
    }
  }
}
