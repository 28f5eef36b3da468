/// Decodes the texts of a scanned document.
enum JSONStrings {
  /// The text between quotes at a range of bytes that the scanner has passed.
  ///
  /// - Complexity: O(bytes).
  static func decode(_ bytes: [UInt8], in quoted: Range<Int>) -> String {
    String(decoding: decodedBytes(bytes, in: quoted), as: UTF8.self)
  }

  /// The UTF-8 bytes of that text, escapes resolved.
  static func decodedBytes(_ bytes: [UInt8], in quoted: Range<Int>) -> ArraySlice<UInt8> {
    let raw = bytes[quoted.lowerBound + 1..<quoted.upperBound - 1]
    guard raw.contains(ASCII.backslash) else { return raw }
    var decoded: [UInt8] = []
    decoded.reserveCapacity(raw.count)
    var position = raw.startIndex
    while position < raw.endIndex {
      guard raw[position] == ASCII.backslash else {
        decoded.append(raw[position])
        position += 1
        continue
      }
      position += 2
      switch raw[position - 1] {
      case UInt8(ascii: "b"): decoded.append(0x08)
      case UInt8(ascii: "f"): decoded.append(0x0C)
      case UInt8(ascii: "n"): decoded.append(ASCII.lineFeed)
      case UInt8(ascii: "r"): decoded.append(ASCII.carriageReturn)
      case UInt8(ascii: "t"): decoded.append(ASCII.tab)
      case UInt8(ascii: "u"): appendScalar(of: raw, at: &position, to: &decoded)
      case let other: decoded.append(other)
      }
    }
    return decoded[...]
  }

  private static func appendScalar(
    of raw: ArraySlice<UInt8>, at position: inout Int, to decoded: inout [UInt8]
  ) {
    var value = unit(of: raw, at: position)
    position += 4
    if (0xD800..<0xDC00).contains(value) {
      value = 0x10000 + (value - 0xD800) << 10 + (unit(of: raw, at: position + 2) - 0xDC00)
      position += 6
    }
    guard let scalar = Unicode.Scalar(value) else { return }
    decoded.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
  }

  private static func unit(of raw: ArraySlice<UInt8>, at position: Int) -> UInt32 {
    raw[position..<position + 4].reduce(0) { $0 << 4 | (ASCII.hexadecimalValue($1) ?? 0) }
  }
}
