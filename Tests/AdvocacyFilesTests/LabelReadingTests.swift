import AdvocacyFiles
import AdvocacyModel
import Testing

@Suite("Labels as files write them")
struct LabelReadingTests {
  private func configuration(_ rule: String = "") throws -> Configuration {
    let text = """
      {"company": {"name": "Acme", "timeZone": "Europe/Madrid"},
       "employees": [{"id": "ana", "language": "es_mx", "topics": ["Hiring"]}],
       "policy": {"rules": [\(rule)]}}
      """
    return try ConfigurationFile.decode(Array(text.utf8))
  }

  @Test(
    "A rule may write a topic of the roster in other letters",
    arguments: ["hiring", "HIRING", "ｈiring", " hiring"])
  func topics(topic: String) throws {
    let rule = #"{"id": "r", "type": "killSwitch", "when": {"topics": ["\#(topic)"]}}"#
    #expect(try configuration(rule).policy.rules.first?.scope.topics == [topic])
  }

  @Test("A language may be written as other programs write it")
  func languages() throws {
    #expect(try configuration().roster.first?.language == "es-MX")
  }

  @Test("An import takes a label once, as it was first written")
  func imports() throws {
    let configuration = try configuration()
    let text = """
      [{"text": "A", "topics": ["Results", "results", "RESULTS ", "other"], "tags": ["Legal", "legal"],
        "hashtags": ["#Q3", "q3", "#q４"]}]
      """
    let found = try PostImport.posts(
      Array(text.utf8), file: "posts.json", mapping: try ImportMapping(parsing: []),
      defaults: ImportDefaults(
        networks: [try #require(NetworkID("x"))], at: Instant(seconds: 0)),
      configuration: configuration)
    let post = try #require(found.posts.first).post
    #expect(post.topics == ["Results", "other"])
    #expect(post.tags == ["Legal"])
    #expect(post.hashtags == ["#Q3", "#q４"])
  }
}
