import Synchronization

/// Hands out blocks to workers, each block once; a class since the workers have it in common.
final class BlockQueue: Sendable {
  private let end: Int
  private let state: Mutex<(next: Int, finished: Int)>

  init(_ blocks: Range<Int>) {
    end = blocks.upperBound
    state = Mutex((next: blocks.lowerBound, finished: blocks.lowerBound))
  }

  /// The next block, or nil when all are handed out.
  func next() -> Int? {
    state.withLock { state in
      guard state.next < end else { return nil }
      defer { state.next += 1 }
      return state.next
    }
  }

  /// Notes that a block is done, and returns how many are.
  func finish() -> Int {
    state.withLock { state in
      state.finished += 1
      return state.finished
    }
  }
}
