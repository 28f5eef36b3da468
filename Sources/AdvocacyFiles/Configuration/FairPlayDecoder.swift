import AdvocacyCore
import AdvocacyPolicy
import StrictJSON

/// Reads what guards against many accounts speaking as one.
struct FairPlayDecoder {
  let context: ConfigurationContext

  /// The guards; `false` switches all or one of them off.
  func fairPlay(_ node: JSONNode?) throws(Failure) -> Policy.FairPlay {
    guard let node else { return .usual }
    guard try !isOff(node) else { return .off }
    let object = try node.object()
    try object.refuseUnknownKeys(known: ConfigurationKeys.fairPlay)
    var fairPlay = Policy.FairPlay.usual
    if let node = object.optional(Policy.FairPlay.Guard.stagger.rawValue) {
      fairPlay.stagger = try rule(.stagger, node)
    }
    if let node = object.optional(Policy.FairPlay.Guard.textUniqueness.rawValue) {
      fairPlay.textUniqueness = try rule(.textUniqueness, node)
    }
    return fairPlay
  }

  private func rule(
    _ guarding: Policy.FairPlay.Guard, _ node: JSONNode
  ) throws(Failure) -> (any RuleParameters)? {
    guard try !isOff(node) else { return nil }
    let object = try node.object()
    let keys = RuleCatalogue.entry(named: guarding.rawValue)?.keys ?? []
    try object.refuseUnknownKeys(known: keys.map(\.name))
    let source = ConfiguredRule(object: object, context: context, tiers: [], period: Period())
    return try Policy.FairPlay.reading(guarding, source)
  }

  private func isOff(_ node: JSONNode) throws(Failure) -> Bool {
    guard node.kind == .bool else { return false }
    guard try !node.bool() else {
      throw node.mismatch("false or an object", hint: "Fair play is on without being asked for")
    }
    return true
  }
}
