import Dispatch
import Synchronization

/// Works on pieces with several threads; how many there are makes no difference to the result.
package enum Parallel {
  /// What came of the pieces: results in their order up to the first piece with a fault, and that
  /// fault.
  package struct Results<Output, Fault: Error> {
    /// The results of the pieces before the first with a fault.
    package var outputs: [Output]
    /// What went wrong with the first piece that has a fault.
    package let fault: Fault?

    /// The results of all pieces.
    ///
    /// - Throws: the fault, if there is one.
    package consuming func get() throws(Fault) -> [Output] {
      if let fault { throw fault }
      return outputs
    }
  }

  /// Works through pieces that are made one after the other, until there are no more or one has a
  /// fault.
  ///
  /// - Parameters:
  ///   - threads: The number of threads; the caller's own is one of them.
  ///   - next: The next piece, or nil at the end; called by one thread at a time.
  ///   - work: What is done with a piece; called by several threads at once.
  /// - Returns: The results in the order of the pieces.
  package static func map<Piece, Output: Sendable, Fault: Error>(
    threads: Int, next: sending @escaping () throws(Fault) -> Piece?,
    _ work: @Sendable (Piece) throws(Fault) -> Output
  ) -> Results<Output, Fault> {
    let pieces = SharedPieces<Piece, Output, Fault>(next)
    DispatchQueue.concurrentPerform(iterations: max(1, threads)) { _ in pieces.work(work) }
    return pieces.results
  }

  /// Works through a range in pieces of equal size, the last of which may be smaller.
  ///
  /// - Parameters:
  ///   - range: The range.
  ///   - size: The size of a piece, 1 or more.
  ///   - threads: The number of threads; the caller's own is one of them.
  ///   - work: What is done with a piece; called by several threads at once.
  /// - Returns: The results in the order of the pieces.
  package static func map<Output: Sendable, Fault: Error>(
    _ range: Range<Int>, by size: Int, threads: Int,
    _ work: @Sendable (Range<Int>) throws(Fault) -> Output
  ) -> Results<Output, Fault> {
    var start = range.lowerBound
    return map(
      threads: threads,
      next: { () throws(Fault) in
        guard start < range.upperBound else { return nil }
        defer { start += size }
        return start..<min(start + size, range.upperBound)
      }, work)
  }

  /// Works through a range in as many parts as there are threads, without blocking the caller's.
  ///
  /// - Returns: The results in the order of the parts.
  /// - Throws: what the work throws.
  package static func map<Output: Sendable>(
    _ range: Range<Int>, threads: Int, _ work: @escaping @Sendable (Range<Int>) throws -> Output
  ) async throws -> [Output] {
    let count = max(1, min(threads, range.count))
    guard count > 1 else { return [try work(range)] }
    return try await withThrowingTaskGroup(of: (Int, Output).self) { group in
      for number in 0..<count {
        let first = range.lowerBound + range.count * number / count
        let end = range.lowerBound + range.count * (number + 1) / count
        group.addTask { (number, try work(first..<end)) }
      }
      var results: [(Int, Output)] = []
      for try await result in group { results.append(result) }
      return results.sorted { $0.0 < $1.0 }.map(\.1)
    }
  }
}

/// The pieces that threads take and the results that they leave; a class since they share it.
private final class SharedPieces<Piece, Output: Sendable, Fault: Error>: Sendable {
  private struct State {
    let next: () throws(Fault) -> Piece?
    var handedOut = 0
    var hasEnded = false
    var outputs: [Int: Output] = [:]
    var faults: [Int: Fault] = [:]
  }

  private let state: Mutex<State>

  init(_ next: sending @escaping () throws(Fault) -> Piece?) {
    state = Mutex(State(next: next))
  }

  var results: Parallel.Results<Output, Fault> {
    state.withLock { state in
      let first = state.faults.keys.min()
      let outputs = (0..<(first ?? state.handedOut)).compactMap { state.outputs[$0] }
      return Parallel.Results(outputs: outputs, fault: first.flatMap { state.faults[$0] })
    }
  }

  func work(_ work: (Piece) throws(Fault) -> Output) {
    while let (number, piece) = take() {
      do throws(Fault) {
        let output = try work(piece)
        state.withLock { $0.outputs[number] = output }
      } catch {
        state.withLock { state in
          state.faults[number] = error
          state.hasEnded = true
        }
      }
    }
  }

  /// The next piece with its number; pieces before a fault have all been handed out.
  private func take() -> (Int, Piece)? {
    state.withLock { state in
      guard !state.hasEnded else { return nil }
      let number = state.handedOut
      do throws(Fault) {
        if let piece = try state.next() {
          state.handedOut += 1
          return (number, piece)
        }
      } catch {
        state.faults[number] = error
      }
      state.hasEnded = true
      return nil
    }
  }
}
