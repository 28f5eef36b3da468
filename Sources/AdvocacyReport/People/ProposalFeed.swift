package import AdvocacyModel

/// The employees' own posts as a feed, for a blog to include.
///
/// Texts are plain, so that nothing in them is markup to a reader.
package struct ProposalFeed: Sendable {
  /// The forms of a feed.
  package enum Format: String, Sendable, CaseIterable {
    /// Atom (RFC 4287).
    case atom
    /// JSON Feed 1.1.
    case jsonfeed
  }

  /// One post.
  package struct Entry: Sendable {
    package var id: PostID
    package var title: String
    package var text: String
    package var link: String?
    /// When it was published, on the company's clock.
    package var at: String
    package var instant: Instant
    package var topics: [String]
    /// The author's name; nil where they are on the roster no more.
    package var author: String?

    package init(
      id: PostID, title: String, text: String, link: String?, at: String, instant: Instant,
      topics: [String], author: String?
    ) {
      self.id = id
      self.title = title
      self.text = text
      self.link = link
      self.at = at
      self.instant = instant
      self.topics = topics
      self.author = author
    }
  }

  package var format: Format
  package var company: String
  package var language: Language
  /// The id of the ledger, which makes the feed's own.
  package var ledger: String
  /// When the ledger starts, for a feed that is still empty.
  package var start: String
  package var entries: [Entry]

  package init(
    format: Format, company: String, language: Language, ledger: String, start: String,
    entries: [Entry]
  ) {
    self.format = format
    self.company = company
    self.language = language
    self.ledger = ledger
    self.start = start
    self.entries = entries
  }

  /// The text of the feed.
  ///
  /// - Throws: `Failure` with the cause `internal`.
  package var text: String {
    get throws { format == .atom ? atom : try json }
  }

  private var title: String {
    Words(language)(\.people.feedTitle, ["company": .text(company)])
  }

  private var code: String { language == .spanish ? "es" : "en" }

  private var atom: String {
    var lines = [
      #"<?xml version="1.0" encoding="UTF-8"?>"#,
      #"<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="\#(code)">"#,
      "  <title>\(XMLText.escaped(title))</title>",
      "  <id>\(Self.prefix)feed:\(ledger)</id>",
      "  <updated>\(entries.first?.at ?? start)</updated>",
      "  <author><name>\(XMLText.escaped(company))</name></author>",
    ]
    for entry in entries {
      lines += [
        "  <entry>", "    <title>\(XMLText.escaped(entry.title))</title>",
        "    <id>\(Self.prefix)post:\(entry.id)</id>",
        "    <published>\(entry.at)</published>", "    <updated>\(entry.at)</updated>",
        "    <author><name>\(XMLText.escaped(entry.author ?? company))</name></author>",
      ]
      if let link = entry.link {
        lines.append("    <link rel=\"alternate\" href=\"\(XMLText.escaped(link))\"/>")
      }
      lines += entry.topics.map { "    <category term=\"\(XMLText.escaped($0))\"/>" }
      let text = XMLText.escaped(entry.text.isEmpty ? entry.title : entry.text)
      lines += ["    <content type=\"text\">\(text)</content>", "  </entry>"]
    }
    return (lines + ["</feed>"]).map { $0 + "\n" }.joined()
  }

  /// What the ids of feeds and posts begin with.
  package static let prefix = PostID.feedPrefix

  private var json: String {
    get throws {
      try Document(
        title: title, language: code,
        items: entries.map { entry in
          Item(
            id: "\(Self.prefix)post:\(entry.id)", url: entry.link, title: entry.title,
            contentText: entry.text.isEmpty ? entry.title : entry.text, published: entry.at,
            tags: entry.topics, authors: entry.author.map { [Author(name: $0)] })
        }
      ).json
    }
  }

  private struct Document: JSONReport {
    var version = "https://jsonfeed.org/version/1.1"
    var title: String
    var language: String
    var items: [Item]
  }

  private struct Item: Encodable {
    var id: String
    var url: String?
    var title: String
    var contentText: String
    var published: String
    var tags: [String]
    var authors: [Author]?

    enum CodingKeys: String, CodingKey {
      case id, url, title, tags, authors
      case contentText = "content_text"
      case published = "date_published"
    }
  }

  private struct Author: Encodable {
    var name: String
  }
}

/// Text in XML.
enum XMLText {
  /// The text as character data or in an attribute; what XML 1.0 can't hold is left out.
  static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "\t", "\n": result.unicodeScalars.append(scalar)
      case "\u{0}"..."\u{1F}", "\u{FFFE}", "\u{FFFF}": continue
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
