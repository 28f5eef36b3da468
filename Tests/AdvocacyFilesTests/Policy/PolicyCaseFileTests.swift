import AdvocacyFiles
import AdvocacyModel
import Testing

@Suite("A table of policy cases")
struct PolicyCaseFileTests {
  private let configuration: Configuration

  init() throws {
    configuration = try ConfigurationFile.decode(try Repository.exampleConfiguration())
  }

  private func decode(_ text: String, queue: [Post] = []) throws -> [PolicyCase] {
    try PolicyCaseFile.decode(Array(text.utf8), file: "t.json", configuration: configuration) {
      () throws(Failure) in queue
    }
  }

  private static let post =
    #"{"id": "p", "text": "P", "networks": ["x", "blog"], "at": "2026-11-20T10:00"}"#

  @Test("takes the post's networks and instant where a case names none")
  func defaults() throws {
    let cases = try decode(
      #"{"cases": [{"post": \#(Self.post), "employee": "ana", "verdict": "allow"}]}"#)
    let only = try #require(cases.first)
    #expect(only.networks.map(\.text) == ["blog", "x"])
    #expect(only.at == Instant(rfc3339: "2026-11-20T10:00:00+01:00"))
    #expect(only.name == "p for ana")
    #expect(only.place.line == 1)
    #expect(only.expected.rules == nil)
  }

  @Test("finds posts in the file first, then in the queue")
  func posts() throws {
    let text = #"""
      {"posts": [\#(Self.post)],
       "cases": [{"post": "p", "employee": "ana", "verdict": "allow"},
                 {"post": "q", "employee": "ana", "verdict": "deny", "rules": ["z", "a"]}]}
      """#
    let id = try #require(PostID("q"))
    let old = try #require(PostID("p"))
    let network = try #require(NetworkID("x"))
    let at = Instant(seconds: 0)
    let cases = try decode(
      text,
      queue: [
        Post(id: old, text: "Old", networks: [network], at: at),
        Post(id: id, text: "Q", networks: [network], at: at),
      ])
    #expect(cases.map(\.post.text) == ["P", "Q"])
    #expect(cases[1].expected.rules?.map(\.text) == ["a", "z"])
  }

  @Test("is refused with the place of what is wrong", arguments: wrong)
  func refused(fields: String, sentence: String) throws {
    let text = "{\"cases\": [\n{\"post\": \(Self.post), \(fields)}]}"
    let failure = #expect(throws: Failure.self) { try decode(text) }
    #expect(failure?.cause == .badData)
    #expect(failure?.place?.line == 2)
    #expect(failure?.description.contains(sentence) == true, "\(String(describing: failure))")
  }

  static let wrong = [
    (#""employee": "anna", "verdict": "deny""#, #"Did you mean "ana"?"#),
    (#""employee": "ana", "verdict": "dney""#, #"Did you mean "deny"?"#),
    (#""employee": "ana""#, #"missing the key "verdict""#),
    (#""employee": "ana", "verdict": "deny", "rule": []"#, #"Did you mean "rules"?"#),
    (#""employee": "ana", "verdict": "deny", "networks": ["linkedin"]"#, "it is on: blog, x"),
    (
      #""employee": "ana", "verdict": "deny", "until": "2026-11-21""#,
      "goes with the verdict"
    ),
    (
      #""employee": "ana", "verdict": "deny", "earlier": [{"post": "q"}]"#,
      #"unknown post "q""#
    ),
    (
      #""employee": "ana", "verdict": "deny", "earlier": [{"post": \#(post)}]"#,
      "is not before the case's own instant"
    ),
    (
      #""employee": "ana", "verdict": "deny", "approvals": [{"by": "ana"}]"#,
      #"missing the key "as""#
    ),
  ]

  @Test("must hold a case")
  func empty() {
    #expect(throws: Failure.self) { try decode(#"{"cases": []}"#) }
    #expect(throws: Failure.self) { try decode("[]") }
  }
}
