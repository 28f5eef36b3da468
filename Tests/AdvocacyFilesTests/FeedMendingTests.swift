import AdvocacyModel
import Testing

@testable import AdvocacyFiles

@Suite("Feeds that are not quite XML")
struct FeedMendingTests {
  private func feed(_ text: String) throws -> Feed {
    try FeedReader.feed(Array(text.utf8), file: "feed.xml")
  }

  private func titles(_ items: String) throws -> [String] {
    try feed("<rss><channel>\(items)</channel></rss>").items.map(\.title)
  }

  @Test(
    "give their titles all the same",
    arguments: [
      ("<item><title>R & D &utm=2; &</title></item>", "R & D &utm=2; &"),
      ("<item><title>caf&eacute;&nbsp;&mdash; &hearts;&dstrok;</title></item>", "café\u{A0}— ♥đ"),
      ("<item><title>It&#146;s &#8217; &#x2019;</title></item>", "It’s ’ ’"),
      ("<item><title>a &unknown; b</title></item>", "a &unknown; b"),
      ("<item><title>a &#0; &#xFFFFFFFF; b</title></item>", "a b"),
      ("<item><title>&#xD83D;&#xDE00;&#128512;</title></item>", "😀😀"),
      ("<item><title>a < b <3</title></item>", "a < b <3"),
      ("<item><title>One<br>two</title></item>", "One two"),
      ("<item><title>One<link>https://a.example</link></item>", "One"),
      ("<item><title>One</b></title></item>", "One"),
      ("<item><title>One</TITLE></item>", "One"),
      ("<item><Title>One</Title></item>", "One"),
      ("<item><title>O\u{8}n\u{0}e</title></item>", "One"),
      ("<item><title><![CDATA[One</title><link>x</link></item>", "One"),
      ("<item><title>a ]]> b</title></item>", "a ]]> b"),
      ("<item><title type=html lang=en x='1' x='2' y>One</title></item>", "One"),
      ("<item><title a=\"x>One</title></item>", "One"),
      ("<x:item><x:title>One</x:title></x:item>", "One"),
      ("<item><media:title>no</media:title><title>One</title></item>", "One"),
      ("<item><!-- a -- b --><title>One</title></item>", "One"),
      ("<item><!-- a ><title>One</title></item>", "One"),
    ])
  func mended(items: String, title: String) throws {
    #expect(try titles(items) == [title])
  }

  @Test("go on behind each fault, so that no item is lost")
  func noneLost() throws {
    let faults = [
      "<item><title>0</title><b></item>", "<item><title>1</item>", "<item><title>2</title>",
      "<item><title>3</title></p></item>", "<item><title>4</title><a href=\"x></a></item>",
      "<item><title><![CDATA[5</title></item>", "<item><title>6<![CDATA[]]></title></item>",
      "<item><title>7</title><description><p>a<p>b <i>c</description></item>",
    ]
    #expect(try titles(faults.joined(separator: "\n")) == (0..<8).map(String.init))
  }

  @Test("may have anything before and after, a second feed included")
  func surroundings() throws {
    let text = """
      <br /><b>Warning</b>: x in y <?xml version="1.0"?><rss><channel><item><title>A</title></item>
      </channel></rss><script>if (a < b) "<rss>"</script> <rss><channel>
      <item><title>B</title></item></channel></rss>
      """
    let feed = try feed(text)
    #expect(feed.items.map(\.title).suffix(1) == ["B"])
    #expect(feed.items.first?.title == "A")
    #expect(feed.notes.first?.contains("line 1, column 1: text before the feed") == true)
  }

  @Test("name the first fault with its place, and count the others")
  func note() throws {
    let feed = try feed("<rss><channel>\n<item><title>a & b & c</title></item></channel></rss>")
    #expect(
      feed.notes == [
        "its XML is not well-formed and was mended: line 2, column 16: an & that begins no entity, "
          + "and one more"
      ])
  }

  @Test("that end inside an item name it, and keep the others")
  func cutOff() throws {
    let feed = try feed("<rss><channel><item><title>A</title></item>\n<item><title>B</title><li")
    #expect(feed.items.map(\.title) == ["A", "B"])
    #expect(feed.items.map(\.error) == [nil, "the feed ends inside this item"])
  }

  @Test("use entities of their own where these are plain text")
  func ownEntities() throws {
    let feed = try feed(
      """
      <!DOCTYPE rss [ <!ENTITY co "Acme &amp; Co"> <!ENTITY file SYSTEM "file:///etc/passwd"> ]>
      <rss><channel><item><title>&co; &file;</title></item></channel></rss>
      """)
    #expect(feed.items.map(\.title) == ["Acme & Co &file;"])
  }

  @Test("keep every item on its line")
  func lines() throws {
    let text = """
      <?xml version="1.0"?><!DOCTYPE rss [
      ]>
      <!-- a
      --><rss><channel x="a
      b">
      <item><title>A&#10;</title><a
        b="c"/></item>
      <item><title>B<![CDATA[
      ]]></title></item></channel></rss>
      """
    #expect(try feed(text).items.map(\.line) == [6, 8])
  }

  @Test(
    "are read in any encoding that they declare or mark",
    arguments: [
      ("UTF-16LE", [0xFF, 0xFE] as [UInt8]), ("UTF-16BE", [0xFE, 0xFF]), ("UTF-16LE", []),
      ("UTF-32LE", [0xFF, 0xFE, 0, 0]),
    ])
  func wide(name: String, mark: [UInt8]) throws {
    let text =
      "<?xml version=\"1.0\" encoding=\"utf-16\"?><rss><item><title>Café 日本</title></item></rss>"
    var bytes = mark
    for unit in text.utf16 {
      switch name {
      case "UTF-16BE": bytes += [UInt8(unit >> 8), UInt8(unit & 0xFF)]
      case "UTF-16LE": bytes += [UInt8(unit & 0xFF), UInt8(unit >> 8)]
      default: bytes += [UInt8(unit & 0xFF), UInt8(unit >> 8), 0, 0]
      }
    }
    let feed = try FeedReader.feed(bytes, file: "feed.xml")
    #expect(feed.items.map(\.title) == ["Café 日本"])
    #expect(feed.notes.isEmpty)
  }

  @Test(
    "are read in the encodings of single bytes and of East Asia",
    arguments: [
      ("ISO-8859-1", [0x43, 0x61, 0x66, 0xE9, 0x20, 0x80] as [UInt8], "Café €"),
      ("windows-1252", [0x93, 0x61, 0x94], "“a”"), ("iso-8859-2", [0xBE], "ž"),
      ("koi8-r", [0xF0], "П"), ("windows-1251", [0xCF], "П"), ("Shift_JIS", [0x93, 0xFA], "日"),
      ("EUC-JP", [0xC6, 0xFC], "日"), ("gb2312", [0xC8, 0xD5], "日"), ("Big5", [0xA4, 0xE9], "日"),
      ("euc-kr", [0xC7, 0xD1], "한"), ("utf-8", [0x61, 0xE9, 0x62], "aéb"),
      ("iso-8859-1", [0x43, 0xC3, 0xA9], "Cé"), ("no-such-thing", [0xC3, 0xA9], "é"),
    ])
  func narrow(name: String, title: [UInt8], expected: String) throws {
    let head = "<?xml version='1.0' encoding='\(name)'?><rss><item><title>"
    let bytes = Array(head.utf8) + title + Array("</title></item></rss>".utf8)
    #expect(try FeedReader.feed(bytes, file: "feed.xml").items.map(\.title) == [expected])
  }
}
