import AdvocacyFiles
import AdvocacyModel
import AdvocacyReport
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
