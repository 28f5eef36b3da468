import Dispatch
import Synchronization

/// Works through the pieces of an input on several threads, with a result that doesn't depend on
/// how many there are; a class since the threads have it in common.
final class PieceWork<Piece, Output: Sendable, Fault: Error>: Sendable {
  private struct State {
    let next: () throws(Fault) -> Piece?
    var handedOut = 0
    var hasEnded = false
    var outputs: [Int: Output] = [:]
    var faults: [Int: Fault] = [:]
  }

  private let state: Mutex<State>

  private init(_ next: sending @escaping () throws(Fault) -> Piece?) {
    state = Mutex(State(next: next))
  }

  /// Works until there are no more pieces, or one has a fault.
  ///
  /// - Parameters:
  ///   - threads: The number of threads, 1 or more.
  ///   - next: The next piece, or nil at the end; called by one thread at a time.
  ///   - work: What is done with a piece; called by several threads at once.
  /// - Returns: The results in the order of the pieces, up to the first that has a fault, and that
  ///   fault.
  static func run(
    threads: Int, next: sending @escaping () throws(Fault) -> Piece?,
    work: @Sendable (Piece) throws(Fault) -> Output
  ) -> (outputs: [Output], fault: Fault?) {
    let pieces = PieceWork(next)
    DispatchQueue.concurrentPerform(iterations: max(1, threads)) { _ in pieces.go(work) }
    return pieces.state.withLock { state in
      let first = state.faults.keys.min()
      let outputs = (0..<(first ?? state.handedOut)).compactMap { state.outputs[$0] }
      return (outputs, first.flatMap { state.faults[$0] })
    }
  }

  private func go(_ work: (Piece) throws(Fault) -> Output) {
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
