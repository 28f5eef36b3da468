import AdvocacyApp
import AdvocacyCore
import ArgumentParser

/// Prints the JSON Schema of a file.
struct SchemaCommand: EnvironmentCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema",
    abstract: "Prints the JSON Schema of config.json or queue.json.",
    discussion: ExitCodes.all)

  @Argument(help: "Which: config or queue.")
  var kind: SchemaKind

  func run(in environment: AdvocacyApp.Environment) async throws {
    try environment.console.writeOutput(kind.text)
  }
}

extension SchemaKind: ExpressibleByArgument {}
