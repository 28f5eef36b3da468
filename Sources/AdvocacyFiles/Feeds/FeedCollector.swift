import StrictJSON

/// Collects the items of a feed while its XML is read; used for one feed.
///
/// Elements count by their local names, whatever their namespaces; where several have one name, the
/// feed's own comes before those of extensions.
final class FeedCollector: XMLHandler {
  /// The items so far.
  private(set) var drafts: [FeedItemDraft] = []
  /// The address of the site, by the feed's own link.
  private(set) var site: String?
  /// Whether every element was closed.
  var isClosed: Bool { path.isEmpty }

  private let wantsTexts: Bool
  private var path: [Element] = []
  private var rootNamespace: String?
  private var item: FeedItemDraft?
  /// The depths of the open item and of its open child whose text is collected.
  private var itemDepth = 0
  private var field: Field?
  private var siteRank = Int.max
  /// Whose names stand behind a namespace, or a prefix without one.
  private var vocabularies: [String: Vocabulary] = [:]

  /// An element that is open.
  private struct Element {
    var name: String
    var base: String?
  }

  /// A child whose text is collected.
  private struct Field {
    var name: String
    var vocabulary: Vocabulary
    var depth: Int
    var attributes: [String: String]
    var base: String?
    /// The text, as HTML from the first element inside on.
    var text: [UInt8] = []
    var hasElements = false
  }

  /// Whose names an element bears.
  private enum Vocabulary {
    case own
    case atom
    case dublinCore
    case content
    case media
    case other
  }

  /// - Parameter wantsTexts: Whether texts are kept of items that have titles.
  init(wantsTexts: Bool) { self.wantsTexts = wantsTexts }

  var wantsText: Bool { field != nil }

  func text(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard field?.hasElements == true else {
      unsafe field?.text.append(contentsOf: bytes)
      return
    }
    field?.text += unsafe Array(bytes).flatMap(Self.escaped)
  }

  func start(_ tag: XMLTag) {
    let name = tag.name.lowercased()
    if path.isEmpty { rootNamespace = tag.namespace }
    var base = path.last?.base
    if let own = tag.attributes["base"] { base = FeedLink.resolved(own, against: base) }
    path.append(Element(name: name, base: base))
    if field != nil {
      openInside(name)
    } else if item != nil {
      if path.count == itemDepth + 1 { open(name, tag, base) }
    } else if name == "item" || name == "entry", isItem(tag) {
      item = FeedItemDraft(line: tag.line)
      itemDepth = path.count
      if let about = tag.attributes["about"] {
        item?.take(link: .init(rank: 4, text: about, base: base))
      }
    } else if name == "link", path.count <= 3 {
      open(name, tag, base)
    }
  }

  func end() {
    guard !path.isEmpty else { return }
    let depth = path.count
    if let done = field, depth == done.depth {
      field = nil
      close(done)
    } else if field != nil {
      field?.text += "</\(path.last?.name ?? "")>".utf8
    } else if let done = item, depth == itemDepth {
      item = nil
      drafts.append(done)
    }
    path.removeLast()
  }

  /// Whether an element of an item's name is one, and not an extension's of the same name.
  private func isItem(_ tag: XMLTag) -> Bool {
    switch vocabulary(of: tag) {
    case .own, .atom: true
    case .dublinCore, .content, .media: false
    case .other:
      path.count < 2 || ["channel", "rss", "rdf", "feed"].contains(path[path.count - 2].name)
    }
  }

  private func vocabulary(of tag: XMLTag) -> Vocabulary {
    let key = tag.namespace ?? tag.prefix ?? ""
    if let known = vocabularies[key] { return known }
    let found = unknownVocabulary(of: tag)
    if vocabularies.count < 100 { vocabularies[key] = found }
    return found
  }

  private func unknownVocabulary(of tag: XMLTag) -> Vocabulary {
    guard let address = tag.namespace else {
      switch tag.prefix?.lowercased() {
      case nil, "rss": return .own
      case "atom", "atom10", "a10": return .atom
      case "dc", "dcterms": return .dublinCore
      case "content": return .content
      case "media", "itunes", "googleplay": return .media
      default: return .other
      }
    }
    if address.contains("/2005/Atom") || address.contains("purl.org/atom/ns") { return .atom }
    if address.contains("purl.org/dc/") { return .dublinCore }
    if address.contains("rss/1.0/modules/content") { return .content }
    if address == rootNamespace, !address.contains("rdf-syntax") { return .own }
    if address.contains("purl.org/rss/1.0/modules") { return .other }
    for own in ["purl.org/rss/", "netscape.com", "userland.com", "harvard.edu/rss", "blogs.law"]
    where address.contains(own) { return .own }
    if address.contains("mrss") || address.contains("itunes") || address.contains("play-podcasts") {
      return .media
    }
    return .other
  }

  // MARK: Fields of an item

  private static let texts: Set<String> = [
    "title", "link", "guid", "id", "pubdate", "date", "published", "issued", "created", "updated",
    "modified", "available", "category", "subject", "description", "summary", "content", "encoded",
    "origlink", "author", "creator",
  ]

  /// Names of dates, the likelier the smaller.
  private static let dates = [
    "pubdate": 0, "published": 0, "issued": 1, "date": 2, "available": 2, "created": 3,
    "updated": 4, "modified": 4,
  ]

  private func open(_ name: String, _ tag: XMLTag, _ base: String?) {
    let vocabulary = vocabulary(of: tag)
    let attributes = tag.attributes
    if name == "link", let target = attributes["href"] ?? attributes["resource"] {
      takeLink(target, attributes, vocabulary, base)
    } else if name == "category", let term = attributes["term"] {
      item?.take(category: term)
    } else if name == "content", let source = attributes["src"] {
      item?.take(link: .init(rank: 3, text: source, base: base))
    }
    guard Self.texts.contains(name) else { return }
    let isBody = ["description", "summary", "content", "encoded"].contains(name)
    guard !isBody || wantsTexts || item?.hasTitle == false else { return }
    field = Field(
      name: name, vocabulary: vocabulary, depth: path.count, attributes: attributes, base: base)
  }

  private func takeLink(
    _ target: String, _ attributes: [String: String], _ vocabulary: Vocabulary, _ base: String?
  ) {
    let relation = attributes["rel"]?.lowercased() ?? "alternate"
    guard item != nil else {
      let rank = relation == "alternate" ? 1 : relation == "self" ? 2 : Int.max
      return takeSite(target, rank: rank, base: base)
    }
    guard relation == "alternate" || relation.hasSuffix("/alternate") else { return }
    let type = attributes["type"]?.lowercased() ?? "text/html"
    let isPage = type.contains("html")
    let isForeign = vocabulary == .other || vocabulary == .media
    item?.take(
      link: .init(rank: isForeign ? 5 : isPage ? 1 : 2, text: target, base: base))
  }

  private func takeSite(_ target: String, rank: Int, base: String?) {
    let link = FeedLink.resolved(FeedLink.cleaned(target), against: base)
    guard rank < siteRank, !target.isEmpty, FeedLink.isWeb(link) else { return }
    site = link
    siteRank = rank
  }

  private func close(_ field: Field) {
    let text = String(decoding: field.text, as: UTF8.self)
    guard item != nil else {
      takeSite(text, rank: 0, base: field.base)
      return
    }
    // A field of an unknown vocabulary stands in where no other is there.
    let distance = field.vocabulary == .other ? 10 : field.vocabulary == .media ? 5 : 0
    let markup = markup(of: field)
    switch field.name {
    case "title":
      let rank = field.vocabulary == .dublinCore ? 1 : distance
      item?.take(title: .init(rank: rank, text: text, markup: markup))
    case "link":
      item?.take(link: .init(rank: distance, text: text, base: field.base))
    case "origlink": item?.take(link: .init(rank: 5, text: text, base: field.base))
    case "guid", "id":
      guard distance == 0 else { break }
      let id = PlainText.folded(text)
      item?.take(id: id)
      let isPermalink = field.attributes["ispermalink"]?.lowercased() != "false"
      if isPermalink, FeedLink.isWeb(id) {
        item?.take(link: .init(rank: 3, text: id, base: field.base))
      }
    case "category", "subject": item?.take(category: text)
    case "author", "creator":
      item?.take(
        author: .init(rank: distance, text: Self.name(in: text), markup: markup))
    case "description", "summary", "content", "encoded":
      let own = field.name == "content" || field.name == "encoded" ? 1 : 0
      let rank = own + (field.vocabulary == .content ? 0 : distance)
      item?.take(text: .init(rank: rank, text: text, markup: markup))
    default:
      let isForeign = field.vocabulary == .other || field.vocabulary == .media
      let rank = (Self.dates[field.name] ?? 9) + (isForeign ? 10 : 0)
      item?.take(date: .init(rank: rank, text: text))
    }
  }

  /// The name within an author's element, which Atom puts into one of its own.
  private static func name(in author: String) -> String {
    guard let start = author.firstRange(of: "<name>") else { return author }
    let rest = author[start.upperBound...]
    return String(rest[..<(rest.firstRange(of: "</name>")?.lowerBound ?? rest.endIndex)])
  }

  /// How the text of a field is written: as its type says, else as such fields are.
  private func markup(of field: Field) -> PlainText.Markup {
    if field.hasElements { return .html }
    let type = field.attributes["type"]?.lowercased() ?? ""
    if type.contains("html") { return .html }
    // Atom's texts are plain unless it says otherwise; those of RSS are HTML, but for titles.
    let isPlain = field.name == "title" || field.vocabulary == .atom || type.contains("text")
    return isPlain ? .plain : .html
  }

  /// From the first element inside on, the text is HTML.
  private func openInside(_ name: String) {
    guard var open = field else { return }
    if !open.hasElements {
      open.hasElements = true
      open.text = open.text.flatMap(Self.escaped)
    }
    open.text += "<\(name)>".utf8
    field = open
  }

  private static func escaped(_ byte: UInt8) -> [UInt8] {
    switch byte {
    case UInt8(ascii: "<"): Array("&lt;".utf8)
    case UInt8(ascii: "&"): Array("&amp;".utf8)
    default: [byte]
    }
  }
}
