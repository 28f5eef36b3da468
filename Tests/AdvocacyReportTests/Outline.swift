import CLibXML2

/// What an XML parser finds in a page; nil where it isn't well-formed.
final class Outline {
  /// The names of the elements, in order.
  private(set) var elements: [String] = []
  /// The names of attributes that occur, without their prefixes.
  private(set) var attributes: Set<String> = []
  /// The texts by the name of the element around them.
  private(set) var texts: [String: [String]] = [:]
  /// The values of the attribute `title`.
  private(set) var titles: [String] = []

  static func of(_ document: String) -> Outline? {
    // Of entities only those of XML itself are there, and none is loaded.
    let options =
      XML_PARSE_NOENT.rawValue | XML_PARSE_NONET.rawValue | XML_PARSE_NOERROR.rawValue
      | XML_PARSE_NOWARNING.rawValue | XML_PARSE_HUGE.rawValue
    var document = document
    return document.withUTF8 { text in
      let start = unsafe UnsafeRawPointer(text.baseAddress)?.assumingMemoryBound(to: CChar.self)
      let tree = unsafe xmlReadMemory(start, Int32(text.count), nil, "UTF-8", Int32(options))
      guard let tree = unsafe tree else { return nil }
      defer { unsafe xmlFreeDoc(tree) }
      let outline = Outline()
      if let root = unsafe xmlDocGetRootElement(tree) { unsafe outline.add(root) }
      return outline
    }
  }

  func count(_ name: String) -> Int { elements.count { $0 == name } }

  private func add(_ element: xmlNodePtr) {
    let name = unsafe Self.text(element.pointee.name)
    elements.append(name)
    var attribute = unsafe element.pointee.properties
    while let one = unsafe attribute {
      let key = unsafe Self.text(one.pointee.name)
      attributes.insert(key)
      if key == "title" { titles.append(unsafe Self.text(one.pointee.children?.pointee.content)) }
      unsafe attribute = one.pointee.next
    }
    var own = ""
    var child = unsafe element.pointee.children
    while let one = unsafe child {
      switch unsafe one.pointee.type {
      case XML_ELEMENT_NODE: unsafe add(one)
      case XML_TEXT_NODE, XML_CDATA_SECTION_NODE: own += unsafe Self.text(one.pointee.content)
      default: break
      }
      unsafe child = one.pointee.next
    }
    texts[name, default: []].append(own)
  }

  private static func text(_ text: UnsafePointer<xmlChar>?) -> String {
    unsafe text.map { unsafe String(cString: $0) } ?? ""
  }
}
