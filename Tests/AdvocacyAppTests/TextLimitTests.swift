import AdvocacyApp
import AdvocacyModel
import AdvocacyReport
import AdvocacyTestSupport
import Testing

@Suite("Texts that networks don't take, and posts that are there twice")
struct TextLimitTests {
  private static let disclosure = """
    {"id": "own", "type": "disclosureRequired", "text": "I work at Acme."}
    """

  private static func text(_ count: Int, _ piece: String = "a") -> String {
    String(repeating: piece, count: count)
  }

  private static func queue(
    _ text: String, variants: String = "", networks: String = #"["x"]"#
  ) -> String {
    """
    [{"id": "p", "text": "\(text)", "networks": \(networks), "at": "2026-11-20T10:00:00Z",
      "variants": [\(variants)]}]
    """
  }

  private func workspace(
    _ queue: String, rules: String = TextLimitTests.disclosure, participation: String = "1"
  ) throws -> TestWorkspace {
    try TestWorkspace(
      config: TestWorkspace.company(
        rules: rules, behaviour: #"{"participation": \#(participation)}"#
      ).replacing(#""version": "1","#, with: #""version": "1", "fairPlay": false,"#), queue: queue)
  }

  private func post(
    _ test: TestWorkspace, _ draft: PostDraft, isAgain: Bool = false
  ) async throws -> AddedPost {
    try await AddPost(
      workspace: test.workspace, draft: draft, now: "2026-11-19T10:00:00Z", isAgain: isAgain,
      isDryRun: false
    ).run(in: test.environment)
  }

  private func importing(_ test: TestWorkspace, _ json: String) throws -> ImportedPosts {
    try test.directory.write(json, to: "posts.json")
    return try ImportPosts(
      workspace: test.workspace, file: "posts.json", mapping: [], networks: ["x"], campaign: nil,
      now: "2026-11-19T10:00:00Z", isDryRun: false
    ).run(in: test.environment)
  }

  @Test("nobody acts whose words are too long with the disclosure, and explain says by how much")
  func tooLong() throws {
    let test = try workspace(Self.queue(Self.text(275)))
    let toCome = try test.explain("p", "e001", now: "2026-11-19T10:00:00Z")
    #expect(toCome.verdicts.first?.verdict == .deny)
    let rule = toCome.verdicts.first?.rules.first { $0.id.text == "text-limit" }
    #expect(
      rule?.reason
        == "the text has 291 characters with the words that rules add, as X counts; X takes 280")
    #expect(rule?.wouldChange == "a text shorter by 11")
    try test.amplify("2026-12-10T00:00:00Z")
    #expect(try !test.dump().contains("amplification|"))
    let decided = try test.explain("p", "e001")
    #expect(decided.verdicts.first?.rules.contains { $0.id.text == "text-limit" } == true)
  }

  @Test("a text that fits exactly goes out, and one without words to add is not counted")
  func fits() throws {
    let exact = try workspace(Self.queue(Self.text(264)))
    #expect(try exact.explain("p", "e001").verdicts.first?.verdict == .rewrite)
    let bare = try workspace(Self.queue(Self.text(400)), rules: "")
    #expect(try bare.explain("p", "e001").verdicts.first?.verdict == .allow)
  }

  @Test("where another text fits it is taken, in what is shown before and in what is done")
  func another() throws {
    let test = try workspace(
      Self.queue(Self.text(275), variants: #""Short", "\#(Self.text(140, "漢"))""#))
    let before = try test.explain("p")
    try test.amplify("2026-12-10T00:00:00Z")
    let after = try test.explain("p")
    #expect(Set(after.verdicts.compactMap(\.text)) == ["I work at Acme. Short"])
    #expect(before.verdicts.map(\.text) == after.verdicts.map(\.text))
  }

  @Test("other networks of the same post have limits of their own")
  func otherNetworks() throws {
    let test = try workspace(Self.queue(Self.text(275), networks: #"["x", "linkedin"]"#))
    let verdicts = try test.explain("p", "e001").verdicts
    #expect(verdicts.map { "\($0.network) \($0.verdict)" } == ["linkedin rewrite", "x deny"])
  }

  @Test("imports and check warn as posting does, with the post's id")
  func warnings() async throws {
    let test = try workspace("[]")
    let warning =
      "the text has 400 characters as X counts (CJK and emoji 2, a link 23); X takes 280"
    let posted = try await post(
      test, PostDraft(text: Self.text(200, "漢"), id: "cjk", networks: ["x"], at: "2026-11-20"))
    #expect(posted.warnings.contains(warning))
    let imported = try importing(
      test,
      """
      [{"id": "long", "text": "\(Self.text(400))", "at": "2026-11-20"},
       {"id": "tags", "text": "Sale #black-friday", "hashtags": ["#c++"], "at": "2026-11-20"}]
      """)
    #expect(
      imported.warnings == [
        "long: \(warning)", "tags: X reads the hashtag #c++ as #c; take letters, digits and _ only",
        "tags: X reads the hashtag #black-friday as #black; take letters, digits and _ only",
      ])
    let check = try CheckWorkspace(workspace: test.workspace, now: "2026-11-19T10:00:00Z")
      .run(in: test.environment)
    let said = check.checks.filter { $0.outcome == .warning }.map(\.message)
    #expect(said.contains("cjk: \(warning)") && said.contains("long: \(warning)"))
    #expect(said.contains { $0.hasPrefix("tags: X reads the hashtag #c++ as #c") })
  }

  @Test("a post is known in spite of spaces, invisible characters and where clicks come from")
  func twins() async throws {
    let test = try workspace("[]")
    let link = "https://acme.example/lab"
    _ = try await post(
      test, PostDraft(text: "Same text here", id: "one", networks: ["x"], link: link))
    let failure = await #expect(throws: Failure.self) {
      _ = try await post(
        test, PostDraft(text: "Same \u{200B} text  here ", networks: ["x"], link: link))
    }
    #expect(failure?.message.hasPrefix("the post \"one\" has the same text but for") == true)
    #expect(failure?.cause == .usage)
    let imported = try importing(
      test,
      """
      [{"id": "two", "text": "Same text  here", "link": "\(link)/?utm_source=feed"},
       {"id": "three", "text": "New", "link": "\(link)"},
       {"id": "four", "text": "New", "link": "https://ACME.example/lab?gclid=1"}]
      """)
    #expect(imported.added == ["three"])
    #expect(
      imported.skipped.map(\.reason) == [
        "already in the queue under another id", "the same text and link as three in the file",
      ])
    _ = try await post(
      test, PostDraft(text: "Same  text here", id: "five", networks: ["x"], link: link),
      isAgain: true)
    let check = try CheckWorkspace(workspace: test.workspace, now: "2026-11-19T10:00:00Z")
      .run(in: test.environment)
    #expect(check.checks.contains { $0.message == "five: the same text and link as one" })
  }

  @Test(
    "a text of nothing that shows is empty", arguments: ["\u{200B}", "\u{2800}", " \u{AD}\u{FEFF}"])
  func invisible(text: String) async throws {
    let test = try workspace("[]")
    let failure = await #expect(throws: Failure.self) {
      _ = try await post(test, PostDraft(text: text, networks: ["x"]))
    }
    #expect(failure?.cause == .usage)
    #expect(failure?.message.hasPrefix("text: expected a text, found an empty one") == true)
  }

  @Test("an id made of a date has the company's day")
  func day() throws {
    let test = try workspace("[]")
    let imported = try importing(test, #"[{"text": "Midnight", "at": "2027-05-01"}]"#)
    #expect(imported.added == ["2027-05-01-midnight"])
  }
}
