import AdvocacyCore
import AdvocacyFiles
import Foundation

/// Writes what a command printed to a file, whole or not at all.
package enum OutputFile {
  /// Writes a text.
  ///
  /// - Throws: `Failure`: `cannotCreate` for a directory, `inputOutput`, `permission`.
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
    try environment.interruption.deferring {
      try AtomicFile.replace(full, with: Array(text.utf8))
    }
  }
}
