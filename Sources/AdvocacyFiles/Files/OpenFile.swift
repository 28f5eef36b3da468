import AdvocacyCore

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// An open file, closed with the value that holds it.
struct OpenFile: ~Copyable, Sendable {
  let descriptor: Int32

  deinit { if descriptor >= 0 { _ = close(descriptor) } }

  /// Opens a file by its path.
  init(_ path: String, _ flags: Int32, mode: mode_t = 0) throws(SystemError) {
    descriptor = SystemCall.retrying { unsafe open(path, flags | O_CLOEXEC | O_NOCTTY, mode) }
    guard descriptor >= 0 else { throw SystemError(code: errno) }
  }

  /// The status of the file, or nil where the system gives none.
  var status: stat? {
    var status = stat()
    return unsafe fstat(descriptor, &status) == 0 ? status : nil
  }

  /// Reads up to a number of bytes at the current position; none means the end.
  func read(atMost count: Int) throws(SystemError) -> [UInt8] {
    var answer = 0
    let bytes = unsafe [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      answer = SystemCall.retrying { unsafe systemRead(descriptor, buffer.baseAddress, count) }
      filled = max(0, answer)
    }
    guard answer >= 0 else { throw SystemError(code: errno) }
    return bytes
  }

  /// Writes all bytes at the current position.
  func write(_ bytes: [UInt8]) throws(SystemError) {
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
  func synchronize() throws(SystemError) {
    #if canImport(Darwin)
      // There, fsync leaves the data in the drive's own cache.
      if fcntl(descriptor, F_FULLFSYNC) == 0 { return }
    #endif
    guard SystemCall.retrying({ fsync(descriptor) }) == 0 else { throw SystemError(code: errno) }
  }
}

/// The code with which the system refused a call.
struct SystemError: Error {
  let code: Int32
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
