import Foundation

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
