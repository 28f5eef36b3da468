package import AdvocacyModel
import SystemFiles

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Replaces files so that a reader, or a crash, finds the old bytes or the new ones, never a mix.
package enum AtomicFile {
  /// Replaces a file's bytes, or makes the file.
  ///
  /// The bytes go to a hidden file in the same directory, to the disk, and then under the name.
  /// A link is followed first and stays a link; owner and mode of the old file are kept.
  ///
  /// - Parameters:
  ///   - path: The file.
  ///   - bytes: Its new bytes.
  ///   - mode: The mode where the file is new; 0600 by default, since it may hold names.
  ///   - name: The name by which failures call it; nil: the path.
  /// - Throws: `permission`, `cannotCreate`, or `inputOutput` where the disk is full; the old file
  ///   is then as it was.
  package static func replace(
    _ path: String, with bytes: [UInt8], mode: UInt32 = 0o600, named name: String? = nil
  ) throws(Failure) {
    let file = name ?? path
    let target = try resolve(path, file: file)
    let old = status(of: target)
    if let old {
      guard SystemCall.isRegular(old) else {
        throw Failure(
          .cannotCreate, at: Place(file: file),
          "expected a regular file to replace, found \(SystemCall.kind(of: old))")
      }
      guard unsafe access(target, W_OK) == 0 else {
        throw SystemCall.writeFailure(errno, file: file, doing: "replace it")
      }
    }
    let hidden = try writeHidden(beside: target, bytes, like: old, mode: mode, file: file)
    do throws(SystemError) {
      try HiddenFile.replace(target, by: hidden)
    } catch {
      _ = unsafe unlink(hidden)
      throw SystemCall.writeFailure(error.code, file: file, doing: "replace it")
    }
    try synchronizeDirectory(of: target, file: file)
  }

  /// Makes a file that must not exist yet, whole or not at all.
  ///
  /// - Parameters:
  ///   - path: The file.
  ///   - bytes: Its bytes.
  ///   - mode: Its mode; 0600 by default.
  ///   - name: The name by which failures call it; nil: the path.
  /// - Throws: `cannotCreate` where it exists, and as `replace` does.
  package static func create(
    _ path: String, with bytes: [UInt8], mode: UInt32 = 0o600, named name: String? = nil
  ) throws(Failure) {
    let file = name ?? path
    try SystemCall.check(path: path, file: file)
    let hidden = try writeHidden(beside: path, bytes, like: nil, mode: mode, file: file)
    do throws(SystemError) {
      try HiddenFile.publish(hidden, as: path)
    } catch {
      _ = unsafe unlink(hidden)
      throw SystemCall.writeFailure(error.code, file: file, doing: "make it")
    }
    try synchronizeDirectory(of: path, file: file)
  }

  /// The path behind all links; a link that leads nowhere is refused.
  private static func resolve(_ path: String, file: String) throws(Failure) -> String {
    try SystemCall.check(path: path, file: file)
    if let resolved = unsafe realpath(path, nil) {
      defer { unsafe free(resolved) }
      return unsafe String(cString: resolved)
    }
    let code = errno
    var link = stat()
    guard unsafe lstat(path, &link) != 0 else {
      throw SystemCall.writeFailure(code, file: file, doing: "follow the link")
    }
    guard code == ENOENT else { throw SystemCall.writeFailure(code, file: file, doing: "make it") }
    return path
  }

  private static func status(of path: String) -> stat? {
    var status = stat()
    return unsafe stat(path, &status) == 0 ? status : nil
  }

  /// Writes a hidden file and returns its path; leaves none behind on failure.
  private static func writeHidden(
    beside target: String, _ bytes: [UInt8], like old: stat?, mode: UInt32, file: String
  ) throws(Failure) -> String {
    let hidden = HiddenFile.name(beside: target, mark: "advocacy")
    let output: OpenFile
    do {
      output = try HiddenFile.make(hidden)
    } catch {
      throw SystemCall.writeFailure(error.code, file: file, doing: "make a file beside it")
    }
    do throws(SystemError) {
      try output.write(bytes)
      try adopt(output, like: old, mode: mode)
      try output.synchronize()
      guard let size = output.status?.st_size, size == bytes.count else {
        throw SystemError(code: EIO)
      }
    } catch {
      _ = unsafe unlink(hidden)
      throw SystemCall.writeFailure(error.code, file: file, doing: "write it")
    }
    return hidden
  }

  /// Gives a new file the owner and mode of the old; the owner only where the system lets us.
  private static func adopt(
    _ output: borrowing OpenFile, like old: stat?, mode: UInt32
  ) throws(SystemError) {
    if let old { _ = fchown(output.descriptor, old.st_uid, old.st_gid) }
    let bits = old.map { $0.st_mode & 0o777 } ?? mode_t(mode & 0o777)
    guard fchmod(output.descriptor, bits) == 0 else { throw SystemError(code: errno) }
  }

  private static func synchronizeDirectory(of path: String, file: String) throws(Failure) {
    do throws(SystemError) {
      try HiddenFile.synchronizeDirectory(of: path)
    } catch {
      throw SystemCall.writeFailure(error.code, file: file, doing: "save its directory")
    }
  }
}
