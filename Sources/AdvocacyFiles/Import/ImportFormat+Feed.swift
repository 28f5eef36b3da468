import AdvocacyModel

extension ImportFormat {
  /// RSS and Atom: items with the fields that both have.
  package static let feed = ImportFormat(
    titles: ["RSS", "Atom"], extensions: [], sniff: { $0 == UInt8(ascii: "<") },
    fields: .fixed(
      ["title", "link", "guid", "id", "published", "pubDate", "category", "categories"],
      of: "a feed's item"),
    read: { file throws(Failure) in
      try FeedReader.items(file.bytes, file: file.name).map { source in
        item(source, file: file)
      }
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
    ])

  /// What holds the fields of a post where no mapping says so.
  private static let feedFields: [PostKey: String] = [
    .id: "guid", .text: "title", .link: "link", .at: "published", .topics: "category",
  ]

  private static func item(_ source: FeedItem, file: File) -> ImportItem {
    var item = ImportItem(place: Place(file: file.name, line: source.line))
    for key in PostKey.allCases {
      guard let name = file.mapping.names[key] ?? feedFields[key] else { continue }
      switch name {
      case "title": item.values[key] = [source.title]
      case "link": item.values[key] = source.link.map { [$0] }
      case "guid", "id": item.values[key] = [source.id]
      case "category", "categories": item.values[key] = source.categories
      default:
        item.values[key] = source.writtenDate.isEmpty ? nil : [source.writtenDate]
        if key == .at { item.published = source.published }
      }
    }
    return item
  }
}
