import Foundation
import FoundationXML

/// What an XML parser finds in a page; nil where it isn't well-formed.
final class Outline: NSObject, XMLParserDelegate {
  /// The names of the elements, in order.
  private(set) var elements: [String] = []
  /// The names of attributes that occur.
  private(set) var attributes: Set<String> = []
  /// The texts by the name of the element around them.
  private(set) var texts: [String: [String]] = [:]
  /// The values of the attribute `title`.
  private(set) var titles: [String] = []
  private var open: [(name: String, text: String)] = []

  static func of(_ document: String) -> Outline? {
    let outline = Outline()
    let parser = XMLParser(data: Data(document.utf8))
    parser.delegate = outline
    return parser.parse() ? outline : nil
  }

  func count(_ name: String) -> Int { elements.count { $0 == name } }

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
    qualifiedName: String?, attributes: [String: String]
  ) {
    elements.append(name)
    self.attributes.formUnion(attributes.keys)
    if let title = attributes["title"] { titles.append(title) }
    open.append((name, ""))
  }

  func parser(_ parser: XMLParser, foundCharacters text: String) {
    guard let last = open.indices.last else { return }
    open[last].text += text
  }

  func parser(
    _ parser: XMLParser, didEndElement name: String, namespaceURI: String?,
    qualifiedName: String?
  ) {
    guard let last = open.popLast() else { return }
    texts[last.name, default: []].append(last.text)
  }
}
