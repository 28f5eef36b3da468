package import AdvocacyModel
import Foundation
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
        guard Paths.allows(W_OK, target) else {
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
    guard let resolved = Paths.resolved(path) else {
      throw SystemCall.writeFailure(errno, file: file, doing: "follow the link")
    }
    return resolved
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

/// Makes many files in one directory, each whole or not at all, and saves them together at the end.
///
/// The directory stays open: whoever moves it, or puts a link in its place meanwhile, doesn't change
/// where the files go. Nothing that is there is replaced here, so that no link is followed.
package struct OutputFolder: ~Copyable {
  private let directory: OpenDirectory
  private let name: String
  private var made = 0

  /// As many files are saved one by one; of more, all together at the end.
  private static let few = 100

  /// Opens a directory that exists.
  ///
  /// - Throws: `cannotCreate`, `permission`, `inputOutput`.
  package init(_ path: String, named name: String) throws(Failure) {
    try SystemCall.check(path: path, file: name)
    let opened = try Self.open(path, named: name)
    directory = opened
    self.name = name
  }

  private static func open(_ path: String, named name: String) throws(Failure) -> OpenDirectory {
    do throws(SystemError) {
      return try OpenDirectory(of: path + "/.")
    } catch {
      throw SystemCall.writeFailure(error.code, file: name, doing: "write in it")
    }
  }

  /// Tells whether anything has a name here, a link included.
  package func holds(_ file: String) -> Bool { directory.status(of: file) != nil }

  /// Makes a file that must not exist yet, with mode 0600.
  ///
  /// A crash before `finish` may lose it; nobody finds half of it.
  ///
  /// - Throws: `cannotCreate` where something has the name, `permission`, `inputOutput`.
  package mutating func create(_ file: String, with bytes: [UInt8]) throws(Failure) {
    let hidden = HiddenFile.name(mark: "advocacy")
    do throws(SystemError) {
      let output = try directory.make(hidden)
      do throws(SystemError) {
        try output.write(bytes)
        if made < Self.few { try output.synchronize() }
        // Half the work of a link and a removal; what was put there meanwhile is itself replaced.
        guard directory.status(of: file) == nil else { throw SystemError(code: EEXIST) }
        try directory.replace(file, by: hidden)
      } catch {
        directory.remove(hidden)
        throw error
      }
    } catch {
      throw SystemCall.writeFailure(error.code, file: "\(name)/\(file)", doing: "make it")
    }
    made += 1
  }

  /// Saves what was made, so that it survives a crash.
  ///
  /// - Throws: `inputOutput`.
  package func finish() throws(Failure) {
    do throws(SystemError) {
      try made > Self.few ? directory.synchronizeAll() : directory.synchronize()
    } catch {
      throw SystemCall.writeFailure(error.code, file: name, doing: "save it")
    }
  }
}

/// Text that is written away until all of it is there, and only then printed.
///
/// Who prints while reading the ledger holds it as long as the reader of the pipe takes: a pager that
/// somebody leaves open over night would keep every run from recording anything. The text stands in a
/// file without a name meanwhile, of any length, which is gone with the value, or with the process.
package struct SpooledOutput: ~Copyable {
  private let file: OpenFile

  /// Makes an empty one in the directory for temporary files.
  ///
  /// - Throws: `Failure` where no file can be made there.
  package init() throws(Failure) {
    let place = Paths.temporary + "/output"
    do throws(SystemError) {
      let directory = try OpenDirectory(of: place)
      let name = HiddenFile.name(mark: "advocacy-output")
      file = try directory.make(name)
      directory.remove(name)
    } catch {
      throw SystemCall.writeFailure(
        error.code, file: HiddenFile.directory(of: place), doing: "make a temporary file there")
    }
  }

  /// Adds a text.
  ///
  /// - Throws: `Failure`, on a full disk for one.
  package func add(_ text: String) throws(Failure) {
    do throws(SystemError) {
      try file.write(Array(text.utf8))
    } catch {
      throw SystemCall.writeFailure(error.code, file: "the temporary file", doing: "write it")
    }
  }

  /// Hands the whole over, in pieces of whole lines.
  ///
  /// - Throws: `Failure` where it can't be read again, and what `write` throws.
  /// - Complexity: O(length); memory for a piece of a megabyte, or for one line.
  package func hand(to write: (String) throws -> Void) throws {
    guard lseek(file.descriptor, 0, SEEK_SET) == 0 else {
      throw SystemCall.readFailure(errno, file: "the temporary file")
    }
    var rest: [UInt8] = []
    while true {
      let piece: [UInt8]
      do throws(SystemError) {
        piece = try file.read(atMost: 1 << 20)
      } catch {
        throw SystemCall.readFailure(error.code, file: "the temporary file")
      }
      guard !piece.isEmpty else { break }
      let end = piece.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
      guard end > 0 else {
        rest += piece
        continue
      }
      try write(String(decoding: rest + piece[..<end], as: UTF8.self))
      rest = Array(piece[end...])
    }
    if !rest.isEmpty { try write(String(decoding: rest, as: UTF8.self)) }
  }
}
