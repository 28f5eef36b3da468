#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The steps by which a file comes to be whole or not at all: made under a hidden name in the same
/// directory, saved, and only then given its own name.
///
/// A reader, or a crash, finds the old file or the new one, never a mix.
package enum HiddenFile {
  /// A hidden name that nobody else has, in the directory of a file: `.MARK-PID-….tmp`.
  package static func name(beside path: String, mark: String) -> String {
    let unique = String(UInt64.random(in: .min ... .max), radix: 36)
    let directory = directory(of: path)
    return (directory == "/" ? "" : directory) + "/.\(mark)-\(getpid())-\(unique).tmp"
  }

  /// Makes an empty file that only its owner may read and write, whatever the umask.
  ///
  /// - Throws: the system's error; where the file exists as well.
  package static func make(_ path: String) throws(SystemError) -> OpenFile {
    let file = try OpenFile(path, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW, mode: 0o600)
    guard fchmod(file.descriptor, 0o600) == 0 else { throw SystemError(code: errno) }
    return file
  }

  /// Gives a finished file its name, unless something has that name already.
  ///
  /// - Throws: the system's error; the file keeps its hidden name then.
  package static func publish(_ hidden: String, as path: String) throws(SystemError) {
    guard unsafe link(hidden, path) != 0 else {
      _ = unsafe unlink(hidden)
      return
    }
    let code = errno
    // A file system without hard links.
    guard [EPERM, ENOTSUP, ENOSYS].contains(code), !exists(at: path) else {
      throw SystemError(code: code)
    }
    try replace(path, by: hidden)
  }

  /// Gives a finished file its name, in place of what has that name.
  ///
  /// - Throws: the system's error; the file keeps its hidden name then.
  package static func replace(_ path: String, by hidden: String) throws(SystemError) {
    guard unsafe rename(hidden, path) == 0 else { throw SystemError(code: errno) }
  }

  /// Saves the directory of a file, so that its name survives a crash.
  ///
  /// - Throws: the system's error, unless the directory can't be opened or saved at all: some file
  ///   systems can't save one, and one that may be written but not read can't be opened.
  package static func synchronizeDirectory(of path: String) throws(SystemError) {
    do throws(SystemError) {
      try OpenFile(directory(of: path), O_RDONLY | O_DIRECTORY).synchronize()
    } catch {
      guard [EINVAL, ENOTSUP, EACCES].contains(error.code) else { throw error }
    }
  }

  /// Tells whether anything, a dangling link included, has a name.
  package static func exists(at path: String) -> Bool {
    var status = stat()
    return unsafe lstat(path, &status) == 0
  }

  /// The directory of a file; `.` where the path names none.
  package static func directory(of path: String) -> String {
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }
}
