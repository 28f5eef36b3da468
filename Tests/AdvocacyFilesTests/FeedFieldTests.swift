import AdvocacyModel
import StrictJSON
import Testing

@testable import AdvocacyFiles

@Suite("Fields of feeds")
struct FeedFieldTests {
  private func feed(_ text: String) throws -> Feed {
    try FeedReader.feed(Array(text.utf8), file: "feed.xml")
  }

  private func item(_ content: String) throws -> FeedItem {
    let text =
      "<rss><channel><link>https://a.example/</link><item>\(content)</item></channel></rss>"
    return try #require(try feed(text).items.first)
  }

  @Test(
    "titles become plain text",
    arguments: [
      ("R&amp;amp;D", "R&D"), ("R&amp;amp;amp;D", "R&D"), ("<![CDATA[R&D <b>new</b>]]>", "R&D new"),
      ("<![CDATA[It&#8217;s &quot;on&quot;]]>", "It’s \"on\""), ("a &lt;b&gt;b&lt;/b&gt;", "a b"),
      ("Vec&lt;T&gt; and List&lt;String&gt;", "Vec<T> and List<String>"),
      ("The &lt;video&gt; element", "The <video> element"), ("1 &lt; 2 &gt; 0", "1 < 2 > 0"),
      ("\n  Our   new\n\tlab ", "Our new lab"), ("a&lt;br/&gt;b", "a b"),
      ("&amp;lt;em&amp;gt;New&amp;lt;/em&amp;gt; lab", "New lab"),
      ("Tom &amp; Jerry", "Tom & Jerry"),
    ])
  func titles(written: String, expected: String) throws {
    #expect(try item("<title>\(written)</title>").title == expected)
  }

  @Test(
    "an item without a title has its text",
    arguments: [
      (
        "<description>&lt;p&gt;One&lt;/p&gt;&lt;p&gt;two &lt;a href='x'&gt;three&lt;/a&gt;</description>",
        "One two three"
      ),
      ("<title/><description><![CDATA[<style>p {}</style>A<br>b]]></description>", "A b"),
      ("<content:encoded><![CDATA[<p>Long</p>]]></content:encoded>", "Long"),
      ("<content:encoded>Long</content:encoded><description>Short</description>", "Short"),
      ("<description><p>In <b>line</b></p></description>", "In line"),
    ])
  func texts(content: String, expected: String) throws {
    let item = try item(content)
    #expect(item.title.isEmpty)
    #expect(item.text == expected)
  }

  @Test(
    "links are made whole",
    arguments: [
      ("<link>/b?x=1&y=2</link>", "https://a.example/b?x=1&y=2"),
      ("<link xml:base='https://b.example/c/'>d</link>", "https://b.example/c/d"),
      ("<link>//b.example/x</link>", "https://b.example/x"),
      ("<link>www.b.example/x</link>", "https://www.b.example/x"),
      ("<link>https://a.example/a b</link>", "https://a.example/a%20b"),
      ("<link>\n https://a.example/x\n</link>", "https://a.example/x"),
      ("<guid>https://a.example/g</guid>", "https://a.example/g"),
      ("<guid isPermaLink='false'>https://a.example/g</guid>", nil), ("<guid>urn:1</guid>", nil),
      ("<link/><guid>https://a.example/g</guid>", "https://a.example/g"),
      ("<link href='/h'/>", "https://a.example/h"),
      (
        "<atom:link rel='self' href='/s'/><atom:link rel='alternate' href='/t'/>",
        "https://a.example/t"
      ),
      ("<link>https://a.example/?a=1&amp;amp;b=2</link>", "https://a.example/?a=1&b=2"),
    ])
  func links(content: String, expected: String?) throws {
    #expect(try item(content).link == expected)
  }

  @Test(
    "relative links are resolved as RFC 3986 has it",
    arguments: [
      ("g", "http://a/b/c/g"), ("./g", "http://a/b/c/g"), ("g/", "http://a/b/c/g/"),
      ("/g", "http://a/g"), ("//g", "http://g"), ("?y", "http://a/b/c/d;p?y"),
      ("g?y", "http://a/b/c/g?y"), ("#s", "http://a/b/c/d;p?q#s"), ("g#s", "http://a/b/c/g#s"),
      (".", "http://a/b/c/"), ("..", "http://a/b/"), ("../g", "http://a/b/g"),
      ("../../g", "http://a/g"), ("../../../g", "http://a/g"), ("g/./h", "http://a/b/c/g/h"),
    ])
  func resolution(link: String, expected: String) {
    #expect(FeedLink.resolved(link, against: "http://a/b/c/d;p?q") == expected)
  }

  @Test(
    "dates are found under any of their names, the publication first",
    arguments: [
      ("<dc:date>2020-01-01T09:00:00Z</dc:date>", "2020-01-01T09:00:00Z"),
      ("<dcterms:issued>2020-01-02</dcterms:issued>", "2020-01-02"),
      ("<updated>2020-01-03</updated><published>2020-01-02</published>", "2020-01-02"),
      ("<pubDate>soon</pubDate><dc:date>2020-01-04</dc:date>", "2020-01-04"),
      ("<pubdate>2020-01-05</pubdate>", "2020-01-05"),
      ("<a10:updated>2020-01-06</a10:updated>", "2020-01-06"),
    ])
  func dates(content: String, expected: String) throws {
    #expect(try item(content).published == WrittenTime(expected))
  }

  @Test("RDF and both Atoms give their items")
  func dialects() throws {
    let rdf = try feed(
      """
      <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
        xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="x"><title>F</title>
      <items><rdf:Seq><rdf:li resource="https://a.example/1"/></rdf:Seq></items></channel>
      <item rdf:about="https://a.example/1"><title>One</title><dc:subject>Lab</dc:subject>
      <dc:date>2026-01-01T09:00:00+01:00</dc:date></item></rdf:RDF>
      """
    ).items
    #expect(rdf.map(\.title) == ["One"])
    #expect(rdf.map(\.link) == ["https://a.example/1"])
    #expect(rdf.map(\.categories) == [["Lab"]])
    let old = try feed(
      """
      <feed version="0.3" xmlns="http://purl.org/atom/ns#"><entry><title mode="escaped"
      type="text/html">A &amp;amp; &lt;b&gt;b&lt;/b&gt;</title><id>urn:1</id>
      <issued>2004-05-01T10:00:00+02:00</issued><link rel="alternate" href="https://a.example/1"/>
      </entry></feed>
      """
    ).items
    #expect(old.map(\.title) == ["A & b"])
    #expect(old.map(\.published) == [WrittenTime("2004-05-01T08:00:00Z")])
    let based = try feed(
      """
      <feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://a.example/b/">
      <entry xml:base="c/"><title>T</title><link href="d"/></entry></feed>
      """
    ).items
    #expect(based.map(\.link) == ["https://a.example/b/c/d"])
  }

  @Test("a feed whose elements are all in a strange namespace gives its items")
  func strangeNamespace() throws {
    let items = try feed(
      """
      <rss xmlns="urn:any" version="2.0"><channel><item><title>One</title></item></channel></rss>
      """
    ).items
    #expect(items.map(\.title) == ["One"])
  }

  @Test("a JSON feed gives its items, and names one that can't be read")
  func json() throws {
    let text = """
      {"version": "https://jsonfeed.org/version/1.1", "home_page_url": "https://a.example/", "items": [
       {"id": 7, "url": "/1", "title": "One &amp; two", "date_published": "2026-01-01T09:00:00Z",
        "tags": ["a", "b"]},
       {"id": "https://a.example/2", "content_html": "<p>Text</p>"},
       {"id": "3", "title": 5}]}
      """
    let root = try JSONDocument.parse(bytes: Array(text.utf8), file: "feed.json")
    #expect(JSONFeed.isFeed(root))
    let items = try JSONFeed.feed(root, wantsTexts: false).items
    #expect(items.map(\.id) == ["7", "https://a.example/2", ""])
    #expect(items.map(\.link) == ["https://a.example/1", "https://a.example/2", nil])
    #expect(items.map { $0.title + $0.text } == ["One & two", "Text", ""])
    #expect(items[0].categories == ["a", "b"])
    #expect(items[2].error?.contains("expected a text") == true)
    #expect(items.map(\.line) == [2, 4, 5])
  }
}
