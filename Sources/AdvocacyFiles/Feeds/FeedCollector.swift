package import AdvocacyModel
import Foundation

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// Collects the items of a feed while its XML is read; used for one feed.
final class FeedCollector: NSObject, XMLParserDelegate {
  /// The items so far.
  private(set) var items: [FeedItem] = []
  /// The root, where it is that of another format.
  private(set) var foreignRoot: (name: String, line: Int)?
  /// Where the XML first broke, and the reader's code for it.
  private(set) var fault: (code: Int, line: Int, column: Int)?
  /// Whether the root has been closed.
  private(set) var isClosed = false

  private var dialect = Dialect.rss
  private var depth = 0
  private var item: FeedItem?
  /// The depth of the open item, and that of the open child whose text is collected.
  private var itemDepth = 0
  private var childDepth: Int?
  private var text = ""
  private var updated = ""

  private enum Dialect {
    case rss
    case atom
  }

  private static let atomNamespace = "http://www.w3.org/2005/Atom"

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
    qualifiedName: String?, attributes: [String: String]
  ) {
    depth += 1
    guard depth > 1 else { return startRoot(name, namespaceURI, parser) }
    if item != nil {
      guard depth == itemDepth + 1, isOwn(namespaceURI) else { return }
      startChild(name, attributes)
    } else if isOwn(namespaceURI) {
      let isItem =
        switch dialect {
        case .rss: name == "item" && depth == 3
        case .atom: name == "entry" && depth == 2
        }
      guard isItem else { return }
      item = FeedItem(line: parser.lineNumber)
      itemDepth = depth
      updated = ""
    }
  }

  func parser(
    _ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?
  ) {
    if depth == childDepth {
      endChild(name)
    } else if item != nil, depth == itemDepth {
      endItem()
    }
    depth -= 1
    if depth == 0 { isClosed = true }
  }

  func parser(_ parser: XMLParser, foundCharacters string: String) {
    guard childDepth != nil else { return }
    text += string
  }

  func parser(_ parser: XMLParser, foundCDATA block: Data) {
    guard childDepth != nil else { return }
    text += String(decoding: block, as: UTF8.self)
  }

  func parser(_ parser: XMLParser, parseErrorOccurred error: any Error) {
    guard fault == nil else { return }
    fault = ((error as NSError).code, parser.lineNumber, parser.columnNumber)
    // The first is told; to read on takes time that grows with the square of the faults.
    parser.abortParsing()
  }

  private func startRoot(_ name: String, _ namespace: String?, _ parser: XMLParser) {
    if name == "rss" {
      dialect = .rss
    } else if name == "feed", namespace == Self.atomNamespace {
      dialect = .atom
    } else {
      foreignRoot = (name, parser.lineNumber)
      parser.abortParsing()
    }
  }

  /// Whether an element is the format's own and not an extension's of the same name.
  private func isOwn(_ namespace: String?) -> Bool {
    switch dialect {
    case .rss: namespace?.isEmpty ?? true
    case .atom: namespace == Self.atomNamespace
    }
  }

  private func startChild(_ name: String, _ attributes: [String: String]) {
    text = ""
    childDepth = depth
    guard dialect == .atom else { return }
    switch name {
    case "link" where attributes["rel", default: "alternate"] == "alternate":
      guard item?.link == nil else { break }
      item?.link = attributes["href"].map(Self.trimmed)
    case "category":
      if let term = attributes["term"] { add(category: term) }
    default: break
    }
  }

  private func endChild(_ name: String) {
    childDepth = nil
    let content = Self.trimmed(text)
    switch (dialect, name) {
    case (_, "title"): item?.title = content
    case (.rss, "guid"), (.atom, "id"): item?.id = content
    case (.rss, "link"): item?.link = content.isEmpty ? nil : content
    case (.rss, "pubDate"), (.atom, "published"): item?.writtenDate = content
    case (.atom, "updated"): updated = content
    case (.rss, "category"): add(category: content)
    default: break
    }
  }

  private func endItem() {
    guard var done = item else { return }
    item = nil
    if done.writtenDate.isEmpty { done.writtenDate = updated }
    done.published =
      switch dialect {
      case .rss: RFC822Date.instant(done.writtenDate)
      case .atom: Instant(rfc3339: done.writtenDate)
      }
    if done.id.isEmpty { done.id = done.link ?? "" }
    items.append(done)
  }

  private func add(category: String) {
    let name = Self.trimmed(category)
    // One more than a post may have is enough to refuse it.
    guard let known = item?.categories, known.count <= PostLimits.listEntries else { return }
    guard !name.isEmpty, !known.contains(name) else { return }
    item?.categories.append(name)
  }

  private static func trimmed(_ text: String) -> String {
    String(text.unicodeScalars.trimmed(where: CharacterSet.whitespacesAndNewlines.contains))
  }
}

/// One item of an RSS or Atom feed.
package struct FeedItem: Hashable, Sendable {
  /// What the feed calls the item for ever: its guid or Atom id, else its link; may be empty.
  package var id: String
  /// The title, as text.
  package var title: String
  /// The page it points to; nil where it names none.
  package var link: String?
  /// When it was published; nil where the feed doesn't say, or in a form not understood.
  package var published: Instant?
  /// The date as the feed writes it; empty where it has none.
  package var writtenDate: String
  /// The categories in the order of the feed, without repeats.
  package var categories: [String]
  /// The line where the item begins, from 1.
  package var line: Int

  package init(
    id: String = "", title: String = "", link: String? = nil, published: Instant? = nil,
    writtenDate: String = "", categories: [String] = [], line: Int
  ) {
    self.id = id
    self.title = title
    self.link = link
    self.published = published
    self.writtenDate = writtenDate
    self.categories = categories
    self.line = line
  }
}
