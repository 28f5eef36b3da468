import AdvocacyCore

/// Works out reach in closed form where audiences are known by counts: no audience is drawn and no
/// coin is thrown, only the parameters that are not known are drawn.
enum CountsEngine {
  /// Works out some draws; what several calls return may be merged in any order.
  ///
  /// - Throws: `CancellationError`.
  static func simulate(
    _ problem: ReachProblem, _ options: ReachOptions, draws: Range<Int>,
    _ progress: (@Sendable (ReachEngine.Progress) -> Void)?
  ) async throws -> [BlockSums] {
    let worker = CountsWorker(CountsPlan(problem), key: RandomKey(options.seed))
    let queue = BlockQueue(draws)
    return try await withThrowingTaskGroup(of: [BlockSums].self) { group in
      for _ in 0..<min(options.threads, draws.count) {
        group.addTask {
          var sums: [BlockSums] = []
          var cascade = worker.cascade
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

extension ReachProblem {
  /// Whether all audiences are known by counts only.
  package var isByCounts: Bool {
    networks.allSatisfy { network in
      if case .synthetic = network.audience { true } else { false }
    }
  }
}
