import AdvocacyModel
import CZlib
import StrictJSON
import SystemFiles

/// The text of a gzip file, piece by piece.
struct GzipText: ~Copyable {
  private let file: OpenFile
  private let name: String
  private let maximumBytes: Int
  private var inflater: Inflater
  private var count = 0

  private static let pieceSize = 1 << 18

  /// Opens a file.
  init(_ path: String, named name: String, maximumBytes: Int) throws(Failure) {
    let file = try FileReading.open(path, named: name)
    let inflater = try Self.inflater(name)
    self.file = file
    self.inflater = inflater
    self.name = name
    self.maximumBytes = maximumBytes
  }

  /// The next bytes of the text, or nil at its end.
  ///
  /// - Throws: a failure where reading fails, the compressed stream is damaged or cut off, or the
  ///   text is larger than allowed.
  mutating func next() throws(Failure) -> [UInt8]? {
    guard let bytes = try nextExpanded() else { return nil }
    count += bytes.count
    guard count <= maximumBytes else { throw GraphLimits.tooLarge(name, limit: maximumBytes) }
    return bytes
  }

  private mutating func nextExpanded() throws(Failure) -> [UInt8]? {
    while true {
      if inflater.needsInput {
        let bytes = try Self.read(file, name)
        guard !bytes.isEmpty else { return try lastExpanded() }
        inflater.give(bytes)
      }
      let piece = try expand()
      if !piece.isEmpty { return piece }
    }
  }

  /// What the inflater still holds once the file has ended.
  private mutating func lastExpanded() throws(Failure) -> [UInt8]? {
    guard inflater.isInsideMember else { return nil }
    let piece = try expand()
    if !piece.isEmpty { return piece }
    guard inflater.isInsideMember else { return nil }
    throw Failure(
      .badData, at: Place(file: name), "expected a whole gzip file, found one cut off",
      hint: "Fetch the file again")
  }

  private mutating func expand() throws(Failure) -> [UInt8] {
    do {
      return try inflater.expand()
    } catch {
      throw Self.failure(error, name)
    }
  }

  /// Whether bytes begin as gzip data does.
  static func isGzip(_ bytes: [UInt8]) -> Bool { bytes.starts(with: [0x1F, 0x8B]) }

  /// The text of gzip data that is in memory.
  ///
  /// - Throws: a failure where the data is damaged or cut off, or the text larger than allowed.
  static func expanded(
    _ bytes: [UInt8], file: String, maximumBytes: Int
  ) throws(Failure) -> [UInt8] {
    var inflater = try inflater(file)
    inflater.give(bytes)
    var text: [UInt8] = []
    while true {
      let piece: [UInt8]
      do {
        piece = try inflater.expand()
      } catch {
        throw failure(error, file)
      }
      text += piece
      guard text.count <= maximumBytes else {
        throw Failure(
          .badData, at: Place(file: file), "expected at most \(maximumBytes) bytes, found more")
      }
      if piece.isEmpty, inflater.needsInput { break }
    }
    guard !inflater.isInsideMember else {
      throw Failure(
        .badData, at: Place(file: file), "expected a whole gzip file, found one cut off",
        hint: "Fetch the file again")
    }
    return text
  }

  private static func inflater(_ name: String) throws(Failure) -> Inflater {
    do {
      return try Inflater()
    } catch {
      throw failure(error, name)
    }
  }

  private static func read(_ file: borrowing OpenFile, _ name: String) throws(Failure) -> [UInt8] {
    do {
      return try file.read(atMost: pieceSize)
    } catch {
      throw SystemCall.readFailure(error.code, file: name)
    }
  }

  private static func failure(_ fault: Inflater.Fault, _ name: String) -> Failure {
    switch fault {
    case .noMemory: Failure(.internal, at: Place(file: name), "out of memory for decompression")
    case .damaged:
      Failure(
        .badData, at: Place(file: name), "expected gzip data, found damage in it",
        hint: "Fetch the file again")
    }
  }
}

/// Expands a gzip file into pieces of whole lines.
struct GzipPieces: ~Copyable {
  /// Some lines of the text.
  struct Piece: Sendable {
    var lines: [UInt8]
    var isFirst: Bool
  }

  private var text: GzipText
  /// The beginning of a line whose end hasn't come yet.
  private var rest: [UInt8] = []
  private var isFirst = true

  init(_ path: String, named name: String, maximumBytes: Int) throws(Failure) {
    text = try GzipText(path, named: name, maximumBytes: maximumBytes)
  }

  /// The next piece, or nil at the end.
  ///
  /// - Throws: as the expansion does.
  mutating func next() throws(Failure) -> Piece? {
    var lines = rest
    rest = []
    while let more = try text.next() {
      lines += more
      // A line as long as that is refused by whoever reads it.
      guard lines.count >= MappedFile.window else { continue }
      if let end = lines.lastIndex(of: ASCII.lineFeed) {
        rest = Array(lines[(end + 1)...])
        lines.removeLast(rest.count)
      }
      break
    }
    defer { isFirst = false }
    return lines.isEmpty ? nil : Piece(lines: lines, isFirst: isFirst)
  }
}

/// Expands a gzip stream (RFC 1952) piece by piece, members one after another included.
///
/// The state lies at an address of its own, since zlib refuses one that was moved.
@safe
struct Inflater: ~Copyable {
  private let stream: UnsafeMutablePointer<z_stream>
  private var input: [UInt8] = []
  private var consumed = 0
  /// Whether a member has begun and not ended.
  private(set) var isInsideMember = false

  /// What can be wrong with a stream.
  enum Fault: Error {
    case noMemory
    case damaged
  }

  /// The most bytes that one call expands to.
  private static let chunkSize = 1 << 18

  init() throws(Fault) {
    unsafe stream = .allocate(capacity: 1)
    unsafe stream.initialize(to: z_stream())
    // 15 bits of window; 16 more ask for the gzip wrapper.
    let answer = unsafe inflateInit2_(
      stream, 15 + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
    guard answer == Z_OK else {
      unsafe stream.deallocate()
      throw .noMemory
    }
  }

  deinit {
    _ = unsafe inflateEnd(stream)
    unsafe stream.deallocate()
  }

  /// Whether all that was given has been expanded.
  var needsInput: Bool { consumed == input.count }

  /// Gives the next compressed bytes; all before must have been expanded.
  mutating func give(_ bytes: [UInt8]) {
    input = bytes
    consumed = 0
  }

  /// Expands what was given as far as one piece goes; the piece may be empty.
  mutating func expand() throws(Fault) -> [UInt8] {
    if !isInsideMember {
      // Zeros may pad the last member to a block.
      while consumed < input.count, input[consumed] == 0 { consumed += 1 }
      guard consumed < input.count else { return [] }
      guard unsafe inflateReset(stream) == Z_OK else { throw .damaged }
      isInsideMember = true
    }
    var answer = Z_OK
    let start = consumed
    var left: UInt32 = 0
    let stream = unsafe stream
    let output = unsafe [UInt8](unsafeUninitializedCapacity: Self.chunkSize) { output, filled in
      unsafe input.withUnsafeMutableBufferPointer { input in
        unsafe stream.pointee.next_in = input.baseAddress.map { unsafe $0 + start }
        unsafe stream.pointee.avail_in = UInt32(input.count - start)
        unsafe stream.pointee.next_out = output.baseAddress
        unsafe stream.pointee.avail_out = UInt32(Self.chunkSize)
        answer = unsafe inflate(stream, Z_NO_FLUSH)
        left = unsafe stream.pointee.avail_in
        filled = Self.chunkSize - Int(unsafe stream.pointee.avail_out)
      }
    }
    consumed = input.count - Int(left)
    switch answer {
    case Z_OK, Z_BUF_ERROR: break
    case Z_STREAM_END: isInsideMember = false
    case Z_MEM_ERROR: throw .noMemory
    default: throw .damaged
    }
    return output
  }
}
