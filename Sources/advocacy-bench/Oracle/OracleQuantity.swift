import AdvocacyReach
import AdvocacyTestSupport

/// A figure as the closed form has it and as people drawn have it.
struct OracleQuantity {
  /// The same for figures alike, which are one row.
  var name: String
  var own: (BlockSums) -> Double
  /// Of the counts by group.
  var plain: ([PlainCounts]) -> PlainCounts.Estimate

  /// People and sightings of each group.
  static func ofGroups(_ problem: ReachProblem, isDetailed: Bool) -> [Self] {
    var list: [Self] = []
    let hasPage = problem.networks.contains { $0.page != nil }
    for group in problem.groups.indices {
      let suffix = group == 0 ? "" : ", other groups"
      func add(
        _ name: String, _ own: @escaping (BlockSums.Cell) -> Double,
        _ plain: @escaping (PlainCounts) -> PlainCounts.Estimate
      ) {
        list.append(
          Self(
            name: name + suffix, own: { $0.cells[group].map(own) ?? 0 },
            plain: { plain($0[group]) }))
      }
      if hasPage { add("page", \.page, \.page) }
      add("with employees", \.with, \.with)
      if hasPage { add("additional", { $0.with - $0.page }, \.additional) }
      guard isDetailed, group == 0 else { continue }
      add("sightings", { $0.sightings.reduce(0, +) }, \.sightings)
      for (times, name) in [(2, "twice or more"), (5, "five times or more")] {
        add(name, { $0.frequencies[times - 1] }, { $0.atLeast[times - 1] })
      }
    }
    return list
  }

  /// What each employee brings, and whom two have in common.
  static func ofContributors(_ problem: ReachProblem, _ facts: CountsFacts) -> [Self] {
    guard let contributors = problem.contributors else { return [] }
    let group = contributors.group
    let parties = facts.partyOfEmployee
    var list = [
      Self(
        name: "sum of shares",
        own: { $0.contributors.reduce(0) { $0 + share($1) } },
        plain: { $0[group].additional })
    ]
    for (employee, party) in parties.enumerated() where party >= 0 {
      list += [
        Self(
          name: "only through one", own: { $0.contributors[employee].additional },
          plain: { $0[group].only[party] }),
        Self(
          name: "share of one", own: { share($0.contributors[employee]) },
          plain: { $0[group].shapley[party] }),
        Self(
          name: "one alone", own: { $0.contributors[employee].alone },
          plain: { $0[group].alone[party] }),
      ]
      for (other, second) in parties[..<employee].enumerated() where second >= 0 {
        let (low, high) = (min(party, second), max(party, second))
        list.append(
          Self(
            name: "overlap of two",
            own: { $0.overlaps[BlockSums.pairIndex(other, employee)] },
            plain: { $0[group].pairs[BlockSums.pairIndex(low, high)] }))
      }
    }
    return list
  }

  private static func share(_ contribution: BlockSums.Contribution) -> Double {
    contribution.credit / Double(BlockSums.creditUnits)
  }

  /// People reached within the first horizon.
  static func ofHorizon(_ problem: ReachProblem) -> [Self] {
    let hasPage = problem.networks.contains { $0.page != nil }
    return problem.groups.indices.flatMap { group in
      let page = Self(
        name: "page, in time", own: { $0.cells[group]?.pageWithin[0] ?? 0 },
        plain: { $0[group].page })
      let with = Self(
        name: "with employees, in time", own: { $0.cells[group]?.withWithin[0] ?? 0 },
        plain: { $0[group].with })
      return hasPage ? [page, with] : [with]
    }
  }

  /// People beyond the first hop, by sums of these alone.
  static func ofStrangers(_ problem: ReachProblem) -> [Self] {
    problem.groups.indices.map { group in
      Self(
        name: "beyond the first hop" + (group == 0 ? "" : ", other groups"),
        own: { $0.cells[group]?.with ?? 0 }, plain: { $0[group].strangers })
    }
  }
}
