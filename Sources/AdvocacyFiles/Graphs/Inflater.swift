import CZlib

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
