import AdvocacyApp
import AdvocacyModel
import AdvocacyReport
import AdvocacyTestSupport
import Testing

@Suite("The text shown")
struct ShownTextTests {
  private static let rules = """
    {"id": "own", "type": "disclosureRequired", "text": "I work here.",
     "byLanguage": {"es": "Trabajo aquí."}}
    """

  private static func queue(_ variants: String) -> String {
    """
    [{"id": "lab", "text": "Our lab", "networks": ["x", "linkedin"],
      "at": "2026-11-20T10:00:00Z", "link": "https://acme.example/lab", "hashtags": ["#AcmeLab"],
      "variants": [\(variants)]}]
    """
  }

  @Test("of an act is its own variant with link, hashtags and the disclosure in their language")
  func acted() throws {
    let test = try TestWorkspace(
      config: TestWorkspace.company(
        employees: 40, rules: Self.rules, behaviour: #"{"participation": 1}"#
      ).replacing(#""version": "1","#, with: #""version": "1", "fairPlay": false,"#),
      queue: Self.queue(
        #"{"text": "Ven a verlo", "language": "es"}, {"text": "Komm", "language": "de"}"#))
    try test.amplify("2026-12-10T00:00:00Z")
    let explanation = try test.explain("lab")
    let texts = Set(explanation.verdicts.compactMap(\.text))
    let rest = "https://acme.example/lab #AcmeLab"
    #expect(texts == ["Trabajo aquí. Our lab \(rest)", "Trabajo aquí. Ven a verlo \(rest)"])
    for verdict in explanation.verdicts.prefix(8) {
      let own = try test.explain("lab", verdict.employee.text)
      #expect(own.verdicts.first { $0.network == verdict.network }?.text == verdict.text)
    }
  }

  @Test("of a post to come is the one that will be drawn")
  func toCome() throws {
    let test = try TestWorkspace(
      config: TestWorkspace.company(
        employees: 40, rules: Self.rules, behaviour: #"{"participation": 1}"#
      ).replacing(#""version": "1","#, with: #""version": "1", "fairPlay": false,"#),
      queue: Self.queue(#"{"text": "Ven a verlo", "language": "es"}, "Come and see""#))
    let before = try test.explain("lab")
    try test.amplify("2026-12-10T00:00:00Z")
    let after = try test.explain("lab")
    #expect(before.verdicts.map(\.text) == after.verdicts.map(\.text))
    #expect(Set(before.verdicts.map(\.text)).count == 3)
  }

  @Test("is what counts for the length, with link, hashtags and the words that rules add")
  func length() async throws {
    let test = try TestWorkspace(
      config: TestWorkspace.company(rules: Self.rules), queue: "[]")
    func warnings(_ text: String, _ variants: [String] = []) async throws -> String {
      try await AddPost(
        workspace: test.workspace,
        draft: PostDraft(
          text: text, networks: ["x"], link: "https://acme.example/lab", hashtags: ["#AcmeLab"],
          variants: variants, at: "2026-11-20T10:00:00Z"),
        now: "2026-11-20T09:00:00Z", isAgain: true, isDryRun: true
      ).run(in: test.environment).json
    }
    // A space each, 23 of the link and 8 of the hashtag.
    let free = 280 - 33
    let long = try await warnings(String(repeating: "a", count: free + 1))
    #expect(
      long.contains(
        "the text has 281 characters with link and hashtags as X counts "
          + "(CJK and emoji 2, a link 23); X takes 280"))
    let full = try await warnings("Lab", [String(repeating: "a", count: free)])
    #expect(
      full.contains("variant 1 has 294 characters with the words that rules add as X counts"))
    #expect(!full.contains("the text has"))
    let short = try await warnings(String(repeating: "a", count: free - 14))
    #expect(!short.contains("takes 280"))
  }
}
