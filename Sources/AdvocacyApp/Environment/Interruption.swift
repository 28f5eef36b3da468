import AdvocacyModel
import Synchronization

/// A polite end that a signal asks for: at once, or after what is being written.
///
/// A class, because it is one process: whoever writes and whoever hears the signal share it.
package final class Interruption: Sendable {
  private struct State {
    var signal: Int32?
    var writers = 0
  }

  private let state = Mutex(State())
  private let leave: @Sendable (Int32) -> Void

  /// Makes an interruption; `leave` ends the process because of a signal.
  package init(leave: @escaping @Sendable (Int32) -> Void = { _ in }) {
    self.leave = leave
  }

  /// Asks for the end: at once where nothing is being written.
  package func request(_ signal: Int32) {
    // Leaving under the lock keeps a write from beginning meanwhile.
    state.withLock { state in
      state.signal = state.signal ?? signal
      if state.writers == 0 { leave(signal) }
    }
  }

  /// Puts the end off while something is written, and ends behind it.
  package func deferring<Value>(_ body: () throws -> Value) throws -> Value {
    state.withLock { $0.writers += 1 }
    defer {
      state.withLock { state in
        state.writers -= 1
        if state.writers == 0, let signal = state.signal { leave(signal) }
      }
    }
    return try body()
  }

  /// Stops between two writes where the end was asked for.
  ///
  /// - Throws: `Interrupted`.
  package func checkpoint() throws(Interrupted) {
    if let signal = state.withLock({ $0.signal }) { throw Interrupted(signal: signal) }
  }
}

/// Work that ended early because of a signal; all that was begun is done or undone.
package struct Interrupted: Error {
  /// The number of the signal.
  package var signal: Int32
}

/// A line on the terminal that tells how far long work has come.
///
/// Shown only to a terminal, and only once the work has taken two seconds.
final class ProgressLine: Sendable {
  private let environment: Environment
  private let began: Instant
  private let state = Mutex((isShown: false, tenths: -1))

  /// Begins the work.
  init(in environment: Environment) {
    self.environment = environment
    began = environment.now()
  }

  /// Tells that some of all steps are done.
  func update(done: Int, of all: Int, _ what: String) {
    guard environment.console.isErrorTerminal, all > 0,
      environment.now() - began > .seconds(2)
    else { return }
    let tenths = done * 20 / all
    let isNew = state.withLock { state in
      guard tenths != state.tenths else { return false }
      state = (true, tenths)
      return true
    }
    guard isNew else { return }
    let bar = String(repeating: "█", count: tenths) + String(repeating: "░", count: 20 - tenths)
    environment.console.writeError("\r\(bar) \(done) of \(all) \(what)")
  }

  /// Wipes the line.
  func end() {
    guard state.withLock({ $0.isShown }) else { return }
    environment.console.writeError("\r\u{1B}[2K")
  }
}
