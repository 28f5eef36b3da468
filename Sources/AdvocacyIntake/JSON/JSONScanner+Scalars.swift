extension JSONScanner {
  /// Reads a text from its opening quote to its closing one.
  mutating func scanText() throws(JSONFault) {
    let start = position
    position += 1
    while position < end {
      let byte = bytes[position]
      if byte == ASCII.quote {
        position += 1
        return append(from: start)
      }
      if byte == ASCII.backslash {
        try scanEscape()
      } else if byte < 0x20 {
        throw fault(.controlCharacter)
      } else if byte < 0x80 {
        position += 1
      } else {
        guard let length = UTF8Text.characterLength(in: bytes, at: position, end: end) else {
          throw fault(.notUTF8)
        }
        position += length
      }
    }
    throw fault(.unclosedText)
  }

  /// Reads an escape from its backslash to its last character.
  private mutating func scanEscape() throws(JSONFault) {
    let start = position
    position += 1
    switch peek() {
    case ASCII.quote, ASCII.backslash, UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"),
      UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
      position += 1
    case UInt8(ascii: "u"):
      position += 1
      let unit = try scanHexadecimal()
      guard (0xD800...0xDFFF).contains(unit) else { return }
      let lone = JSONFault(offset: start, problem: .loneSurrogate)
      guard unit < 0xDC00, position < end else { throw unit < 0xDC00 ? fault(.unclosedText) : lone }
      guard take(ASCII.backslash) else { throw lone }
      guard position < end else { throw fault(.badEscape) }
      guard take(UInt8(ascii: "u")) else { throw lone }
      guard (0xDC00...0xDFFF).contains(try scanHexadecimal()) else { throw lone }
    default: throw fault(.badEscape)
    }
  }

  private mutating func scanHexadecimal() throws(JSONFault) -> UInt32 {
    var value: UInt32 = 0
    for _ in 0..<4 {
      guard let byte = peek(), let digit = ASCII.hexadecimalValue(byte) else {
        throw fault(.badHexadecimal)
      }
      value = value << 4 | digit
      position += 1
    }
    return value
  }

  /// Reads a number from its sign or first digit to its last.
  mutating func scanNumber() throws(JSONFault) {
    let start = position
    _ = take(ASCII.minus)
    if take(ASCII.zero) {
      if let byte = peek(), ASCII.isDigit(byte) { throw fault(.leadingZero) }
    } else {
      try scanDigits("after the minus")
    }
    if take(ASCII.point) { try scanDigits("after the decimal point") }
    if take(UInt8(ascii: "e")) || take(UInt8(ascii: "E")) {
      if !take(ASCII.minus) { _ = take(ASCII.plus) }
      try scanDigits("in the exponent")
    }
    append(from: start)
  }

  private mutating func scanDigits(_ place: String) throws(JSONFault) {
    guard let byte = peek(), ASCII.isDigit(byte) else { throw fault(.digitExpected(place)) }
    while let byte = peek(), ASCII.isDigit(byte) { position += 1 }
  }
}
