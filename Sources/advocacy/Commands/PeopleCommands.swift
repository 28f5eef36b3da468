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
