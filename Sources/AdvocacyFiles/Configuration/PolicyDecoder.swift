import AdvocacyCore
import AdvocacyPolicy
import StrictJSON

/// Reads the policy with its rules.
struct PolicyDecoder {
  let context: ConfigurationContext

  func policy(_ node: JSONNode?) throws(Failure) -> Policy {
    guard let object = try node?.object() else { return Policy(fairPlay: .usual) }
    try object.refuseUnknownKeys(known: ConfigurationKeys.policy)
    let tiers = try TierDecoder(context: context).tiers(object.optional("tiers"))
    let fairPlay = try FairPlayDecoder(context: context).fairPlay(object.optional("fairPlay"))
    var lines: [RuleID: Int] = [:]
    var rules: [Rule] = []
    for node in try object.optional("rules")?.elements() ?? [] {
      let (rule, idNode) = try rule(node.object(), tiers.map(\.id))
      if let other = lines.updateValue(idNode.place.line ?? 0, forKey: rule.id) {
        throw idNode.failure(
          "duplicate rule \"\(rule.id)\"; the other is at line \(other)",
          hint: "Give each rule its own id")
      }
      rules.append(rule)
    }
    let version = try object.optional("version")?.checked(TextChecks.label)
    return Policy(
      version: version ?? Policy().version, tiers: tiers, fairPlay: fairPlay, rules: rules)
  }

  private func rule(
    _ object: JSONObject, _ tiers: [TierID]
  ) throws(Failure) -> (Rule, JSONNode) {
    let typeNode = try object.required("type")
    let type = try typeNode.text()
    guard let entry = RuleCatalogue.entry(named: type) else {
      throw typeNode.unknown("type", type, known: RuleCatalogue.names)
    }
    try object.refuseUnknownKeys(known: ConfigurationKeys.rule + entry.keys.map(\.name))
    let idNode = try object.required("id")
    let id: RuleID = try idNode.id()
    guard !Rule.reservedIDs.contains(id.text) else {
      throw idNode.failure(
        "the id \"\(id)\" belongs to a built-in rule", hint: "Give the rule another id")
    }
    let period = try context.period(object)
    let source = ConfiguredRule(object: object, context: context, tiers: tiers, period: period)
    let rule = Rule(
      id: id, try entry.read(source),
      scope: try ScopeDecoder(context: context).scope(object.optional("when")), period: period,
      hold: try object.optional("hold").map { node throws(Failure) in try hold(node, of: entry) },
      sentence: try object.optional("sentence")?.checked(PostChecks.text))
    return (rule, idNode)
  }

  /// The moments at which a rule speaks, of those that its type can have.
  private func hold(_ node: JSONNode, of entry: RuleCatalogue.Entry) throws(Failure) -> Hold {
    let hold: Hold = try node.choice("hold")
    guard entry.holds.contains(hold) else {
      let allowed = entry.holds.map(\.rawValue).joined(separator: ", ")
      throw node.failure(
        "a rule of type \"\(entry.name)\" can't hold at \"\(hold.rawValue)\"; allowed: \(allowed)",
        hint: "Leave \"hold\" out, or write \"\(entry.defaultHold.rawValue)\"")
    }
    return hold
  }
}
