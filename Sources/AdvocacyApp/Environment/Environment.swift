package import AdvocacyModel
package import AdvocacyReport

/// All that a use case may know of the world outside its arguments.
package struct Environment: Sendable {
  /// The one clock.
  package var now: @Sendable () -> Instant
  /// A fresh seed for a workspace that was given none.
  package var freshSeed: @Sendable () -> UInt64
  /// Reads all of standard input.
  package var readInput: @Sendable () throws -> [UInt8]
  /// The environment variables.
  package var variables: [String: String]
  /// The directory in which the command was called.
  package var currentDirectory: String
  /// The user's home directory, if there is one.
  package var homeDirectory: String?
  /// Where people and programs read.
  package var console: Console
  /// Waits for a number of seconds, below an hour.
  package var pause: @Sendable (Double) -> Void
  /// The end that a signal may ask for.
  package var interruption: Interruption

  package init(
    now: @escaping @Sendable () -> Instant, freshSeed: @escaping @Sendable () -> UInt64,
    readInput: @escaping @Sendable () throws -> [UInt8] = { [] }, variables: [String: String],
    currentDirectory: String, homeDirectory: String?,
    console: Console, pause: @escaping @Sendable (Double) -> Void = { _ in },
    interruption: Interruption = Interruption()
  ) {
    self.now = now
    self.freshSeed = freshSeed
    self.readInput = readInput
    self.variables = variables
    self.currentDirectory = currentDirectory
    self.homeDirectory = homeDirectory
    self.console = console
    self.pause = pause
    self.interruption = interruption
  }

  /// A path as the caller means it: relative ones start at the current directory.
  package func absolutePath(_ path: String) -> String {
    path.hasPrefix("/") ? path : currentDirectory + "/" + path
  }
}

/// Where a command writes: data to one stream, talk to the other.
package struct Console: Sendable {
  /// Writes data; fails where not every byte could be written.
  package var writeOutput: @Sendable (String) throws -> Void
  /// Writes talk; never fails.
  package var writeError: @Sendable (String) -> Void
  /// Whether data goes to a terminal.
  package var isOutputTerminal: Bool
  /// Whether talk goes to a terminal.
  package var isErrorTerminal: Bool
  /// The width of the terminal in columns; nil when data doesn't go to one.
  package var width: Int?
  /// Whether data may be coloured.
  package var hasColor: Bool

  package init(
    writeOutput: @escaping @Sendable (String) throws -> Void,
    writeError: @escaping @Sendable (String) -> Void, isOutputTerminal: Bool = false,
    isErrorTerminal: Bool = false, width: Int? = nil, hasColor: Bool = false
  ) {
    self.writeOutput = writeOutput
    self.writeError = writeError
    self.isOutputTerminal = isOutputTerminal
    self.isErrorTerminal = isErrorTerminal
    self.width = width
    self.hasColor = hasColor
  }

  /// How texts for people may be dressed.
  package var style: TerminalStyle { TerminalStyle(width: width, color: hasColor) }

  /// Writes a line of talk.
  package func say(_ line: String) { writeError(line + "\n") }
}
