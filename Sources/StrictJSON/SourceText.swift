package import AdvocacyModel

/// The bytes of a file, with the way from an offset to its line and column.
package struct SourceText: Sendable {
  package let bytes: [UInt8]
  package let file: String
  package let cause: Failure.Cause
  private let lines: LineIndex

  /// Makes a text whose failures have a cause.
  ///
  /// - Complexity: O(bytes).
  package init(bytes: [UInt8], file: String, cause: Failure.Cause) {
    self.bytes = bytes
    self.file = file
    self.cause = cause
    self.lines = LineIndex(bytes)
  }

  /// The range of the bytes behind a byte-order mark.
  package var contents: Range<Int> {
    bytes.starts(with: UTF8Text.byteOrderMark) ? 3..<bytes.count : 0..<bytes.count
  }

  package func place(of offset: Int, path: String = "") -> Place {
    let (line, column) = lines.position(of: offset, in: bytes)
    return Place(file: file, line: line, column: column, path: path)
  }

  package func failure(at offset: Int, _ message: String, hint: String? = nil) -> Failure {
    Failure(cause, at: place(of: offset), message, hint: hint)
  }

  /// Refuses bytes that are not UTF-8.
  package func requireUTF8() throws(Failure) {
    guard let offset = UTF8Text.firstInvalidOffset(in: bytes) else { return }
    let byte = String(bytes[offset], radix: 16, uppercase: true)
    throw failure(
      at: offset, "expected UTF-8, found the byte 0x\(byte)",
      hint: UTF8Text.likelyEncoding(of: bytes).map { "It looks like \($0); save it as UTF-8" }
        ?? "Save the file as UTF-8")
  }
}

/// Finds the line and column of an offset in a text without keeping every line's start.
///
/// One checkpoint a kilobyte: under 1 % of the text's size however short its lines are.
struct LineIndex: Sendable {
  private static let stride = 1024

  /// At the start of each stride: the number of the line, and the offset where that line starts.
  private var checkpoints: [(line: UInt32, start: UInt32)] = []

  /// Makes an index; a byte-order mark before the first line doesn't count as a column.
  ///
  /// - Complexity: O(bytes).
  init(_ bytes: [UInt8]) {
    checkpoints.reserveCapacity(bytes.count / Self.stride + 1)
    var line: UInt32 = 1
    var start = UInt32(bytes.starts(with: UTF8Text.byteOrderMark) ? 3 : 0)
    var offset = 0
    repeat {
      checkpoints.append((line, start))
      let end = min(offset + Self.stride, bytes.count)
      while offset < end {
        if bytes[offset] == ASCII.lineFeed {
          line += 1
          start = UInt32(offset + 1)
        }
        offset += 1
      }
    } while offset < bytes.count
  }

  /// The line and the column in bytes, both from 1.
  ///
  /// - Complexity: O(1), at most a kilobyte of the text is looked at.
  func position(of offset: Int, in bytes: [UInt8]) -> (line: Int, column: Int) {
    let index = min(offset / Self.stride, checkpoints.count - 1)
    var line = Int(checkpoints[index].line)
    var start = Int(checkpoints[index].start)
    var cursor = index * Self.stride
    while cursor < min(offset, bytes.count) {
      if bytes[cursor] == ASCII.lineFeed {
        line += 1
        start = cursor + 1
      }
      cursor += 1
    }
    return (line, max(1, offset - start + 1))
  }
}

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
