import AdvocacyCore

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
