import AdvocacyFiles
import AdvocacyModel
import AdvocacyTestSupport
import Foundation
import Testing

@Suite("Imports")
struct PostImportTests {
  private let configuration: Configuration
  private let defaults: ImportDefaults

  init() throws {
    let text = #"{"company": {"name": "Acme", "timeZone": "Europe/Madrid"}}"#
    configuration = try ConfigurationFile.decode(Array(text.utf8))
    defaults = ImportDefaults(
      networks: [try #require(NetworkID("x"))], campaign: "news",
      at: try #require(Instant(rfc3339: "2026-11-23T09:00:00Z")))
  }

  private func read(
    _ text: String, file: String = "posts.json", map: [String] = []
  ) throws -> ImportedItems {
    try read(Array(text.utf8), file: file, map: map)
  }

  private func read(_ bytes: [UInt8], file: String, map: [String]) throws -> ImportedItems {
    try PostImport.posts(
      bytes, file: file, mapping: try ImportMapping(parsing: map), defaults: defaults,
      configuration: configuration)
  }

  @Test(
    "take all real announcements by a mapping",
    .enabled(if: SharedData.has("posts/announcements.json"), "\(SharedData.absence)"))
  func announcements() throws {
    let url = try #require(SharedData.url("posts/announcements.json"))
    let map = ["text=title", "link=url", "at=published", "topics=category"]
    let bytes = Array(try Data(contentsOf: url))
    let found = try read(bytes, file: "announcements.json", map: map)
    #expect(found.posts.count == 168)
    #expect(found.skipped.isEmpty)
    let first = try #require(found.posts.first)
    #expect(first.post.id.text == "2015-12-03-swift-3-api-design")
    #expect(first.post.text == "Swift 3 API Design Guidelines")
    #expect(first.post.at == Instant(rfc3339: "2015-12-03T12:01:01Z"))
    #expect(first.post.topics == ["Language"])
    #expect(first.post.campaign == "news")
    #expect(first.place.line == 2)
    #expect(try read(bytes, file: "announcements.json", map: map) == found)
  }

  @Test("take variants of JSON with their languages, and no unknown key in them")
  func variants() throws {
    func item(_ variants: String) -> String {
      #"[{"id": "a", "text": "A", "networks": ["x"], "variants": [\#(variants)]}]"#
    }
    let found = try read(item(#""one", {"text": " dos ", "language": "es_mx"}, " ", "one""#))
    let post = try #require(found.posts.first).post
    #expect(post.variants == ["one", "dos"])
    #expect(post.variantLanguages == [nil, "es-MX"])
    let refused = try read(item(#"{"text": "a", "lang": "es"}"#)).skipped
    #expect(refused.first?.reason.contains(#"unknown key "lang""#) == true)
  }

  @Test(
    "take all items of a real feed, under the ids that their blog gives them",
    .enabled(if: SharedData.has("posts/announcements-feed.xml"), "\(SharedData.absence)"))
  func feed() throws {
    let url = try #require(SharedData.url("posts/announcements-feed.xml"))
    let found = try read(Array(try Data(contentsOf: url)), file: "feed.xml", map: [])
    #expect(found.posts.count == 60)
    #expect(found.skipped.isEmpty)
    let first = try #require(found.posts.first).post
    #expect(first.id.text == "2026-08-20-embedded-swift-improvements-coming-in-swift-6.4")
    #expect(first.text == "Embedded Swift Improvements Coming in Swift 6.4")
    #expect(first.at == Instant(rfc3339: "2026-08-20T13:45:00Z"))
    #expect(first.link?.hasPrefix("https://www.swift.org/blog/") == true)
    #expect(first.topics == ["Language"])
  }

  @Test("read our own JSON without a mapping, and say how other JSON is read")
  func ownJSON() throws {
    let found = try read(
      """
      {"posts": [
      {"id": "a", "text": "A", "networks": ["linkedin"], "at": "2026-07-01", "campaign": "lab"},
      {"id": "b", "title": "B"},
      {"text": "No date — ¡hola!", "hashtags": "#One two"}
      ]}
      """)
    #expect(found.posts.map(\.post.id.text) == ["a", "no-date-hola"])
    #expect(found.posts.map(\.post.campaign) == ["lab", "news"])
    #expect(found.posts.map { $0.post.networks.map(\.text) } == [["linkedin"], ["x"]])
    #expect(found.posts.last?.post.at == defaults.at)
    #expect(found.posts.last?.post.hashtags == ["#One", "#two"])
    #expect(found.skipped.map(\.place.line) == [3])
    #expect(
      found.skipped.map(\.reason) == [
        "unknown key \"title\". Say which fields hold what, for example --map text=title,link=url"
      ])
  }

  @Test("read a table by a mapping, and say for each row skipped why")
  func table() throws {
    let found = try read(
      """
      Headline,URL,When,Tags
      "One, and more",https://a.example/one,2026-07-01 10:00,a; b
      ,https://a.example/two,2026-07-02,
      Three,ftp://a.example/three,2026-07-03,
      Four,https://a.example/four,soon,
      One again,https://a.example/one?x=1#top,"Wed, 01 Jul 2026 10:00:00 +0200",
      One once more,https://a.example/one,2026-07-01T20:00,
      """, file: "posts.csv", map: ["text=Headline", "link=URL", "at=When", "topics=Tags"])
    #expect(found.posts.map(\.post.id.text) == ["2026-07-01-one", "2026-07-01-one-x-1"])
    #expect(found.posts.map(\.post.topics) == [["a", "b"], []])
    #expect(found.posts.map(\.post.at.rfc3339) == ["2026-07-01T08:00:00Z", "2026-07-01T08:00:00Z"])
    #expect(found.skipped.map(\.place.line) == [3, 4, 5, 7])
    #expect(
      found.skipped.map(\.reason) == [
        "it has no text. Name the field that holds it by --map text=NAME",
        "expected a link by http or https, found \"ftp://a.example/three\". Write it whole, for "
          + "example https://acme.example/lab",
        "expected a time, found \"soon\". Write it as " + TimeGrammar.absoluteForms,
        "the same id \"2026-07-01-one\" as the item at line 2. Where they differ, name the field "
          + "that tells them apart by --map id=NAME",
      ])
  }

  @Test("refuse a life that the queue would refuse, in its words")
  func expiry() throws {
    let found = try read(
      "id,text,at,expires\na,A,2026-07-02,2026-07-01\nb,B,2026-07-02,2028-07-01\n", file: "p.csv")
    #expect(
      found.skipped.map(\.reason) == [
        "expires at 2026-07-02T00:00:00+02:00, not after it falls due at "
          + "2026-07-02T00:00:00+02:00. Correct \"expires\" or \"at\"",
        "expires at 2028-07-02T00:00:00+02:00, more than 400 days after it falls due. Let it end "
          + "earlier; a post that is still true then can be published anew",
      ])
  }

  @Test("go on after a line of NDJSON that is no JSON")
  func lines() throws {
    let found = try read("{\"text\": \"A\"}\n{\"text\": \n{\"text\": \"B\"}\n", file: "a.jsonl")
    #expect(found.posts.map(\.post.id.text) == ["a", "b"])
    #expect(found.skipped.map(\.place.line) == [2])
  }

  @Test("refuse a mapping that makes no sense", arguments: Self.mappings)
  func mapping(_ entry: String, _ message: String) {
    let failure = #expect(throws: Failure.self) {
      try read(#"[{"title": "A", "url": "https://a.example"}]"#, map: [entry])
    }
    #expect(failure?.description == message)
    #expect(failure?.cause == .usage)
  }

  static let mappings = [
    (
      "title=text",
      "--map: unknown field \"title\" of a post; known: id, text, networks, at, expires, link, "
        + "campaign, topics, hashtags, variants, author, tags, prize, interactive, welcomes. Did you mean \"text=title\"?"
    ),
    (
      "text",
      "--map: \"text\" is not of the form FIELD=NAME. Write for example --map "
        + "text=title,link=url"
    ),
    (
      "text=titel",
      "--map: the file has no field \"titel\"; it has: title, url. Did you mean \"title\"?"
    ),
  ]

  @Test("cut long names without making two the same")
  func longNames() throws {
    let long = String(repeating: "very ", count: 60)
    let ids = [long + "one", long + "two", long + "one"].map {
      Slug.id(written: nil, link: nil, text: $0, at: defaults.at, calendar: .utc)
    }
    #expect(ids[0] == ids[2])
    #expect(ids[0] != ids[1])
    #expect(ids.allSatisfy { ($0?.text.utf8.count ?? 200) <= 100 })
  }

  @Test("make ids of words without accents, and not of a mere host")
  func words() {
    let id = Slug.id(
      written: nil, link: "https://acme.example/", text: "L’été à Málaga: it's 2× 100 %!", at: nil,
      calendar: .utc)
    #expect(id?.text == "lete-a-malaga-its-2-100")
    let query = Slug.id(
      written: "https://acme.example/?p=123", link: nil, text: "A", at: defaults.at,
      calendar: .utc)
    #expect(query?.text == "2026-11-23-p-123")
  }

  @Test("make no id where there is nothing to make it of")
  func noID() throws {
    #expect(Slug.id(written: nil, link: nil, text: "日本", at: nil, calendar: .utc) == nil)
    let found = try read(#"[{"text": "日本"}]"#)
    #expect(
      found.skipped.map(\.reason) == [
        "it has no id, and none can be made of its text. Name the field that holds one by "
          + "--map id=NAME"
      ])
  }
}
