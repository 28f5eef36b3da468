package import AdvocacyModel
import Foundation
import SystemFiles

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

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
    let place = FileManager.default.temporaryDirectory.path + "/output"
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
