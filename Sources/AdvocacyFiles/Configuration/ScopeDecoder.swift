import AdvocacyCore
import StrictJSON

/// Reads what rules speak about.
struct ScopeDecoder {
  let context: ConfigurationContext

  func scope(_ node: JSONNode?) throws(Failure) -> Scope {
    guard let object = try node?.object() else { return Scope() }
    try object.refuseUnknownKeys(known: ConfigurationKeys.scope)
    return Scope(
      networks: try networks(object.optional("networks")),
      topics: try object.optional("topics").map { node throws(Failure) in
        try context.labels(node, .topic)
      },
      campaigns: try object.optional("campaigns")?.checkedList(TextChecks.label),
      hashtags: try object.optional("hashtags")?.checkedList(PostChecks.hashtag),
      tags: try object.optional("tags")?.checkedList(TextChecks.label),
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
      employees: try object.optional("employees").map { node throws(Failure) in
        try context.employees(node)
      },
      teams: try words(object, "teams", .team), roles: try words(object, "roles", .role),
      countries: try object.optional("countries")?.checkedList(TextChecks.country),
      languages: try object.optional("languages")?.checkedList(TextChecks.language),
      contracts: try words(object, "contracts", .contract),
      seniorities: try words(object, "seniorities", .seniority))
  }

  private func words(
    _ object: JSONObject, _ key: String, _ kind: RosterLabels.Kind
  ) throws(Failure) -> [String]? {
    try object.optional(key).map { node throws(Failure) in try context.labels(node, kind) }
  }
}
