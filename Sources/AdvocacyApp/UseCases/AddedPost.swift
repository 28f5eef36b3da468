import AdvocacyCore
import AdvocacyPolicy
package import AdvocacyReport

/// What `post` says of the post it added.
package struct AddedPost: JSONReport, Sendable {
  var schema = "advocacy/post/1"
  var id: String
  var file: String
  var isDryRun: Bool
  var at: String
  var networks: [Network]
  var warnings: [String]
  var forecast: Forecast?

  /// Who may amplify the post on a network, as of the instant it falls due.
  struct Network: Encodable, Hashable, Sendable {
    var network: String
    var allowed: Int
    var denied: Int
    var deferred: Int
    var needsApproval: Int
    var rules: [RuleCount]

    /// What a decision counts on a network.
    init(_ id: NetworkID, _ counts: [VerdictCount]) {
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

    /// What a review counts, of a post that nobody will be asked about.
    init(_ review: NetworkReview) {
      network = review.network.text
      allowed = review.mayTakePart.count
      denied = review.denied.count
      deferred = review.deferred.count
      needsApproval = review.needsApproval.count
      // A rule that defers people to several instants speaks in as many findings.
      rules = review.findings.reduce(into: []) { rules, finding in
        let (rule, outcome) = (finding.rule.text, finding.outcome.rawValue)
        if let last = rules.last, last.rule == rule, last.outcome == outcome {
          rules[rules.count - 1].count += finding.employees.count
        } else {
          rules.append(
            RuleCount(rule: rule, outcome: outcome, count: finding.employees.count))
        }
      }
    }
  }

  /// How often a rule spoke.
  struct RuleCount: Encodable, Hashable, Sendable {
    var rule: String
    var outcome: String
    var count: Int
  }

  /// What the simulated shares are likely to add.
  struct Forecast: Encodable, Sendable {
    var employees: Int
    var actions: Int
    var additionalPeople: ReachReport.Estimate
    var reachMultiplier: ReachReport.Estimate?
  }

  /// The value as lines for people.
  package func table(_ style: TerminalStyle) -> String {
    var lines = [
      isDryRun ? "Would add \(id) to \(file), due \(at)" : "Added \(id) to \(file), due \(at)"
    ]
    lines += warnings.map { "  \(style.paint("warning", .yellow))  \(SafeText.escape($0))" }
    lines.append("")
    var table = TextTable(
      columns: [
        .init("network"), .init("allowed", .right), .init("denied", .right),
        .init("deferred", .right), .init("needs approval", .right), .init("rules that spoke"),
      ], indent: 2)
    for network in networks {
      // What is satisfied holds nobody back.
      let rules = network.rules.filter { $0.outcome != "allow" }.map {
        "\($0.rule) \($0.outcome) \($0.count)"
      }
      table.add([
        .init(network.network), .init(NumberFormat.count(network.allowed)),
        .init(NumberFormat.count(network.denied)), .init(NumberFormat.count(network.deferred)),
        .init(NumberFormat.count(network.needsApproval)),
        .init(rules.isEmpty ? "–" : rules.joined(separator: ", ")),
      ])
    }
    return lines.joined(separator: "\n") + "\n" + table.rendered(style) + "\n" + likely + "\n"
      + "Next: `advocacy explain \(id)` · `advocacy amplify`\n"
  }

  private var likely: String {
    guard let forecast else { return "Nobody is likely to take part as things stand." }
    let multiplier = forecast.reachMultiplier.map { ", \(NumberFormat.multiplier($0))" } ?? ""
    return "Likely: \(NumberFormat.count(forecast.employees, "employee")) with "
      + "\(NumberFormat.count(forecast.actions, "action")) bring about "
      + "\(NumberFormat.people(forecast.additionalPeople)) people whom the page alone would not "
      + "reach\(multiplier)."
  }
}
