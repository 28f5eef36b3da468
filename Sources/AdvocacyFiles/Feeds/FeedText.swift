import AdvocacyModel
import StrictJSON

/// The text of a feed as UTF-8, whatever its file is written in.
struct FeedText {
  /// The text in UTF-8, without byte-order mark.
  let bytes: [UInt8]
  /// What was made of bytes that are not of the encoding that the file declares; nil: all are.
  let note: String?

  /// Decodes a file: by its byte-order mark, else by the encoding that it declares, else as UTF-8.
  ///
  /// A text that is UTF-8 is read as such whatever single-byte encoding it declares. Bytes that are
  /// not UTF-8 in a file that says or implies it are read as Windows-1252, one by one.
  ///
  /// - Complexity: O(bytes).
  init(_ source: [UInt8]) {
    if let (name, length) = Self.markedEncoding(of: source) {
      (bytes, note) = Self.converted(source[length...], from: name)
      return
    }
    let declared = Self.declaredEncoding(of: source)
    let isUTF8 = UTF8Text.firstInvalidOffset(in: source) == nil
    let name = declared.map { Self.aliases[$0] ?? $0.uppercased() } ?? "UTF-8"
    // A text of single bytes has none of zero: whatever it declares, it isn't of two or four.
    let isWide = name.hasPrefix("UTF-16") || name.hasPrefix("UTF-32") || name.hasPrefix("UCS")
    let isPlain = source.allSatisfy { $0 < 0x80 }
    let isShifted = isPlain && (name.hasPrefix("ISO-2022") || name == "UTF-7" || name == "HZ")
    if isUTF8, !isShifted {
      bytes = source
      let isOther = !isPlain && name != "UTF-8"
      note = isOther ? "it declares \(SafeText.excerpt(declared ?? "")) and is UTF-8" : nil
    } else if isWide || name == "UTF-8" {
      (bytes, note) = Self.mended(source)
    } else {
      (bytes, note) = Self.converted(source[...], from: name)
    }
  }

  /// The encoding that the first bytes give away, and the length of its byte-order mark.
  static func markedEncoding(of bytes: [UInt8]) -> (name: String, markLength: Int)? {
    let marks: [(mark: [UInt8], name: String, length: Int)] = [
      ([0xEF, 0xBB, 0xBF], "UTF-8", 3),
      ([0xFF, 0xFE, 0, 0], "UTF-32LE", 4), ([0, 0, 0xFE, 0xFF], "UTF-32BE", 4),
      ([0xFF, 0xFE], "UTF-16LE", 2), ([0xFE, 0xFF], "UTF-16BE", 2),
      ([0x3C, 0, 0, 0], "UTF-32LE", 0), ([0, 0, 0, 0x3C], "UTF-32BE", 0),
      ([0x3C, 0], "UTF-16LE", 0), ([0, 0x3C], "UTF-16BE", 0),
      ([0x4C, 0x6F, 0xA7, 0x94], "IBM037", 0),
    ]
    return marks.first { bytes.starts(with: $0.mark) }.map { ($0.name, $0.length) }
  }

  /// The name, in small letters, behind `encoding=` in the XML declaration.
  private static func declaredEncoding(of bytes: [UInt8]) -> String? {
    let head = String(decoding: bytes.prefix(4096), as: UTF8.self)
    guard let start = head.firstRange(of: "<?xml")?.upperBound,
      let end = head[start...].firstRange(of: ">")?.lowerBound,
      let key = head[start..<end].firstRange(of: "encoding")?.upperBound
    else { return nil }
    let value = head[key..<end].drop { $0.isWhitespace || $0 == "=" || $0 == "\"" || $0 == "'" }
    let name = value.prefix { $0.isASCII && ($0.isLetter || $0.isNumber || "-_.:".contains($0)) }
    return name.isEmpty ? nil : name.lowercased()
  }

  /// What is meant by names under which larger encodings go (as browsers read them).
  private static let aliases = [
    "utf8": "UTF-8", "us-ascii": "WINDOWS-1252", "ascii": "WINDOWS-1252",
    "iso-8859-1": "WINDOWS-1252", "iso8859-1": "WINDOWS-1252", "latin1": "WINDOWS-1252",
    "latin-1": "WINDOWS-1252", "iso_8859-1": "WINDOWS-1252", "iso-8859-9": "WINDOWS-1254",
    "iso-8859-11": "WINDOWS-874", "tis-620": "WINDOWS-874", "gb2312": "GB18030",
    "gbk": "GB18030", "gb_2312-80": "GB18030", "x-gbk": "GB18030", "big5": "BIG5-HKSCS",
    "x-sjis": "CP932", "shift_jis": "CP932", "shift-jis": "CP932", "sjis": "CP932",
    "windows-31j": "CP932", "euc-kr": "CP949", "ks_c_5601-1987": "CP949", "korean": "CP949",
    "x-mac-roman": "MACINTOSH", "macintosh": "MACINTOSH", "utf-16": "UTF-16", "utf16": "UTF-16",
  ]

  /// The text in UTF-8; what the encoding doesn't have is U+FFFD.
  private static func converted(
    _ source: ArraySlice<UInt8>, from name: String
  ) -> (bytes: [UInt8], note: String?) {
    guard name != "UTF-8" else {
      let rest = Array(source)
      return UTF8Text.firstInvalidOffset(in: rest) == nil ? (rest, nil) : mended(rest)
    }
    guard let (bytes, lost) = TextConversion.convert(source, from: name) else {
      let rest = mended(Array(source)).bytes
      return (rest, "the encoding \(SafeText.excerpt(name)) is unknown; read as UTF-8")
    }
    return (
      bytes, lost.isEmpty ? nil : "\(lost.count) of its bytes are not \(SafeText.excerpt(name))"
    )
  }

  /// The text with each byte that isn't UTF-8 read as Windows-1252.
  static func mended(_ source: [UInt8]) -> (bytes: [UInt8], note: String?) {
    var output: [UInt8] = []
    output.reserveCapacity(source.count + 64)
    var lost = 0
    var position = 0
    while position < source.count {
      let length = UTF8Sequence.length(at: position, in: source)
      if length > 0 {
        output += source[position..<(position + length)]
        position += length
      } else {
        output += Array(String(WindowsLatin.scalar(of: source[position])).utf8)
        position += 1
        lost += 1
      }
    }
    return (output, lost == 0 ? nil : "\(lost) of its bytes are not UTF-8; read as Windows-1252")
  }
}

/// Whole sequences of UTF-8.
enum UTF8Sequence {
  /// The length of the sequence at a place, or 0 where none stands there.
  static func length(at start: Int, in bytes: [UInt8]) -> Int {
    let lead = bytes[start]
    if lead < 0x80 { return 1 }
    let length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2
    guard (0xC2...0xF4).contains(lead), start + length <= bytes.count else { return 0 }
    let piece = Array(bytes[start..<(start + length)])
    return UTF8Text.firstInvalidOffset(in: piece) == nil ? length : 0
  }
}

/// The characters of Windows-1252 that stand where Latin-1 has controls.
enum WindowsLatin {
  private static let high: [UInt16] = [
    0x20AC, 0xFFFD, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039,
    0x0152, 0xFFFD, 0x017D, 0xFFFD, 0xFFFD, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
    0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0xFFFD, 0x017E, 0x0178,
  ]

  /// The character of a byte.
  static func scalar(of byte: UInt8) -> Unicode.Scalar {
    guard (0x80..<0xA0).contains(byte) else { return Unicode.Scalar(byte) }
    return Unicode.Scalar(high[Int(byte) - 0x80]) ?? "\u{FFFD}"
  }
}
