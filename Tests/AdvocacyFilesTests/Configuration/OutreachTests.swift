import AdvocacyFiles
import AdvocacyModel
import Testing

@Suite("How a company reaches its employees, in its configuration")
struct OutreachTests {
  private func decode(_ keys: String) throws(Failure) -> Outreach {
    let text = "{\"company\": {\"name\": \"Acme\", \"timeZone\": \"UTC\"}, \(keys)}"
    return try ConfigurationFile.decode(Array(text.utf8)).outreach
  }

  @Test("Tags, strings and addresses are read")
  func read() throws {
    let outreach = try decode(
      """
      "links": {"utm": {"medium": "staff", "campaign": "spring", "perPerson": true}},
      "strings": {"pt_br": "pt.json", "fr": "fr.json"},
      "mail": {"from": "advocacy@acme.example", "to": "x.{employee}@mail.acme.example"}
      """)
    #expect(
      outreach.tags == LinkTags(medium: "staff", campaign: "spring", tellsPeopleApart: true))
    #expect(outreach.strings.map(\.language) == ["fr", "pt-BR"])
    let address = try #require(EmployeeID("ana")).text
    #expect(
      outreach.mail?.address(of: try #require(EmployeeID(address)))
        == "x.ana@mail.acme.example")
    #expect(outreach.mail?.domain == "acme.example")
  }

  @Test("Nothing is tagged or mailed unless it is asked for, and people are not told apart")
  func defaults() throws {
    #expect(try decode("\"language\": \"en\"") == Outreach())
    #expect(try decode("\"links\": {}").tags == nil)
    #expect(try decode("\"links\": {\"utm\": {}}").tags == LinkTags())
    #expect(!LinkTags().tellsPeopleApart)
  }

  @Test(
    "What makes no sense is refused, with the way to it and what to write",
    arguments: [
      (#""links": {"utmm": {}}"#, #"unknown key "utmm". Did you mean "utm"?"#),
      (#""links": {"utm": {"medum": "x"}}"#, #"Did you mean "medium"?"#),
      (#""links": {"utm": {"perPerson": "yes"}}"#, "links.utm.perPerson"),
      (#""links": {"utm": {"medium": ""}}"#, "links.utm.medium: expected a text"),
      (#""strings": {"francais": "fr.json"}"#, "expected a language, found \"francais\""),
      (#""strings": {"fr": "a.json", "FR": "b.json"}"#, "duplicate language \"fr\""),
      (#""mail": {"from": "a@b.example"}"#, "missing the key \"to\""),
      (#""mail": {"from": "acme", "to": "{employee}@b.example"}"#, "expected an address"),
      (#""mail": {"from": "a@b\n.example", "to": "{employee}@b.example"}"#, "mail.from"),
      (#""mail": {"from": "a@b.example", "to": "all@b.example"}"#, "{employee} in it"),
      (#""mail": {"from": "a@b.example", "to": "{employee}@b.example, c@d"}"#, "mail.to"),
    ])
  func refused(keys: String, words: String) {
    do {
      let outreach = try decode(keys)
      Issue.record("\(outreach)")
    } catch {
      #expect(error.cause == .configuration && error.description.contains(words), "\(error)")
    }
  }

  @Test("Strings are read key by key: each has to be there, on one line, and no other")
  func strings() throws {
    func decode(_ text: String) throws(Failure) -> [String: String] {
      let bytes = Array(text.utf8)
      return try StringsFile.decode(bytes, file: "fr.json", keys: ["until", "from"]) { _, text in
        text.contains("{") ? nil : ("no placeholder", "Write {time}")
      }
    }
    #expect(
      try decode(#"{"$schema": "s", "until": "à {time}", "from": "{time}"}"#)
        == ["until": "à {time}", "from": "{time}"])
    for (text, words) in [
      (#"{"until": "{a}"}"#, "fr.json:1:1: missing the key \"from\""),
      (#"{"until": "{a}", "from": "{b}", "form": ""}"#, "Did you mean \"from\"?"),
      (#"{"until": "{a}", "from": " "}"#, "from: expected a text, found an empty one"),
      (#"{"until": "{a}\nb", "from": "{b}"}"#, "until: expected one line"),
      (#"{"until": "{a}", "from": "de"}"#, "from: no placeholder. Write {time}"),
    ] {
      do {
        let texts = try decode(text)
        Issue.record("\(texts)")
      } catch {
        #expect(error.description.contains(words), "\(error)")
      }
    }
  }
}
