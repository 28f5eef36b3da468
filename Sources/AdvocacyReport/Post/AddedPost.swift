package import AdvocacyModel

/// What `post` says of the post it added.
package struct AddedPost: CommandOutput, InLanguage {
  package private(set) var schema = "advocacy/post/1"
  /// The language in which the company is spoken to, unless somebody asks for another.
  package var language = Language.english
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
    let words = style.words
    var lines = [
      words(
        isDryRun ? \.explain.wouldAdd : \.explain.added,
        ["post": .text(id), "file": .text(file), "time": .text(at.minuteOnWall)])
    ]
    lines += warnings.map {
      "  \(style.paint(words(\.explain.warning), .yellow))  \(SafeText.escape($0))"
    }
    lines.append("")
    var table = TextTable(
      columns: [
        .init(words(\.explain.network)), .init(words(\.explain.allowed), .right),
        .init(words(\.explain.denied), .right), .init(words(\.explain.deferred), .right),
        .init(words(\.explain.needApproval), .right),
        .init(words(\.explain.spoke), fit: .wrapped),
      ])
    for network in networks {
      // What is satisfied holds nobody back.
      let rules = network.rules.filter { $0.outcome != "allow" }.map { spoken($0, words) }
      table.add([
        .init(network.network), .count(network.allowed),
        .count(network.denied), .count(network.deferred),
        .count(network.needsApproval),
        .init(rules.isEmpty ? "–" : rules.joined(separator: ", ")),
      ])
    }
    let commands = Spoken.text("`advocacy amplify` · `advocacy explain \(id)`")
    let next = words(\.explain.next, ["commands": commands])
    let width = style.width
    return lines.map { Wrapping.wrap($0, to: width, indent: 2) + "\n" }.joined()
      + table.rendered(style, indent: 2) + "\n" + Wrapping.wrap(likely(words), to: width) + "\n"
      + Wrapping.wrap(next, to: width) + "\n"
  }

  /// A rule with how often it held somebody back.
  private func spoken(_ rule: RuleCount, _ words: Words) -> String {
    let outcome = Verdict.Outcome(rawValue: rule.outcome).map(words.word(for:)) ?? rule.outcome
    return words(
      \.explain.ruleCount,
      [
        "rule": .text(rule.rule),
        "outcome": .text(outcome),
        "count": .text("\(rule.count)"),
      ])
  }

  private func likely(_ words: Words) -> String {
    guard let forecast else {
      guard networks.contains(where: { $0.needsApproval > 0 }) else {
        return words(\.explain.nobodyLikely)
      }
      let command = "`advocacy queue approve \(id) --as ROLE --by EMPLOYEE`"
      return words(\.explain.waitsForApproval, ["command": .text(command)])
    }
    var values: [String: Spoken] = [
      "employees": .count(forecast.employees), "actions": .count(forecast.actions),
      "people": .text(Figure.people(forecast.additionalPeople).text(in: words)),
    ]
    guard let multiplier = forecast.reachMultiplier else { return words(\.explain.likely, values) }
    values["multiple"] = .text(Figure.times(multiplier).text(in: words))
    return words(\.explain.likelyTimes, values)
  }
}
