import AdvocacyFiles
import AdvocacyModel
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

extension Error {
  /// The reason of a system error without the wrapping that Foundation adds.
  var plainReason: String {
    let error = self as NSError
    let underlying = error.userInfo[NSUnderlyingErrorKey] as? NSError
    return (underlying ?? error).localizedDescription
  }

  /// What Foundation threw when a directory couldn't be made.
  func asFailure(toMakeDirectory path: String) -> Failure {
    let place = Place(file: path)
    var isDirectory: ObjCBool = false
    let isThere = unsafe FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory)
    if isThere, !isDirectory.boolValue {
      return Failure(
        .cannotCreate, at: place, "cannot make the directory: a file is in the way",
        hint: "Choose another name")
    }
    guard (self as? CocoaError)?.code == .fileWriteNoPermission else {
      return Failure(
        .cannotCreate, at: place, "cannot make the directory",
        hint: "Is there a file on the way to it, and room on the disk?")
    }
    return Failure(.permission, at: place, "cannot make the directory: no permission")
  }
}
