import ArgumentParser

/// Looks after the policy.
struct PolicyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "policy", abstract: "Tests the policy, compares two, and tells what is unused.",
    discussion: ExitCodes.all, subcommands: [Test.self, Diff.self, Coverage.self])
}
