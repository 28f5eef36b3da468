import ArgumentParser
import Foundation

/// Decisions of the policy engine alone, without behaviour and ledger.
struct PolicyBench: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "policy",
    abstract: "Decides posts for a generated roster on one core and counts candidates a second.")

  @Option(help: "The number of employees, each with one account.")
  var employees: Int = 100_000

  @Option(help: "The number of posts.")
  var posts: Int = 1000

  @Option(help: "The number of rules.")
  var rules: Int = 30

  @Option(help: "static, or caps for a frequency cap and quiet hours on everybody besides.")
  var mix: PolicyWorkload.Mix = .static

  @Option(help: "How often to measure; the fastest counts.")
  var rounds: Int = 3

  @Option(help: "json or table.")
  var format: String = "table"

  func run() throws {
    let workload = try PolicyWorkload(employees: employees, posts: posts, rules: rules, mix: mix)
    var seconds = Double.infinity
    var result = PolicyWorkload.Result()
    for _ in 0..<max(1, rounds) {
      let started = Date()
      result = workload.run()
      seconds = min(seconds, Date().timeIntervalSince(started))
    }
    let rate = Double(result.decisions) / seconds
    guard format == "json" else {
      return print(
        "\(result.decisions) candidates decided under \(rules) rules (\(mix.rawValue)) in "
          + "\(seconds) s: \(Int(rate / 1e6)) M/s; \(result.allowed) allowed, "
          + "\(result.findings) findings")
    }
    print(
      """
      {"allowed":\(result.allowed),"decisions":\(result.decisions),\
      "decisionsPerSecond":\(rate),"findings":\(result.findings),"seconds":\(seconds)}
      """)
  }
}

extension PolicyWorkload.Mix: ExpressibleByArgument {}
