import AdvocacyModel

/// Works out reach draw by draw of the parameters that are not known: the first depth in closed form,
/// so that no audience is drawn and no coin is thrown; further ones on graphs by walks.
enum CountsEngine {
  /// Works out some draws; what several calls return may be merged in any order.
  ///
  /// - Throws: `CancellationError`.
  static func simulate(
    _ problem: ReachProblem, _ options: ReachOptions, draws: Range<Int>,
    _ progress: (@Sendable (ReachEngine.Progress) -> Void)?
  ) async throws -> [BlockSums] {
    try await simulate(worker(problem, options), options, draws: draws, progress)
  }

  /// Works out the same draws for other parameters, which leave the problem as it is otherwise.
  ///
  /// - Throws: `CancellationError`.
  static func simulate(
    _ problem: ReachProblem, variants: [ParameterSet], _ options: ReachOptions, draws: Range<Int>
  ) async throws -> [[BlockSums]] {
    let worker = worker(problem, options)
    var all: [[BlockSums]] = []
    for parameters in variants {
      all.append(
        try await simulate(CountsWorker(worker, parameters), options, draws: draws, nil))
    }
    return all
  }

  private static func worker(_ problem: ReachProblem, _ options: ReachOptions) -> CountsWorker {
    CountsWorker(
      CountsPlan(problem), key: RandomKey(options.seed), draws: options.draws)
  }

  private static func simulate(
    _ worker: CountsWorker, _ options: ReachOptions, draws: Range<Int>,
    _ progress: (@Sendable (ReachEngine.Progress) -> Void)?
  ) async throws -> [BlockSums] {
    let queue = BlockQueue(draws)
    let prepared = worker.cascade
    return try await withThrowingTaskGroup(of: [BlockSums].self) { group in
      for _ in 0..<min(options.threads, draws.count) {
        group.addTask {
          var sums: [BlockSums] = []
          var cascade = prepared
          while let draw = queue.next() {
            try Task.checkCancellation()
            sums.append(worker.run(draw: draw, &cascade))
            progress?(
              ReachEngine.Progress(blocks: queue.finish(), needed: draws.upperBound))
          }
          return sums
        }
      }
      var all: [BlockSums] = []
      for try await sums in group { all += sums }
      return all.sorted { $0.block < $1.block }
    }
  }
}

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
