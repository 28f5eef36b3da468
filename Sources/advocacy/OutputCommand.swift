import AdvocacyApp
import AdvocacyReport
import ArgumentParser

/// A command that takes the world as a value, so that tests can run it in their own.
protocol EnvironmentCommand: AsyncParsableCommand {
  func run(in environment: AdvocacyApp.Environment) async throws
}

extension EnvironmentCommand {
  mutating func run() async throws { try await run(in: .system()) }
}

/// A command that comes to a result, which is printed here for all of them.
protocol OutputCommand: EnvironmentCommand {
  /// How to print the result.
  var output: FormatOptions { get }

  /// Does the work.
  func result(in environment: AdvocacyApp.Environment) async throws -> any CommandOutput
}

extension OutputCommand {
  func run(in environment: AdvocacyApp.Environment) async throws {
    let result = try await result(in: environment)
    try environment.print(result, as: output.format)
    guard result.exitCode == 0 else { throw ExitCode(result.exitCode) }
  }
}

extension AdvocacyApp.Environment {
  /// Prints a result: as JSON, or for people in the style of their terminal, with what to do next.
  func print(_ output: any CommandOutput, as format: PlainFormat) throws {
    switch format {
    case .json: try console.writeOutput(try output.json)
    case .table:
      try console.writeOutput(output.render(console.style))
      if let next = output.next { console.say(next) }
    }
  }
}
