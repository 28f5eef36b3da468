import AdvocacyApp
import AdvocacyCore
import AdvocacyReport
import ArgumentParser

extension PolicyCommand {
  /// Holds the policy to a table of cases.
  struct Test: EnvironmentCommand {
    static let configuration = CommandConfiguration(
      commandName: "test",
      abstract: "Holds the policy to a table of cases, and shows where it differs.",
      discussion: """
          {"cases": [{"post": "q3-results", "employee": "ana", "networks": ["x"],
                      "verdict": "deny", "rules": ["results-on-linkedin"]}]}

        Each case names a post (or holds one), an employee and the verdict, if wanted also the \
        instant, all the rules that are to speak, approvals given and posts passed on before. \
        Neither clock nor ledger is read. Exit status 1 says that a case failed. \
        `advocacy schema policy-test` describes the file.

        \(ExitCodes.all)
        """)

    @Argument(help: "The table of cases.")
    var file: String

    @OptionGroup var place: WorkspaceOptions
    @OptionGroup var output: FormatOptions

    func run(in environment: AdvocacyApp.Environment) async throws {
      let report = try TestPolicy(workspace: try place.find(in: environment), file: file)
        .run(in: environment)
      try output.format.print(
        json: try report.json, table: { report.text(style: $0) }, in: environment)
      guard report.failed == 0 else { throw ExitCode(1) }
    }
  }
}
