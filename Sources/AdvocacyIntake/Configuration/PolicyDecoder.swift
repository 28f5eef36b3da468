import AdvocacyCore

/// Reads the policy with its rules.
struct PolicyDecoder {
  let context: ConfigurationContext

  func policy(_ node: JSONNode?) throws(Failure) -> Policy {
    guard let object = try node?.object() else { return Policy() }
    try object.refuseUnknownKeys(known: ConfigurationKeys.policy)
    var lines: [RuleID: Int] = [:]
    var rules: [Rule] = []
    for node in try object.optional("rules")?.elements() ?? [] {
      let (rule, idNode) = try rule(node.object())
      if let other = lines.updateValue(idNode.place.line ?? 0, forKey: rule.id) {
        throw idNode.failure(
          "duplicate rule \"\(rule.id)\"; the other is at line \(other)",
          hint: "Give each rule its own id")
      }
      rules.append(rule)
    }
    let version = try object.optional("version")?.checked(TextChecks.label)
    return Policy(version: version ?? Policy().version, rules: rules)
  }

  private func rule(_ object: JSONObject) throws(Failure) -> (Rule, JSONNode) {
    let typeNode = try object.required("type")
    let type = try typeNode.text()
    guard let ownKeys = ConfigurationKeys.rule(ofType: type) else {
      throw typeNode.unknown("type", type, known: ConfigurationKeys.ruleTypes.map(\.type))
    }
    try object.refuseUnknownKeys(known: ConfigurationKeys.rule + ownKeys)
    let idNode = try object.required("id")
    let id: RuleID = try idNode.id()
    guard !Rule.reservedIDs.contains(id.text) else {
      throw idNode.failure(
        "the id \"\(id)\" belongs to a built-in rule", hint: "Give the rule another id")
    }
    let rule = Rule(
      id: id, kind: try RuleKindDecoder(context: context).kind(type, object),
      scope: try ScopeDecoder(context: context).scope(object.optional("when")),
      period: try context.period(object),
      sentence: try object.optional("sentence")?.checked(PostChecks.text))
    return (rule, idNode)
  }
}

/// Reads what rules speak about.
struct ScopeDecoder {
  let context: ConfigurationContext

  func scope(_ node: JSONNode?) throws(Failure) -> Scope {
    guard let object = try node?.object() else { return Scope() }
    try object.refuseUnknownKeys(known: ConfigurationKeys.scope)
    return Scope(
      networks: try networks(object.optional("networks")),
      topics: try object.optional("topics")?.checkedList(TextChecks.label),
      campaigns: try object.optional("campaigns")?.checkedList(TextChecks.label),
      hashtags: try object.optional("hashtags")?.checkedList(PostChecks.hashtag),
      employees: try lists(of: object))
  }

  /// A selector of employees that stands alone; it must say something.
  func selector(_ node: JSONNode) throws(Failure) -> Selector {
    let object = try node.object()
    try object.refuseUnknownKeys(known: ConfigurationKeys.selector)
    guard !object.members.isEmpty else {
      throw node.failure(
        "expected at least one of \(ConfigurationKeys.selector.joined(separator: ", "))")
    }
    return try lists(of: object)
  }

  func networks(_ node: JSONNode?) throws(Failure) -> [NetworkID]? {
    guard let node else { return nil }
    return try node.filled(
      node.uniqueElements { node throws(Failure) in try context.network(node) })
  }

  private func lists(of object: JSONObject) throws(Failure) -> Selector {
    Selector(
      employees: try object.optional("employees")?.checkedList(TextChecks.id),
      teams: try object.optional("teams")?.checkedList(TextChecks.label),
      roles: try object.optional("roles")?.checkedList(TextChecks.label),
      countries: try object.optional("countries")?.checkedList(TextChecks.country),
      languages: try object.optional("languages")?.checkedList(TextChecks.language))
  }
}
