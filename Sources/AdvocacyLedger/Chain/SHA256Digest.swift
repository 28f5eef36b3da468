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
