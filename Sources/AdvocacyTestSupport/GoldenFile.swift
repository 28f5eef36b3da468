import Foundation

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
