package import AdvocacyModel
import SystemFiles

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

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
