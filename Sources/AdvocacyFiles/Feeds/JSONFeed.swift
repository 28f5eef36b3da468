import AdvocacyModel
import StrictJSON

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
}
