import AdvocacyApp
import AdvocacyModel
import ArgumentParser

/// Prints the JSON Schema of a file.
struct SchemaCommand: EnvironmentCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema",
    abstract: "Prints the JSON Schema of config.json, queue.json or a table of policy cases.",
    discussion: ExitCodes.all)

  @Argument(help: "Which: config, queue, policy-test or reach-report.")
  var kind: SchemaKind

  func run(in environment: AdvocacyApp.Environment) async throws {
    try environment.console.writeOutput(kind.text)
  }
}

extension SchemaKind: ExpressibleByArgument {}
