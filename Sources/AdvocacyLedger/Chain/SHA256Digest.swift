import Crypto

/// SHA-256, the digest of contents and of the audit chain.
package enum SHA256Digest {
  /// The 32 bytes of the digest of some bytes.
  ///
  /// - Complexity: O(bytes).
  package static func of(_ bytes: [UInt8]) -> [UInt8] { Array(SHA256.hash(data: bytes)) }

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
  private var state = SHA256()
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
    return Array(state.finalize())
  }

  private mutating func flush() {
    state.update(data: pending.bytes)
    pending.removeAll()
  }
}
