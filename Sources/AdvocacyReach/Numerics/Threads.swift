/// Spreads work over threads.
enum Threads {
  /// The results of a function for parts of a range, one a thread, in the order of the parts.
  ///
  /// - Throws: what the function throws.
  static func map<Result: Sendable>(
    _ range: Range<Int>, threads: Int,
    _ work: @escaping @Sendable (Range<Int>) throws -> Result
  ) async throws -> [Result] {
    let count = max(1, min(threads, range.count))
    guard count > 1 else { return [try work(range)] }
    return try await withThrowingTaskGroup(of: (Int, Result).self) { group in
      for number in 0..<count {
        let first = range.lowerBound + range.count * number / count
        let end = range.lowerBound + range.count * (number + 1) / count
        group.addTask { (number, try work(first..<end)) }
      }
      var results: [(Int, Result)] = []
      for try await result in group { results.append(result) }
      return results.sorted { $0.0 < $1.0 }.map(\.1)
    }
  }
}
