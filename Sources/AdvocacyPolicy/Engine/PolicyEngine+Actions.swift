package import AdvocacyCore

extension PolicyEngine {
  /// The actions of those wanted that a verdict lets through, turned where it needs words.
  ///
  /// Where words are needed a like or a repost becomes one quote; on a network without quotes it is
  /// dropped.
  ///
  /// - Returns: The actions in order, without repeats.
  package func actions(
    for verdict: Verdict, on network: NetworkID, wanted: [Action]
  ) -> [Action] {
    guard verdict.outcome.isAllowed, let network = networks.first(where: { $0.id == network })
    else { return [] }
    return verdict.effect.actions(of: ActionSet(wanted), on: network).actions
  }
}
