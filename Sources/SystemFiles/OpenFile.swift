package import AdvocacyModel

#if canImport(Glibc)
  package import Glibc
#else
  package import Darwin
#endif

/// An open file, closed with the value that holds it.
package struct OpenFile: ~Copyable, Sendable {
  package let descriptor: Int32

  deinit { if descriptor >= 0 { _ = close(descriptor) } }

  /// Opens a file by its path, which begins in an open directory where it is relative.
  package init(
    _ path: String, _ flags: Int32, mode: mode_t = 0, in directory: Int32 = AT_FDCWD
  ) throws(SystemError) {
    descriptor = SystemCall.retrying {
      unsafe openat(directory, path, flags | O_CLOEXEC | O_NOCTTY, mode)
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
      return Failure(.missingInput, at: place, "there is no such file", hint: nameHint(file))
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

  /// The arguments of a process lose bytes that are not UTF-8; the name then holds U+FFFD.
  private static func nameHint(_ file: String) -> String? {
    file.unicodeScalars.contains("\u{FFFD}")
      ? "Its name seems not to be UTF-8; rename it" : nil
  }
}
