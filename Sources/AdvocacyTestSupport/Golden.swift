import Foundation

/// Texts that a test expects, kept in files beside the tests.
package enum Golden {
  /// The difference between a text and its golden file, or nil where they are the same.
  ///
  /// With `ADVOCACY_RECORD=1` in the environment the file is written instead, and the test fails
  /// once, so that recording never passes for testing.
  package static func difference(
    _ text: String, from name: String, beside file: String = #filePath
  ) -> String? {
    let url = URL(fileURLWithPath: file).deletingLastPathComponent()
      .appendingPathComponent("Golden").appendingPathComponent(name)
    if ProcessInfo.processInfo.environment["ADVOCACY_RECORD"] == "1" {
      try? FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try? Data(text.utf8).write(to: url)
      return "recorded \(name); run again without ADVOCACY_RECORD"
    }
    guard let data = try? Data(contentsOf: url) else { return "no golden file \(name)" }
    let expected = String(decoding: data, as: UTF8.self)
    guard expected != text else { return nil }
    return lines(expected: expected, found: text)
  }

  private static func lines(expected: String, found: String) -> String {
    let old = expected.split(separator: "\n", omittingEmptySubsequences: false)
    let new = found.split(separator: "\n", omittingEmptySubsequences: false)
    var report: [String] = []
    for index in 0..<max(old.count, new.count) {
      let (before, after) = (
        index < old.count ? old[index] : nil, index < new.count ? new[index] : nil
      )
      guard before != after else { continue }
      if let before { report.append("\(index + 1) - \(before)") }
      if let after { report.append("\(index + 1) + \(after)") }
    }
    return report.joined(separator: "\n")
  }
}
