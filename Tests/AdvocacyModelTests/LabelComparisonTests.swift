import AdvocacyModel
import Testing

@Suite("How labels compare")
struct LabelComparisonTests {
  private let folding = LabelComparison(.current)
  private let byLetter = LabelComparison(.first)

  static let sameCases: [(String, String)] = [
    ("Results", "results"), ("RÉSUMÉ", "re\u{301}sume\u{301}"), ("STRASSE", "straße"),
    ("ẞ", "ss"), ("ΣΊΣΥΦΟΣ", "σίσυφος"), ("ﬁnance", "Finance"), ("Ｑ３", "q3"), ("²", "2"),
    ("ｶﾞｿﾘﾝ", "ガソリン"), ("Kelvin", "\u{212A}elvin"), ("ſales", "Sales"), ("𝐇iring", "hiring"),
    ("İstanbul", "i\u{307}stanbul"), ("re\u{AD}sults", "results"), ("re\u{200B}sults", "results"),
    ("\u{FEFF}results\u{200F}", "results"), ("☕\u{FE0F}", "☕"), ("a\u{8}b", "ab"),
    ("  new \t\u{A0}\u{3000} hires\n", "New hires"), ("Ꮿ", "ꮿ"), ("Ა", "ა"), ("ᾳ", "ΑΙ"),
  ]

  @Test(
    "Labels that people read as one have one key",
    arguments: sameCases)
  func same(first: String, second: String) {
    // By bytes: strings of Swift are equal already where they are canonically so.
    #expect(Array(folding.key(of: first).utf8) == Array(folding.key(of: second).utf8))
    #expect(folding.key(of: folding.key(of: first)) == folding.key(of: first))
  }

  static let apartCases: [(String, String)] = [
    ("results", "result"), ("new hires", "newhires"), ("ı", "i"), ("résumé", "resume"),
    ("ö", "oe"), ("q3", "q 3"), ("機密", "机密"), ("é", "è"),
  ]

  @Test(
    "Labels that people tell apart have keys of their own",
    arguments: apartCases)
  func apart(first: String, second: String) {
    #expect(folding.key(of: first) != folding.key(of: second))
  }

  @Test("The leading sign of a hashtag doesn't count, in whatever width")
  func hashtags() {
    for written in ["#Q3", "q3", "＃Q3", "#＃q３", "﹟q3"] {
      #expect(folding.key(ofHashtag: written) == "q3")
    }
    #expect(folding.key(ofHashtag: "#c#") == "c#")
  }

  @Test("By the first meaning labels compare letter by letter")
  func first() {
    #expect(byLetter.key(of: "Results ") == "Results ")
    #expect(byLetter.key(ofHashtag: "#Q3") == "#Q3")
    #expect(byLetter.readings(of: "Ｑ\u{AD}3") == ["ｑ\u{AD}3"])
    #expect(byLetter.language("es", covers: "es"))
    #expect(!byLetter.language("es", covers: "es-ES"))
  }

  @Test(
    "A label of which nothing shows has no key",
    arguments: ["", " \t", "\u{200B}", "\u{AD}\u{FEFF}", "\u{3164}", "\u{E0041}", "\u{1}\u{7F}"])
  func invisible(label: String) {
    #expect(!label.hasVisibleCharacter)
    #expect(folding.keys(of: [label]) == [])
    #expect(folding.keys(ofHashtags: ["#\(label)"]) == [])
  }

  static let languagesCases: [(String, String, Bool)] = [
    ("es", "es", true), ("es", "es-ES", true), ("es", "es_MX", true), ("ES", "es-mx", true),
    ("zh-hant", "zh-Hant-TW", true), ("es-ES", "es", false), ("es-ES", "es-MX", false),
    ("es", "est", false), ("e", "es", false), ("", "es", false), ("es", "", false),
  ]

  @Test(
    "A language covers its own regions, in whatever letters, and no wider language",
    arguments: languagesCases)
  func languages(named: String, language: String, covers: Bool) {
    #expect(folding.language(named, covers: language) == covers)
  }

  @Test("A text is read with its invisible characters left out, and with spaces for them")
  func readings() {
    #expect(folding.readings(of: "Top\u{200B}Se\u{AD}cret") == ["topsecret", "top se cret"])
    #expect(folding.readings(of: "Ｔop Secret") == ["top secret"])
  }

  static let textHashtagsCases: [(String, Set<String>)] = [
    ("Numbers are out #q3", ["q3"]), ("#Q3, (#Lab_2) «#Été»", ["q3", "lab_2", "été"]),
    ("＃決算 と #機密。", ["決算", "機密"]), ("a#b c&#d e_#f 1#g", []), ("#1 #2026 #_ # #!", []),
    ("#1st", ["1st"]), ("https://acme.example/#news", []), ("#up:https://a.example/#x", ["up"]),
    ("#q\u{AD}3", ["q3", "q"]), ("#results\u{200B}2026", ["results2026", "results"]),
    ("#️⃣ no tag", []), ("##double", ["double"]), ("No tag", []),
  ]

  @Test(
    "Hashtags in a text are those that networks find",
    arguments: textHashtagsCases)
  func textHashtags(text: String, hashtags: Set<String>) {
    #expect(text.hashtags == hashtags)
  }

  @Test("A text of invisible characters is shown by their numbers")
  func spelledOut() {
    #expect(SafeText.spelledOut("a\u{200B}\u{AD}\n") == #"a\u{200B}\u{AD}\n"#)
  }
}
