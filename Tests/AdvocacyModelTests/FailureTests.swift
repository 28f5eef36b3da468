import AdvocacyModel
import Testing

@Suite("Failures, near misses and safe text")
struct FailureTests {
  @Test("A failure prints place, path, what was found and what to do")
  func description() {
    let failure = Failure(
      .badData,
      at: Place(file: "queue.json", line: 12, column: 5, path: "posts[3].network"),
      "unknown network \"linkdin\"; known: blog, facebook, linkedin, x",
      hint: NearMiss.hint("linkdin", among: ["blog", "facebook", "linkedin", "x"]))
    #expect(
      failure.description
        == "queue.json:12:5: posts[3].network: unknown network \"linkdin\"; "
        + "known: blog, facebook, linkedin, x. Did you mean \"linkedin\"?")
  }

  @Test("What isn't known is left out")
  func partialPlaces() {
    #expect(Failure(.usage, "no such command").description == "no such command")
    #expect(
      Failure(.missingInput, at: Place(file: "queue.json"), "not found", hint: "run init")
        .description == "queue.json: not found. run init")
    #expect(
      Failure(.badData, at: Place(file: "roster.csv", line: 3), "no id").description
        == "roster.csv:3: no id")
  }

  @Test("Text of others can't move the cursor or disguise its order")
  func safeText() {
    #expect(SafeText.escape("plain é 日本 👩‍🔬") == "plain é 日本 👩‍🔬")
    #expect(SafeText.escape("a\nb\r\tc") == "a\\nb\\r\\tc")
    #expect(SafeText.escape("a\r\nb") == "a\\r\\nb")
    #expect(SafeText.escape("\u{1B}[2J") == "\\u{1B}[2J")
    #expect(SafeText.escape("a\u{202E}b\u{2066}") == "a\\u{202E}b\\u{2066}")
    #expect(SafeText.escape("\u{0}\u{7F}\u{9B}") == "\\u{0}\\u{7F}\\u{9B}")
    let failure = Failure(.badData, at: Place(file: "a\u{1B}b"), "c\nd")
    #expect(failure.description == "a\\u{1B}b: c\\nd")
  }

  @Test("What nobody sees is shown, but where a script or an emoji needs it")
  func hiddenCharacters() {
    #expect(SafeText.escape("pay\u{200B}pal\u{2060}") == #"pay\u{200B}pal\u{2060}"#)
    #expect(SafeText.escape("a\u{200D}b") == #"a\u{200D}b"#)
    #expect(SafeText.escape("ok\u{E0041}\u{E0042}") == #"ok\u{E0041}\u{E0042}"#)
    #expect(SafeText.escape("x\u{FE0F}\u{FE01}") == "x\u{FE0F}" + #"\u{FE01}"#)
    #expect(SafeText.escape("a\u{E0101}") == #"a\u{E0101}"#)
    #expect(SafeText.escape("\u{3000}\u{FE0F}") == "\u{3000}" + #"\u{FE0F}"#)
    #expect(SafeText.escape("ن\u{200C}\u{FE0F}") == #"ن\u{200C}\u{FE0F}"#)
    let noncharacters = String(decoding: [0xFFFE, 0xFDD0] as [UInt16], as: UTF16.self)
    #expect(SafeText.escape(noncharacters) == #"\u{FFFE}\u{FDD0}"#)
    #expect(
      SafeText.escape("\u{FE0F}\u{200C}ن\u{202E}\u{FE0F}") == #"\u{FE0F}\u{200C}ن\u{202E}\u{FE0F}"#)
    // Selectors without a letter of theirs, shorthand controls, ignorable code points to come.
    #expect(
      SafeText.escape("a\u{180B}\u{180F}\u{1BCA3}\u{E0FFF}")
        == #"a\u{180B}\u{180F}\u{1BCA3}\u{E0FFF}"#)
    for text in [
      "ᠰ\u{180B}ᠠ", "می\u{200C}خواهم", "क्\u{200D}ष", "👩🏽\u{200D}❤\u{FE0F}\u{200D}👨",
      "1\u{FE0F}\u{20E3}",
      "\u{1F3F4}\u{E0067}\u{E0062}\u{E0065}\u{E006E}\u{E0067}\u{E007F}", "葛\u{E0101}城",
    ] {
      #expect(SafeText.escape(text) == text)
    }
  }

  @Test(
    "The nearest known word is found",
    arguments: [
      ("linkdin", "linkedin"), ("LinkedIn", "linkedin"), ("facebok", "facebook"),
      ("bolg", "blog"), ("twitter", nil), ("y", nil), ("", nil), ("zzzzzzzz", nil),
    ] as [(String, String?)])
  func nearMiss(word: String, known: String?) {
    #expect(NearMiss.of(word, among: ["blog", "facebook", "linkedin", "x"]) == known)
  }

  @Test("Of equally near words the first is taken, and a huge word costs nothing")
  func nearMissEdges() {
    #expect(NearMiss.of("cart", among: ["care", "card"]) == "care")
    #expect(NearMiss.of("x", among: [String]()) == nil)
    #expect(NearMiss.of(String(repeating: "a", count: 1_000_000), among: ["blog"]) == nil)
  }

  @Test("Every cause has an exit code of its own")
  func exitCodes() {
    let codes = Failure.Cause.allCases.map(\.exitCode)
    #expect(Set(codes).count == codes.count)
    #expect(codes.allSatisfy { (64...78).contains($0) })
  }
}
