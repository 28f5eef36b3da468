import StrictJSON

/// References of XML and HTML to characters: `&eacute;`, `&#233;`, `&#xE9;`.
enum CharacterReference {
  /// What a reference stands for.
  enum Kind: Equatable {
    /// Some text.
    case text(String)
    /// A number that no text may hold.
    case noCharacter
    /// A name that HTML doesn't have.
    case unknown(String)
  }

  /// Reads the reference that begins with the `&` at a place; nil where none does.
  static func read(
    _ bytes: [UInt8], at start: Int, upTo end: Int
  ) -> (kind: Kind, end: Int)? {
    var position = start + 1
    let limit = min(end, start + 34)
    while position < limit, bytes[position] != ASCII.semicolon {
      guard
        ASCII.isWordByte(bytes[position]) || bytes[position] == ASCII.hash
          || bytes[position] == ASCII.minus || bytes[position] == ASCII.point
      else { return nil }
      position += 1
    }
    guard position < limit, position > start + 1 else { return nil }
    let name = bytes[(start + 1)..<position]
    guard let first = name.first, first == ASCII.hash else {
      guard let first = name.first, !ASCII.isDigit(first), !name.contains(ASCII.hash) else {
        return nil
      }
      let text = String(decoding: name, as: UTF8.self)
      let known = HTMLEntities.text(of: text)
      return (known.map(Kind.text) ?? .unknown(text), position + 1)
    }
    guard let number = number(name) else {
      let digits = name.dropFirst(2)
      let isNumber = !digits.isEmpty && digits.allSatisfy { ASCII.hexadecimalValue($0) != nil }
      return isNumber ? (.noCharacter, position + 1) : nil
    }
    // The two halves of a character, as UTF-16 has them.
    if (0xD800..<0xDC00).contains(number), position + 1 < end,
      bytes[position + 1] == UInt8(ascii: "&"),
      let close = bytes[(position + 1)..<min(end, position + 12)].firstIndex(of: ASCII.semicolon),
      let low = self.number(bytes[(position + 2)..<close]), (0xDC00..<0xE000).contains(low),
      let whole = Unicode.Scalar(0x10000 + (number - 0xD800) * 0x400 + (low - 0xDC00))
    {
      return (.text(String(whole)), close + 1)
    }
    return (scalar(number).map { .text(String($0)) } ?? .noCharacter, position + 1)
  }

  /// The number that `#233` or `#xE9` names.
  private static func number(_ name: ArraySlice<UInt8>) -> UInt32? {
    guard name.first == ASCII.hash, let second = name.dropFirst().first else { return nil }
    let isHexadecimal = second | 0x20 == UInt8(ascii: "x")
    let digits = name.dropFirst(isHexadecimal ? 2 : 1)
    guard digits.first.map({ ASCII.hexadecimalValue($0) != nil }) == true else { return nil }
    return UInt32(String(decoding: digits, as: UTF8.self), radix: isHexadecimal ? 16 : 10)
  }

  /// The text with the characters in place of all known references.
  static func decoded(_ text: String) -> String {
    guard text.utf8.contains(UInt8(ascii: "&")) else { return text }
    let bytes = Array(text.utf8)
    var output: [UInt8] = []
    output.reserveCapacity(bytes.count)
    var position = 0
    while position < bytes.count {
      if bytes[position] == UInt8(ascii: "&"),
        let found = read(bytes, at: position, upTo: bytes.count),
        case .text(let text) = found.kind
      {
        output += text.utf8
        position = found.end
      } else {
        output.append(bytes[position])
        position += 1
      }
    }
    return String(decoding: output, as: UTF8.self)
  }

  /// The character of a number; those of Windows-1252 that many take for Latin-1 among them.
  private static func scalar(_ number: UInt32) -> Unicode.Scalar? {
    switch number {
    case 9, 10, 13: Unicode.Scalar(number)
    case 0..<0x20, 0x7F, 0xFFFE, 0xFFFF: nil
    case 0x80..<0xA0: WindowsLatin.scalar(of: UInt8(number))
    default: Unicode.Scalar(number)
    }
  }
}
