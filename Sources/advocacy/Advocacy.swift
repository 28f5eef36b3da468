import AdvocacyApp
import ArgumentParser

/// The root of the command line.
struct Advocacy: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "advocacy",
    abstract: "Fans corporate posts out to simulated employee accounts and reports honest reach.",
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
