import AdvocacyFiles
package import AdvocacyModel
package import AdvocacyReport
import Foundation
import Synchronization
import SystemFiles

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// All that a use case may know of the world outside its arguments.
package struct Environment: Sendable {
  /// The one clock.
  package var now: @Sendable () -> Instant
  /// A fresh seed for a workspace that was given none.
  package var freshSeed: @Sendable () -> UInt64
  /// Puts a question to whoever sits at the terminal and returns the line they answer, nil where they
  /// end the input; nil itself where nobody sits there, since input or output is no terminal.
  package var ask: (@Sendable (String) -> String?)?
  /// The zone of this machine, by its name in the time-zone database.
  ///
  /// Asked for where it is needed: finding it loads the zones.
  package var zoneName: @Sendable () -> String = { "UTC" }
  /// The path of the running program.
  ///
  /// Asked for where it is needed: finding it reads the directory that the program is in.
  package var programPath: @Sendable () -> String
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
  /// What tells a terminal that work goes on.
  package var activity = Activity()
  /// What the command counts, for a log.
  package var tally = RunTally()
  private let noted = Noted()

  package init(
    now: @escaping @Sendable () -> Instant, freshSeed: @escaping @Sendable () -> UInt64,
    ask: (@Sendable (String) -> String?)? = nil,
    programPath: @escaping @Sendable () -> String = { "/usr/local/bin/advocacy" },
    readInput: @escaping @Sendable () throws -> [UInt8] = { [] }, variables: [String: String],
    currentDirectory: String, homeDirectory: String?,
    console: Console, pause: @escaping @Sendable (Double) -> Void = { _ in },
    interruption: Interruption = Interruption()
  ) {
    self.now = now
    self.freshSeed = freshSeed
    self.ask = ask
    self.programPath = programPath
    self.readInput = readInput
    self.variables = variables
    self.currentDirectory = currentDirectory
    self.homeDirectory = homeDirectory
    self.console = console
    self.pause = pause
    self.interruption = interruption
  }

  /// Asks for a yes, which nothing else is taken for; true where nobody can be asked.
  package func agrees(to question: String) -> Bool {
    guard let ask else { return true }
    let answer = ask("\(question) [y/N] ")?.trimmed(where: \.isWhitespace).lowercased()
    return answer == "y" || answer == "yes"
  }

  /// Says something beside the result, once however often it comes up.
  package func note(_ text: String) {
    if noted.isNew(text) { console.say("note: \(SafeText.escape(text))") }
  }

  /// A path as the caller means it: relative ones start at the current directory.
  package func absolutePath(_ path: String) -> String {
    path.hasPrefix("/") ? path : currentDirectory + "/" + path
  }
}

/// What was said beside a result.
private final class Noted: Sendable {
  private let texts = Mutex(Set<String>())

  func isNew(_ text: String) -> Bool { texts.withLock { $0.insert(text).inserted } }
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

extension Environment {
  /// The environment of a real process, which signals may ask to end.
  package static func system(_ interruption: Interruption = Interruption()) -> Environment {
    var variables = ProcessInfo.processInfo.environment
    // These name directories, whose names may be any bytes.
    for name in ["ADVOCACY_WORKSPACE", "HOME"] { variables[name] = Paths.variable(name) }
    let isConversation = isatty(STDIN_FILENO) == 1 && isatty(STDOUT_FILENO) == 1
    let console = Console.system(variables: variables)
    var environment = Environment(
      now: { Instant(milliseconds: Int64((Date().timeIntervalSince1970 * 1000).rounded(.down))) },
      freshSeed: { UInt64.random(in: 0..<(1 << 53)) },
      programPath: { Bundle.main.executablePath ?? CommandLine.arguments[0] },
      readInput: { Array(try FileHandle.standardInput.readToEnd() ?? Data()) },
      variables: variables, currentDirectory: Paths.current,
      homeDirectory: variables["HOME"], console: console,
      pause: { seconds in _ = usleep(UInt32(seconds * 1_000_000)) }, interruption: interruption)
    if isConversation { environment.ask = { Console.ask($0, on: console) } }
    environment.zoneName = {
      let zone = TimeZone.current.identifier
      let isUTC = ["GMT", "Etc/UTC"].contains(zone) || CompanyCalendar(zoneName: zone) == nil
      return isUTC ? "UTC" : zone
    }
    return environment
  }
}

extension Environment {
  /// What the caller wrote behind the program's name, no byte of it lost.
  package static var arguments: [String] {
    (1..<max(1, Int(CommandLine.argc))).compactMap { place in
      unsafe CommandLine.unsafeArgv[place].map { unsafe PathText.text(of: $0) }
    }
  }
}

extension Console {
  /// The standard streams of a process.
  ///
  /// Colour needs a terminal; `NO_COLOR` (non-empty) and `TERM=dumb` switch it off.
  package static func system(variables: [String: String]) -> Console {
    let isTerminal = isatty(STDOUT_FILENO) == 1
    let wantsColor = variables["NO_COLOR", default: ""].isEmpty && variables["TERM"] != "dumb"
    return Console(
      writeOutput: { try write($0, to: STDOUT_FILENO) },
      writeError: { try? write($0, to: STDERR_FILENO) },
      isOutputTerminal: isTerminal, isErrorTerminal: isatty(STDERR_FILENO) == 1,
      width: isTerminal ? terminalWidth(variables: variables) : nil,
      hasColor: isTerminal && wantsColor)
  }

  /// Writes a question to a console and reads the line that answers it; nil at the end of the input.
  fileprivate static func ask(_ question: String, on console: Console) -> String? {
    console.writeError(question)
    guard let answer = readLine() else {
      console.say("")
      return nil
    }
    return answer
  }

  /// The width from `COLUMNS`, else from the terminal, else 80.
  private static func terminalWidth(variables: [String: String]) -> Int {
    if let text = variables["COLUMNS"], let columns = Int(text), columns >= 20 { return columns }
    var size = winsize()
    let answer = unsafe ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size)
    return answer == 0 && size.ws_col >= 20 ? Int(size.ws_col) : 80
  }

  /// Writes all bytes, or fails.
  private static func write(_ text: String, to descriptor: Int32) throws {
    var rest = ArraySlice(text.utf8)
    while !rest.isEmpty {
      let written = unsafe rest.withUnsafeBytes { bytes in
        unsafe systemWrite(descriptor, bytes.baseAddress, bytes.count)
      }
      if written < 0 {
        if errno == EINTR { continue }
        if errno == EPIPE { throw BrokenPipe() }
        throw Failure(
          .inputOutput, at: Place(file: "standard output"),
          "cannot write: \(unsafe String(cString: strerror(errno)))")
      }
      rest = rest.dropFirst(written)
    }
  }
}

/// The reader of the output has gone; no reason to complain.
package struct BrokenPipe: Error {
  package init() {}
}

/// The system's `write`, under a name that the console's own doesn't hide.
private func systemWrite(
  _ descriptor: Int32, _ bytes: UnsafeRawPointer?, _ count: Int
) -> Int { unsafe write(descriptor, bytes, count) }

extension Error {
  /// The reason of a system error without the wrapping that Foundation adds.
  var plainReason: String {
    let error = self as NSError
    let underlying = error.userInfo[NSUnderlyingErrorKey] as? NSError
    return (underlying ?? error).localizedDescription
  }
}

extension SystemError {
  /// What the system said when a directory couldn't be made.
  func asFailure(toMakeDirectory path: String) -> Failure {
    let place = Place(file: path)
    if Paths.exists(path), !Paths.isDirectory(path) {
      return Failure(
        .cannotCreate, at: place, "cannot make the directory: a file is in the way",
        hint: "Choose another name")
    }
    guard [EACCES, EPERM].contains(code) else {
      return Failure(
        .cannotCreate, at: place, "cannot make the directory",
        hint: "Is there a file on the way to it, and room on the disk?")
    }
    return Failure(.permission, at: place, "cannot make the directory: no permission")
  }
}

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

/// Writes what a command printed to a file, whole or not at all.
package enum OutputFile {
  /// What a file that such commands write holds, as its first bytes tell.
  private enum Kind: String {
    case json = "JSON"
    case page = "a web page"
    case database = "a database"
    case binary = "no text"
    case text = "text"

    init(_ bytes: some Collection<UInt8>) {
      let head = String(decoding: bytes.prefix(64), as: UTF8.self).lowercased()
        .drop(while: \.isWhitespace)
      switch head.first {
      case _ where head.hasPrefix("sqlite format"): self = .database
      case _ where bytes.prefix(1024).contains(0): self = .binary
      case _ where head.hasPrefix("<!doctype html") || head.hasPrefix("<html"): self = .page
      case "{", "[": self = .json
      default: self = .text
      }
    }
  }

  /// The workspace's own files, which no output replaces.
  private static let ownFiles = [
    "config.json", "config.schema.json", "queue.json", "queue.ndjson", "employees.csv",
    "ledger.sqlite",
  ]

  /// Writes a text; what lies there is replaced only where it is of the same kind.
  ///
  /// - Throws: `Failure`: `cannotCreate` for a directory, a file of another kind or one of a
  ///   workspace's own, `inputOutput`, `permission`.
  package static func write(
    _ text: String, to path: String, in environment: Environment
  ) throws {
    guard !path.isEmpty else { throw Failure(.usage, "--output: the file's name is empty") }
    let full = environment.absolutePath(path)
    if Paths.isDirectory(full) {
      throw Failure(
        .cannotCreate, at: Place(file: path), "a directory is in the way",
        hint: "Name a file for --output")
    }
    if Paths.exists(full) { try refuseToReplace(full, named: path, by: text) }
    try environment.interruption.deferring {
      try AtomicFile.replace(full, with: Array(text.utf8))
    }
  }

  private static func refuseToReplace(
    _ path: String, named name: String, by text: String
  ) throws(Failure) {
    let target = Paths.resolved(path) ?? path
    let directory = Workspace(directory: HiddenFile.directory(of: target))
    let isOwn = ownFiles.contains(HiddenFile.name(of: target)) && Paths.exists(directory.config)
    guard !isOwn else {
      throw Failure(
        .cannotCreate, at: Place(file: name), "it is the workspace's own, and was left as it is",
        hint: "Name another file for --output")
    }
    // What is no regular file is refused where it would be replaced, and may never end.
    guard Paths.status(of: target).map(SystemCall.isRegular) == true,
      let file = try? OpenFile(target, O_RDONLY), let head = try? file.read(atMost: 1024),
      !head.isEmpty
    else { return }
    let (old, new) = (Kind(head), Kind(text.utf8))
    guard old != new else { return }
    throw Failure(
      .cannotCreate, at: Place(file: name),
      "it holds \(old.rawValue), not \(new.rawValue), and was left as it is",
      hint: "Name another file for --output, or remove it first")
  }
}
