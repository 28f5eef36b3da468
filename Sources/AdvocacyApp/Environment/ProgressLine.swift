import AdvocacyCore
import Synchronization

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
