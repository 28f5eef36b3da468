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

  /// Whom a root's followers are reached through.
  func origin(ofRoot root: Int) -> Origin {
    guard let employee = roots[root].employee else { return .page }
    guard let contributor = problem.contributors?.ofEmployee[employee] else { return .several }
    return .contributor(contributor)
  }

  /// Whether the page publishes an item of a group.
  func hasPage(group: Int) -> Bool {
    problem.groups[group].contains { items[$0].page != nil }
  }
}
