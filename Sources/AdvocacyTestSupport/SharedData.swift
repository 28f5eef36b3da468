package import Foundation

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
