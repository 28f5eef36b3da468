/// Which draws of the parameters work out what: all the widest groups, whose figures need them, and
/// some all else.
///
/// All draws have an outline of the widest groups, and some have them in full. Over graphs, and where
/// horizons are asked for, there are no outlines and all draws are in full.
struct CountsSchedule: Sendable {
  /// Whether all draws work out a group: the widest one, and others at least half as wide.
  let isWide: [Bool]
  /// Whether every draw has an outline, and most have nothing else.
  let isOutlined: Bool
  private let draws: Int
  private let detailed: Int
  private let attributed: Int
  private let counted: Int
  /// How many draws are worked out in full.
  let full: Int

  /// Makes the schedule of a problem for so many draws.
  ///
  /// - Parameters:
  ///   - problem: The problem.
  ///   - draws: The number of draws.
  ///   - hasGraph: Whether anything is known of people by their nodes.
  ///   - isOutline: Whether the only group is worked out in outline alone.
  init(_ problem: ReachProblem, draws: Int, hasGraph: Bool, isOutline: Bool = false) {
    let most = problem.groups.map(\.count).max() ?? 0
    isWide = problem.groups.map { 2 * $0.count >= most }
    self.draws = max(1, draws)
    // Draws of many accounts take longer: fewer do, with the root of their number.
    let share =
      (Double(ReachOptions.fewEmployees)
      / Double(max(ReachOptions.fewEmployees, problem.mostAccounts))).squareRoot()
    // With the root of their number: neither do many groups take all of the time, nor is one of many
    // told by a few draws.
    let wanted =
      max(Self.detailOfMany, share * Self.detail)
      / Double(max(1, problem.groups.count)).squareRoot()
    let canBeOutlined = !hasGraph && problem.horizons.isEmpty
    let isAlone = isOutline && canBeOutlined && problem.groups.count == 1
    isOutlined = isAlone || canBeOutlined && self.draws >= ParameterPoints.rowSize
    full = isAlone ? 0 : isOutlined ? min(self.draws / 3, Self.fullOfOutlined) : self.draws
    detailed = min(full, max(Self.fewest, Int(wanted)))
    attributed = min(full, max(Self.fewest, Int(share * Double(2 * Self.fewest))))
    counted =
      problem.countsSightings
      ? min(full, max(Self.fewestCounted, Int(share * Double(2 * Self.fewestCounted)))) : 0
  }

  /// Whether a draw works out the widest groups in full.
  func isFull(_ draw: Int) -> Bool { draw % draws * full % draws < full }

  /// Whether a draw works out every group.
  func isDetailed(_ draw: Int) -> Bool { isChosen(draw, detailed) || isCounted(draw) }

  /// Whether a draw splits people among contributors.
  func isAttributed(_ draw: Int) -> Bool { isChosen(draw, attributed) }

  /// Whether a draw counts how often people see posts.
  func isCounted(_ draw: Int) -> Bool { isChosen(draw, counted) }

  /// Whether a draw is among so many, which lie evenly among those in full.
  private func isChosen(_ draw: Int, _ count: Int) -> Bool {
    guard isFull(draw) else { return false }
    let rank = draw % draws * full / draws
    return rank * count % full < count
  }

  /// The draws that work out one group beside the widest, in a small company and in the largest
  /// (assumed: the groups of a report of ten posts then take less than the totals).
  private static let detail = 1_000.0
  private static let detailOfMany = 400.0
  /// The draws that look at each post at least, and at each employee of many (assumed; a company of
  /// few looks at these more often).
  private static let fewest = 50
  /// The draws that count sightings at least (assumed: shares of people hardly differ; a company of
  /// few counts twice as often).
  private static let fewestCounted = 10
  /// The draws that are worked out in full where all have an outline, a third of a few rows (measured:
  /// the ratio of the two then errs by 0.2 % at most, less than what draws leave).
  private static let fullOfOutlined = 150
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

  /// Whether it is that of a large company, each draw of which takes long.
  package var isOfMany: Bool { mostAccounts > ReachOptions.fewEmployees }

  /// Whether any network's people are known by their nodes or as members of a group.
  var hasGraph: Bool {
    networks.contains { network in
      if case .synthetic = network.audience { false } else { true }
    }
  }
}
