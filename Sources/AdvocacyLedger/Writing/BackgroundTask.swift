import Dispatch
import Synchronization

/// Work that goes on beside its maker's, on another thread, until somebody asks for its result.
///
/// A class, because maker, worker and whoever asks have one result in common. Work whose result
/// nobody asks for still runs to its end, so it should change nothing.
final class BackgroundTask<Value: Sendable>: Sendable {
  private struct Unfinished: Error {}

  private let result = Mutex<Result<Value, any Error>>(.failure(Unfinished()))
  private let isDone = DispatchGroup()

  /// Begins the work.
  init(_ work: @escaping @Sendable () throws -> Value) {
    DispatchQueue.global(qos: .userInitiated).async(group: isDone) { [self] in
      let value = Result { try work() }
      result.withLock { $0 = value }
    }
  }

  /// The result, waited for where it isn't there yet.
  ///
  /// - Throws: What the work threw.
  func value() throws -> Value {
    isDone.wait()
    return try result.withLock { $0 }.get()
  }
}
