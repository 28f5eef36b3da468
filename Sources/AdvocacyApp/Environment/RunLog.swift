import AdvocacyFiles
import AdvocacyModel
import AdvocacyReport
import Foundation
import Synchronization

/// What a command counted, for the line that a log keeps of its run.
///
/// A class, because whoever counts and whoever writes the line share it.
package final class RunTally: Sendable {
  private let state = Mutex<[String: Int]>([:])

  package init() {}

  /// What was counted so far, by name.
  package var counts: [String: Int] { state.withLock { $0 } }

  /// Keeps what was counted.
  package func keep(_ counts: [String: Int]) {
    state.withLock { $0.merge(counts) { $1 } }
  }
}

/// The file that keeps a line of JSON for each run of a command, for those who look back.
///
/// A run that is killed leaves no line.
package struct RunLog {
  private let path: String
  private let name: String

  /// Each run is a line at the end of this file.
  package init(_ name: String, in environment: Environment) {
    self.name = name
    path = environment.absolutePath(name)
  }

  /// One line: when the run ended, what it was, how it ended and what it counted; no person.
  struct Line: JSONReport {
    var time: String
    var command: String
    var exitCode: Int32
    var counts: [String: Int]
  }

  /// Adds the line of a run that ends now.
  ///
  /// - Throws: `Failure`: `cannotCreate`, `permission` or `inputOutput`; what the run did is then
  ///   done all the same.
  package func add(
    command: String, exitCode: Int32, in environment: Environment
  ) throws {
    guard !name.isEmpty else { throw Failure(.usage, "--log: the file's name is empty") }
    let line = Line(
      time: environment.now().rfc3339, command: command, exitCode: exitCode,
      counts: environment.tally.counts)
    let text = try line.lineOfJSON
    try environment.interruption.deferring {
      try LineFile.append(text, to: path, named: name)
    }
  }
}

/// A line at the foot of a terminal that tells that work goes on, and how far it has come.
///
/// Shown on standard error where that is a terminal, once the work has taken a second; wiped before
/// anything else is written and when the work ends. A class, because the work and its watcher share
/// it.
package final class Activity: Sendable {
  private struct State {
    var began = ContinuousClock.now
    var detail: String?
    var shown: String?
    var isAtLineStart = true
    var isOver = false
  }

  /// How long work goes on in silence.
  private static let patience = Duration.seconds(1)
  /// How often the line is looked at, in seconds.
  private static let pause = 0.1
  private static let wipe = "\r\u{1B}[2K"

  private let state = Mutex(State())
  private let write: (@Sendable (String) -> Void)?

  /// Nobody sees what is done: what a command outside a terminal has.
  package init() { write = nil }

  private init(writing write: @escaping @Sendable (String) -> Void) { self.write = write }

  /// Has the work in an environment watched where its talk goes to a terminal; `end` ends it.
  package static func watch(_ environment: inout Environment) {
    let console = environment.console
    guard console.isErrorTerminal, environment.variables["TERM"] != "dumb" else { return }
    let activity = Activity(writing: console.writeError)
    environment.activity = activity
    environment.console.writeOutput = { text in
      activity.makeRoom(for: console.isOutputTerminal ? text : "")
      try console.writeOutput(text)
    }
    environment.console.writeError = { text in
      activity.makeRoom(for: text)
      console.writeError(text)
    }
    if let ask = environment.ask {
      environment.ask = { question in
        activity.makeRoom(for: question)
        defer { activity.goOn() }
        return ask(question)
      }
    }
    let readInput = environment.readInput
    environment.readInput = {
      // Whoever types a text is not to be talked to.
      activity.holdBack()
      defer { activity.goOn() }
      return try readInput()
    }
    Thread.detachNewThread {
      while activity.refresh() { Thread.sleep(forTimeInterval: pause) }
    }
  }

  /// Tells how far the work has come; nil: nothing is known of that.
  package func tell(_ detail: String?) {
    guard write != nil else { return }
    state.withLock { $0.detail = detail }
  }

  /// Wipes the line for good.
  package func end() {
    state.withLock { state in
      clear(&state)
      state.isOver = true
    }
  }

  /// Wipes the line before a text is written; one that doesn't end its line is left alone after.
  private func makeRoom(for text: String) {
    state.withLock { state in
      clear(&state)
      guard let last = text.last else { return }
      state.isAtLineStart = last.isNewline
      state.began = .now
    }
  }

  private func holdBack() { state.withLock { $0.isAtLineStart = false } }

  /// Goes on after an answer, which ended its line.
  private func goOn() {
    state.withLock { state in
      state.isAtLineStart = true
      state.began = .now
    }
  }

  private func clear(_ state: inout State) {
    guard state.shown != nil else { return }
    write?(Self.wipe)
    state.shown = nil
  }

  /// Shows the line where it is time to; false once the work is over.
  private func refresh() -> Bool {
    state.withLock { state in
      let passed = ContinuousClock.now - state.began
      guard !state.isOver else { return false }
      guard state.isAtLineStart, passed > Self.patience else { return true }
      let line = state.detail ?? "Working… \(passed.components.seconds) s"
      guard line != state.shown else { return true }
      write?("\r\(line)\u{1B}[K")
      state.shown = line
      return true
    }
  }
}

/// How far work of many equal steps has come, as a bar.
struct ProgressLine: Sendable {
  private let activity: Activity

  init(in environment: Environment) { activity = environment.activity }

  /// Tells that some of all steps are done.
  func update(done: Int, of all: Int, _ what: String) {
    guard all > 0 else { return }
    let parts = min(20, max(0, done * 20 / all))
    let bar = String(repeating: "█", count: parts) + String(repeating: "░", count: 20 - parts)
    activity.tell("\(bar) \(done) of \(all) \(what)")
  }

  /// Tells that there is no more to count.
  func end() { activity.tell(nil) }
}
