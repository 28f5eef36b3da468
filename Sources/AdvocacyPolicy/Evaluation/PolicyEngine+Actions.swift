package import AdvocacyCore

extension PolicyEngine {
  /// The actions of those wanted that a verdict lets through, turned where it needs words.
  package func actions(
    for verdict: Verdict, on network: NetworkID, wanted: [Action]
  ) -> [Action] {
    actions(for: verdict.outcome, on: network, wanted: wanted)
  }

  /// The actions of those wanted that an outcome lets through, turned where it needs words.
  ///
  /// Allowed: those that the network has. Rewritten: a like or a repost becomes one quote where
  /// the network has quotes; where it has only shares, nothing but a share is let through.
  ///
  /// - Returns: The actions in order, without repeats; none unless the outcome allows.
  package func actions(
    for outcome: Verdict.Outcome, on network: NetworkID, wanted: [Action]
  ) -> [Action] {
    guard outcome.isAllowed, let network = networks.first(where: { $0.id == network }) else {
      return []
    }
    let possible = Set(wanted).intersection(network.actions)
    guard outcome == .rewrite else { return possible.sorted() }
    guard network.hasQuotes else { return possible.filter { $0 == .share }.sorted() }
    return Set(possible.map { $0.hasWords ? $0 : .quote }).sorted()
  }
}
