import AdvocacyModel
import Foundation
import SystemFiles

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

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
