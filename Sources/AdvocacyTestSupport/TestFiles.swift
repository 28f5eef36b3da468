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
