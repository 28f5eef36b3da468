import AdvocacyModel
import Testing

@Suite("Texts and links that are the same")
struct ContentComparisonTests {
  private static let links: [(String, String, Bool)] = [
    ("https://acme.example/a", "https://acme.example/a?utm_source=x&utm_medium=y", true),
    ("https://acme.example/a?id=1", "https://acme.example/a?UTM_Campaign=z&id=1", true),
    ("https://acme.example/a?id=1", "https://acme.example/a?id=2", false),
    ("https://acme.example/a", "https://acme.example/a?gclid=1&fbclid=2&mc_cid=3&mc_eid=4", true),
    ("https://acme.example/a", "https://ACME.example/a", true),
    ("https://acme.example/a", "https://acme.example/A", false),
    ("https://acme.example/a", "HTTPS://acme.example:443/a/", true),
    ("http://acme.example:80", "https://acme.example/", true),
    ("https://acme.example/a", "https://acme.example:8443/a", false),
    ("https://acme.example/a", "https://acme.example/a#team", true),
    ("https://acme.example/#/a", "https://acme.example/#/b", false),
    ("https://acme.example/#!a", "https://acme.example/#!b", false),
    ("https://acme.example/a?", "https://acme.example/a", true),
    ("https://acme.example/?a=1&b=2", "https://acme.example/?b=2&a=1", true),
    ("https://acme.example/caf%c3%a9", "https://acme.example/caf%C3%A9", true),
    ("https://acme.example/a", "https://www.acme.example/a", false),
    ("https://acme.example/?utmost=1", "https://acme.example/", false),
  ]

  @Test("Links differ where they may lead to another page", arguments: links)
  func link(one: String, other: String, areSame: Bool) {
    #expect((one.comparedAsLink == other.comparedAsLink) == areSame)
  }

  private static let texts: [(String, String, Bool)] = [
    ("Same text here", "Same  text here ", true), ("Same text", "Same\u{200B} text", true),
    ("Same text", "Same\u{A0}text", true), ("Same text", "Same\ntext", true),
    ("Same text", "Ｓame text", true), ("ﬁne", "fine", true), ("é", "e\u{301}", true),
    ("Same text", "same text", false), ("Same text", "Same text!", false),
    ("a b", "ab", false), ("soft\u{AD}ware", "software", true),
    ("See https://a.example/x now", "See https://A.example/x/?utm_source=b now", true),
    ("See https://a.example/x", "See https://a.example/y", false),
  ]

  @Test("Texts differ where people see a difference", arguments: texts)
  func text(one: String, other: String, areSame: Bool) {
    #expect((one.comparedAsText == other.comparedAsText) == areSame)
  }

  @Test("Comparing what was made for comparing changes nothing more")
  func isStable() {
    for text in Self.texts.flatMap({ [$0.0, $0.1] }) {
      #expect(text.comparedAsText.comparedAsText == text.comparedAsText)
    }
  }
}
