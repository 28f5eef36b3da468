import ArgumentParser

/// Looks after the people on the roster.
struct RosterCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "roster", abstract: "Looks after the people on the roster.",
    discussion: ExitCodes.all, subcommands: [Forget.self, Readmit.self])
}
