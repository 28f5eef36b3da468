import AdvocacyModel
import CLibXML2
import StrictJSON

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// How the characters of a table are written as bytes.
enum TableEncoding: Hashable {
  case utf8
  /// UTF-16, with the byte order, and whether a mark tells it.
  case utf16(isBigEndian: Bool, hasMark: Bool)
  /// The code page of Windows in Western Europe, which nothing in a file tells.
  case windows1252

  /// A table's text as UTF-8, with what it was written in.
  struct Decoded {
    var text: [UInt8]
    var encoding: TableEncoding
    /// Why somebody should look at the result; nil: the encoding was certain.
    var notice: String?
  }

  /// Reads the bytes of a table as UTF-8, whatever they are written in.
  ///
  /// UTF-8 and UTF-16 are certain. Bytes that are neither, with hardly a character of UTF-8
  /// beyond ASCII among them, are read as Windows-1252, with a notice that shows a word to judge by.
  ///
  /// - Throws: a failure where the bytes are no text, or a mixture.
  /// - Complexity: O(bytes).
  static func decode(
    _ bytes: [UInt8], file: String, cause: Failure.Cause
  ) throws(Failure) -> Decoded {
    try refuseWorkbook(bytes, file: file, cause: cause)
    if let encoding = utf16(bytes) {
      return try decodeUTF16(bytes, encoding, file: file, cause: cause)
    }
    guard let invalid = UTF8Text.firstInvalidOffset(in: bytes) else {
      return Decoded(text: bytes, encoding: .utf8)
    }
    let source = SourceText(bytes: bytes, file: file, cause: cause)
    guard UTF8Text.likelyEncoding(of: bytes) == nil, !bytes.contains(0),
      isCodePage(bytes), let (text, lost) = TextConversion.convert(bytes[...], from: codePage),
      lost.isEmpty
    else {
      try source.requireUTF8()
      return Decoded(text: bytes, encoding: .utf8)
    }
    let line = source.place(of: invalid).line ?? 1
    return Decoded(
      text: text, encoding: .windows1252,
      notice: "it is not UTF-8 and was read as Windows-1252: line \(line) has "
        + "\"\(SafeText.excerpt(word(around: invalid, in: bytes)))\". If that is wrong, save the file "
        + "as CSV UTF-8")
  }

  /// The text of a table back in the encoding, for what was cut out of it.
  ///
  /// - Complexity: O(bytes).
  func encode(_ text: [UInt8]) -> [UInt8] {
    switch self {
    case .utf8: return text
    case .windows1252:
      return TextConversion.convert(text[...], from: "UTF-8", to: Self.codePage)?.bytes ?? text
    case .utf16(let isBigEndian, let hasMark):
      let mark: [UInt8] = isBigEndian ? [0xFE, 0xFF] : [0xFF, 0xFE]
      let name = Self.wideName(isBigEndian: isBigEndian)
      return (hasMark ? mark : [])
        + (TextConversion.convert(text[...], from: "UTF-8", to: name)?.bytes ?? text)
    }
  }

  private static let codePage = "WINDOWS-1252"

  private static func wideName(isBigEndian: Bool) -> String {
    isBigEndian ? "UTF-16BE" : "UTF-16LE"
  }

  /// Refuses the files that spreadsheets keep for themselves.
  private static func refuseWorkbook(
    _ bytes: [UInt8], file: String, cause: Failure.Cause
  ) throws(Failure) {
    let kinds: [([UInt8], String)] = [
      ([0x50, 0x4B, 0x03, 0x04], "a workbook (.xlsx or .ods) or another zip archive"),
      ([0xD0, 0xCF, 0x11, 0xE0], "an old Excel workbook (.xls)"),
    ]
    guard let kind = kinds.first(where: { bytes.starts(with: $0.0) }) else { return }
    throw Failure(
      cause, at: Place(file: file), "expected text, found \(kind.1)",
      hint: "Open it in a spreadsheet and save the sheet as \"CSV UTF-8\"")
  }

  /// UTF-16 by its mark, or where every second byte of the beginning is mostly 0.
  private static func utf16(_ bytes: [UInt8]) -> TableEncoding? {
    // UTF-32, which begins alike in one of its orders, is refused with its name.
    if bytes.starts(with: [0xFF, 0xFE, 0, 0]) { return nil }
    if bytes.starts(with: [0xFF, 0xFE]) { return .utf16(isBigEndian: false, hasMark: true) }
    if bytes.starts(with: [0xFE, 0xFF]) { return .utf16(isBigEndian: true, hasMark: true) }
    let start = bytes.prefix(512)
    let pairs = start.count / 2
    guard pairs >= 2 else { return nil }
    let zeros = start.indices.reduce(into: (even: 0, odd: 0)) { counts, index in
      guard start[index] == 0 else { return }
      if index.isMultiple(of: 2) { counts.even += 1 } else { counts.odd += 1 }
    }
    if zeros.even == 0, zeros.odd * 2 > pairs { return .utf16(isBigEndian: false, hasMark: false) }
    if zeros.odd == 0, zeros.even * 2 > pairs { return .utf16(isBigEndian: true, hasMark: false) }
    return nil
  }

  private static func decodeUTF16(
    _ bytes: [UInt8], _ encoding: TableEncoding, file: String, cause: Failure.Cause
  ) throws(Failure) -> Decoded {
    guard case .utf16(let isBigEndian, let hasMark) = encoding else {
      return Decoded(text: bytes, encoding: encoding)
    }
    guard bytes.count.isMultiple(of: 2) else {
      throw Failure(
        cause, at: Place(file: file), "the UTF-16 text ends within a character",
        hint: "The file looks cut off; restore it whole")
    }
    let name = wideName(isBigEndian: isBigEndian)
    guard let (text, lost) = TextConversion.convert(bytes[(hasMark ? 2 : 0)...], from: name) else {
      throw Failure(.internal, at: Place(file: file), "the system knows no \(name)")
    }
    if let place = lost.first {
      let before = Array(text[..<place])
      throw SourceText(bytes: before, file: file, cause: cause).failure(
        at: place, "expected UTF-16, found half a character", hint: "Save the file as UTF-8")
    }
    return Decoded(
      text: text, encoding: encoding,
      notice: hasMark ? nil : "it has no byte-order mark and was read as UTF-16")
  }

  /// Whether more bytes beyond ASCII are no UTF-8 than are: one pair may be both, as the last letter
  /// and the quote of "CAFÉ”" in Windows-1252.
  private static func isCodePage(_ bytes: [UInt8]) -> Bool {
    var balance = 0
    var offset = 0
    while offset < bytes.count {
      let length = UTF8Text.characterLength(in: bytes, at: offset, end: bytes.count)
      if length == nil { balance += 1 } else if length != 1 { balance -= 1 }
      offset += length ?? 1
    }
    return balance > 0
  }

  /// The letters about a byte, as Windows-1252 has them.
  private static func word(around offset: Int, in bytes: [UInt8]) -> String {
    func isLetter(_ byte: UInt8) -> Bool { byte >= 0x80 || ASCII.isWordByte(byte) }
    let start = bytes[..<offset].lastIndex { !isLetter($0) }.map { $0 + 1 } ?? 0
    let end = bytes[offset...].firstIndex { !isLetter($0) } ?? bytes.count
    var word = String.UnicodeScalarView()
    let letters = bytes[max(start, offset - 20)..<end].prefix(40)
    word.append(contentsOf: letters.map(WindowsLatin.scalar))
    return String(word)
  }
}

/// The text of a table with all that must be known to tell its records apart: encoding, line ends,
/// and the separator.
struct TableText {
  /// The text as UTF-8, its line ends as they were.
  let decoded: TableEncoding.Decoded
  /// The same, each carriage return by itself a line feed, so that places count by lines.
  let source: SourceText
  /// Reads the records, from behind a line that only names the separator.
  let scanner: RecordScanner
  /// Where the first record begins.
  let start: Int

  /// Sees how a table is written.
  ///
  /// - Throws: a failure where the bytes are no text.
  /// - Complexity: O(bytes).
  init(_ bytes: [UInt8], file: String, cause: Failure.Cause) throws(Failure) {
    decoded = try TableEncoding.decode(bytes, file: file, cause: cause)
    source = SourceText(bytes: Self.withLineFeeds(decoded.text), file: file, cause: cause)
    let contents = source.contents
    if let named = Self.namedSeparator(source.bytes[contents]) {
      start = named.end
      scanner = RecordScanner(source, separator: named.separator, from: named.end, line: 2)
    } else {
      start = contents.lowerBound
      scanner = RecordScanner(source, separator: Self.likelySeparator(source.bytes[contents]))
    }
  }

  /// The text with a line feed for each carriage return that none follows.
  private static func withLineFeeds(_ text: [UInt8]) -> [UInt8] {
    guard text.contains(ASCII.carriageReturn) else { return text }
    var text = text
    for index in text.indices where text[index] == ASCII.carriageReturn {
      if index + 1 == text.count || text[index + 1] != ASCII.lineFeed {
        text[index] = ASCII.lineFeed
      }
    }
    return text
  }

  /// The separator that a first line such as `sep=;` names, as Excel reads and writes it, and the
  /// end of that line.
  private static func namedSeparator(
    _ text: ArraySlice<UInt8>
  ) -> (separator: UInt8, end: Int)? {
    let end = text.firstIndex(of: ASCII.lineFeed).map { $0 + 1 } ?? text.endIndex
    var line = text[..<end].trimmed { [ASCII.lineFeed, ASCII.carriageReturn].contains($0) }
    // Other programs write the line as a field, and fill it up to the width of the table.
    if line.first == ASCII.quote {
      guard let closing = line.dropFirst().firstIndex(of: ASCII.quote) else { return nil }
      line = line[(line.startIndex + 1)..<closing]
    }
    let name = Array("sep=".utf8)
    guard line.count > name.count, zip(line, name).allSatisfy({ $0 | 0x20 == $1 | 0x20 }) else {
      return nil
    }
    let rest = line.dropFirst(name.count)
    guard let separator = rest.first, candidates.contains(separator),
      rest.allSatisfy({ $0 == separator })
    else { return nil }
    return (separator, end)
  }

  /// What may stand between fields, the likeliest first.
  private static let candidates = [
    ASCII.comma, ASCII.semicolon, ASCII.tab, UInt8(ascii: "|"),
  ]

  /// How many records tell the separator: 64 (assumed); titles above the headings are fewer.
  private static let recordsRead = 64

  /// The separator of which most records have the same number, outside quotes; of several such, the
  /// one of which there are most, and comma where there is none.
  private static func likelySeparator(_ text: ArraySlice<UInt8>) -> UInt8 {
    var counts = candidates.map { _ in [Int: Int]() }
    var found = candidates.map { _ in 0 }
    var isQuoted = false
    var records = 0
    func close() {
      for index in found.indices {
        if found[index] > 0 { counts[index][found[index], default: 0] += 1 }
        found[index] = 0
      }
    }
    for byte in text {
      if byte == ASCII.quote { isQuoted.toggle() }
      guard !isQuoted else { continue }
      if byte == ASCII.lineFeed {
        close()
        records += 1
        if records == recordsRead { break }
      } else if let index = candidates.firstIndex(of: byte) {
        found[index] += 1
      }
    }
    close()
    var best = (separator: ASCII.comma, records: 0, count: 0)
    for (index, separator) in candidates.enumerated() {
      for (count, records) in counts[index].sorted(by: { $0.key < $1.key })
      where (records, count) > (best.records, best.count) {
        best = (separator, records, count)
      }
    }
    return best.separator
  }
}

/// Texts from one encoding into another, by the system's `iconv`.
enum TextConversion {
  /// A text in another encoding.
  ///
  /// - Parameters:
  ///   - source: The text.
  ///   - name: Its encoding, by the name that `iconv` knows.
  ///   - target: The encoding to have.
  /// - Returns: The text, U+FFFD in UTF-8 where bytes are no character, and the places of those, in
  ///   bytes of the result; nil where an encoding is unknown.
  /// - Complexity: O(bytes).
  static func convert(
    _ source: ArraySlice<UInt8>, from name: String, to target: String = "UTF-8"
  ) -> (bytes: [UInt8], lost: [Int])? {
    guard let converter = unsafe iconv_open(target, name), Int(bitPattern: converter) != -1
    else { return nil }
    defer { _ = unsafe iconv_close(converter) }
    var input = Array(source)
    var output: [UInt8] = []
    output.reserveCapacity(input.count + input.count / 2)
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    var position = 0
    var lost: [Int] = []
    while position < input.count {
      var left = input.count - position
      var room = chunk.count
      let answer = unsafe input.withUnsafeMutableBytes { source in
        unsafe chunk.withUnsafeMutableBytes { target in
          var from = unsafe source.baseAddress?.advanced(by: position)
            .assumingMemoryBound(to: CChar.self)
          var to = unsafe target.baseAddress?.assumingMemoryBound(to: CChar.self)
          return unsafe iconv(converter, &from, &left, &to, &room)
        }
      }
      output += chunk[..<(chunk.count - room)]
      position = input.count - left
      // Out of room is the usual end of a round.
      guard answer == -1, errno != E2BIG else { continue }
      lost.append(output.count)
      output += [0xEF, 0xBF, 0xBD]
      position += 1
    }
    return (output, lost)
  }
}
