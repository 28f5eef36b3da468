package import AdvocacyModel
import Foundation
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

/// A regular file whose bytes are looked at in windows, without copying them.
///
/// The one place that maps memory. A window is mapped for the time of one call and no longer, so
/// memory stays bounded by the windows that are open at once. A file that shrinks under an open
/// window ends the process with SIGBUS, as with every program that maps files; replace input files
/// by renaming, never by cutting them.
struct MappedFile: ~Copyable, Sendable {
  /// The size of the file in bytes when it was opened.
  let size: Int
  private let file: OpenFile
  private let name: String

  /// Opens a file.
  ///
  /// - Throws: as `FileReading.contents` does.
  init(_ path: String, named name: String) throws(Failure) {
    file = try FileReading.open(path, named: name)
    size = Int(file.status?.st_size ?? 0)
    self.name = name
  }

  /// Lends the elements that begin at an offset to a function.
  ///
  /// - Parameters:
  ///   - type: The type of the elements.
  ///   - offset: The first byte, a multiple of the element's size.
  ///   - count: The number of elements, as many as there are at most.
  ///   - body: The function, which must not keep them.
  /// - Returns: What the function returns.
  /// - Throws: `inputOutput` where the system can't map the file; what the function throws.
  func withElements<Element: BitwiseCopyable, Result>(
    of type: Element.Type, at offset: Int, count: Int,
    _ body: (Span<Element>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    let length = count * MemoryLayout<Element>.stride
    precondition(offset >= 0 && count >= 0 && offset + length <= size)
    precondition(offset % MemoryLayout<Element>.alignment == 0)
    guard count > 0 else { return try body(Span()) }
    // The system maps whole pages only.
    let page = Int(getpagesize())
    let extra = offset % page
    let map = unsafe mmap(
      nil, length + extra, PROT_READ, MAP_PRIVATE, file.descriptor, off_t(offset - extra))
    guard let map = unsafe map, unsafe map != MAP_FAILED else {
      throw SystemCall.readFailure(errno, file: name)
    }
    defer { _ = unsafe munmap(map, length + extra) }
    let elements = unsafe UnsafeRawBufferPointer(start: map + extra, count: length)
      .assumingMemoryBound(to: Element.self)
    return try body(unsafe elements.span)
  }

  /// Copies the elements that begin at an offset.
  func elements<Element: BitwiseCopyable>(
    of type: Element.Type, at offset: Int, count: Int
  ) throws(Failure) -> [Element] {
    var copy: [Element] = []
    copy.reserveCapacity(count)
    let stride = MemoryLayout<Element>.stride
    while copy.count < count {
      let part = min(Self.window / stride, count - copy.count)
      try withElements(of: type, at: offset + copy.count * stride, count: part) { span in
        for place in span.indices { copy.append(span[place]) }
      }
    }
    return copy
  }

  /// The bytes of a window, where the size is ours to choose; assumed.
  static let window = 1 << 20
}

extension [UInt8] {
  /// Appends the bytes of elements as they lie in memory.
  mutating func append<Number: BitwiseCopyable>(bytesOf elements: [Number]) {
    unsafe elements.withUnsafeBytes { unsafe append(contentsOf: $0) }
  }
}

extension MappedFile {
  /// The hash of all bytes; the number of threads makes no difference.
  ///
  /// - Throws: `inputOutput`.
  /// - Complexity: O(bytes).
  func contentHash(threads: Int) throws(Failure) -> ContentHash {
    let size = size
    let hashes = try Parallel.map(0..<size, by: Self.window, threads: threads) {
      window throws(Failure) in try contentHash(of: window)
    }.get()
    var all = ContentHash()
    for hash in hashes { all.add(hash.first, hash.second) }
    all.add(UInt64(size), 0)
    return all
  }

  private func contentHash(of window: Range<Int>) throws(Failure) -> ContentHash {
    var hash = ContentHash()
    let words = window.count / 8
    try withElements(of: UInt64.self, at: window.lowerBound, count: words) { span in
      hash.add(span)
    }
    let rest = window.lowerBound + words * 8..<window.upperBound
    try withElements(of: UInt8.self, at: rest.lowerBound, count: rest.count) { span in
      hash.add(span.indices.map { UInt64(span[$0]) })
    }
    return hash
  }
}
