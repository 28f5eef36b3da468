import AdvocacyModel

/// A company in outline: the same formulas over few parties, few posts and few appeals, for all draws
/// of the parameters, of which some are worked out in full.
///
/// What differs from draw to draw does so in outline as well, so that the mean over all draws is the
/// outline's, times the ratio of the full to the outline over the draws that have both (the ratio
/// estimator of two-phase sampling: Cochran, "Sampling Techniques", 3rd edition, 1977, section 12.9).
/// Its own error is that of many draws, at the price of few.
struct CountsOutline: Sendable {
  private var plan: CountsPlan
  private let parts: [Part]
  private let groupCount: Int

  /// A group in outline.
  private struct Part: Sendable {
    /// Its place among the problem's groups.
    let group: Int
    let places: AppealPlaces
    /// How many items each of the outline's stands for.
    let times: Double
  }

  /// Groups beside the widest one have an outline where their items come to no more (assumed: these
  /// then take no longer than the widest).
  private static let mostOfOthers = 24
  /// The posts that are looked at, at most (assumed: of more each draw says the same).
  private static let mostPosts = 6
  /// The appeals of each.
  private static let strata = AppealStrata(exact: 4)

  /// Makes the outline of the widest group of a problem, and of the others where they are few.
  ///
  /// - Parameters:
  ///   - problem: The problem.
  ///   - group: The place of its widest group.
  ///   - key: That of the points over appeals.
  ///   - hasAllPosts: Whether all posts are looked at, however many.
  /// - Complexity: O(employees + shares).
  init(_ problem: ReachProblem, group: Int, key: RandomKey, hasAllPosts: Bool) {
    let all = problem.groups[group]
    let items = hasAllPosts ? all : Self.sampled(all, of: problem)
    var others = problem.groups.indices.filter { $0 != group && !problem.groups[$0].isEmpty }
    if others.reduce(0, { $0 + problem.groups[$1].count }) > Self.mostOfOthers { others = [] }
    var outline = problem
    outline.groups = [items] + others.map { problem.groups[$0] }
    // Items keep their numbers.
    let isKept = problem.items.indices.map(Set(outline.groups.joined()).contains)
    outline.shares = problem.shares.filter { isKept[$0.item] }
    outline.contributors = nil
    outline.horizons = []
    outline.countsSightings = false
    plan = CountsPlan(outline, .outline)
    groupCount = problem.groups.count
    parts = zip([group] + others, outline.groups).map { number, items in
      Part(
        group: number,
        places: AppealPlaces(
          items.map { problem.items[$0] }, strata: Self.strata, key: key.keyed(by: "outline")),
        times: Double(problem.groups[number].count) / Double(max(1, items.count)))
    }
  }

  /// The items of some posts, spread evenly over those of a group.
  private static func sampled(_ group: [Int], of problem: ReachProblem) -> [Int] {
    let posts = Set(group.map { problem.items[$0].post }).sorted()
    guard posts.count > mostPosts else { return group }
    let chosen = Set((0..<mostPosts).map { posts[(2 * $0 + 1) * posts.count / (2 * mostPosts)] })
    return group.filter { chosen.contains(problem.items[$0].post) }
  }

  /// The outline with other parameters.
  func with(_ parameters: ParameterSet) -> CountsOutline {
    var outline = self
    outline.plan = plan.with(parameters)
    return outline
  }

  /// Who follows whom in a draw, in the pools that the company has in full.
  func people(_ draw: CountsDraw, _ pools: PoolModel) -> PeopleModel {
    PeopleModel(plan, draw, PoolModel(plan, draw, like: pools))
  }

  /// What the groups come to in a draw; nil of those that have no outline.
  ///
  /// - Complexity: O(parties × posts × points).
  func cells(_ draw: CountsDraw, _ people: PeopleModel) -> [BlockSums.Cell?] {
    let rates = CountsRates(plan, draw)
    let deep = DeepReach(plan, draw, people, rates, appeals: AppealRule.few)
    var corrections: [AppealStrata: [RateCorrection?]] = [:]
    var cells = [BlockSums.Cell?](repeating: nil, count: groupCount)
    for (part, group) in zip(parts, plan.groups) {
      let points = AppealPoints(part.places, draw, rates.rates, &corrections)
      let near = GroupReach(
        plan, draw, people,
        GroupSeen(group, points, rates, delays: plan.delays, times: part.times)
      ).reach()
      let far = deep.reach(group.items, times: part.times)
      var sightings = plan.sightings(of: group.items, people, rates)
      deep.addSightings(of: group.items, to: &sightings)
      var cell = BlockSums.Cell(sightings: sightings.map { $0 * part.times })
      cell.page = near.page + far.page
      cell.with = near.page + near.additional + far.with
      cells[part.group] = cell
    }
    return cells
  }
}
