import CLibXML2

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
