import AdvocacyApp
import AdvocacyFiles
import AdvocacyModel
import AdvocacyPolicy
import AdvocacyReport
import AdvocacyTestSupport
import Testing

@Suite("what labels mean, from the files to the verdict")
struct LabelMeaningTests {
  /// A rule and what a post has to do with it.
  struct Case: CustomTestStringConvertible, Sendable {
    var testDescription: String
    var rule: String
    var post: String
  }

  static let cases = [
    Case(
      testDescription: "a topic in other letters",
      rule: #"{"id": "r", "type": "killSwitch", "when": {"topics": ["results"]}}"#,
      post: #""text": "News", "topics": ["Results"]"#),
    Case(
      testDescription: "a hashtag in other letters",
      rule: ##"{"id": "r", "type": "killSwitch", "when": {"hashtags": ["#q3"]}}"##,
      post: ##""text": "News", "hashtags": ["#Q3"]"##),
    Case(
      testDescription: "a hashtag in the text",
      rule: ##"{"id": "r", "type": "killSwitch", "when": {"hashtags": ["#Q3"]}}"##,
      post: ##""text": "Numbers are out #q3""##),
    Case(
      testDescription: "a word in running text",
      rule: #"{"id": "r", "type": "wordBlock", "words": ["解雇"]}"#,
      post: #""text": "会社は解雇を発表""#),
    Case(
      testDescription: "a word behind a soft hyphen",
      rule: #"{"id": "r", "type": "wordBlock", "words": ["merger"]}"#,
      post: #""text": "Our mer\u00ADger""#),
    Case(
      testDescription: "a language with a region",
      rule: #"{"id": "r", "type": "killSwitch", "when": {"languages": ["es"]}}"#,
      post: #""text": "News""#),
  ]

  private func config(_ rule: String) -> String {
    """
    {"company": {"name": "Acme", "timeZone": "Europe/Madrid"}, "pages": {"x": {"followers": 800}},
     "employees": [{"id": "ana", "language": "es_ES", "topics": ["results"],
       "consent": {"from": "2026-01-01"}, "accounts": {"x": {"followers": 41}}}],
     "policy": {"rules": [\(rule)]}}
    """
  }

  private func queue(_ post: String) -> String {
    #"[{"id": "p", "networks": ["x"], "at": "2026-11-23T10:00:00Z", \#(post)}]"#
  }

  @Test("what people read as the same label is the same label", arguments: cases)
  func folded(each: Case) throws {
    let test = try TestWorkspace(config: config(each.rule), queue: queue(each.post))
    let explanation = try test.explain("p", "ana", now: TestWorkspace.clock)
    #expect(explanation.verdicts.map(\.verdict) == [.deny])
  }

  @Test("decisions of the first meaning stay as they were", arguments: cases)
  func first(each: Case) throws {
    var configuration = try ConfigurationFile.decode(Array(config(each.rule).utf8))
    let entries = try QueueFile.entries(
      Array(queue(each.post).utf8), file: "queue.json", configuration: configuration)
    let post = try #require(entries.first).post.get()
    let network = try #require(NetworkID("x"))
    func outcome() -> Verdict.Outcome {
      PolicyEngine(configuration: configuration).verdict(
        post, employee: 0, on: network, at: post.at, history: History(configuration: configuration)
      ).outcome
    }
    #expect(outcome() == .deny)
    configuration.semantics = .first
    #expect(outcome() == .allow)
  }

  @Test("a report has one row for a label in any letters, under the name written first")
  func report() async throws {
    let test = try TestWorkspace(
      config: TestWorkspace.company(),
      queue: """
        [{"id": "a", "text": "One", "networks": ["x"], "at": "2026-11-20T10:00:00Z",
          "campaign": "Lab", "topics": ["Hiring", "hiring "], "hashtags": ["#Q3"]},
         {"id": "b", "text": "Two", "networks": ["x"], "at": "2026-11-20T11:00:00Z",
          "campaign": "ＬＡＢ", "topics": ["HIRING"], "hashtags": ["#q3"]}]
        """)
    try test.amplify("2026-11-22T12:00:00Z")
    for (breakdown, name) in [(Breakdown.campaign, "Lab"), (.topic, "Hiring"), (.hashtag, "#Q3")] {
      guard case .figures(let groups) = try await test.report(breakdown).groups else {
        Issue.record("no groups")
        return
      }
      #expect(groups.map(\.name) == [name])
      #expect(groups.map(\.figures.likes) == [24])
    }
  }

  @Test("a comparison of policies asks once about labels that are the same")
  func probes() throws {
    let test = try TestWorkspace(config: config(""))
    func written(_ topic: String, _ hashtag: String) -> String {
      config(
        #"""
        {"id": "r", "type": "killSwitch", "when": {"topics": ["\#(topic)"]}},
        {"id": "s", "type": "killSwitch", "when": {"hashtags": ["\#(hashtag)"]}}
        """#)
    }
    try test.directory.write(written("results", "Q3"), to: "old.json")
    try test.directory.write(written("Results", "q3"), to: "new.json")
    let difference = try ComparePolicies(
      old: test.directory.file("old.json"), new: test.directory.file("new.json"),
      at: TestWorkspace.clock
    ).run(in: test.environment)
    #expect(difference.networks.allSatisfy { $0.lose == 0 && $0.gain == 0 })
  }
}
