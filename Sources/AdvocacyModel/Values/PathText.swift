/// A file's name as text, whatever bytes it has.
///
/// To the system a name is bytes, and these need not be UTF-8. A byte that is no part of a character
/// stands in the text as one of 128 scalars at the end of the private ones, which are nobody's letters:
/// U+10FF00 for the byte 80, and so on to U+10FF7F for FF. Where a name has such a scalar itself, each
/// of its bytes stands so. Each name has one text, and the text leads back to all its bytes.
package enum PathText {
  private static let foreign: ClosedRange<UInt32> = 0x10_FF00...0x10_FF7F

  /// The text of a name.
  ///
  /// - Complexity: O(length).
  package static func text(of bytes: [UInt8]) -> String {
    if let text = String(validating: bytes, as: UTF8.self), !hasForeignBytes(text) { return text }
    var text = String.UnicodeScalarView()
    var rest = bytes[...]
    while let byte = rest.first {
      if let (scalar, length) = scalar(at: rest), !foreign.contains(scalar.value) {
        text.append(scalar)
        rest = rest.dropFirst(length)
      } else if let scalar = Unicode.Scalar(foreign.lowerBound - 0x80 + UInt32(byte)) {
        text.append(scalar)
        rest = rest.dropFirst()
      }
    }
    return String(text)
  }

  /// The bytes of a name.
  ///
  /// - Complexity: O(length).
  package static func bytes(of text: String) -> [UInt8] {
    guard hasForeignBytes(text) else { return Array(text.utf8) }
    return text.unicodeScalars.flatMap { scalar in
      foreignByte(scalar).map { [$0] } ?? Array(String(scalar).utf8)
    }
  }

  /// The byte that a scalar stands for, where that isn't part of UTF-8.
  package static func foreignByte(_ scalar: Unicode.Scalar) -> UInt8? {
    foreign.contains(scalar.value) ? 0x80 | UInt8(truncatingIfNeeded: scalar.value) : nil
  }

  /// Whether some bytes of a name are not UTF-8.
  ///
  /// - Complexity: O(length), at the price of a search for one byte.
  package static func hasForeignBytes(_ text: String) -> Bool {
    // All that begins so lies beyond U+10F000.
    text.utf8.contains(0xF4) && text.unicodeScalars.contains { foreignByte($0) != nil }
  }

  /// The scalar at the beginning of bytes, and how many of them it takes; nil where they aren't UTF-8.
  private static func scalar(at bytes: ArraySlice<UInt8>) -> (Unicode.Scalar, Int)? {
    for length in 1...4 {
      let scalars = String(validating: bytes.prefix(length), as: UTF8.self)?.unicodeScalars
      if let scalar = scalars?.first { return (scalar, length) }
    }
    return nil
  }
}
