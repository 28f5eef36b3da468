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
  /// A link is followed first and stays a link; owner and mode of the old file are kept. Where
  /// anybody may make files, as in `/tmp`, a link is refused and another's file is replaced by one of
  /// one's own: they may have been put there to catch what is written.
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
    let directory = try open(directoryOf: target, file: file)
    let last = HiddenFile.name(of: target)
    var old = directory.status(of: last)
    if let found = old {
      guard SystemCall.isRegular(found) else {
        throw Failure(
          .cannotCreate, at: Place(file: file),
          "expected a regular file to replace, found \(SystemCall.kind(of: found))")
      }
      if directory.isOpenToAll, found.st_uid != geteuid() {
        old = nil
      } else {
        guard unsafe access(target, W_OK) == 0 else {
          throw SystemCall.writeFailure(errno, file: file, doing: "replace it")
        }
      }
    }
    let hidden = try writeHidden(in: directory, bytes, like: old, mode: mode, file: file)
    do throws(SystemError) {
      try directory.replace(last, by: hidden)
    } catch {
      directory.remove(hidden)
      throw SystemCall.writeFailure(error.code, file: file, doing: "replace it")
    }
    try synchronize(directory, file: file)
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
    let directory = try open(directoryOf: path, file: file)
    let hidden = try writeHidden(in: directory, bytes, like: nil, mode: mode, file: file)
    do throws(SystemError) {
      try directory.publish(hidden, as: HiddenFile.name(of: path))
    } catch {
      directory.remove(hidden)
      throw SystemCall.writeFailure(error.code, file: file, doing: "make it")
    }
    try synchronize(directory, file: file)
  }

  /// The path behind all links; a link is refused that leads nowhere, or that anybody may have put
  /// there.
  private static func resolve(_ path: String, file: String) throws(Failure) -> String {
    try SystemCall.check(path: path, file: file)
    let directory = try open(directoryOf: path, file: file)
    guard let found = directory.status(of: HiddenFile.name(of: path)),
      found.st_mode & S_IFMT == S_IFLNK
    else { return path }
    guard !directory.isPlanted(found) else {
      throw Failure(
        .cannotCreate, at: Place(file: file),
        "it is a link, in a directory where others may put one",
        hint: "Name a file in a directory of your own, or remove the link")
    }
    guard let resolved = unsafe realpath(path, nil) else {
      throw SystemCall.writeFailure(errno, file: file, doing: "follow the link")
    }
    defer { unsafe free(resolved) }
    return unsafe String(cString: resolved)
  }

  private static func open(directoryOf path: String, file: String) throws(Failure) -> OpenDirectory
  {
    do throws(SystemError) {
      return try OpenDirectory(of: path)
    } catch {
      throw SystemCall.writeFailure(error.code, file: file, doing: "make a file beside it")
    }
  }

  /// Writes a hidden file and returns its name; leaves none behind on failure.
  private static func writeHidden(
    in directory: borrowing OpenDirectory, _ bytes: [UInt8], like old: stat?, mode: UInt32,
    file: String
  ) throws(Failure) -> String {
    let hidden = HiddenFile.name(mark: "advocacy")
    let output: OpenFile
    do {
      output = try directory.make(hidden)
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
      directory.remove(hidden)
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

  private static func synchronize(
    _ directory: borrowing OpenDirectory, file: String
  ) throws(Failure) {
    do throws(SystemError) {
      try directory.synchronize()
    } catch {
      throw SystemCall.writeFailure(error.code, file: file, doing: "save its directory")
    }
  }
}
