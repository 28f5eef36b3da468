import AdvocacyApp
import AdvocacyModel
import AdvocacyReport
import ArgumentParser

/// Parses a command line, runs its command, and turns what was thrown into talk and an exit code.
struct CommandRunner {
  /// The world to run in.
  var environment: AdvocacyApp.Environment

  /// Runs a command line, the program's name not included, and returns the exit code.
  func run(_ arguments: [String]) async -> Int32 {
    do {
      if let topic = HelpTopic.asked(by: arguments) {
        try environment.console.writeOutput(topic.text + "\n")
        return 0
      }
      try refuseUnknownCommand(arguments)
      let command = try Advocacy.parseAsRoot(arguments)
      if let command = command as? any EnvironmentCommand {
        try await command.run(in: environment)
      } else {
        var command = command
        try command.run()
      }
      return 0
    } catch let code as ExitCode {
      return code.rawValue
    } catch is BrokenPipe {
      return 0
    } catch let interrupted as Interrupted {
      return 128 + interrupted.signal
    } catch let failure as Failure {
      report(failure, asJSON: wantsJSON(arguments))
      return failure.cause.exitCode
    } catch {
      return report(parserError: error, arguments: arguments)
    }
  }

  /// Refuses a call without a command where nobody reads help, and names the near miss of one.
  private func refuseUnknownCommand(_ arguments: [String]) throws(Failure) {
    let names = Advocacy.names(in: Advocacy.self)
    guard let first = arguments.first else {
      guard environment.console.isOutputTerminal else {
        throw Failure(
          .usage, "no command given; commands: \(names.joined(separator: ", "))",
          hint: "`advocacy --help` explains them")
      }
      return
    }
    if first == "help", arguments.count > 1 {
      let topics = HelpTopic.all.map(\.name)
      try refuseUnknown(arguments[1], among: names + topics, of: "advocacy")
    }
    try refuseUnknown(first, among: names, of: "advocacy")
    let group = Advocacy.configuration.subcommands
      .first { $0.configuration.commandName == first }
    let parts = group.map(Advocacy.names) ?? []
    guard !parts.isEmpty else { return }
    guard arguments.count > 1 else {
      throw Failure(
        .usage, "\(first): no command given; commands: \(parts.joined(separator: ", "))",
        hint: "`advocacy \(first) --help` explains them")
    }
    try refuseUnknown(arguments[1], among: parts, of: "advocacy \(first)")
  }

  private func refuseUnknown(
    _ word: String, among names: [String], of call: String
  ) throws(Failure) {
    guard !word.hasPrefix("-"), word != "help", !names.contains(word) else { return }
    throw Failure(
      .usage, "unknown command \"\(word)\"; commands: \(names.joined(separator: ", "))",
      hint: NearMiss.hint(word, among: names) ?? "`\(call) --help` explains them")
  }

  private func report(_ failure: Failure, asJSON: Bool) {
    let text = asJSON ? FailureReport(failure).json : "advocacy: \(failure)"
    environment.console.say(text)
  }

  /// Prints help and usage errors of the parser; they have exit codes of their own.
  private func report(parserError error: any Error, arguments: [String]) -> Int32 {
    let code = Advocacy.exitCode(for: error)
    let message = Advocacy.fullMessage(for: error)
    guard code.isSuccess else {
      let isUsage = code == .validationFailure
      if wantsJSON(arguments) {
        report(Failure(isUsage ? .usage : .internal, Advocacy.message(for: error)), asJSON: true)
      } else {
        // The parser repeats what was written, control characters included.
        let lines = message.split(separator: "\n", omittingEmptySubsequences: false)
        environment.console.say(
          lines.map { SafeText.escape(String($0)) }.joined(separator: "\n"))
      }
      return isUsage ? code.rawValue : Failure.Cause.internal.exitCode
    }
    do {
      try environment.console.writeOutput(message + "\n")
      return 0
    } catch let failure as Failure {
      report(failure, asJSON: false)
      return failure.cause.exitCode
    } catch {
      return 0
    }
  }

  /// Whether the command line asks for JSON, told before or without parsing it.
  private func wantsJSON(_ arguments: [String]) -> Bool {
    arguments.contains("--format=json")
      || zip(arguments, arguments.dropFirst()).contains { $0 == "--format" && $1 == "json" }
  }
}

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
      let language = (output as? any InLanguage)?.language ?? .english
      try console.writeOutput(output.render(console.style.speaking(language)))
      if let next = output.next { console.say(next) }
    }
  }
}

/// The root of the command line.
struct Advocacy: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "advocacy",
    abstract: """
      Simulate employees sharing company posts, by your rules, and estimate how many more people \
      that reaches.
      """,
    discussion: """
      Start with `advocacy demo`, or with `advocacy init DIR` for your own company. It simulates: \
      it never logs in to a network and never acts on a person's account.

      TOPICS
      \(HelpTopic.listing)

      \(ExitCodes.all)
      """,
    version: ToolVersion.text, subcommands: commands)

  /// All commands, in the order in which help lists them; a group has a list of its own.
  private static let commands: [any ParsableCommand.Type] = [
    DemoCommand.self, InitCommand.self, PostCommand.self, QueueCommand.self,
    AmplifyCommand.self, ExplainCommand.self, ReachReportCommand.self, CheckCommand.self,
    RosterCommand.self, SchemaCommand.self, LedgerCommand.self, PolicyCommand.self,
    ScheduleCommand.self,
  ]

  /// The words that call the program itself, each group and each command.
  static var calls: [[String]] { [[]] + calls(of: Advocacy.self, after: []) }

  /// The names of the commands of a group.
  static func names(in group: any ParsableCommand.Type) -> [String] {
    group.configuration.subcommands.compactMap { $0.configuration.commandName }
  }

  private static func calls(
    of group: any ParsableCommand.Type, after words: [String]
  ) -> [[String]] {
    zip(names(in: group), group.configuration.subcommands).flatMap { name, command in
      [words + [name]] + calls(of: command, after: words + [name])
    }
  }
}

/// The exit codes, as every help text points to them.
enum ExitCodes {
  /// Where they are.
  static let all = "Exit codes: advocacy help exit-codes"
}
