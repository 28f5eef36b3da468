import AdvocacyFiles
import AdvocacyModel
import Foundation

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
    var isDirectory: ObjCBool = false
    let isThere = unsafe FileManager.default.fileExists(atPath: full, isDirectory: &isDirectory)
    if isThere, isDirectory.boolValue {
      throw Failure(
        .cannotCreate, at: Place(file: path), "a directory is in the way",
        hint: "Name a file for --output")
    }
    if isThere { try refuseToReplace(full, named: path, by: text) }
    try environment.interruption.deferring {
      try AtomicFile.replace(full, with: Array(text.utf8))
    }
  }

  private static func refuseToReplace(
    _ path: String, named name: String, by text: String
  ) throws(Failure) {
    let link = URL(fileURLWithPath: path).resolvingSymlinksInPath()
    let directory = Workspace(directory: link.deletingLastPathComponent().path)
    let isOwn =
      ownFiles.contains(link.lastPathComponent)
      && FileManager.default.fileExists(atPath: directory.config)
    guard !isOwn else {
      throw Failure(
        .cannotCreate, at: Place(file: name), "it is the workspace's own, and was left as it is",
        hint: "Name another file for --output")
    }
    // What is no regular file is refused where it would be replaced, and may never end.
    let type = try? FileManager.default.attributesOfItem(atPath: link.path)[.type]
    guard type as? FileAttributeType == .typeRegular,
      let handle = FileHandle(forReadingAtPath: path),
      let head = try? handle.read(upToCount: 1024), !head.isEmpty
    else { return }
    let (old, new) = (Kind(head), Kind(text.utf8))
    guard old != new else { return }
    throw Failure(
      .cannotCreate, at: Place(file: name),
      "it holds \(old.rawValue), not \(new.rawValue), and was left as it is",
      hint: "Name another file for --output, or remove it first")
  }
}
