/// Which draws of the parameters work out what: all the widest groups, whose figures need them, and
/// some all else.
struct CountsSchedule: Sendable {
  /// Whether all draws work out a group: the widest one, and others at least half as wide.
  let isWide: [Bool]
  private let draws: Int
  private let detailed: Int
  private let attributed: Int
  private let counted: Int

  /// Makes the schedule of a problem for so many draws.
  init(_ problem: ReachProblem, draws: Int, hasGraph: Bool) {
    let most = problem.groups.map(\.count).max() ?? 0
    isWide = problem.groups.map { 2 * $0.count >= most }
    self.draws = max(1, draws)
    let isSmall = problem.mostAccounts <= ReachOptions.fewEmployees
    let wanted = (isSmall ? Self.detail : Self.detailOfMany) / max(1, problem.groups.count)
    detailed = min(self.draws, max(isSmall ? 8 * Self.fewest : Self.fewest, wanted))
    counted =
      problem.countsSightings
      ? min(self.draws, hasGraph ? Self.fewestCounted : 2 * Self.fewestCounted) : 0
    attributed = min(self.draws, isSmall ? 4 * Self.fewest : Self.fewest)
  }

  /// Whether a draw works out every group.
  func isDetailed(_ draw: Int) -> Bool { isChosen(draw, detailed) || isCounted(draw) }

  /// Whether a draw splits people among contributors.
  func isAttributed(_ draw: Int) -> Bool { isChosen(draw, attributed) }

  /// Whether a draw counts how often people see posts.
  func isCounted(_ draw: Int) -> Bool { isChosen(draw, counted) }

  /// Whether a draw is among so many, which lie evenly among all.
  private func isChosen(_ draw: Int, _ count: Int) -> Bool {
    draw % draws * count % draws < count
  }

  /// The groups that all draws together work out at most (assumed: they then take about as long as
  /// the totals), in a small company and in a large one.
  private static let detail = 4_000
  private static let detailOfMany = 4_000
  /// The draws that look at each post at least, and at each employee of many (assumed; a company of
  /// few looks at these more often).
  private static let fewest = 50
  /// The draws that count sightings at least (assumed: shares of people hardly differ).
  private static let fewestCounted = 10
}

extension ReachProblem {
  /// The group with most items, the first of equals; nil where there is none.
  var widestGroup: Int? {
    groups.indices.max { (groups[$0].count, $1) < (groups[$1].count, $0) }
  }

  /// The most accounts of employees on a network.
  var mostAccounts: Int {
    networks.map { $0.accounts.count { $0 != nil } }.max() ?? 0
  }
}
