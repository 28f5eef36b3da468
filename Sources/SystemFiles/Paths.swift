import AdvocacyModel

#if canImport(Glibc)
  package import Glibc
#else
  package import Darwin
#endif

/// What the system knows of files by their paths.
///
/// All that the product asks it goes through here, or through an open file: so that each path becomes
/// bytes in one way, whatever bytes it has. Foundation would look for a file of another name.
package enum Paths {
  /// The status of what a path leads to; nil where there is nothing, and `errno` tells why.
  package static func status(of path: String) -> stat? {
    var status = stat()
    return path.withPath { unsafe stat($0, &status) } == 0 ? status : nil
  }

  /// The status of what has a path, a link itself; nil where nothing has, and `errno` tells why.
  package static func linkStatus(of path: String) -> stat? {
    var status = stat()
    return path.withPath { unsafe lstat($0, &status) } == 0 ? status : nil
  }

  /// Tells whether a path leads to anything; a dangling link doesn't.
  package static func exists(_ path: String) -> Bool { status(of: path) != nil }

  /// Tells whether a path leads to a directory.
  package static func isDirectory(_ path: String) -> Bool {
    status(of: path).map { $0.st_mode & S_IFMT == S_IFDIR } ?? false
  }

  /// Tells whether a path is a link, wherever it leads.
  package static func isLink(_ path: String) -> Bool {
    linkStatus(of: path).map { $0.st_mode & S_IFMT == S_IFLNK } ?? false
  }

  /// Tells whether a file may be read, written or run, as `access` asks; `errno` tells why not.
  package static func allows(_ mode: Int32, _ path: String) -> Bool {
    path.withPath { unsafe access($0, mode) } == 0
  }

  /// The path behind all links; nil where it leads nowhere, and `errno` tells why.
  package static func resolved(_ path: String) -> String? {
    guard let found = path.withPath({ unsafe realpath($0, nil) }) else { return nil }
    defer { unsafe free(found) }
    return unsafe PathText.text(of: found)
  }

  /// The directory in which the process was started; empty where it is gone.
  package static var current: String {
    guard let found = unsafe getcwd(nil, 0) else { return "" }
    defer { unsafe free(found) }
    return unsafe PathText.text(of: found)
  }

  /// The directory for files that nobody keeps.
  package static var temporary: String {
    let named = variable("TMPDIR") ?? ""
    return named.isEmpty ? "/tmp" : named
  }

  /// The value of an environment variable that names a file.
  package static func variable(_ name: String) -> String? {
    unsafe getenv(name).map { unsafe PathText.text(of: $0) }
  }

  /// The name of the user whose a file is; nil where the system knows none.
  package static func owner(of path: String) -> String? {
    guard let status = status(of: path), let user = unsafe getpwuid(status.st_uid) else {
      return nil
    }
    return unsafe String(cString: user.pointee.pw_name)
  }

  /// How many bytes are free where a path lies; nil where the system doesn't tell.
  package static func freeBytes(at path: String) -> Int? {
    var status = statvfs()
    guard path.withPath({ unsafe statvfs($0, &status) }) == 0 else { return nil }
    return Int(status.f_bavail) * Int(status.f_frsize)
  }

  /// The names in a directory, sorted; nil where it can't be read.
  package static func names(in directory: String) -> [String]? {
    guard let listing = directory.withPath({ unsafe opendir($0) }) else { return nil }
    defer { unsafe closedir(listing) }
    var names: [String] = []
    while let entry = unsafe readdir(listing) {
      let bytes = unsafe withUnsafeBytes(of: &entry.pointee.d_name) { name in
        unsafe Array(name.prefix { $0 != 0 })
      }
      names.append(PathText.text(of: bytes))
    }
    return names.filter { $0 != "." && $0 != ".." }.sorted()
  }

  /// The paths of all files below a directory, relative to it; no link is followed.
  package static func files(below directory: String) -> [String] {
    (names(in: directory) ?? []).flatMap { name in
      let path = directory + "/" + name
      guard !isLink(path), isDirectory(path) else { return [name] }
      return files(below: path).map { name + "/" + $0 }
    }
  }
}

extension Paths {
  /// Makes a directory for its owner alone, and those above it that are missing.
  ///
  /// - Throws: The system's error; none where the directory is there.
  package static func makeDirectory(_ path: String) throws(SystemError) {
    do throws(SystemError) {
      try makeLast(of: path)
    } catch {
      guard error.code == ENOENT, path.utf8.contains(UInt8(ascii: "/")) else { throw error }
      try makeDirectory(HiddenFile.directory(of: path))
      try makeLast(of: path)
    }
  }

  private static func makeLast(of path: String) throws(SystemError) {
    guard path.withPath({ unsafe mkdir($0, 0o700) }) != 0 else { return }
    let code = errno
    guard code == EEXIST, isDirectory(path) else { throw SystemError(code: code) }
  }

  /// Removes a file or a link, if it is there.
  package static func removeFile(_ path: String) { _ = path.withPath { unsafe unlink($0) } }

  /// Removes a directory with all that is in it, or a file.
  package static func removeAll(_ path: String) {
    guard !isLink(path), isDirectory(path) else { return removeFile(path) }
    for name in names(in: path) ?? [] { removeAll(path + "/" + name) }
    _ = path.withPath { unsafe rmdir($0) }
  }

  /// Gives a file a second name.
  ///
  /// - Throws: The system's error.
  package static func link(_ path: String, as second: String) throws(SystemError) {
    let answer = path.withPath { first in
      second.withPath { unsafe systemLink(first, $0) }
    }
    guard answer == 0 else { throw SystemError(code: errno) }
  }

  /// Gives a file another name, in place of what has that name.
  ///
  /// - Throws: The system's error.
  package static func rename(_ path: String, to other: String) throws(SystemError) {
    let answer = path.withPath { first in
      other.withPath { unsafe systemRename(first, $0) }
    }
    guard answer == 0 else { throw SystemError(code: errno) }
  }
}

/// The system's calls, under names that the functions above don't hide.
private func systemLink(_ old: UnsafePointer<CChar>, _ new: UnsafePointer<CChar>) -> Int32 {
  unsafe link(old, new)
}

private func systemRename(_ old: UnsafePointer<CChar>, _ new: UnsafePointer<CChar>) -> Int32 {
  unsafe rename(old, new)
}

extension String {
  /// Lends the bytes of a path, with a NUL at their end, to a call of the system.
  @safe func withPath<Answer>(_ call: (UnsafePointer<CChar>) -> Answer) -> Answer {
    guard PathText.hasForeignBytes(self) else { return unsafe withCString(call) }
    let bytes = PathText.bytes(of: self).map { CChar(bitPattern: $0) } + [0]
    return unsafe call(bytes)
  }
}

extension PathText {
  /// The text of a name that the system ends with NUL.
  package static func text(of name: UnsafePointer<CChar>) -> String {
    let bytes = unsafe UnsafeBufferPointer(start: name, count: strlen(name))
    return unsafe text(of: bytes.map { UInt8(bitPattern: $0) })
  }
}
