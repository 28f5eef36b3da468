import AdvocacyModel
import Testing

@testable import AdvocacyPolicy

@Suite("Words in texts")
struct WordFilterTests {
  private let folding = LabelComparison(.current)
  private let byLetter = LabelComparison(.first)

  private func holds(
    _ text: String, word: String? = nil, phrase: String? = nil, glob: String? = nil,
    by labels: LabelComparison
  ) -> Bool {
    let filter = WordFilter(
      words: [word].compactMap { $0 }, phrases: [phrase].compactMap { $0 },
      globs: [glob].compactMap { $0 }, by: labels)
    return filter.firstMatch(inTexts: labels.tokens(of: text)) != nil
  }

  static let runningCases: [(String, String)] = [
    ("会社は解雇を発表", "解雇"), ("新製品のリコールです", "リコール"), ("ひみつのけんきゅう", "けんきゅう"),
    ("นี่คือความลับของเรา", "ลับ"), ("ຂ່າວລັບ", "ລັບ"), ("ព័ត៌មានសម្ងាត់នេះ", "សម្ងាត់"),
    ("ဒါကလျှို့ဝှက်ချက်ပါ", "လျှို့ဝှက်"), ("NDA契約について", "nda"), ("社外秘2026年", "2026"),
    ("ﾘｺｰﾙの件", "リコール"),
  ]

  @Test(
    "A word is found in running text of scripts without spaces",
    arguments: runningCases)
  func running(text: String, word: String) {
    #expect(holds(text, word: word, by: folding))
    #expect(!holds(text, word: word, by: byLetter))
  }

  static let hiddenCases: [(String, String)] = [
    ("con\u{AD}fidential", "confidential"), ("con\u{200B}fi\u{2060}dential", "confidential"),
    ("ｃｏｎｆｉｄｅｎｔｉａｌ", "confidential"), ("top\u{200B}secret\u{200B}plan", "secret"),
    ("\u{FEFF}secret", "secret"), ("GROSSE", "große"), ("機\u{200D}密", "機密"),
  ]

  @Test(
    "A word is found behind invisible characters, whether in it or around it, and in other widths",
    arguments: hiddenCases)
  func hidden(text: String, word: String) {
    #expect(holds("The \(text) plan", word: word, by: folding))
  }

  static let boundariesCases: [(String, String)] = [
    ("First class", "ass"), ("assets", "ass"), ("bass", "ass"), ("класс", "ас"), ("기밀은", "기밀"),
    ("機。密", "機密"), ("機 密", "機密"), ("บ้าน", "บ"),
  ]

  @Test(
    "A word of a script with spaces is a word, not a part of one",
    arguments: boundariesCases)
  func boundaries(text: String, word: String) {
    #expect(!holds(text, word: word, by: folding))
  }

  @Test("A phrase is words in a row, whatever stands between them")
  func phrases() {
    #expect(holds("The TOP, secret plan", phrase: "top secret", by: folding))
    #expect(holds("Das ist ein ｔｏｐ-se\u{AD}cret Plan", phrase: "top secret", by: folding))
    #expect(holds("最高、機密です", phrase: "最高 機密", by: folding))
    #expect(holds("最高機密です", phrase: "最高 機密", by: folding))
    #expect(!holds("最高機、密です", phrase: "最高 機密", by: folding))
    #expect(!holds("top most secret", phrase: "top secret", by: folding))
    #expect(holds("aa aa aa ab", phrase: "aa aa ab", by: byLetter))
  }

  @Test("A phrase of more words than a machine word has bits is found")
  func longPhrase() {
    let phrase = (0..<90).map { "w\($0 % 3)" }.joined(separator: " ")
    for labels in [folding, byLetter] {
      #expect(holds("w0 w1 w2 \(phrase) end", phrase: phrase, by: labels))
      #expect(!holds(String(phrase.dropLast(2)), phrase: phrase, by: labels))
    }
  }

  static let globsCases: [(String, String, Bool)] = [
    ("Confidential", "confiden*", true), ("unconfidential", "confiden*", false),
    ("これは機密です", "機密*", true), ("これは機密です", "*密", true), ("極機密", "機?", true),
    ("NDA契約", "nd?", true), ("xNDA契約", "nd?", false), ("con\u{AD}fidence", "confi*ce", true),
  ]

  @Test(
    "A glob begins and ends where words do; in scripts without spaces anywhere",
    arguments: globsCases)
  func globs(text: String, glob: String, isFound: Bool) {
    #expect(holds(text, glob: glob, by: folding) == isFound)
  }

  @Test("Globs met whole words only by the first meaning")
  func firstGlobs() {
    #expect(!holds("これは機密です", glob: "機密*", by: byLetter))
    #expect(holds("これは機密です", glob: "*機密*", by: byLetter))
    #expect(holds("これは機密です", glob: "*機密*", by: folding))
  }

  @Test("What is found is named as the rule writes it")
  func written() {
    let filter = WordFilter(words: ["Große", "機密"], by: folding)
    #expect(filter.firstMatch(inTexts: folding.tokens(of: "GROSSE")) == "Große")
    #expect(filter.firstMatch(inTexts: folding.tokens(of: "超機密")) == "機密")
  }

  @Test("A text made to be slow takes no longer than its length", .timeLimit(.minutes(1)))
  func linear() {
    let text = String(repeating: "機\u{AD}", count: 60_000)
    #expect(!holds(text, word: String(repeating: "機", count: 199) + "密", by: folding))
    #expect(!holds(text, glob: "*機*機*機*密", by: folding))
    #expect(String(repeating: "#a://", count: 60_000).hashtags == ["a"])
  }
}
