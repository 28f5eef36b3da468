import Testing

@testable import AdvocacyModel

@Suite("The length of a text as a network counts")
struct TextLengthTests {
  private static func times(_ count: Int, _ text: String) -> String {
    String(repeating: text, count: count)
  }

  private static let poem = "故人西辞黄鹤楼，烟花三月下扬州。孤帆远影碧空尽，唯见长江天际流。"

  /// Points of the published conformance of twitter-text, version 3, among them those at the limit.
  private static let ofX: [(String, Int)] = [
    ("", 0), ("This is a test.", 15), (times(280, "a"), 280), (times(281, "a"), 281),
    (times(140, "漢"), 280), (times(141, "漢"), 282), ("the" + times(160, "字"), 323),
    (poem, 64), ("285 chars-" + times(25, "xxxxxxxxxx-"), 285),
    ("저찀쯿쿿", 8), ("\u{10000}\u{10FFFF}", 4), ("ελληνικά кириллица עברית", 24),
    // Composed first: as one character, and as several where no single one is kept for it.
    ("A\u{301}B", 2), ("A\u{FB2C}", 4), ("\u{1112}\u{1161}\u{11AB}", 2), ("é", 1),
    // Links, whatever their length, with a scheme or without.
    ("http://test.com", 23), ("https://test.com", 23), ("test.com", 23), ("HTTPS://Test.COM", 23),
    ("Test https://test.com test https://test.com test.com test", 86),
    (times(10, "https://www.twitter.com/aloha "), 240), ("https://t.co/abc", 23),
    ("https://t.co/" + times(40, "a"), 23), ("https://t.co/abc?x=1", 27), ("foo.co.jp", 23),
    ("www.example.com/path?q=a&b=c#top", 23), ("(https://a.com/b_(c))", 25), ("See a.com.", 28),
    ("https://a.com/b, c", 26), ("https://a.com:8080/b", 23), ("https://müller.de/ä", 23),
    ("Hi http://test.co", 26), ("user@example.com", 16), ("@name.com", 9), ("#tag.com", 8),
    ("1.5 and e.g. this", 17), ("http://no", 9), ("https://nodots/path", 19), ("a.b.zzzzzz", 10),
    ("https://" + times(64, "a") + ".com", 76), ("https://acme.example/very/long/path", 23),
    // Emoji count two, with all that belongs to them.
    ("H🐱☺👨‍👩‍👧‍👦", 7), ("😷👾😡🔥💩", 10), ("🙋🏽👨‍🎤", 4), (times(140, "😷"), 280),
    ("1️⃣", 2), ("1\u{20E3}", 2), ("🇪🇸🇩🇪", 4),
    ("🏴\u{E0067}\u{E0062}\u{E0065}\u{E006E}\u{E0067}\u{E007F}", 2),
    ("❤️", 2), ("©", 1), ("©️", 2), ("👍🏿👍", 4), ("🏳️‍🌈", 2), ("1#*", 3), ("🤪; 🧕; 🧕🏾", 10),
    // Punctuation of light and of full weight.
    ("\u{2000}\u{200A}\u{200B}\u{200D} ‐–—‘’“”‟ ′‷", 16), ("…", 2), ("€", 2), ("、。", 4), ("\n", 1),
  ]

  @Test("On X follows the published configuration", arguments: ofX)
  func weighted(text: String, length: Int) {
    #expect(TextCounting.weighted.length(of: text) == length)
  }

  private static let ofMastodon: [(String, Int)] = [
    (times(500, "a"), 500), (times(500, "漢"), 500), ("👨‍👩‍👧‍👦", 1), ("https://test.com", 23),
    ("https://t.example/" + times(200, "a"), 23), ("test.com", 8), ("See https://a.com, b", 30),
    ("Hi @ana@social.example", 7), ("ana@mail.example", 16), ("@ana", 4),
    ("@ana@social.example.", 5),
  ]

  @Test("On Mastodon a link counts 23 and a name without its server", arguments: ofMastodon)
  func shortLinks(text: String, length: Int) {
    #expect(TextCounting.shortLinks.length(of: text) == length)
  }

  private static let ofBluesky: [(String, Int)] = [
    (times(300, "a"), 300), ("👨‍👩‍👧‍👦🇪🇸", 2), ("e\u{301}\u{302}", 1), ("한국", 2), ("\r\n", 1),
    ("नमस्ते", 3), ("https://test.com", 16), ("1️⃣", 1),
  ]

  @Test("On Bluesky counts extended grapheme clusters", arguments: ofBluesky)
  func characters(text: String, length: Int) {
    #expect(TextCounting.characters.length(of: text) == length)
  }

  @Test("Each network that is built in has its own limit and way to count")
  func networks() {
    let rows = Network.builtIn.map {
      "\($0.id) \($0.textLimit.map(String.init) ?? "-") \($0.counting)"
    }
    #expect(
      rows == [
        "blog - characters", "bluesky 300 characters", "facebook 63206 characters",
        "linkedin 3000 characters", "mastodon 500 shortLinks", "threads 500 characters",
        "x 280 weighted",
      ])
  }

  private static let hashtags: [(String, String, String?)] = [
    ("x", "#AcmeLab", "#AcmeLab"), ("x", "#c++", "#c"), ("x", "#black-friday", "#black"),
    ("x", "#2026", ""), ("x", "#1st", "#1st"), ("x", "#a_b", "#a_b"), ("x", "#años", "#años"),
    ("x", "#ネコ", "#ネコ"), ("x", "#node.js", "#node"), ("linkedin", "#r&d", "#r"),
    ("bluesky", "#c++", "#c++"), ("bluesky", "#black-friday", "#black-friday"),
    ("bluesky", "#2026", ""), ("blog", "#c++", nil), ("mastodon", "#c++", "#c"),
  ]

  @Test("What a network reads of a hashtag ends where its grammar ends", arguments: hashtags)
  func hashtag(network: String, written: String, read: String?) {
    let network = Network.builtIn.first { $0.id.text == network }
    #expect(network?.hashtagRead(of: written) == read)
  }
}
