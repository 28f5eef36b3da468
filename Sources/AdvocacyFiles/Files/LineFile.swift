package import AdvocacyModel
import SystemFiles

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Adds lines to files that others may read, turn over or add to meanwhile.
package enum LineFile {
  /// Adds a line to a file, or makes the file with it.
  ///
  /// One write at the end of the file, so that lines of several processes don't mix; a line that was
  /// cut short before is ended first. A link is followed, unless anybody may have put it there.
  ///
  /// - Parameters:
  ///   - line: The line without its line feed, which holds none.
  ///   - path: The file.
  ///   - name: The name by which failures call it.
  /// - Throws: `permission`, `cannotCreate` where it is no regular file, or `inputOutput` where the
  ///   disk is full.
  package static func append(_ line: String, to path: String, named name: String) throws(Failure) {
    try SystemCall.check(path: path, file: name)
    do throws(SystemError) {
      let directory = try OpenDirectory(of: path)
      let found = directory.status(of: HiddenFile.name(of: path))
      let isLink = found.map { $0.st_mode & S_IFMT == S_IFLNK } ?? false
      if let found, isLink ? directory.isPlanted(found) : isForeign(found, in: directory) {
        throw SystemError(code: ELOOP)
      }
    } catch {
      guard error.code == ELOOP else {
        throw SystemCall.writeFailure(error.code, file: name, doing: "find its directory")
      }
      throw Failure(
        .cannotCreate, at: Place(file: name), "others may have put it there",
        hint: "Name a file in a directory of your own")
    }
    let flags = O_RDWR | O_APPEND | O_CREAT | O_NONBLOCK
    let file: OpenFile
    do throws(SystemError) {
      file = try OpenFile(path, flags, mode: 0o600)
    } catch {
      throw SystemCall.writeFailure(error.code, file: name, doing: "open it")
    }
    guard let status = file.status, SystemCall.isRegular(status) else {
      throw Failure(
        .cannotCreate, at: Place(file: name),
        "expected a regular file"
          + (file.status.map { ", found \(SystemCall.kind(of: $0))" } ?? ""))
    }
    do throws(SystemError) {
      var start = ""
      if status.st_size > 0, lseek(file.descriptor, -1, SEEK_END) >= 0,
        try file.read(atMost: 1) != [0x0A]
      {
        start = "\n"
      }
      try file.write(Array("\(start)\(line)\n".utf8))
    } catch {
      throw SystemCall.writeFailure(error.code, file: name, doing: "add a line to it")
    }
  }

  /// Whether a file is another's, in a directory in which anybody may make files.
  private static func isForeign(_ found: stat, in directory: borrowing OpenDirectory) -> Bool {
    directory.isOpenToAll && found.st_uid != geteuid()
  }
}
