import AdvocacyApp
import AdvocacyModel
import AdvocacyReport
import ArgumentParser

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
