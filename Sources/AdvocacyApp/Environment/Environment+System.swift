import AdvocacyModel
import Foundation

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension Environment {
  /// The environment of a real process, which signals may ask to end.
  package static func system(_ interruption: Interruption = Interruption()) -> Environment {
    let variables = ProcessInfo.processInfo.environment
    return Environment(
      now: { Instant(milliseconds: Int64((Date().timeIntervalSince1970 * 1000).rounded(.down))) },
      freshSeed: { UInt64.random(in: 0..<(1 << 53)) },
      readInput: { Array(try FileHandle.standardInput.readToEnd() ?? Data()) },
      variables: variables, currentDirectory: FileManager.default.currentDirectoryPath,
      homeDirectory: variables["HOME"], console: .system(variables: variables),
      pause: { seconds in _ = usleep(UInt32(seconds * 1_000_000)) }, interruption: interruption)
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
