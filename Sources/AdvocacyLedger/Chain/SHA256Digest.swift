import CLibCrypto

/// SHA-256, the digest of contents and of the audit chain.
package enum SHA256Digest {
  /// The 32 bytes of the digest of some bytes.
  ///
  /// - Complexity: O(bytes).
  package static func of(_ bytes: [UInt8]) -> [UInt8] {
    let state = DigestState()
    state.update(bytes)
    return state.finish()
  }

  /// Bytes in lower-case hexadecimal, two letters a byte.
  ///
  /// - Complexity: O(bytes).
  package static func hex(_ bytes: some Sequence<UInt8>) -> String {
    let digits = Array("0123456789abcdef".utf8)
    let letters = bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
    return String(decoding: letters, as: UTF8.self)
  }

  /// The bytes that hexadecimal stands for, or nil where it is none.
  ///
  /// - Complexity: O(length).
  package static func bytes(hex: String) -> [UInt8]? {
    let digits = hex.utf8.compactMap { Character(Unicode.Scalar($0)).hexDigitValue }
    guard digits.count == hex.utf8.count, digits.count.isMultiple(of: 2) else { return nil }
    return stride(from: 0, to: digits.count, by: 2).map {
      UInt8(digits[$0] << 4 | digits[$0 + 1])
    }
  }
}

/// A digest that takes its bytes piece by piece and counts the records among them.
struct RunningDigest {
  private var state = DigestState()
  private var pending = CanonicalBytes()
  /// How many records were added.
  private(set) var count = 0

  /// Adds the bytes of one record.
  mutating func addRecord(_ write: (inout CanonicalBytes) -> Void) {
    write(&pending)
    count += 1
    if pending.bytes.count >= 1 << 15 { flush() }
  }

  /// The digest of everything added.
  mutating func finish() -> [UInt8] {
    flush()
    return state.finish()
  }

  private mutating func flush() {
    // Copies of a digest share its state until one of them goes on.
    if !isKnownUniquelyReferenced(&state) { state = DigestState(copying: state) }
    state.update(pending.bytes)
    pending.removeAll()
  }
}

/// SHA-256 as OpenSSL's libcrypto computes it, which the system keeps up to date.
@safe
private final class DigestState {
  private let context: OpaquePointer

  init() {
    unsafe context = Self.madeContext()
    Self.check(unsafe EVP_DigestInit_ex(context, EVP_sha256(), nil))
  }

  init(copying other: DigestState) {
    unsafe context = Self.madeContext()
    Self.check(unsafe EVP_MD_CTX_copy_ex(context, other.context))
  }

  deinit { unsafe EVP_MD_CTX_free(context) }

  func update(_ bytes: [UInt8]) {
    Self.check(
      unsafe bytes.withUnsafeBytes { unsafe EVP_DigestUpdate(context, $0.baseAddress, $0.count) })
  }

  func finish() -> [UInt8] {
    unsafe [UInt8](unsafeUninitializedCapacity: 32) { bytes, count in
      Self.check(unsafe EVP_DigestFinal_ex(context, bytes.baseAddress, nil))
      count = 32
    }
  }

  private static func madeContext() -> OpaquePointer {
    // Settings of this machine for OpenSSL are not ours: they could name providers of their own.
    OPENSSL_init_crypto(UInt64(OPENSSL_INIT_NO_LOAD_CONFIG), nil)
    guard let context = unsafe EVP_MD_CTX_new() else {
      preconditionFailure("no memory for SHA-256")
    }
    return unsafe context
  }

  /// Stops where libcrypto has no memory or no SHA-256: a wrong digest must never be written.
  private static func check(_ result: Int32) {
    precondition(result == 1, "SHA-256 of the system's libcrypto failed")
  }
}

/// The one way in which facts become bytes: numbers of fixed width, texts with their length.
///
/// Two different sequences of values never give the same bytes.
package struct CanonicalBytes {
  /// The bytes so far.
  package private(set) var bytes: [UInt8] = []

  package init() {}

  /// Adds a number as 8 bytes, the highest first.
  package mutating func add(_ number: Int64) {
    // Appending byte by byte took a tenth of the time in which a large run's rows are written.
    unsafe withUnsafeBytes(of: number.bigEndian) { unsafe bytes.append(contentsOf: $0) }
  }

  /// Adds a small number as one byte.
  mutating func add(_ byte: UInt8) { bytes.append(byte) }

  /// Adds a number that may be missing.
  mutating func add(_ number: Int64?) {
    add(UInt8(number == nil ? 0 : 1))
    if let number { add(number) }
  }

  /// Adds a text as its length in bytes and its UTF-8.
  package mutating func add(_ text: String) {
    add(Int64(text.utf8.count))
    bytes.append(contentsOf: text.utf8)
  }

  /// Adds bytes with their length.
  mutating func add(_ block: [UInt8]) {
    add(Int64(block.count))
    bytes.append(contentsOf: block)
  }

  /// Adds digests, each with the number of its rows.
  mutating func add(_ digests: [BulkDigest]) {
    for digest in digests {
      add(Int64(digest.count))
      add(digest.hash)
    }
  }

  /// Adds bytes that are canonical already, without a length.
  mutating func addCanonical(_ block: [UInt8]) { bytes.append(contentsOf: block) }

  /// Forgets all bytes and keeps their room.
  mutating func removeAll() { bytes.removeAll(keepingCapacity: true) }
}
