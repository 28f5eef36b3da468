import AdvocacyCore

extension ReachPlan {
  /// The key of a block's worlds.
  func blockKey(_ block: Int) -> RandomKey { key.keyed(by: "worlds").keyed(by: UInt64(block)) }

  /// The parameters drawn for a block.
  func draws(ofBlock block: Int) -> BlockDraws {
    BlockDraws(source(.drawn(key.keyed(by: "parameters"), block: block)))
  }

  /// The key of a block's audiences.
  func audienceKey(_ block: Int) -> RandomKey {
    key.keyed(by: "audience").keyed(by: UInt64(block))
  }

  /// The parameters at a place in their ranges.
  func source(_ place: ParameterSource.Place) -> ParameterSource {
    ParameterSource(
      networks: problem.networks.map(\.id), parameters: problem.parameters, place: place)
  }

  /// The part of the contributors' division to which a root belongs; the last one is of those
  /// in none.
  func part(ofRoot root: Int) -> Int {
    guard let contributors = problem.contributors, let employee = roots[root].employee else {
      return 0
    }
    return contributors.ofEmployee[employee] ?? contributors.count
  }

  /// The number of parts, the last one included.
  var partCount: Int { problem.contributors.map { $0.count + 1 } ?? 0 }

  /// How the sources of people are traced.
  var tracing: Sources.Tracing { problem.contributors?.tracing ?? .none }

  /// Whether the page publishes an item of a group.
  func hasPage(group: Int) -> Bool {
    problem.groups[group].contains { items[$0].page != nil }
  }
}
