import AdvocacyModel
import AdvocacyTestSupport
import Foundation
import Testing

@testable import AdvocacyFiles

@Suite("Feeds")
struct FeedReaderTests {
  private func read(_ text: String) throws -> [FeedItem] {
    try FeedReader.feed(Array(text.utf8), file: "feed.xml").items
  }

  private func item(_ content: String) throws -> FeedItem {
    try #require(try read("<rss><channel><item>\(content)</item></channel></rss>").first)
  }

  private func failure(_ text: String) -> String {
    do {
      return "accepted: \(try read(text))"
    } catch {
      return "\(error)"
    }
  }

  @Test("an RSS feed gives its items with everything we know of")
  func rss() throws {
    let items = try read(
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <!-- <!DOCTYPE in a comment is harmless --> <?pi ?>
      <rss version="2.0" xmlns:m="urn:m"><channel><title>Blog</title><link>https://b.example</link>
      <item><title>What&#x27;s <![CDATA[<new> & ]]>&amp; good</title><m:title>no</m:title>
        <link> https://b.example/1 </link><guid isPermaLink="false">one</guid>
        <description><![CDATA[<!DOCTYPE html><title>no</title>]]></description>
        <pubDate>Thu, 20 Aug 2026 13:45:00 +0000</pubDate>
        <category>News</category><category>Lab</category><category>News</category></item>
      <item><title>Two</title><link>https://b.example/2</link><pubDate>yesterday</pubDate></item>
      </channel></rss>
      """)
    #expect(items.count == 2)
    #expect(items[0].title == "What's <new> & & good")
    #expect(items[0].id == "one")
    #expect(items[0].link == "https://b.example/1")
    #expect(items[0].published == WrittenTime("2026-08-20T13:45:00Z"))
    #expect(items[0].categories == ["News", "Lab"])
    #expect(items.map(\.line) == [4, 9])
    #expect(items[1].id == "https://b.example/2")
    #expect(items[1].published == nil)
    #expect(items[1].writtenDate == "yesterday")
  }

  @Test("an Atom feed gives its entries")
  func atom() throws {
    let items = try read(
      """
      <feed xmlns="http://www.w3.org/2005/Atom"><title>Blog</title>
      <entry><id>tag:1</id><title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">A <b>lab</b>
      </div></title><link rel="self" href="https://b.example/self"/>
      <link href="https://b.example/1"/><category term="News"/>
      <updated>2026-02-01T10:00:00+01:00</updated></entry>
      <entry><id>tag:2</id><title>Two</title><updated>2026-02-01T10:00:00Z</updated>
      <published>2026-01-01T10:00:00Z</published></entry></feed>
      """)
    #expect(items.map(\.id) == ["tag:1", "tag:2"])
    #expect(items.map(\.title) == ["A lab", "Two"])
    #expect(items.map(\.link) == ["https://b.example/1", nil])
    #expect(items[0].categories == ["News"])
    #expect(
      items.map(\.published)
        == ["2026-02-01T09:00:00Z", "2026-01-01T10:00:00Z"].map(WrittenTime.init))
  }

  @Test(
    "what is no feed is refused with its place, and called what it is",
    arguments: [
      ("", "feed.xml:1:1: expected a feed, found an empty file"),
      ("just words", "feed.xml:1:1: expected a feed, found text without any tag"),
      (
        "<!DOCTYPE html>\n<html><body>Hi</body></html>",
        "feed.xml:2:1: expected a feed, found an HTML"
      ),
      (
        "<html><head><link rel=alternate type='application/rss+xml' href='https://a.example/f'>",
        "feed.xml:1:1: expected a feed, found an HTML page. Its feed is https://a.example/f"
      ),
      ("\n<opml/>", "feed.xml:2:1: expected an RSS or Atom feed, found an OPML list of feeds"),
      ("<urlset/>", "feed.xml:1:1: expected an RSS or Atom feed, found a sitemap"),
      ("<a><b/></a>", "feed.xml:1:1: expected an RSS or Atom feed, found <a>"),
    ])
  func refusals(text: String, expected: String) {
    let found = failure(text)
    #expect(found.hasPrefix(expected), "\(found)")
  }

  @Test(
    "the real feed gives its 60 announcements",
    .enabled(if: SharedData.has("posts/announcements-feed.xml"), "\(SharedData.absence)"))
  func realFeed() throws {
    let url = try #require(SharedData.url("posts/announcements-feed.xml"))
    let feed = try FeedReader.feed(Array(try Data(contentsOf: url)), file: "feed.xml")
    #expect(feed.notes.isEmpty)
    let items = feed.items
    #expect(items.count == 60)
    #expect(items.allSatisfy { $0.published != nil && $0.link == $0.id && !$0.title.isEmpty })
    #expect(items[1].title == "What's new in Swift: July 2026 Edition")
    #expect(items[1].line == 5)
    #expect(items[59].published == WrittenTime("2023-10-13T10:00:00Z"))
  }

  @Test("processing instructions are passed over, also those without data, wherever they stand")
  func processingInstructions() throws {
    let feed = """
      <?xml version="1.0"?><?a?><?b data?><rss version="2.0"><?c?><channel><item>
      <title>One<?d
      ?>two <![CDATA[<?e?>]]></title><!-- <?f?> --></item></channel></rss><?g?>
      """
    let items = try read(feed)
    #expect(items.count == 1)
    #expect(items.first?.title.filter { !$0.isWhitespace } == "Onetwo<?e?>")
    // Found by fuzzing (feed; seed 1, input 13000; seed 7, input 27244): the process died.
    for bare in [
      "<?xml version=\"1.0\" encoding=\"html\"UTF-8",
      "<?xml version=\"1.0\" encoding=\"html\"utf-8?><rss/>",
      "<?l?>", "<?xml?>", "<?", "<?x", "<?xml", "<?l?><rss></rss>",
    ] {
      _ = try? read(bare)
    }
  }

  @Test("what could take minutes or grow takes neither time nor memory")
  func bounds() throws {
    let attributes = (0..<10_000).map { #"a\#($0)="1""# }.joined(separator: " ")
    let bombs = [
      "<rss><channel><item \(attributes)><title>t</title></item></channel></rss>",
      "<rss><channel><item><title>t</title></item>" + String(repeating: "<!--", count: 200_000),
      "<rss><channel><item><title>t</title></item>"
        + String(repeating: "<![CDATA[", count: 100_000),
      "<rss><channel><item><title>t</title>" + String(repeating: "<a>", count: 200_000)
        + String(repeating: "</b>", count: 200_000) + "</item></channel></rss>",
      "<!DOCTYPE rss [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;\"><!ENTITY c SYSTEM \"x\">]>"
        + "<rss><channel><item><title>t</title><description>"
        + String(repeating: "&b;&c;", count: 100_000) + "</description></item></channel></rss>",
    ]
    let started = ContinuousClock.now
    for bomb in bombs {
      let items = try read(bomb)
      #expect(items.map(\.title) == ["t"], "\(bomb.prefix(60))")
    }
    // Seconds where they take a few hundredths; squares of their sizes would take minutes.
    #expect(ContinuousClock.now - started < .seconds(20))
    let many = (0..<20_000).map { "<category>c\($0)</category>" }.joined()
    #expect(try item("<title>t</title>\(many)").categories.count == PostLimits.listEntries + 1)
  }
}
