import AdvocacyModel
import Testing

@testable import AdvocacyApp

@Suite("Slips in the labels of posts")
struct KnownLabelsTests {
  @Test("A label that differs by one letter, whatever its letter case, is a slip")
  func slips() throws {
    let labels = try known(topic: "Results", campaign: "autumn")
    #expect(
      try labels.slips(in: post(topics: ["RESLTS"], campaign: "atumn")) == [
        #"no rule, employee or earlier post has the topic "RESLTS"; did you mean "Results"?"#,
        #"no rule, employee or earlier post has the campaign "atumn"; did you mean "autumn"?"#,
      ])
  }

  @Test(
    "A label that is known in some letters, or like none, is none",
    arguments: ["results", "Results", " ＲＥＳＵＬＴＳ", "re\u{AD}sults", "hiring", "res"])
  func fine(topic: String) throws {
    let labels = try known(topic: "results", campaign: "autumn")
    #expect(try labels.slips(in: post(topics: [topic], campaign: nil)) == [])
  }

  @Test("An earlier post makes a label known")
  func earlier() throws {
    var labels = try known(topic: "results", campaign: "autumn")
    labels.add(try post(topics: ["result"], campaign: nil))
    #expect(try labels.slips(in: post(topics: ["Result"], campaign: nil)) == [])
    #expect(try labels.slips(in: post(topics: ["resul"], campaign: nil)).count == 1)
  }

  private func known(topic: String, campaign: String) throws -> KnownLabels {
    var labels = KnownLabels(Configuration(company: "Acme", calendar: .utc))
    labels.add(try post(topics: [topic], campaign: campaign))
    return labels
  }

  private func post(topics: [String], campaign: String?) throws -> Post {
    Post(
      id: try #require(PostID("p")), text: "Text", networks: [], at: Instant(seconds: 0),
      campaign: campaign, topics: topics)
  }
}
