package import AdvocacyModel
import StrictJSON
import SystemFiles

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Reads whole input files.
package enum FileReading {
  /// The bytes of a regular file.
  ///
  /// Pipes, devices and directories are refused at once, without waiting for anybody to write.
  ///
  /// - Parameters:
  ///   - path: The file; links are followed.
  ///   - limit: The most bytes it may have; 64 MB by default (assumed).
  ///   - name: The name by which failures call it; nil: the path.
  /// - Returns: All its bytes.
  /// - Throws: `missingInput`, `permission`, `badData` where it is too large or not a regular
  ///   file, or `inputOutput`.
  /// - Complexity: O(bytes).
  package static func contents(
    of path: String, limit: Int = 64 << 20, named name: String? = nil
  ) throws(Failure) -> [UInt8] {
    let file = name ?? path
    let input = try open(path, named: file)
    let size = Int(input.status?.st_size ?? 0)
    guard size <= limit else { throw tooLarge(file, limit: limit, found: "\(size)") }
    var bytes: [UInt8] = []
    do {
      bytes = try input.read(atMost: size + 1)
      // A file that grew meanwhile, or whose size the system doesn't know (as in /proc).
      while bytes.count > size || size == 0 {
        let more = try input.read(atMost: 1 << 16)
        guard !more.isEmpty else { break }
        bytes += more
        guard bytes.count <= limit else { break }
      }
    } catch {
      throw SystemCall.readFailure(error.code, file: file)
    }
    guard bytes.count <= limit else { throw tooLarge(file, limit: limit, found: "more") }
    return bytes
  }

  /// All that a pipe brings until its writer closes it; a regular file as `contents` reads it.
  ///
  /// - Throws: as `contents` does.
  /// - Complexity: O(bytes).
  package static func pipedContents(
    of path: String, limit: Int = 64 << 20, named file: String
  ) throws(Failure) -> [UInt8] {
    try SystemCall.check(path: path, file: file)
    let input: OpenFile
    var bytes: [UInt8] = []
    do {
      // Waits for a writer, as whoever names a pipe expects.
      input = try OpenFile(path, O_RDONLY)
    } catch {
      throw SystemCall.readFailure(error.code, file: file)
    }
    guard let status = input.status, isStream(status) else {
      return try contents(of: path, limit: limit, named: file)
    }
    do {
      while bytes.count <= limit {
        let more = try input.read(atMost: 1 << 16)
        guard !more.isEmpty else { return bytes }
        bytes += more
      }
    } catch {
      throw SystemCall.readFailure(error.code, file: file)
    }
    throw tooLarge(file, limit: limit, found: "more")
  }

  /// Whether a file is a pipe or a device that is read like one.
  private static func isStream(_ status: stat) -> Bool {
    status.st_mode & S_IFMT == S_IFIFO || status.st_mode & S_IFMT == S_IFCHR
  }

  /// Opens a regular file for reading.
  static func open(_ path: String, named file: String) throws(Failure) -> OpenFile {
    try SystemCall.check(path: path, file: file)
    let input: OpenFile
    do {
      input = try OpenFile(path, O_RDONLY | O_NONBLOCK)
    } catch {
      throw SystemCall.readFailure(error.code, file: file)
    }
    guard let status = input.status else { throw SystemCall.readFailure(errno, file: file) }
    guard SystemCall.isRegular(status) else {
      throw Failure(
        .badData, at: Place(file: file),
        "expected a regular file, found \(SystemCall.kind(of: status))")
    }
    return input
  }

  private static func tooLarge(_ file: String, limit: Int, found: String) -> Failure {
    Failure(
      .badData, at: Place(file: file), "expected at most \(limit) bytes, found \(found)",
      hint: JSONLimits.hint)
  }
}
