import AdvocacyCore
import StrictJSON

/// Reads the tiers of training.
struct TierDecoder {
  let context: ConfigurationContext

  /// The tiers; those included must be there, and none may include itself by way of others.
  func tiers(_ node: JSONNode?) throws(Failure) -> [Tier] {
    guard let node else { return [] }
    var tiers: [Tier] = []
    var inclusions: [(tier: TierID, nodes: [JSONNode])] = []
    for element in try node.elements() {
      let object = try element.object()
      try object.refuseUnknownKeys(known: ConfigurationKeys.tier)
      let idNode = try object.required("id")
      let tier = try tier(object, id: idNode.id())
      guard !tiers.contains(where: { $0.id == tier.id }) else {
        throw idNode.failure("duplicate tier \"\(tier.id)\"", hint: "Give each tier its own id")
      }
      tiers.append(tier)
      inclusions.append((tier.id, try object.optional("includes")?.elements() ?? []))
    }
    for inclusion in inclusions {
      for node in inclusion.nodes { try check(node, of: inclusion.tier, among: tiers) }
    }
    return tiers
  }

  private func tier(_ object: JSONObject, id: TierID) throws(Failure) -> Tier {
    Tier(
      id: id, title: try object.optional("title")?.checked(TextChecks.label) ?? id.text,
      courses: try object.optional("courses")?.uniqueElements { node throws(Failure) in
        try context.course(node)
      } ?? [],
      includes: try object.optional("includes")?.uniqueElements { node throws(Failure) in
        try node.id()
      } ?? [],
      grants: try object.optional("allows")?.mapElements { node throws(Failure) in
        try grant(node.object())
      } ?? [])
  }

  private func grant(_ object: JSONObject) throws(Failure) -> Tier.Grant {
    try object.refuseUnknownKeys(known: ConfigurationKeys.grant)
    return Tier.Grant(
      actions: try object.optional("actions").map { node throws(Failure) in try node.actions() },
      networks: try ScopeDecoder(context: context).networks(object.optional("networks")),
      topics: try object.optional("topics").map { node throws(Failure) in
        try context.labels(node, .topic)
      })
  }

  /// Refuses a tier included that isn't there, or that leads back to the one that includes it.
  private func check(_ node: JSONNode, of tier: TierID, among tiers: [Tier]) throws(Failure) {
    let included: TierID = try node.id()
    guard tiers.contains(where: { $0.id == included }) else {
      throw node.unknown("tier", included.text, known: tiers.map(\.id.text))
    }
    guard let path = Self.path(from: included, to: tier, among: tiers) else { return }
    let round = ([tier] + path).map(\.text).joined(separator: " → ")
    throw node.failure(
      "the tiers include each other in a round: \(round)", hint: "Take one of them out")
  }

  /// The tiers passed on the way from one to another; nil: it leads not there.
  private static func path(
    from start: TierID, to goal: TierID, among tiers: [Tier]
  ) -> [TierID]? {
    var paths = [[start]]
    var seen: Set<TierID> = []
    while let path = paths.popLast(), let last = path.last {
      if last == goal { return path }
      guard seen.insert(last).inserted else { continue }
      let next = tiers.first { $0.id == last }?.includes ?? []
      paths += next.map { path + [$0] }
    }
    return nil
  }
}

extension JSONNode {
  /// A list of actions, one at least.
  func actions() throws(Failure) -> [Action] {
    try filled(uniqueElements { node throws(Failure) in try node.choice("action") })
  }
}
