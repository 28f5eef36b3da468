package import AdvocacyModel
import StrictJSON

/// One item of a feed.
package struct FeedItem: Hashable, Sendable {
  /// What the feed calls the item for ever: its guid, Atom or JSON id, else its link; may be empty.
  package var id: String
  /// The title as plain text; empty where it has none.
  package var title: String
  /// The text as plain text: where there is no title, or where it is asked for.
  package var text: String
  /// The page it points to, whole where the feed says enough for that; nil where it names none.
  package var link: String?
  /// When it was published; nil where the feed doesn't say, or in a form not understood.
  package var published: WrittenTime?
  /// The date as the feed writes it; empty where it has none.
  package var writtenDate: String
  /// The categories in the order of the feed, without repeats.
  package var categories: [String]
  /// Who wrote it, as the feed has it; empty where it doesn't say.
  package var author = ""
  /// The line where the item begins, from 1.
  package var line: Int
  /// What makes the item useless whatever the rest says.
  package var error: String?

  package init(
    id: String = "", title: String = "", text: String = "", link: String? = nil,
    published: WrittenTime? = nil, writtenDate: String = "", categories: [String] = [], line: Int
  ) {
    self.id = id
    self.title = title
    self.text = text
    self.link = link
    self.published = published
    self.writtenDate = writtenDate
    self.categories = categories
    self.line = line
  }

  /// Adds a category that isn't there yet.
  mutating func add(category: String) {
    // One more than a post may have is enough to refuse it.
    guard categories.count <= PostLimits.listEntries, !category.isEmpty,
      !categories.contains(category)
    else { return }
    categories.append(category)
  }
}

/// A feed: its items, and what is to be said of it.
package struct Feed: Hashable, Sendable {
  /// The items in the order of the feed.
  package var items: [FeedItem] = []
  /// What was mended or is doubtful, each in a sentence.
  package var notes: [String] = []
}

/// The parts of an item as its feed brings them, in whatever order and vocabulary.
struct FeedItemDraft {
  /// A text that may be the field, the likelier the smaller its rank.
  struct Choice {
    var rank: Int
    var text: String
    var markup: PlainText.Markup = .html
    /// The base of a link.
    var base: String?
  }

  var line: Int
  private(set) var id: String?
  private(set) var titles: [Choice] = []
  private(set) var texts: [Choice] = []
  private(set) var links: [Choice] = []
  private(set) var dates: [Choice] = []
  private(set) var categories: [String] = []
  private(set) var authors: [Choice] = []

  init(line: Int) { self.line = line }

  mutating func take(id: String) { if self.id == nil, !id.isEmpty { self.id = id } }
  mutating func take(title: Choice) { titles.append(title) }
  mutating func take(text: Choice) { texts.append(text) }
  mutating func take(link: Choice) { links.append(link) }
  mutating func take(date: Choice) { dates.append(date) }
  mutating func take(author: Choice) { if authors.count < 10 { authors.append(author) } }

  mutating func take(category: String) {
    guard categories.count <= 2 * PostLimits.listEntries else { return }
    categories.append(category)
  }

  /// Whether a title was found, so that texts need not be kept.
  var hasTitle: Bool {
    titles.contains { choice in choice.rank == 0 && choice.text.contains { !$0.isWhitespace } }
  }

  /// Makes the item, with links resolved against the site's address, and with a text where there is
  /// no title or the text is asked for.
  func item(site: String?, wantsText: Bool) -> FeedItem {
    var item = FeedItem(line: line)
    item.title = Self.first(titles)
    if item.title.isEmpty || wantsText { item.text = Self.first(texts) }
    for choice in Self.ranked(links) {
      let written = FeedLink.cleaned(choice.text)
      guard !written.isEmpty else { continue }
      let near = FeedLink.resolved(written, against: choice.base)
      let link = FeedLink.resolved(near, against: site)
      // One that can't be made whole stands only where there is no other.
      if item.link == nil || FeedLink.isAbsolute(link) { item.link = link }
      if FeedLink.isAbsolute(link) { break }
    }
    let ranked = Self.ranked(dates).map { PlainText.folded($0.text) }.filter { !$0.isEmpty }
    for date in ranked {
      guard let time = WordedDate.read(date) else { continue }
      item.published = time
      item.writtenDate = date
      break
    }
    if item.published == nil { item.writtenDate = ranked.first ?? "" }
    for category in categories { item.add(category: PlainText.of(category, .plain)) }
    item.author = Self.first(authors)
    item.id = id ?? item.link ?? ""
    return item
  }

  /// The first that says something, as plain text.
  private static func first(_ choices: [Choice]) -> String {
    for choice in ranked(choices) {
      let text = PlainText.of(choice.text, choice.markup)
      if !text.isEmpty { return text }
    }
    return ""
  }

  /// The likeliest first; those of one rank as they came.
  private static func ranked(_ choices: [Choice]) -> [Choice] {
    guard choices.count > 1 else { return choices }
    return choices.enumerated().sorted {
      ($0.element.rank, $0.offset) < ($1.element.rank, $1.offset)
    }
    .map(\.element)
  }
}

/// Links of feeds, resolved as RFC 3986 has it.
enum FeedLink {
  /// A link as it is written, without what can't be in one.
  ///
  /// White space inside goes, a blank becomes `%20`, an escaped `&` the sign itself.
  static func cleaned(_ text: String) -> String {
    let trimmed = text.trimmed(where: \.isWhitespace)
    guard !trimmed.utf8.allSatisfy({ isPlain($0) }) || trimmed.contains("&amp;") else {
      return String(trimmed)
    }
    var result = ""
    for scalar in trimmed.unicodeScalars {
      switch scalar {
      case "\n", "\r", "\t": continue
      case " ", "<", ">", "\"", "`", "{", "}", "\\", "^", "|":
        result += "%" + String(scalar.value, radix: 16, uppercase: true)
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result.replacing("&amp;", with: "&")
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    byte > ASCII.space && byte != UInt8(ascii: "<") && byte != UInt8(ascii: ">")
      && byte != ASCII.quote && byte != UInt8(ascii: "`") && byte != ASCII.leftBrace
      && byte != ASCII.rightBrace && byte != ASCII.backslash && byte != UInt8(ascii: "^")
      && byte != UInt8(ascii: "|")
  }

  /// Whether a link begins with a scheme, and so needs no base.
  static func isAbsolute(_ link: String) -> Bool {
    guard let colon = link.utf8.firstIndex(of: ASCII.colon), let first = link.utf8.first,
      (first | 0x20) &- UInt8(ascii: "a") < 26
    else { return false }
    return link.utf8[..<colon].allSatisfy {
      ASCII.isWordByte($0) || $0 == ASCII.plus || $0 == ASCII.minus || $0 == ASCII.point
    }
  }

  /// Whether it is an address of the web.
  static func isWeb(_ link: String) -> Bool {
    let start = link.prefix(8).lowercased()
    return start.hasPrefix("https://") || start.hasPrefix("http://")
  }

  /// A link as seen from a base; as it is where it has a scheme, or there is no base.
  static func resolved(_ link: String, against base: String?) -> String {
    if link.isEmpty || isAbsolute(link) { return link.isEmpty ? base ?? link : link }
    if link.lowercased().hasPrefix("www.") { return "https://" + link }
    guard let base, !base.isEmpty else { return link.hasPrefix("//") ? "https:" + link : link }
    let (origin, path, query) = parts(of: base)
    if link.hasPrefix("//") {
      return (origin.firstRange(of: "//").map { String(origin[..<$0.lowerBound]) } ?? "https:")
        + link
    }
    if link.hasPrefix("#") { return origin + path + query + link }
    if link.hasPrefix("?") { return origin + path + link }
    let tail = link.firstIndex { $0 == "?" || $0 == "#" }.map { link[$0...] } ?? ""
    let own = link.dropLast(tail.count)
    if own.hasPrefix("/") { return origin + withoutDots(String(own)) + tail }
    let folder = path.lastIndex(of: "/").map { path[...$0] } ?? (origin.isEmpty ? "" : "/")
    return origin + withoutDots(String(folder) + own) + tail
  }

  /// Scheme and host, path, query of a base.
  private static func parts(of base: String) -> (origin: String, path: String, query: String) {
    let whole = base.prefix { $0 != "#" }
    let mark = whole.firstRange(of: "//").map(\.upperBound)
    let start = isAbsolute(base) ? mark ?? whole.startIndex : whole.startIndex
    let pathStart =
      isAbsolute(base) && mark != nil
      ? whole[start...].firstIndex { $0 == "/" || $0 == "?" } ?? whole.endIndex : whole.startIndex
    let queryStart = whole[pathStart...].firstIndex(of: "?") ?? whole.endIndex
    return (
      String(whole[..<pathStart]), String(whole[pathStart..<queryStart]),
      String(whole[queryStart...])
    )
  }

  /// A path without `.` and `..`.
  private static func withoutDots(_ path: String) -> String {
    guard path.contains("/.") || path.hasPrefix(".") else { return path }
    var kept: [Substring] = []
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    for (place, part) in parts.enumerated() {
      let isLast = place == parts.count - 1
      switch part {
      case ".": if isLast { kept.append("") }
      case "..":
        if kept.count > 1 || kept.first.map({ !$0.isEmpty }) == true { kept.removeLast() }
        if isLast { kept.append("") }
      default: kept.append(part)
      }
    }
    return kept.joined(separator: "/")
  }
}

/// Reads JSON Feed 1.0 and 1.1.
enum JSONFeed {
  /// Whether a document is a feed, and not a list of posts of some other kind.
  static func isFeed(_ root: JSONNode) -> Bool {
    guard root.kind == .object, let members = try? root.members(),
      members.contains(where: { $0.name == "items" && $0.value.kind == .array })
    else { return false }
    let version = members.first { $0.name == "version" }.flatMap { try? $0.value.text() }
    return version?.contains("jsonfeed.org") == true
      || members.contains { $0.name == "feed_url" || $0.name == "home_page_url" }
  }

  /// The feed in a document for which `isFeed` holds.
  static func feed(_ root: JSONNode, wantsTexts: Bool) throws(Failure) -> Feed {
    let members = try root.members()
    var site: String?
    for name in ["home_page_url", "feed_url"] where site == nil {
      site = members.first { $0.name == name }.flatMap { try? $0.value.text() }
        .flatMap { FeedLink.isWeb($0) ? $0 : nil }
    }
    guard let list = members.first(where: { $0.name == "items" }) else { return Feed() }
    let elements = try list.value.elements(atMost: PostLimits.queuePosts, "items")
    var feed = Feed()
    for element in elements {
      feed.items.append(item(element, site: site, wantsTexts: wantsTexts))
    }
    if feed.items.isEmpty { feed.notes.append("the feed has no items") }
    return feed
  }

  private static func item(_ node: JSONNode, site: String?, wantsTexts: Bool) -> FeedItem {
    var draft = FeedItemDraft(line: node.place.line ?? 1)
    do throws(Failure) {
      for member in try node.members() {
        let value = member.value
        guard value.kind != .null else { continue }
        switch member.name {
        case "id": draft.take(id: value.kind == .number ? value.literal : try value.text())
        case "title":
          draft.take(title: .init(rank: 0, text: try value.text(), markup: .plain))
        case "content_text":
          draft.take(text: .init(rank: 1, text: try value.text(), markup: .plain))
        case "content_html": draft.take(text: .init(rank: 2, text: try value.text()))
        case "summary":
          draft.take(text: .init(rank: 0, text: try value.text(), markup: .plain))
        case "url": draft.take(link: .init(rank: 0, text: try value.text()))
        case "external_url": draft.take(link: .init(rank: 1, text: try value.text()))
        case "date_published": draft.take(date: .init(rank: 0, text: try value.text()))
        case "date_modified": draft.take(date: .init(rank: 1, text: try value.text()))
        case "authors":
          for author in try value.elements(atMost: 100, "authors") {
            try take(author, into: &draft)
          }
        case "author" where value.kind == .object: try take(value, into: &draft)
        case "tags": for tag in try value.texts() { draft.take(category: tag) }
        default: break
        }
      }
    } catch {
      var item = FeedItem(line: node.place.line ?? 1)
      item.error = error.hint.map { "\(error.message). \($0)" } ?? error.message
      return item
    }
    if let id = draft.id, FeedLink.isWeb(id) { draft.take(link: .init(rank: 2, text: id)) }
    return draft.item(site: site, wantsText: wantsTexts)
  }

  private static func take(_ author: JSONNode, into draft: inout FeedItemDraft) throws(Failure) {
    guard let name = try author.members().first(where: { $0.name == "name" }) else { return }
    draft.take(author: .init(rank: 0, text: try name.value.text(), markup: .plain))
  }
}
