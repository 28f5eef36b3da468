import AdvocacyModel
import StrictJSON

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
