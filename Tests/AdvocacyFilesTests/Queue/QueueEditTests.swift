import AdvocacyModel
import AdvocacyTestSupport
import Testing

@testable import AdvocacyFiles

@Suite("Editing a post of a queue")
struct QueueEditTests {
  private static let config = """
    {"company": {"name": "Acme", "timeZone": "Europe/Madrid"}, "pages": {"x": {"followers": 8}},
     "employees": [], "policy": {"version": "1", "rules": []}}
    """

  private static let queue = """
    {"posts" : [
      {"id": "lab",  "text": "We open", "networks": ["x"], "at": "2026-12-01T10:00"},

      {"id": "fair", "text": "Caf\\u00e9", "networks": ["x"],
       "at": "2026-12-02T10:00", "topics": ["events"]}
    ]}

    """

  private func edit(
    _ id: String, in text: String = queue, form: QueueFile.Form = .json
  ) throws -> QueueEdit {
    let configuration = try ConfigurationFile.decode(
      Array(Self.config.utf8), file: "config.json"
    ) { _ throws(Failure) in nil }
    return try QueueEdit(
      of: id, in: Array(text.utf8), file: "queue.json", form: form, configuration: configuration)
  }

  private func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

  @Test("only the values that are given change; every other byte stays")
  func values() throws {
    let edited = try edit("lab").setting([
      .text(.text, "We open \"soon\""), .texts(.topics, ["hiring"]),
    ])
    let expected = Self.queue
      .replacing(#""We open""#, with: #""We open \"soon\"""#)
      .replacing(
        #""at": "2026-12-01T10:00"}"#, with: #""at": "2026-12-01T10:00", "topics": ["hiring"]}"#)
    #expect(text(edited.bytes) == expected)
    #expect(edited.post.text == "We open \"soon\"")
    #expect(edited.post.topics == ["hiring"])
  }

  @Test("an empty value takes the field out")
  func emptied() throws {
    let edited = try edit("fair").setting([.texts(.topics, [])])
    #expect(text(edited.bytes) == Self.queue.replacing(#", "topics": ["events"]"#, with: ""))
    #expect(edited.post.topics.isEmpty)
  }

  @Test("a post goes with one comma")
  func removed() throws {
    #expect(
      text(try edit("fair").removing()) == """
        {"posts" : [
          {"id": "lab",  "text": "We open", "networks": ["x"], "at": "2026-12-01T10:00"}
        ]}

        """)
  }

  @Test("of one post a line, the line goes and its neighbors stay, bad ones too")
  func lines() throws {
    let first = #"{"id": "a", "text": "A", "networks": ["x"], "at": "2026-12-01"}"#
    let second = #"{"id": "b", "text": "B", "networks": ["x"], "at": "2026-12-01"}"#
    let queue = "\(first)\r\nno json\n\n\(second)"
    #expect(text(try edit("a", in: queue, form: .ndjson).removing()) == "no json\n\n\(second)")
    #expect(text(try edit("b", in: queue, form: .ndjson).removing()) == "\(first)\r\nno json\n\n")
    let edited = try edit("b", in: queue, form: .ndjson).setting([.text(.campaign, "lab")])
    let changed = second.replacing("}", with: #", "campaign": "lab"}"#)
    #expect(text(edited.bytes) == "\(first)\r\nno json\n\n\(changed)")
  }

  @Test(
    "a wrong value is told by its option, as a slip on the command line",
    arguments: [
      (QueueEdit.Field.texts(.networks, ["xx"]), "--network: unknown network"),
      (.text(.link, "acme"), "--link: expected a link"),
      (.texts(.hashtags, ["a b"]), "--hashtag: expected a hashtag"),
      (.instant(.expires, .distantPast, calendar: .utc), "--expires: expires at"),
      (.text(.text, ""), "missing the key"),
    ])
  func wrong(field: QueueEdit.Field, message: String) throws {
    let edit = try edit("lab")
    let failure = #expect(throws: Failure.self) { try edit.setting([field]) }
    #expect(failure?.description.contains(message) == true, "\(failure?.description ?? "")")
  }

  @Test("an id that no post has, or two have, is refused")
  func unknown() throws {
    let missing = #expect(throws: Failure.self) { try edit("la") }
    #expect(missing?.cause == .usage)
    let twice = Self.queue.replacing(#""id": "fair""#, with: #""id": "lab""#)
    let failure = #expect(throws: Failure.self) { try edit("lab", in: twice) }
    #expect(failure?.description.contains("lines 2, 4") == true)
  }

  @Test("a post that was set aside is mended by an edit")
  func mended() throws {
    let broken = Self.queue.replacing(#""networks": ["x"], "at""#, with: #""networks": [], "at""#)
    let edit = try edit("lab", in: broken)
    #expect((try? edit.post.get()) == nil)
    #expect(try edit.setting([.texts(.networks, ["x"])]).post.id.text == "lab")
  }
}
