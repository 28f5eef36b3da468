package import AdvocacyModel

/// What `post` says of the post it added.
package struct AddedPost: CommandOutput {
  package private(set) var schema = "advocacy/post/1"
  package var id: String
  package var file: String
  package var isDryRun: Bool
  package var at: String
  package var networks: [Network]
  package var warnings: [String]
  package var forecast: Forecast?

  package init(
    id: String, file: String, isDryRun: Bool, at: String, networks: [Network], warnings: [String],
    forecast: Forecast? = nil
  ) {
    self.id = id
    self.file = file
    self.isDryRun = isDryRun
    self.at = at
    self.networks = networks
    self.warnings = warnings
    self.forecast = forecast
  }

  /// Who may amplify the post on a network, as of the instant it falls due.
  package struct Network: Encodable, Hashable, Sendable {
    package var network: String
    package var allowed: Int
    package var denied: Int
    package var deferred: Int
    package var needsApproval: Int
    package var rules: [RuleCount]

    /// What a decision counts on a network.
    package init(_ id: NetworkID, _ counts: [VerdictCount]) {
      let counts = counts.filter { $0.network == id }
      func total(_ outcomes: Verdict.Outcome...) -> Int {
        counts.reduce(0) { sum, count in
          count.rule == nil && outcomes.contains(count.outcome) ? sum + count.count : sum
        }
      }
      network = id.text
      allowed = total(.allow, .rewrite)
      denied = total(.deny)
      deferred = total(.defer)
      needsApproval = total(.needsApproval)
      rules = counts.compactMap { count in
        count.rule.map {
          RuleCount(rule: $0.text, outcome: count.outcome.rawValue, count: count.count)
        }
      }
    }

    package init(
      network: String, allowed: Int, denied: Int, deferred: Int, needsApproval: Int,
      rules: [RuleCount]
    ) {
      self.network = network
      self.allowed = allowed
      self.denied = denied
      self.deferred = deferred
      self.needsApproval = needsApproval
      self.rules = rules
    }
  }

  /// How often a rule spoke.
  package struct RuleCount: Encodable, Hashable, Sendable {
    package var rule: String
    package var outcome: String
    package var count: Int

    package init(rule: String, outcome: String, count: Int) {
      self.rule = rule
      self.outcome = outcome
      self.count = count
    }
  }

  /// What the simulated shares are likely to add.
  package struct Forecast: Encodable, Sendable {
    package var employees: Int
    package var actions: Int
    package var additionalPeople: ReachReport.Estimate
    package var reachMultiplier: ReachReport.Estimate?

    package init(
      employees: Int, actions: Int, additionalPeople: ReachReport.Estimate,
      reachMultiplier: ReachReport.Estimate? = nil
    ) {
      self.employees = employees
      self.actions = actions
      self.additionalPeople = additionalPeople
      self.reachMultiplier = reachMultiplier
    }
  }
  package func render(_ style: TerminalStyle) -> String {
    var lines = [
      "\(isDryRun ? "Would add" : "Added") \(id) to \(file), due \(at.minuteOnWall)"
    ]
    lines += warnings.map { "  \(style.paint("warning", .yellow))  \(SafeText.escape($0))" }
    lines.append("")
    var table = TextTable(
      columns: [
        .init("network"), .init("allowed", .right), .init("denied", .right),
        .init("deferred", .right), .init("needs approval", .right),
        .init("held back by", fit: .wrapped),
      ])
    for network in networks {
      // What is satisfied holds nobody back.
      let rules = network.rules.filter { $0.outcome != "allow" }.map {
        "\($0.rule) \(Verdict.Outcome(rawValue: $0.outcome)?.word ?? $0.outcome) \($0.count)"
      }
      table.add([
        .init(network.network), .count(network.allowed),
        .count(network.denied), .count(network.deferred),
        .count(network.needsApproval),
        .init(rules.isEmpty ? "–" : rules.joined(separator: ", ")),
      ])
    }
    let width = style.width
    return lines.map { Wrapping.wrap($0, to: width, indent: 2) + "\n" }.joined()
      + table.rendered(style, indent: 2) + "\n" + Wrapping.wrap(likely, to: width) + "\n"
      + Wrapping.wrap("Next: `advocacy amplify` · `advocacy explain \(id)`", to: width) + "\n"
  }

  private var likely: String {
    guard let forecast else {
      guard networks.contains(where: { $0.needsApproval > 0 }) else {
        return "Nobody is likely to take part as things stand."
      }
      return "Waiting for approval. To give one: "
        + "`advocacy queue approve \(id) --as ROLE --by EMPLOYEE`"
    }
    let multiplier = forecast.reachMultiplier.map { ", \(Figure.times($0).text)" } ?? ""
    return "Likely: \(NumberFormat.count(forecast.employees, "employee")) with "
      + "\(NumberFormat.count(forecast.actions, "action")) bring about "
      + "\(Figure.people(forecast.additionalPeople).text) people whom the page alone would not "
      + "reach\(multiplier)."
  }
}
