package import Foundation

/// A directory of a test's own, removed with it.
package final class TemporaryDirectory: Sendable {
  /// The directory.
  package let path: String

  /// Makes a directory that nobody else has.
  package init() throws {
    let url = FileManager.default.temporaryDirectory
      .appendingPathComponent("advocacy-test-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    path = url.path
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// The path of a file in it.
  package func file(_ name: String) -> String { path + "/" + name }

  /// Writes a file in it and returns its path.
  @discardableResult
  package func write(_ text: String, to name: String) throws -> String {
    try Data(text.utf8).write(to: URL(fileURLWithPath: file(name)))
    return file(name)
  }

  /// The text of a file in it.
  package func text(of name: String) throws -> String {
    String(decoding: try Data(contentsOf: URL(fileURLWithPath: file(name))), as: UTF8.self)
  }
}

/// Real posts, graphs and bad JSON that lie beside the checkout; tests skip where they don't.
package enum SharedData {
  /// The message of a test that skips.
  package static let absence = "needs shared/data beside the checkout"

  /// The file or folder under `shared/data`, or nil where it isn't there.
  package static func url(_ path: String) -> URL? {
    var directory = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    while directory.path != "/" {
      let candidate = directory.appendingPathComponent("shared/data").appendingPathComponent(path)
      if FileManager.default.fileExists(atPath: candidate.path) { return candidate }
      directory = directory.deletingLastPathComponent()
    }
    return nil
  }

  /// Whether a file or folder is there.
  package static func has(_ path: String) -> Bool { url(path) != nil }
}

/// One golden case: a directory with the command lines to run and what the last of them prints.
///
/// `arguments` holds a command line on each line, without the program's name; words may stand in
/// double quotes. All but the last prepare and must end well. `expected.out`, `expected.err` and
/// `status` are what the last leaves; a file that isn't there means nothing, or 0. `terminal`, where
/// it is there, holds the columns of a terminal on which the last line is run. Every other file of the directory is put beside the running program first. What differs from run to run,
/// such as random keys and the hashes over them, is written as a word that begins with `$`.
package struct GoldenCase: Sendable, CustomStringConvertible {
  /// The directory's name: the command and the situation.
  package let name: String
  private let directory: String

  /// The variable that, when set, makes a run write what it sees in place of comparing it.
  package static let recordingVariable = "ADVOCACY_RECORD"

  package var description: String { name }

  /// The cases in a directory, by name; one that isn't there has none.
  package static func all(in directory: String) -> [GoldenCase] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: directory)) ?? []
    return names.filter { !$0.hasPrefix(".") }.sorted()
      .map { GoldenCase(name: $0, directory: "\(directory)/\($0)") }
  }

  /// The command lines, each in its words.
  package var commandLines: [[String]] {
    text(of: "arguments").split(separator: "\n").map(Self.words)
  }

  /// What the case expects, in the words for what differs from run to run.
  package func expected() throws -> BuiltProgram.Result {
    let status = text(of: "status").trimmingCharacters(in: .whitespacesAndNewlines)
    return BuiltProgram.Result(
      status: Int32(status) ?? 0, output: text(of: "expected.out"),
      error: text(of: "expected.err"))
  }

  /// Runs the command lines in a directory of their own and returns what the last of them leaves.
  ///
  /// - Throws: where a line that prepares doesn't end well, or a file can't be read or written.
  package func run() throws -> BuiltProgram.Result {
    let scratch = try TemporaryDirectory()
    let own = ["arguments", "expected.out", "expected.err", "status", "terminal"]
    for file in try FileManager.default.contentsOfDirectory(atPath: directory)
    where !own.contains(file) {
      try FileManager.default.copyItem(
        atPath: "\(directory)/\(file)", toPath: scratch.file(file))
    }
    var result = BuiltProgram.Result.silence
    let lines = commandLines
    let columns = Int(text(of: "terminal").trimmingCharacters(in: .whitespacesAndNewlines))
    for (number, words) in lines.enumerated() {
      guard result.status == 0 else { throw PreparationFailed(name: name, result: result) }
      let program = BuiltProgram()
      if let columns, number == lines.count - 1 {
        result = try program.run(words, onTerminalOf: columns, in: scratch.path)
      } else {
        result = try program.run(words, in: scratch.path)
      }
    }
    result.output = Self.steady(result.output, in: scratch.path)
    result.error = Self.steady(result.error, in: scratch.path)
    guard ProcessInfo.processInfo.environment[Self.recordingVariable] == nil else {
      try record(result)
      return result
    }
    return result
  }

  /// A text with words for what differs from run to run or from machine to machine.
  private static func steady(_ text: String, in directory: String) -> String {
    // A point between letters parts no words of a language, and ends an id all the same.
    text.replacing(directory, with: "$DIR")
      .replacing(/\b[0-9a-f]{64}\b/.wordBoundaryKind(.simple), with: "$HASH")
      .replacing(/\b[0-9a-f]{32}\b/.wordBoundaryKind(.simple), with: "$ID")
      .replacing(/\be[0-9a-f]{12}\b/, with: "$KEY")
      .replacing(/schema [0-9]+, id [0-9a-f]{8}\b/, with: "schema $VERSION, id $ID")
      .replacing(/\b3\.[0-9]+\.[0-9]+, journal/, with: "$VERSION, journal")
      .replacing(/ledger-replaced-[0-9TZ-]+\.sqlite/, with: "ledger-replaced-$TIME.sqlite")
  }

  private func record(_ result: BuiltProgram.Result) throws {
    let status = result.status == 0 ? "" : "\(result.status)\n"
    let files = ["expected.out": result.output, "expected.err": result.error, "status": status]
    for (file, text) in files {
      let path = "\(directory)/\(file)"
      if text.isEmpty {
        try? FileManager.default.removeItem(atPath: path)
      } else {
        try Data(text.utf8).write(to: URL(fileURLWithPath: path))
      }
    }
  }

  private func text(of file: String) -> String {
    let data = try? Data(contentsOf: URL(fileURLWithPath: "\(directory)/\(file)"))
    return data.map { String(decoding: $0, as: UTF8.self) } ?? ""
  }

  /// The words of a line; double quotes hold blanks together.
  private static func words(of line: Substring) -> [String] {
    let parts = line.split(separator: "\"", omittingEmptySubsequences: false)
    return parts.enumerated().flatMap { number, part in
      number.isMultiple(of: 2) ? part.split(separator: " ").map(String.init) : [String(part)]
    }
  }

  /// A command line that prepares a case ended badly.
  private struct PreparationFailed: Error {
    var name: String
    var result: BuiltProgram.Result
  }
}

/// A text that is kept in a file beside the tests, to be compared letter for letter.
package enum GoldenFile {
  /// The text of a file; with `GoldenCase.recordingVariable` set, the file is written first.
  ///
  /// The path is relative to the directory of the test; `seen` is what the program writes now.
  package static func text(
    _ path: String, seen: String, beside source: String = #filePath
  ) throws -> String {
    let directory = URL(fileURLWithPath: source).deletingLastPathComponent()
    let file = directory.appendingPathComponent(path)
    if ProcessInfo.processInfo.environment[GoldenCase.recordingVariable] != nil {
      try Data(seen.utf8).write(to: file)
    }
    return String(decoding: try Data(contentsOf: file), as: UTF8.self)
  }
}

/// The built `advocacy` beside the test bundle, run as a process of its own.
package struct BuiltProgram: Sendable {
  /// Where the program is.
  package let path: String

  /// Finds the program where the build put it.
  package init() {
    let bundle = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
    let candidates = [bundle, bundle.deletingLastPathComponent()]
    let found = candidates.map { $0.appendingPathComponent("advocacy").path }
      .first { FileManager.default.isExecutableFile(atPath: $0) }
    path = found ?? bundle.appendingPathComponent("advocacy").path
  }

  /// What a run of the program left.
  package struct Result: Sendable, Hashable {
    /// The exit code, or 128 and the number of the signal that ended it.
    package var status: Int32
    /// The standard output.
    package var output: String
    /// The standard error.
    package var error: String

    /// A run that ended well and said nothing.
    package static let silence = Result(status: 0, output: "", error: "")
  }

  /// Runs the program to its end in a directory, with an environment of the test's own.
  package func run(
    _ arguments: [String], in directory: String, environment: [String: String] = [:],
    input: String = ""
  ) throws -> Result {
    let started = try start(arguments, in: directory, environment: environment, input: input)
    return try started.finish()
  }

  /// Runs the program to its end on a terminal of some columns, without colours, where somebody types
  /// the input.
  ///
  /// `script`, of every Linux system, makes the terminal; what goes to standard error is seen on it
  /// too.
  package func run(
    _ arguments: [String], onTerminalOf columns: Int, in directory: String,
    input: String = ""
  ) throws -> Result {
    let words = ([path] + arguments).map { "'\($0.replacing("'", with: "'\\''"))'" }
    let line = "stty cols \(columns) rows 50; \(words.joined(separator: " "))"
    let terminal = BuiltProgram(path: "/usr/bin/script")
    var result = try terminal.run(
      ["-qefc", line, "/dev/null"], in: directory,
      environment: ["NO_COLOR": "1", "TERM": "xterm", "SHELL": "/bin/sh"],
      input: input)
    // Of a line that was written over, such as that of progress, the last state is what is seen.
    result.output = result.output.replacing("\r\n", with: "\n")
      .split(separator: "\n", omittingEmptySubsequences: false)
      .map { $0.split(separator: "\r").last.map(String.init) ?? "" }
      .joined(separator: "\n").replacing("\u{1B}[2K", with: "")
    return result
  }

  private init(path: String) { self.path = path }

  /// Starts the program.
  package func start(
    _ arguments: [String], in directory: String, environment: [String: String] = [:],
    input: String = ""
  ) throws -> Running {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = arguments
    process.currentDirectoryURL = URL(fileURLWithPath: directory)
    process.environment = ["HOME": directory, "PATH": "/usr/bin:/bin", "TZ": "UTC"]
      .merging(environment) { $1 }
    // Files, not pipes: a pipe that nobody empties would hold the program up.
    let name = UUID().uuidString
    let scratch = FileManager.default.temporaryDirectory
    let output = scratch.appendingPathComponent("advocacy-\(name).out")
    let error = scratch.appendingPathComponent("advocacy-\(name).err")
    let source = scratch.appendingPathComponent("advocacy-\(name).in")
    try Data().write(to: output)
    try Data().write(to: error)
    try Data(input.utf8).write(to: source)
    process.standardOutput = try FileHandle(forWritingTo: output)
    process.standardError = try FileHandle(forWritingTo: error)
    process.standardInput = try FileHandle(forReadingFrom: source)
    try process.run()
    return Running(process: process, output: output, error: error, input: source)
  }

  /// A program that was started.
  package struct Running {
    let process: Process
    let output: URL
    let error: URL
    let input: URL

    /// The id of the process.
    package var id: Int32 { process.processIdentifier }

    /// Whether it has not ended yet.
    package var isRunning: Bool { process.isRunning }

    /// Waits for the end and reads what was written.
    package func finish() throws -> Result {
      process.waitUntilExit()
      defer {
        for file in [output, error, input] { try? FileManager.default.removeItem(at: file) }
      }
      let isSignal = process.terminationReason == .uncaughtSignal
      return Result(
        status: process.terminationStatus + (isSignal ? 128 : 0),
        output: String(decoding: try Data(contentsOf: output), as: UTF8.self),
        error: String(decoding: try Data(contentsOf: error), as: UTF8.self))
    }
  }
}
