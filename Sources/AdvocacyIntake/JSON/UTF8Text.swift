/// Strict UTF-8 (RFC 3629): no overlong forms, no surrogates, nothing beyond U+10FFFF.
enum UTF8Text {
  /// The three bytes with which some editors begin a UTF-8 file.
  static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

  /// The length in bytes of the character at an offset, or nil where the bytes are not UTF-8.
  static func characterLength(in bytes: [UInt8], at offset: Int, end: Int) -> Int? {
    let first = bytes[offset]
    switch first {
    case 0..<0x80: return 1
    case 0xC2...0xDF: return continues(bytes, offset + 1, end, 1, 0x80...0xBF) ? 2 : nil
    case 0xE0: return continues(bytes, offset + 1, end, 2, 0xA0...0xBF) ? 3 : nil
    case 0xED: return continues(bytes, offset + 1, end, 2, 0x80...0x9F) ? 3 : nil
    case 0xE1...0xEF: return continues(bytes, offset + 1, end, 2, 0x80...0xBF) ? 3 : nil
    case 0xF0: return continues(bytes, offset + 1, end, 3, 0x90...0xBF) ? 4 : nil
    case 0xF1...0xF3: return continues(bytes, offset + 1, end, 3, 0x80...0xBF) ? 4 : nil
    case 0xF4: return continues(bytes, offset + 1, end, 3, 0x80...0x8F) ? 4 : nil
    default: return nil
    }
  }

  /// The offset of the first byte that is not UTF-8, or nil where all are.
  ///
  /// - Complexity: O(bytes).
  static func firstInvalidOffset(in bytes: [UInt8]) -> Int? {
    var offset = 0
    while offset < bytes.count {
      if bytes[offset] < 0x80 {
        offset += 1
        continue
      }
      guard let length = characterLength(in: bytes, at: offset, end: bytes.count) else {
        return offset
      }
      offset += length
    }
    return nil
  }

  /// The encoding that a file most likely has when it is not UTF-8, in words, where it shows.
  static func likelyEncoding(of bytes: [UInt8]) -> String? {
    guard bytes.count >= 2 else { return nil }
    switch (bytes[0], bytes[1]) {
    case (0xFF, 0xFE), (0xFE, 0xFF): return "UTF-16"
    case (0, 0): return "UTF-32"
    case (0, _), (_, 0): return "UTF-16"
    default: return nil
    }
  }

  private static func continues(
    _ bytes: [UInt8], _ start: Int, _ end: Int, _ count: Int, _ first: ClosedRange<UInt8>
  ) -> Bool {
    guard start + count <= end, first.contains(bytes[start]) else { return false }
    var offset = start + 1
    while offset < start + count {
      guard (0x80...0xBF).contains(bytes[offset]) else { return false }
      offset += 1
    }
    return true
  }
}
