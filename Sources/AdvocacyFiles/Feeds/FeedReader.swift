package import AdvocacyModel
import CLibXML2
import StrictJSON

/// Reads the items of a feed as feeds are: RSS 0.9 to 2.0, RDF, Atom 0.3 and 1.0.
package enum FeedReader {
  /// The feed in a file, in any encoding, with what is not quite XML mended and told in a note.
  ///
  /// No document type is followed and nothing is loaded; what entities a document defines itself can
  /// make it grow by a megabyte at most.
  ///
  /// - Parameters:
  ///   - bytes: The file.
  ///   - file: The name by which failures call it.
  ///   - wantsTexts: Whether the texts of items that have titles are asked for as well.
  /// - Returns: The items, those that can't be used with the reason, in the order of the feed.
  /// - Throws: a failure where it is no feed, with the place of what it is instead.
  /// - Complexity: O(bytes).
  package static func feed(
    _ bytes: [UInt8], file: String, wantsTexts: Bool = false
  ) throws(Failure) -> Feed {
    let decoded = FeedText(bytes)
    let mender = FeedMender.mend(decoded.bytes)
    let collector = FeedCollector(wantsTexts: wantsTexts)
    guard mender.hasFeed else {
      throw NoFeed.failure(mender, SourceText(bytes: decoded.bytes, file: file, cause: .badData))
    }
    guard XMLStream.read(mender.output, collector), collector.isClosed else {
      throw Failure(
        .badData, at: Place(file: file), "libxml2 gave up on its XML",
        hint: "Check it with a feed validator, and import it anew")
    }
    guard mender.items == 0 || !collector.drafts.isEmpty else {
      throw Failure(
        .badData, at: Place(file: file),
        "none of the feed's \(mender.items) items could be read",
        hint: "Check it with a feed validator, and import it anew")
    }
    var feed = Feed()
    feed.items = collector.drafts.map {
      $0.item(site: collector.site, wantsText: wantsTexts)
    }
    if mender.isCutInItem, let last = feed.items.indices.last {
      feed.items[last].error = "the feed ends inside this item"
    }
    feed.notes += decoded.note.map { ["\($0)"] } ?? []
    if let first = mender.faults.first {
      let source = SourceText(bytes: decoded.bytes, file: file, cause: .badData)
      let place = source.place(of: min(first.offset, max(0, decoded.bytes.count - 1)))
      let others = mender.faults.count - 1
      let more = others == 0 ? "" : others == 1 ? ", and one more" : ", and \(others) more"
      feed.notes.append(
        "its XML is not well-formed and was mended: line \(place.line ?? 1), column "
          + "\(place.column ?? 1): \(first.kind.rawValue)\(more)")
    }
    if feed.items.isEmpty { feed.notes.append("the feed has no items") }
    return feed
  }

  /// Whether a text that begins with no tag holds a feed all the same.
  static func holdsFeed(_ bytes: [UInt8]) -> Bool {
    let head = String(decoding: bytes.prefix(4096), as: UTF8.self)
    return ["<?xml ", "<rss", "<feed ", "<rdf:RDF"].contains { head.contains($0) }
  }
}

/// Says what a file is that should be a feed and is none.
enum NoFeed {
  /// The failure, with the place of what was found.
  static func failure(_ mender: FeedMender, _ source: SourceText) -> Failure {
    guard let foreign = mender.foreign else {
      let isEmpty = source.bytes.allSatisfy { $0 <= ASCII.space }
      return source.failure(
        at: 0, "expected a feed, found \(isEmpty ? "an empty file" : "text without any tag")",
        hint: "Save the feed once more, for example: curl -fsSLo feed.xml ADDRESS")
    }
    let text = String(decoding: source.bytes.prefix(1 << 16), as: UTF8.self)
    let isPage =
      foreign.name == "html" || text.lowercased().contains("<html")
      || text.lowercased().contains("<!doctype html") || ["head", "body"].contains(foreign.name)
    guard isPage else {
      let kind =
        switch foreign.name {
        case "opml": "an OPML list of feeds"
        case "urlset", "sitemapindex": "a sitemap"
        default: "<\(SafeText.excerpt(foreign.name))>"
        }
      return source.failure(
        at: foreign.offset, "expected an RSS or Atom feed, found \(kind)",
        hint: foreign.name == "opml"
          ? "Save the feed that it names (xmlUrl), not the list" : "Save the site's feed instead")
    }
    let address = feedAddress(in: text)
    return source.failure(
      at: foreign.offset, "expected a feed, found an HTML page",
      hint: address.map {
        "Its feed is \(SafeText.excerpt($0)): save that, with curl -fsSLo feed.xml"
      }
        ?? "Save the page's feed, not the page; it is often at /feed, /rss.xml or /atom.xml")
  }

  /// The feed that a page names in a `<link rel="alternate">`.
  private static func feedAddress(in page: String) -> String? {
    for piece in page.split(separator: "<") where piece.lowercased().hasPrefix("link") {
      let isFeed = ["application/rss+xml", "application/atom+xml", "application/feed+json"]
        .contains { piece.lowercased().contains($0) }
      guard isFeed, let key = piece.lowercased().firstRange(of: "href=") else { continue }
      let offset = piece.lowercased().distance(
        from: piece.lowercased().startIndex, to: key.upperBound)
      let value = piece.dropFirst(offset).drop { $0 == "\"" || $0 == "'" }
      return String(value.prefix { $0 != "\"" && $0 != "'" && $0 != ">" && !$0.isWhitespace })
    }
    return nil
  }
}

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

/// A start tag as libxml2 tells it.
struct XMLTag {
  /// The name without its prefix.
  var name: String
  /// The prefix; nil where there is none.
  var prefix: String?
  /// The address of its namespace; nil where it is in none, or its prefix was not declared.
  var namespace: String?
  /// The attributes, by the names without their prefixes, in small letters.
  var attributes: [String: String]
  /// The line on which the tag ends, from 1.
  var line: Int
}

/// What is told of a document, tag by tag.
protocol XMLHandler: AnyObject {
  /// Whether text is wanted now.
  var wantsText: Bool { get }
  func start(_ tag: XMLTag)
  func end()
  /// Some text, in UTF-8; several pieces may follow each other.
  func text(_ bytes: UnsafeBufferPointer<UInt8>)
}

/// Reads XML by libxml2's recovering parser: what is wrong is passed over.
///
/// Nothing is loaded and no entity is known but the five of XML: no document type is looked at, so
/// that a document can't grow, read files or reach a network.
@safe
final class XMLStream {
  private let handler: any XMLHandler
  private var context: xmlParserCtxtPtr?

  private init(_ handler: any XMLHandler) {
    self.handler = handler
    unsafe context = nil
  }

  /// Reads a document in UTF-8.
  ///
  /// - Returns: Whether it was read to its end.
  /// - Complexity: O(bytes), as long as no tag has very many attributes.
  static func read(_ bytes: [UInt8], _ handler: any XMLHandler) -> Bool {
    let stream = XMLStream(handler)
    return unsafe bytes.withUnsafeBytes { buffer in
      let start = unsafe buffer.baseAddress?.assumingMemoryBound(to: CChar.self)
      guard let context = unsafe xmlCreateMemoryParserCtxt(start, Int32(clamping: buffer.count))
      else { return false }
      defer { unsafe xmlFreeParserCtxt(context) }
      let options =
        XML_PARSE_RECOVER.rawValue | XML_PARSE_NONET.rawValue | XML_PARSE_HUGE.rawValue
        | XML_PARSE_NOERROR.rawValue | XML_PARSE_NOWARNING.rawValue
      _ = unsafe xmlCtxtUseOptions(context, Int32(options))
      unsafe stream.context = context
      return withExtendedLifetime(stream) {
        unsafe context.pointee.sax.pointee = callbacks()
        unsafe context.pointee.userData = Unmanaged.passUnretained(stream).toOpaque()
        _ = unsafe xmlParseDocument(context)
        // It stops where memory runs out or something is larger than it can hold.
        return unsafe context.pointee.disableSAX == 0
      }
    }
  }

  private static func callbacks() -> xmlSAXHandler {
    var sax = unsafe xmlSAXHandler()
    unsafe sax.initialized = UInt32(XML_SAX2_MAGIC)
    unsafe sax.startElementNs = { stream, name, prefix, namespace, _, _, count, _, attributes in
      guard let stream = unsafe XMLStream.of(stream), let name = unsafe XMLStream.string(name)
      else { return }
      let line = unsafe stream.context.map { unsafe Int(xmlSAX2GetLineNumber($0)) } ?? 0
      stream.handler.start(
        unsafe XMLTag(
          name: name, prefix: XMLStream.string(prefix), namespace: XMLStream.string(namespace),
          attributes: XMLStream.attributes(attributes, Int(count)), line: line))
    }
    unsafe sax.endElementNs = { stream, _, _, _ in unsafe XMLStream.of(stream)?.handler.end() }
    unsafe sax.characters = { stream, text, count in
      unsafe XMLStream.of(stream)?.give(text, count)
    }
    unsafe sax.ignorableWhitespace = sax.characters
    unsafe sax.cdataBlock = { stream, text, count in
      unsafe XMLStream.of(stream)?.give(text, count)
    }
    return unsafe sax
  }

  private static func of(_ pointer: UnsafeMutableRawPointer?) -> XMLStream? {
    unsafe pointer.map { unsafe Unmanaged<XMLStream>.fromOpaque($0).takeUnretainedValue() }
  }

  private static func string(_ text: UnsafePointer<xmlChar>?) -> String? {
    unsafe text.map { unsafe String(cString: $0) }
  }

  /// Of each attribute come five pointers: name, prefix, namespace, and where its value begins and
  /// ends.
  private static func attributes(
    _ list: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?, _ count: Int
  ) -> [String: String] {
    guard let list = unsafe list, count > 0 else { return [:] }
    var result: [String: String] = [:]
    for place in 0..<count {
      guard let name = unsafe string(list[place * 5]), let start = unsafe list[place * 5 + 3],
        let end = unsafe list[place * 5 + 4]
      else { continue }
      let bytes = unsafe UnsafeBufferPointer(start: start, count: end - start)
      // `xml:base` and `rdf:about` go without their prefixes; what a tag says itself comes first.
      let key = name.lowercased()
      if result[key] == nil { result[key] = unsafe String(decoding: bytes, as: UTF8.self) }
    }
    return result
  }

  private func give(_ text: UnsafePointer<xmlChar>?, _ count: Int32) {
    guard handler.wantsText, let text = unsafe text else { return }
    unsafe handler.text(UnsafeBufferPointer(start: text, count: Int(count)))
  }
}
