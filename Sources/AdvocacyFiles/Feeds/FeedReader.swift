package import AdvocacyModel
import Foundation
import StrictJSON

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// Reads the items of a feed: RSS 2.0 or Atom (RFC 4287).
package enum FeedReader {
  /// The items in the order of the feed.
  ///
  /// UTF-8 only. A document type declaration is refused, so that no entity can be defined, fetched
  /// or made to grow. Dates that are not understood leave the item without one.
  ///
  /// - Parameters:
  ///   - bytes: The XML text.
  ///   - file: The name by which failures call the file.
  /// - Returns: The items; none where the feed is empty.
  /// - Throws: a failure with line and column where the XML is not well-formed, too large or another
  ///   format.
  /// - Complexity: O(bytes).
  package static func items(_ bytes: [UInt8], file: String) throws(Failure) -> [FeedItem] {
    guard bytes.count <= maximumBytes else {
      throw Failure(
        .badData, at: Place(file: file),
        "expected a feed of at most \(maximumBytes) bytes, found \(bytes.count)",
        hint: JSONLimits.hint)
    }
    let text = SourceText(bytes: bytes, file: file, cause: .badData)
    try text.requireUTF8()
    try XMLProlog.check(text)
    let plain = ProcessingInstructions.blanked(bytes[text.contents])
    try XMLProlog.checkTags(plain, of: text)
    let parser = XMLParser(data: Data(plain))
    parser.shouldProcessNamespaces = true
    parser.shouldResolveExternalEntities = false
    let collector = FeedCollector()
    parser.delegate = collector
    // On Linux the answer is true for some documents that are not well-formed.
    let isRead = parser.parse()
    if let root = collector.foreignRoot {
      throw Failure(
        .badData, at: Place(file: file, line: root.line),
        "expected an RSS 2.0 or Atom feed, found <\(SafeText.excerpt(root.name))>",
        hint: "Save the page's feed, not the page")
    }
    guard isRead, collector.fault == nil, collector.isClosed else {
      throw failure(of: parser, collector, file: file)
    }
    return collector.items
  }

  /// The most bytes of a feed, 10 million: the reader of the system (libxml2) takes no more.
  static let maximumBytes = 10_000_000

  private static func failure(
    of parser: XMLParser, _ collector: FeedCollector, file: String
  ) -> Failure {
    let fault = collector.fault ?? (code: 5, parser.lineNumber, parser.columnNumber)
    let place = Place(file: file, line: max(1, fault.line), column: max(1, fault.column))
    let problem: (message: String, hint: String?) =
      switch fault.code {
      case 5 where collector.isClosed: ("something follows its end", "Remove what follows")
      case 4, 5: ("it ends too early", "The file looks cut off; restore it whole")
      case 26: ("it names an unknown entity", "Write the character itself")
      case 68: ("a name was expected", nil)
      case 76: ("an end tag doesn't match its start tag", nil)
      case 77: ("a tag isn't closed", "The file looks cut off; restore it whole")
      default: ("error \(fault.code) of the XML reader", nil)
      }
    return Failure(
      .badData, at: place, "expected well-formed XML, but \(problem.message)", hint: problem.hint)
  }
}

/// What may stand before the root of an XML document.
enum XMLProlog {
  /// Refuses a document type declaration, and a declared encoding other than UTF-8.
  ///
  /// Only what stands before the root is looked at: nothing behind it can declare anything.
  static func check(_ text: SourceText) throws(Failure) {
    var position = text.contents.lowerBound
    while let start = text.bytes[position...].firstIndex(of: UInt8(ascii: "<")) {
      let rest = text.bytes[start...]
      if rest.starts(with: "<!--".utf8) {
        position = end(of: "-->", in: rest)
      } else if rest.starts(with: "<?".utf8) {
        position = end(of: "?>", in: rest)
        try checkEncoding(text.bytes[start..<position], at: start, of: text)
      } else {
        guard rest.starts(with: "<!".utf8) else { return }
        throw text.failure(
          at: start, "expected a feed without document type declaration, found one",
          hint: "Remove <!DOCTYPE …>; feeds need none")
      }
    }
  }

  /// Refuses tags of more than 65,536 bytes: reading one takes time that grows with the square of
  /// its attributes.
  static func checkTags(_ bytes: [UInt8], of text: SourceText) throws(Failure) {
    var opening: Int?
    for (offset, byte) in bytes.enumerated() {
      switch byte {
      case UInt8(ascii: "<"): opening = offset
      case UInt8(ascii: ">"): opening = nil
      default:
        guard let start = opening, offset - start > 65_536, bytes[start + 1] != UInt8(ascii: "!")
        else { continue }
        throw text.failure(
          at: start + text.contents.lowerBound, "expected a tag of at most 65536 bytes, found more")
      }
    }
  }

  private static func end(of closer: String, in rest: ArraySlice<UInt8>) -> Int {
    var position = rest.startIndex
    while position < rest.endIndex {
      if rest[position...].starts(with: closer.utf8) { return position + closer.utf8.count }
      position += 1
    }
    return rest.endIndex
  }

  private static func checkEncoding(
    _ instruction: ArraySlice<UInt8>, at offset: Int, of text: SourceText
  ) throws(Failure) {
    let words = String(decoding: instruction, as: UTF8.self).lowercased()
    guard words.hasPrefix("<?xml "), words.contains("encoding") else { return }
    guard words.contains("utf-8") || words.contains("us-ascii") else {
      throw text.failure(
        at: offset, "expected UTF-8, found another declared encoding",
        hint: "Save the feed as UTF-8")
    }
  }
}

/// Takes processing instructions out of XML before it is read.
///
/// FoundationXML of Swift 6.3 dies on one without data (`<?x?>`), and on an XML declaration with an
/// encoding that it doesn't know, on Linux; a feed that is known to be UTF-8 needs neither.
enum ProcessingInstructions {
  /// The bytes with spaces in place of every instruction, the XML declaration included.
  ///
  /// Line breaks stay, so that all that follows keeps its line and column. What looks like an
  /// instruction inside a comment or a CDATA section is text.
  ///
  /// - Complexity: O(bytes).
  static func blanked(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    var result = Array(bytes)
    var position = 0
    while let start = result[position...].firstIndex(of: UInt8(ascii: "<")) {
      let rest = result[start...]
      if rest.starts(with: "<!--".utf8) {
        position = end(of: "-->", in: result, from: start + 4)
      } else if rest.starts(with: "<![CDATA[".utf8) {
        position = end(of: "]]>", in: result, from: start + 9)
      } else if rest.starts(with: "<?".utf8) {
        position = end(of: "?>", in: result, from: start + 2)
        for place in start..<position where result[place] != ASCII.lineFeed {
          result[place] = ASCII.space
        }
      } else {
        position = start + 1
      }
    }
    return result
  }

  /// The offset behind the next closer, or the end of the bytes.
  private static func end(of closer: String, in bytes: [UInt8], from start: Int) -> Int {
    let closer = Array(closer.utf8)
    var position = start
    while let found = bytes[min(position, bytes.count)...].firstIndex(of: closer[0]) {
      if bytes[found...].starts(with: closer) { return found + closer.count }
      position = found + 1
    }
    return bytes.count
  }
}
