package import AdvocacyModel
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
