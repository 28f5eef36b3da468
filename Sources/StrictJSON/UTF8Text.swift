/// Strict UTF-8 (RFC 3629): no overlong forms, no surrogates, nothing beyond U+10FFFF.
package enum UTF8Text {
  /// The three bytes with which some editors begin a UTF-8 file.
  package static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

  /// The length in bytes of the character at an offset, or nil where the bytes are not UTF-8.
  package static func characterLength(in bytes: [UInt8], at offset: Int, end: Int) -> Int? {
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
  package static func firstInvalidOffset(in bytes: [UInt8]) -> Int? {
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
  package static func likelyEncoding(of bytes: [UInt8]) -> String? {
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

/// The bytes that formats are made of, by name.
package enum ASCII {
  package static let tab = UInt8(ascii: "\t")
  package static let lineFeed = UInt8(ascii: "\n")
  package static let carriageReturn = UInt8(ascii: "\r")
  package static let space = UInt8(ascii: " ")
  package static let quote = UInt8(ascii: "\"")
  package static let comma = UInt8(ascii: ",")
  package static let colon = UInt8(ascii: ":")
  package static let semicolon = UInt8(ascii: ";")
  package static let minus = UInt8(ascii: "-")
  package static let plus = UInt8(ascii: "+")
  package static let point = UInt8(ascii: ".")
  package static let hash = UInt8(ascii: "#")
  package static let backslash = UInt8(ascii: "\\")
  package static let zero = UInt8(ascii: "0")
  package static let leftBracket = UInt8(ascii: "[")
  package static let rightBracket = UInt8(ascii: "]")
  package static let leftBrace = UInt8(ascii: "{")
  package static let rightBrace = UInt8(ascii: "}")

  package static func isDigit(_ byte: UInt8) -> Bool { byte &- zero < 10 }

  package static func isWordByte(_ byte: UInt8) -> Bool {
    isDigit(byte) || (byte | 0x20) &- UInt8(ascii: "a") < 26 || byte == UInt8(ascii: "_")
  }

  /// The value of a hexadecimal digit, or nil for any other byte.
  package static func hexadecimalValue(_ byte: UInt8) -> UInt32? {
    if isDigit(byte) { return UInt32(byte - zero) }
    let letter = (byte | 0x20) &- UInt8(ascii: "a")
    return letter < 6 ? UInt32(letter) + 10 : nil
  }
}
