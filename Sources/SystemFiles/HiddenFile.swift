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
    let directory = directory(of: path)
    return (directory == "/" ? "" : directory) + "/" + name(mark: mark)
  }

  /// A hidden name that nobody else has: `.MARK-PID-….tmp`.
  package static func name(mark: String) -> String {
    ".\(mark)-\(getpid())-\(String(UInt64.random(in: .min ... .max), radix: 36)).tmp"
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

  /// The last part of a path: the name of a file in its directory.
  package static func name(of path: String) -> String {
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return path }
    return String(path[path.index(after: slash)...])
  }
}
