import AdvocacyApp
import AdvocacyModel
import ArgumentParser

/// Runs the main job on an example.
struct DemoCommand: EnvironmentCommand {
  static let configuration = CommandConfiguration(
    commandName: "demo",
    abstract: "Makes a workspace of 12 employees and runs post, amplify and reach-report in it.",
    discussion: ExitCodes.all)

  @Argument(help: "The directory; ./advocacy-demo otherwise, or the next number that is free.")
  var directory: String?

  @Option(name: .long, help: ArgumentHelp("The seed of every draw.", valueName: "N"))
  var seed: UInt64 = 20_261_123

  func validate() throws {
    guard seed < 1 << 53 else { throw ValidationError("--seed takes 0 to 9007199254740991.") }
  }

  func run(in environment: AdvocacyApp.Environment) async throws {
    let story = try await RunDemo(directory: directory, seed: seed).run(in: environment)
    try environment.print(story, as: .table)
  }
}
