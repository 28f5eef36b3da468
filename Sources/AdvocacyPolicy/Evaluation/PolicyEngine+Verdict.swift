package import AdvocacyCore

extension PolicyEngine {
  /// Decides one candidate with every rule that speaks, its reason and what would change it.
  ///
  /// Rules are gone through one by one, apart from the sets that `review` works on.
  ///
  /// - Parameters:
  ///   - post: The post.
  ///   - employee: The index on the roster.
  ///   - network: The network.
  ///   - instant: The instant of the event.
  ///   - history: What took place before the event.
  /// - Returns: The strongest outcome with all findings; who has no account there is denied.
  /// - Complexity: O(rules), and O(posts) where a post repeats an earlier one.
  package func verdict(
    _ post: Post, employee: Int, on network: NetworkID, at instant: Instant, history: History
  ) -> Verdict {
    let known = networks.first { $0.id == network }
    let bare = Network(id: network, title: network.text, actions: [], textLimit: nil)
    let witness = Witness(
      engine: self, index: employee,
      occasion: occasion(post, on: known ?? bare, at: instant, history: history),
      history: history)
    return Verdict(weighing: witness.testimonies())
  }
}

extension Verdict {
  /// Weighs what rules said: the strongest outcome holds, and of deferrals the latest.
  fileprivate init(weighing testimonies: [Witness.Testimony]) {
    let findings = testimonies.map(\.finding).sorted {
      ($0.rule, $0.outcome) < ($1.rule, $1.outcome)
    }
    let outcome = findings.map(\.outcome).max() ?? .allow
    let lines = testimonies.sorted { $0.finding.rule < $1.finding.rule }.compactMap(\.line)
    let ordered = lines.enumerated().sorted {
      ($0.element.purpose, $0.offset) < ($1.element.purpose, $1.offset)
    }
    var distinct: [Line] = []
    for (_, line) in ordered where !distinct.contains(where: { $0.text == line.text }) {
      distinct.append(line)
    }
    self.init(
      outcome: outcome,
      until: outcome == .defer ? findings.compactMap(\.until).max() : nil,
      lines: outcome == .rewrite ? distinct : [],
      effect: outcome == .rewrite ? findings.joinedEffect : Effect(), findings: findings)
  }

  /// What would change the verdict, in words; nil where nothing would, or nothing has to.
  ///
  /// Everything that keeps the employee from taking part has to change, so one rule without
  /// remedy leaves none.
  package var wouldChange: String? {
    let obstacles = findings.filter { !$0.outcome.isAllowed }
    let remedies = obstacles.compactMap(\.wouldChange)
    guard !obstacles.isEmpty, remedies.count == obstacles.count else { return nil }
    return remedies.joined(separator: " and ")
  }
}

extension [Verdict.Finding] {
  /// What all findings that rewrite do together.
  var joinedEffect: Verdict.Effect {
    filter { $0.outcome == .rewrite }.reduce(Verdict.Effect()) { $0.joined(with: $1.effect) }
  }
}
