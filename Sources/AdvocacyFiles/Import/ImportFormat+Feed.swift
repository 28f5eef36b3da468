import AdvocacyModel
import StrictJSON

extension ImportFormat {
  /// RSS, RDF and Atom: items with the fields that all have.
  package static let feed = ImportFormat(
    titles: ["RSS", "Atom"], extensions: ["xml", "rss", "atom", "rdf"],
    sniff: { $0 == UInt8(ascii: "<") },
    fields: .fixed(feedNames, of: "a feed's item"),
    reading: { file throws(Failure) in
      let feed = try FeedReader.feed(
        file.bytes, file: file.name, wantsTexts: wantsTexts(file.mapping))
      return read(feed, file: file)
    },
    fuzzSeeds: [
      """
      <?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>Blog</title><item>
      <title>We &amp; they</title><link>https://a.example/1</link><guid>1</guid>
      <pubDate>Fri, 20 Nov 2026 10:00:00 +0100</pubDate><description><![CDATA[<b>x</b>]]></description>
      <category>hiring</category></item></channel></rss>
      """,
      """
      <feed xmlns="http://www.w3.org/2005/Atom"><title>t</title><entry><title>One</title>
      <link href="https://a.example/2"/><id>urn:2</id><updated>2026-11-20T10:00:00Z</updated>
      <summary type="html">&lt;p&gt;x</summary><category term="p"/></entry></feed>
      """,
      """
      <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
      xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="x"><link>https://a.example/</link>
      </channel><item rdf:about="/3"><title>Caf&eacute; &amp;amp; bar</title><link>/3?a=1&b=2</link>
      <dc:date>2026-W47-5T10:00Z</dc:date></item></rdf:RDF>
      """,
      """
      Warning: x <?xml version="1.0" encoding="windows-1252"?><!DOCTYPE rss [<!ENTITY us "We & co">]>
      <rss><channel><item><description>&us; <br>a < b<p class=x>c</description><media:title>d</media:title>
      <guid>https://a.example/4</guid><pubDate>Fre, 20. Nov. 2026 10:00 MEZ</pubDate></item>
      <item><title><![CDATA[x</title><pubDate>2026\u{B144} 11\u{C6D4} 20\u{C77C} 10:00:00</pubDate></item>
      </rss><rss><item/></rss> after
      """,
      """
      <feed version="0.3" xmlns="http://purl.org/atom/ns#" xml:base="https://a.example/b/"><entry
      xml:base="c/"><title mode="escaped" type="text/html">A &lt;b&gt;b&lt;/b&gt;</title>
      <link href="../d"/><issued>2026-11-20T10:00:00+01:00</issued>
      <content type="xhtml"><div><p>x<br/>y</p></div></content></entry></feed>
      """,
    ])

  private static let feedNames = [
    "title", "link", "guid", "id", "published", "pubDate", "category", "categories", "description",
    "summary", "content", "author", "creator",
  ]
  private static let bodyNames: Set<String> = ["description", "summary", "content"]

  /// What holds the fields of a post where no mapping says so.
  private static let feedFields: [PostKey: String] = [
    .id: "guid", .text: "title", .link: "link", .at: "published", .topics: "category",
  ]

  /// Whether a mapping asks for the texts of items.
  static func wantsTexts(_ mapping: ImportMapping) -> Bool {
    mapping.names.values.contains(where: bodyNames.contains)
  }

  /// The items of a feed, with what is to be said of them.
  static func read(_ feed: Feed, file: File) -> Reading {
    var read = Reading(items: feed.items.map { item($0, file: file) }, notices: feed.notes)
    let bare = feed.items.filter { item in
      guard let link = item.link else { return false }
      return !FeedLink.isAbsolute(link)
    }
    if let first = bare.first, let link = first.link {
      let count =
        bare.count == 1 ? "the item at line \(first.line) has" : "\(bare.count) items have"
      read.notices.append(
        "\(count) a link that is not whole, and the feed names no site: added without it "
          + "(\(SafeText.excerpt(link)))")
    }
    return read
  }

  private static func item(_ source: FeedItem, file: File) -> ImportItem {
    var item = ImportItem(place: Place(file: file.name, line: source.line))
    item.isOfFeed = true
    item.error = source.error.map { ValidationError($0) }
    item.byline = ImportItem.filled(source.author)
    for key in PostKey.allCases {
      guard let name = file.mapping.names[key] ?? feedFields[key] else { continue }
      switch name {
      case "title": item.values[key] = [source.title.isEmpty ? source.text : source.title]
      case "link":
        item.values[key] = source.link.flatMap { FeedLink.isAbsolute($0) ? [$0] : nil }
      case "guid", "id": item.values[key] = [source.id]
      case "category", "categories": item.values[key] = source.categories
      case "author", "creator": item.values[key] = [source.author]
      case "description", "summary", "content": item.values[key] = [source.text]
      default:
        item.values[key] = source.writtenDate.isEmpty ? nil : [source.writtenDate]
        if key == .at { item.published = source.published }
      }
    }
    return item
  }
}
