package import AdvocacyModel

#if canImport(Glibc)
  package import Glibc
#else
  package import Darwin
#endif

/// An open directory, in which files are made, named and replaced.
///
/// Whoever moves the directory, or puts a link in its place, meanwhile doesn't change where the files
/// go.
package struct OpenDirectory: ~Copyable, Sendable {
  private let file: OpenFile
  /// One that may be entered and written but not read can't be saved.
  private let isReadable: Bool

  /// Opens the directory that a file is in.
  package init(of path: String) throws(SystemError) {
    let directory = HiddenFile.directory(of: path)
    do throws(SystemError) {
      file = try OpenFile(directory, O_RDONLY | O_DIRECTORY)
      isReadable = true
    } catch {
      guard error.code == EACCES else { throw error }
      #if canImport(Glibc)
        // O_PATH, which Glibc's module leaves out.
        file = try OpenFile(directory, 0x20_0000 | O_DIRECTORY)
      #else
        file = try OpenFile(directory, O_SEARCH | O_DIRECTORY)
      #endif
      isReadable = false
    }
  }

  /// Whether anybody on this machine may make files here, as in `/tmp`.
  ///
  /// What has a name here may be another's, put there to catch what is written under it.
  package var isOpenToAll: Bool { file.status.map { $0.st_mode & S_IWOTH != 0 } ?? true }

  /// Whether a link that is in this directory may have been put there by somebody else.
  ///
  /// Whose the directory is, is trusted with it, as is a group that may write it with its own links.
  package func isPlanted(_ link: stat) -> Bool {
    guard let status = file.status else { return true }
    let isOpenToGroup = status.st_mode & S_IWGRP != 0
    return isOpenToAll
      || (isOpenToGroup && ![geteuid(), status.st_uid].contains(link.st_uid))
  }

  /// The status of what has a name, a link itself and not what it leads to; nil where nothing has.
  package func status(of name: String) -> stat? {
    var status = stat()
    let answer = name.withPath {
      unsafe fstatat(file.descriptor, $0, &status, AT_SYMLINK_NOFOLLOW)
    }
    return answer == 0 ? status : nil
  }

  /// Makes an empty file that only its owner may read and write, whatever the umask.
  ///
  /// - Throws: The system's error; where the file exists as well.
  package func make(_ name: String) throws(SystemError) -> OpenFile {
    let made = try OpenFile(
      name, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW, mode: 0o600, in: file.descriptor)
    guard fchmod(made.descriptor, 0o600) == 0 else { throw SystemError(code: errno) }
    return made
  }

  /// Gives a finished file its name, unless something has that name already.
  ///
  /// - Throws: The system's error; the file keeps its hidden name then.
  package func publish(_ hidden: String, as name: String) throws(SystemError) {
    let answer = hidden.withPath { old in
      name.withPath { unsafe linkat(file.descriptor, old, file.descriptor, $0, 0) }
    }
    guard answer != 0 else {
      remove(hidden)
      return
    }
    let code = errno
    // A file system without hard links.
    guard [EPERM, ENOTSUP, ENOSYS].contains(code), status(of: name) == nil else {
      throw SystemError(code: code)
    }
    try replace(name, by: hidden)
  }

  /// Gives a finished file its name, in place of what has that name; a link is replaced itself.
  ///
  /// - Throws: The system's error; the file keeps its hidden name then.
  package func replace(_ name: String, by hidden: String) throws(SystemError) {
    let answer = hidden.withPath { old in
      name.withPath { unsafe renameat(file.descriptor, old, file.descriptor, $0) }
    }
    guard answer == 0 else { throw SystemError(code: errno) }
  }

  /// Removes a file, if it is there.
  package func remove(_ name: String) {
    _ = name.withPath { unsafe unlinkat(file.descriptor, $0, 0) }
  }

  /// Saves the directory, so that the names in it survive a crash.
  ///
  /// - Throws: The system's error, unless it can't save this directory at all.
  package func synchronize() throws(SystemError) {
    guard isReadable else { return }
    do throws(SystemError) {
      try file.synchronize()
    } catch {
      guard [EINVAL, ENOTSUP].contains(error.code) else { throw error }
    }
  }
}

extension OpenDirectory {
  /// Saves all that was written anywhere, and the directory: cheaper than file by file where there are
  /// many.
  ///
  /// - Throws: The system's error.
  package func synchronizeAll() throws(SystemError) {
    sync()
    try synchronize()
  }
}

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
  package static func exists(at path: String) -> Bool { Paths.linkStatus(of: path) != nil }

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

/// An open file, closed with the value that holds it.
package struct OpenFile: ~Copyable, Sendable {
  package let descriptor: Int32

  deinit { if descriptor >= 0 { _ = close(descriptor) } }

  /// Opens a file by its path, which begins in an open directory where it is relative.
  package init(
    _ path: String, _ flags: Int32, mode: mode_t = 0, in directory: Int32 = AT_FDCWD
  ) throws(SystemError) {
    descriptor = SystemCall.retrying {
      path.withPath { unsafe openat(directory, $0, flags | O_CLOEXEC | O_NOCTTY, mode) }
    }
    guard descriptor >= 0 else { throw SystemError(code: errno) }
  }

  /// The status of the file, or nil where the system gives none.
  package var status: stat? {
    var status = stat()
    return unsafe fstat(descriptor, &status) == 0 ? status : nil
  }

  /// Reads up to a number of bytes at the current position; none means the end.
  package func read(atMost count: Int) throws(SystemError) -> [UInt8] {
    var answer = 0
    let bytes = unsafe [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      answer = SystemCall.retrying { unsafe systemRead(descriptor, buffer.baseAddress, count) }
      filled = max(0, answer)
    }
    guard answer >= 0 else { throw SystemError(code: errno) }
    return bytes
  }

  /// Writes all bytes at the current position.
  package func write(_ bytes: [UInt8]) throws(SystemError) {
    var start = 0
    while start < bytes.count {
      let written = unsafe bytes.withUnsafeBytes { buffer in
        let rest = unsafe UnsafeRawBufferPointer(rebasing: buffer[start...])
        return SystemCall.retrying { unsafe systemWrite(descriptor, rest.baseAddress, rest.count) }
      }
      guard written > 0 else { throw SystemError(code: written == 0 ? EIO : errno) }
      start += written
    }
  }

  /// Sends what was written to the disk.
  package func synchronize() throws(SystemError) {
    #if canImport(Darwin)
      // There, fsync leaves the data in the drive's own cache.
      if fcntl(descriptor, F_FULLFSYNC) == 0 { return }
    #endif
    guard SystemCall.retrying({ fsync(descriptor) }) == 0 else { throw SystemError(code: errno) }
  }
}

/// The code with which the system refused a call.
package struct SystemError: Error {
  package let code: Int32

  package init(code: Int32) { self.code = code }
}

/// The system's calls, under names that the methods above don't hide.
private func systemRead(_ descriptor: Int32, _ buffer: UnsafeMutableRawPointer?, _ count: Int)
  -> Int
{
  unsafe read(descriptor, buffer, count)
}

private func systemWrite(_ descriptor: Int32, _ buffer: UnsafeRawPointer?, _ count: Int) -> Int {
  unsafe write(descriptor, buffer, count)
}

/// What the system says about files, in the product's words.
package enum SystemCall {
  /// The failure of an attempt to read a file.
  package static func readFailure(_ code: Int32, file: String) -> Failure {
    let place = Place(file: file)
    switch code {
    case ENOENT, ENOTDIR, ENAMETOOLONG:
      return Failure(.missingInput, at: place, "there is no such file")
    case EACCES, EPERM:
      return Failure(
        .permission, at: place, "it may not be read", hint: "Check the owner and the mode")
    case EISDIR: return Failure(.badData, at: place, "expected a file, found a directory")
    case ENXIO: return Failure(.badData, at: place, "expected a file, found a socket or device")
    default: return Failure(.inputOutput, at: place, "cannot read it: \(words(for: code))")
    }
  }

  /// The failure of an attempt to make, write or replace a file.
  package static func writeFailure(_ code: Int32, file: String, doing what: String) -> Failure {
    let message = "cannot \(what): \(words(for: code))"
    let place = Place(file: file)
    switch code {
    case EROFS:
      return Failure(
        .permission, at: place, message, hint: "Mount it for writing, or choose another place")
    case EACCES, EPERM:
      return Failure(.permission, at: place, message, hint: "Check the owner and the mode")
    case ENOENT, ENOTDIR, ENAMETOOLONG, EEXIST, ELOOP, EISDIR:
      return Failure(.cannotCreate, at: place, message)
    case ENOSPC, EDQUOT:
      return Failure(.inputOutput, at: place, message, hint: "Free some space; nothing was changed")
    default: return Failure(.inputOutput, at: place, message)
    }
  }

  /// Repeats a call that answers −1 for as long as signals interrupt it.
  package static func retrying<Answer: SignedInteger>(_ call: () -> Answer) -> Answer {
    while true {
      let answer = call()
      guard answer == -1, errno == EINTR else { return answer }
    }
  }

  /// Refuses a path that the system would cut at a NUL.
  package static func check(path: String, file: String) throws(Failure) {
    guard !path.isEmpty, !path.utf8.contains(0) else {
      throw Failure(.missingInput, at: Place(file: file), "a file name is empty or holds NUL")
    }
  }

  package static func isRegular(_ status: stat) -> Bool { status.st_mode & S_IFMT == S_IFREG }

  /// The kind of a file that is not a regular one, in words.
  package static func kind(of status: stat) -> String {
    switch status.st_mode & S_IFMT {
    case S_IFDIR: "a directory"
    case S_IFIFO: "a pipe"
    case S_IFSOCK: "a socket"
    case S_IFCHR, S_IFBLK: "a device"
    case S_IFLNK: "a link"
    default: "something else"
    }
  }

  package static func words(for code: Int32) -> String {
    guard let text = unsafe strerror(code) else { return "error \(code)" }
    return unsafe String(cString: text)
  }
}
