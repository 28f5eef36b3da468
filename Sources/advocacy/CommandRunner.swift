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
    var watched = self
    Activity.watch(&watched.environment)
    var log: String?
    let code = await watched.perform(arguments, log: &log)
    watched.environment.activity.end()
    guard let log else { return code }
    do {
      try RunLog(log, in: environment).add(
        command: Advocacy.call(in: arguments), exitCode: code, in: environment)
    } catch let failure as Failure {
      // What the run did is done, and its exit code stays.
      environment.console.say("advocacy: --log: \(failure)")
    } catch {
      environment.console.say("advocacy: --log: \(error)")
    }
    return code
  }

  /// Runs a command line; the log is the file in which its run is to be kept, once that is known.
  private func perform(_ arguments: [String], log: inout String?) async -> Int32 {
    do {
      // Scripts ask for it at every start: answered before the commands are looked at.
      if arguments == ["--version"] {
        try environment.console.writeOutput(ToolVersion.text + "\n")
        return 0
      }
      if let topic = HelpTopic.asked(by: arguments) {
        try environment.console.writeOutput(topic.text + "\n")
        return 0
      }
      try refuseUnknownCommand(arguments)
      let command = try Advocacy.parseAsRoot(arguments)
      if arguments.contains(where: PathText.hasForeignBytes) {
        try ForeignText.refuse(in: command)
      }
      log = (command as? any LoggedCommand)?.logging.log?.path
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
      let failure =
        isUsage
        ? UsageError(Advocacy.message(for: error), in: Advocacy.call(in: arguments)).failure
        : Failure(.internal, Advocacy.message(for: error))
      report(failure, asJSON: wantsJSON(arguments))
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

/// What the parser has against a command line, in the words of all other failures.
struct UsageError {
  /// The failure to tell.
  let failure: Failure

  /// Takes what the parser says; the call is that of the command, in its words.
  init(_ message: String, in call: String) {
    let help = "`\(["advocacy", call, "--help"].filter { !$0.isEmpty }.joined(separator: " "))`"
    guard let match = message.firstMatch(of: /The value '(.*)' is invalid for '(.*?)'\.?/) else {
      // Its own advice stays; a full stop and what it says of itself go.
      let line = message.split(separator: "\n").map { $0.trimmed(where: \.isWhitespace) }
        .joined(separator: " ").replacing("Error: ", with: "")
      let parts = line.split(separator: " Did you mean ", maxSplits: 1)
      let first = parts.first.map { $0.last == "." ? $0.dropLast() : $0 } ?? ""
      failure = Failure(
        .usage, SafeText.escape(first.prefix(1).lowercased() + first.dropFirst()),
        hint: parts.count > 1
          ? "Did you mean \(SafeText.escape(String(parts[1])))" : "\(help) explains the options")
      return
    }
    let rest = message[match.range.upperBound...]
    let known = rest.matches(of: /'([^']+)'|- (\S+)/).map { String($0.1 ?? $0.2 ?? "") }
    let name = match.2.split(separator: " ").first.map(String.init) ?? String(match.2)
    let option = name.hasPrefix("-") ? name : String(name.filter { !"<>".contains($0) })
    let value = String(match.1)
    failure = Failure(
      .usage,
      "\(option): "
        + (known.isEmpty
          ? "\"\(SafeText.excerpt(value))\" makes no sense there"
          : "unknown \"\(SafeText.excerpt(value))\"; known: \(known.joined(separator: ", "))"),
      hint: NearMiss.hint(value, among: known) ?? "\(help) explains it")
  }
}

/// A command that takes the world as a value, so that tests can run it in their own.
protocol EnvironmentCommand: AsyncParsableCommand {
  func run(in environment: AdvocacyApp.Environment) async throws
}

/// A command that cron runs, and that can keep a line of each run in a file.
protocol LoggedCommand: EnvironmentCommand {
  /// Where its runs are kept.
  var logging: LogOptions { get }
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
    environment.tally.keep(result.counts)
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
    KitCommand.self, DigestCommand.self, MineCommand.self, CalendarCommand.self,
    RosterCommand.self, DeclineCommand.self, ProposeCommand.self, ProposalsCommand.self,
    SchemaCommand.self, LedgerCommand.self, PolicyCommand.self,
    ScheduleCommand.self, CompletionsCommand.self, ManualCommand.self,
  ]

  /// The words that call the program itself, each group and each command.
  static var calls: [[String]] { [[]] + calls(of: Advocacy.self, after: []) }

  /// The command that a line calls, in its words.
  static func call(in arguments: [String]) -> String {
    let call = calls.filter { arguments.starts(with: $0) }.max { $0.count < $1.count }
    return (call ?? []).joined(separator: " ")
  }

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
