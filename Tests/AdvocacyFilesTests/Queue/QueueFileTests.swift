import AdvocacyFiles
import AdvocacyModel
import Testing

@Suite("The queue")
struct QueueFileTests {
  private let configuration: Configuration

  init() throws {
    let text = #"{"company": {"name": "Acme", "timeZone": "Europe/Madrid"}}"#
    configuration = try ConfigurationFile.decode(Array(text.utf8))
  }

  private func entries(
    _ text: String, form: QueueFile.Form = .json, file: String = "queue.json"
  ) throws -> [QueueEntry] {
    try QueueFile.entries(
      Array(text.utf8), file: file, form: form, configuration: configuration)
  }

  private func fault(_ fields: String) throws -> String? {
    let entry = try #require(try entries("[{\(fields)}]").first)
    guard case .failure(let failure) = entry.post else { return nil }
    #expect(failure.cause == .badData)
    return failure.description
  }

  private static let full = """
    {
      "id": "madrid-lab",
      "text": "We open our \\"Madrid\\" lab\\nCome 🎉",
      "networks": ["linkedin", "x"],
      "at": "2026-11-20T10:00:00+01:00",
      "expires": "2026-11-27T10:00:00+01:00",
      "link": "https://acme.example/lab",
      "campaign": "lab",
      "topics": ["hiring"],
      "hashtags": ["#AcmeLab"],
      "variants": ["Come and see our new lab"],
      "author": "ana"
    }
    """

  @Test("is read as a list, under a key and one a line", arguments: [0, 1, 2])
  func forms(_ form: Int) throws {
    let line = Self.full.split(separator: "\n").joined(separator: " ")
    let found =
      switch form {
      case 0: try entries("[\(Self.full)]")
      case 1: try entries("{\"posts\": [\(Self.full)]}")
      default: try entries("\n\(line)\n\n", form: .ndjson, file: "queue.ndjson")
      }
    let entry = try #require(found.first)
    #expect(found.count == 1)
    #expect(entry.writtenID == "madrid-lab")
    #expect(String(decoding: entry.bytes, as: UTF8.self) == (form == 2 ? line : Self.full))
    let post = try entry.post.get()
    #expect(post.text == "We open our \"Madrid\" lab\nCome 🎉")
    #expect(post.networks.map(\.text) == ["linkedin", "x"])
    #expect(post.at == Instant(rfc3339: "2026-11-20T09:00:00Z"))
    #expect(post.author?.text == "ana")
  }

  @Test("is written as it is read")
  func roundTrip() throws {
    let post = try #require(try entries("[\(Self.full)]").first).post.get()
    let text = QueueFile.encode(post, calendar: configuration.calendar)
    #expect(text == Self.full)
    #expect(try entries("[\(text)]").first?.post.get() == post)
  }

  @Test("takes times without a zone as the company's, dates as the start of a day")
  func times() throws {
    let text = """
      [{"id": "a", "text": "A", "networks": ["x"], "at": "2026-07-01"},
       {"id": "b", "text": "B", "networks": ["x"], "at": "2026-07-01T09:30"}]
      """
    let times = try entries(text).map { try $0.post.get().at.rfc3339 }
    #expect(times == ["2026-06-30T22:00:00Z", "2026-07-01T07:30:00Z"])
  }

  @Test("gives every hashtag its mark, and drops repeats")
  func hashtags() throws {
    let text = """
      [{"id": "a", "text": "A", "networks": ["x", "x"], "at": "2026-07-01",
        "hashtags": ["Lab", "#Lab", "#Café"]}]
      """
    let post = try #require(try entries(text).first).post.get()
    #expect(post.hashtags == ["#Lab", "#Café"])
    #expect(post.networks.count == 1)
  }

  @Test("goes on after a bad post, and sets a repeated id aside")
  func goesOn() throws {
    let text = """
      [
      {"id": "a", "text": "A", "networks": ["x"], "at": "2026-07-01"},
      {"id": "b", "text": "B", "networks": ["linkdin"], "at": "2026-07-01"},
      17,
      {"id": "a", "text": "Again", "networks": ["x"], "at": "2026-07-01"},
      {"id": "c", "text": "C", "networks": ["x"], "at": "2026-07-01"}
      ]
      """
    let found = try entries(text)
    let faults = found.compactMap { entry -> String? in
      guard case .failure(let failure) = entry.post else { return nil }
      return failure.description
    }
    #expect(
      faults == [
        "queue.json:3:39: posts[1].networks[0]: unknown network \"linkdin\"; known: "
          + Network.builtIn.map(\.id.text).joined(separator: ", ")
          + ". Did you mean \"linkedin\"?",
        "queue.json:4:1: posts[2]: expected an object, found the number 17",
        "queue.json:5:8: posts[3].id: duplicate of the post at line 2. Give each post its own id",
      ])
    #expect(found.map(\.writtenID) == ["a", "b", "", "a", "c"])
    #expect(found.compactMap { try? $0.post.get().id.text } == ["a", "c"])
    #expect(found.map(\.place.line) == [2, 3, 4, 5, 6])
  }

  @Test("sets a bad line of NDJSON aside, but refuses a document that is no JSON as a whole")
  func grammar() throws {
    let good = #"{"id": "a", "text": "A", "networks": ["x"], "at": "2026-07-01"}"#
    let found = try entries(
      "{\"id\": \n\(good)\n", form: .ndjson, file: "queue.ndjson")
    #expect(found.count == 2)
    #expect(throws: Failure.self) { try found[0].post.get() }
    #expect(try found[1].post.get().id.text == "a")
    let failure = #expect(throws: Failure.self) { try entries("[\(good),]") }
    #expect(failure?.cause == .badData)
    #expect(failure?.place?.line == 1)
  }

  @Test("tells what is wrong with a post", arguments: Self.catalogue)
  func tells(_ fields: String, _ message: String) throws {
    #expect(try fault(fields) == message)
  }

  private static let base = #""text": "A", "networks": ["x"], "at": "2026-07-01""#

  static let catalogue: [(String, String)] = [
    (base, #"queue.json:1:2: posts[0]: missing the key "id""#),
    (
      #""id": "a", "networks": ["x"], "at": "2026-07-01""#,
      #"queue.json:1:2: posts[0]: missing the key "text""#
    ),
    (
      #""id": "a", "text": " ", "networks": ["x"], "at": "2026-07-01""#,
      "queue.json:1:22: posts[0].text: expected a text, found an empty one"
    ),
    (
      #""id": "a", "text": "\u0000", "networks": ["x"], "at": "2026-07-01""#,
      "queue.json:1:22: posts[0].text: expected a text without NUL, found \\u0000 in it. "
        + "Remove \\u0000"
    ),
    (
      #""id": "a", "network": ["x"], "text": "A", "at": "2026-07-01""#,
      #"queue.json:1:14: posts[0]: unknown key "network". Did you mean "networks"?"#
    ),
    (
      #""id": "a", "text": "A", "networks": [], "at": "2026-07-01""#,
      "queue.json:1:39: posts[0].networks: expected at least one entry, found an empty list"
    ),
    (
      #""id": "a", "text": "A", "networks": ["x"], "at": "20.7.2026""#,
      "queue.json:1:52: posts[0].at: expected a time, found \"20.7.2026\". Write it as "
        + TimeGrammar.absoluteForms
    ),
    (
      #""id": "a", "text": "A", "networks": ["x"], "at": 1767225600"#,
      "queue.json:1:52: posts[0].at: expected a text, found the number 1767225600"
    ),
    (
      #""id": "a", \#(base), "expires": "2026-06-01""#,
      "queue.json:1:77: posts[0].expires: expires at 2026-06-02T00:00:00+02:00, not after it "
        + "falls due at 2026-07-01T00:00:00+02:00. Correct \"expires\" or \"at\""
    ),
    (
      #""id": "a", \#(base), "link": "javascript:alert(1)""#,
      "queue.json:1:74: posts[0].link: expected a link by http or https, found "
        + "\"javascript:alert(1)\". Write it whole, for example https://acme.example/lab"
    ),
    (
      #""id": "a", \#(base), "hashtags": ["two words"]"#,
      "queue.json:1:79: posts[0].hashtags[0]: expected a hashtag, found \"two words\". "
        + "A hashtag is one word, for example #AcmeLab"
    ),
    (
      #""id": "a", \#(base), "topics": ["hiring", "\u200B"]"#,
      #"queue.json:1:87: posts[0].topics[1]: "\u{200B}" has no visible character. "#
        + "Write what people are to see, or leave it out"
    ),
    (
      ##""id": "a", \##(base), "hashtags": ["#\uFE0F\u3164"]"##,
      #"queue.json:1:79: posts[0].hashtags[0]: "\u{FE0F}\u{3164}" has no visible character. "#
        + "Write what people are to see, or leave it out"
    ),
    (
      #""id": "a", \#(base), "campaign": null"#,
      "queue.json:1:78: posts[0].campaign: expected a text, found null"
    ),
  ]

  @Test("refuses a text beyond the bound")
  func longText() throws {
    let long = String(repeating: "é", count: PostLimits.textCharacters + 1)
    let fields = #""id": "a", "text": "\#(long)", "networks": ["x"], "at": "2026-07-01""#
    #expect(
      try fault(fields) == "queue.json:1:22: posts[0].text: expected at most 65536 characters, "
        + "found 65537")
  }

  @Test("a variant is a text, or an object with a text and its language")
  func variants() throws {
    let post = try #require(
      try entries(
        #"[{"id": "a", "text": "A", "networks": ["x"], "at": "2026-07-01", "variants": ["#
          + #""one", {"text": "dos", "language": "es_mx"}, {"text": "two"}, {"text": "one"},"#
          + #"{"text": "dos", "language": "es"}]}]"#
      ).first
    ).post.get()
    #expect(post.variants == ["one", "dos", "two", "dos"])
    #expect(post.variantLanguages == [nil, "es-MX", nil, "es"])
  }

  @Test(
    "refuses a variant that can't be read, with the place",
    arguments: [
      (#"{"text": "a", "langauge": "es"}"#, #"unknown key "langauge". Did you mean "language"?"#),
      (#"{"language": "es"}"#, #"missing the key "text""#),
      (#"{"text": "a", "language": "Spanish language"}"#, "expected a language"),
      (#"{"text": " "}"#, "expected a text, found an empty one"),
      ("3", "expected a text, found the number 3"),
    ])
  func badVariant(variant: String, message: String) throws {
    let fields =
      #""id": "a", "text": "A", "networks": ["x"], "at": "2026-07-01", "variants": [\#(variant)]"#
    let found = try #require(try fault(fields))
    #expect(found.contains("posts[0].variants[0]") && found.contains(message), "\(found)")
  }

  @Test("makes equal canonical bytes for equal posts only")
  func canonical() throws {
    let post = try #require(try entries("[\(Self.full)]").first).post.get()
    var others = [post, post, post, post, post, post, post]
    others[0].topics = ["hiring", ""]
    others[1].topics = []
    others[1].hashtags = ["hiring"] + post.hashtags
    others[2].link = nil
    others[2].campaign = post.link
    others[3].expires = nil
    others[4].text += " "
    others[5].variantLanguages = ["es"]
    others[6].variantLanguages = ["es-ES"]
    #expect(Set((others + [post, post]).map(\.canonicalBytes)).count == 8)
  }

  @Test("more posts than a queue may have are refused before any is read, in both forms")
  func posts() throws {
    let count = PostLimits.queuePosts + 1
    let list = "[" + String(repeating: "1,", count: count - 1) + "1]"
    for text in [list, "{\"posts\": \(list)}"] {
      let failure = #expect(throws: Failure.self) { try entries(text) }
      #expect(
        failure?.message == "expected at most \(PostLimits.queuePosts) posts, found \(count)")
    }
    let lines = String(repeating: "1\n", count: count)
    let failure = #expect(throws: Failure.self) { try entries(lines, form: .ndjson) }
    #expect(failure?.message == "expected at most \(PostLimits.queuePosts) lines, found more")
  }
}
