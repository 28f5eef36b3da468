/// How many candidates of a post on a network got an outcome, and how often a rule spoke for it.
package struct VerdictCount: Hashable, Sendable {
  /// The network.
  package var network: NetworkID
  /// The outcome of the verdicts, or of the rule's findings.
  package var outcome: Verdict.Outcome
  /// The rule whose findings are counted; nil: verdicts are.
  package var rule: RuleID?
  /// How many.
  package var count: Int

  /// Makes a count.
  package init(network: NetworkID, outcome: Verdict.Outcome, rule: RuleID?, count: Int) {
    self.network = network
    self.outcome = outcome
    self.rule = rule
    self.count = count
  }
}
