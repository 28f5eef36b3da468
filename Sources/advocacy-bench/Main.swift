import ArgumentParser

@main
struct Bench: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "advocacy-bench",
    abstract: "Measures the engine: counts to gate on, times to look at.",
    subcommands: [
      Spread.self, FanOutBench.self, PolicyBench.self, JudgeBench.self, AudienceBench.self,
      GraphBench.self, Counts.self, Truth.self, OracleCounts.self, GroupFacts.self, Fuzz.self,
    ])
}
