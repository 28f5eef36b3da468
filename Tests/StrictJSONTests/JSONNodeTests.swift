import AdvocacyModel
import StrictJSON
import Testing

@Suite("Reading values from JSON")
struct JSONNodeTests {
  private enum Colour: String, CaseIterable {
    case red
    case green
  }

  private func parse(_ text: String) throws -> JSONNode {
    try JSONDocument.parse(bytes: Array(text.utf8), file: "queue.json")
  }

  private func message(_ body: () throws -> Void) -> String {
    do {
      try body()
      return "nothing thrown"
    } catch {
      return "\(error)"
    }
  }

  @Test("values are read with their types")
  func values() throws {
    let object = try parse(
      """
      {"id": "a-1", "n": -12, "d": 2.5, "b": true, "t": "2026-11-20T10:00:00+01:00",
       "list": ["x", "\\u00e9\\ud83d\\ude00\\n\\/"], "none": null, "colour": "green"}
      """
    ).object()
    let id: PostID = try object.required("id").id()
    #expect(id == PostID("a-1"))
    #expect(try object.required("n").integer(in: -20...0) == -12)
    #expect(try object.required("d").decimal() == 2.5)
    #expect(try object.required("n").decimal() == -12)
    #expect(try object.required("b").bool())
    #expect(try object.required("t").time() == WrittenTime("2026-11-20T10:00:00+01:00"))
    #expect(try object.required("list").texts() == ["x", "é😀\n/"])
    #expect(try object.required("colour").choice("colour", of: Colour.self) == .green)
    #expect(object.optional("none")?.kind == .null)
    #expect(object.optional("absent") == nil)
    try object.refuseUnknownKeys(
      known: ["id", "n", "d", "b", "t", "list", "none", "colour"])
  }

  @Test("an unknown word names its place, the known words and the nearest")
  func unknownWord() throws {
    let root = try parse("{\"posts\": [{},\n {\"networks\": [\"linkdin\"]}]}")
    let text = message {
      let post = try root.object().required("posts").elements()[1].object()
      let known = ["blog", "facebook", "linkedin", "x"].map { ($0, $0) }
      _ = try post.required("networks").elements()[0].choice("network", among: known)
    }
    #expect(
      text == "queue.json:2:16: posts[1].networks[0]: unknown network \"linkdin\"; "
        + "known: blog, facebook, linkedin, x. Did you mean \"linkedin\"?")
  }

  @Test("an unknown key is refused at its own place with the nearest known key")
  func unknownKey() throws {
    let root = try parse("[{\"$schema\": 1,\n  \"hashtag\": []}]")
    let text = message {
      try root.named("posts").elements()[0].object().refuseUnknownKeys(known: ["id", "hashtags"])
    }
    #expect(
      text == "queue.json:2:3: posts[0]: unknown key \"hashtag\". Did you mean \"hashtags\"?")
  }

  @Test(
    "a value of another type or out of range is refused",
    arguments: [
      ("1.0", "expected a whole number, found the number 1.0"),
      ("1e2", "expected a whole number, found the number 1e2"),
      ("9223372036854775808", "expected a whole number of at most 64 bits, found the number 92"),
      ("\"1\"", "expected a whole number, found the text \"1\""),
      ("null", "expected a whole number, found null"),
      ("[1]", "expected a whole number, found a list"),
    ])
  func wrongInteger(json: String, expected: String) throws {
    let node = try parse("{\"k\": \(json)}").object().required("k")
    let text = message { _ = try node.integer() }
    #expect(text.hasPrefix("queue.json:1:7: k: \(expected)"), "\(text)")
  }

  @Test("decimals are finite and in range, texts hold no NUL, times are strict")
  func otherRefusals() throws {
    let list = try parse("[1e400, 1.5, \"a\\u0000b\", \"2026-02-30\", \"é\", \"  \"]").elements()
    #expect(message { _ = try list[0].decimal() }.contains("expected a number from"))
    #expect(message { _ = try list[1].decimal(in: 0...1) }.contains("from 0 to 1, found"))
    #expect(message { _ = try list[2].text() }.contains("without NUL"))
    #expect(message { _ = try list[3].time() }.contains("expected a time, found the text"))
    #expect(
      message { _ = try list[4].id(PostID.self) }.contains("expected an id, found \"é\""))
    #expect(message { _ = try list[5].filledText() }.contains("found an empty one"))
  }

  @Test("a missing key is told at the object, with a key that may have been meant")
  func missingKey() throws {
    let object = try parse("{\"a\":\n {\"netwoks\": 1}}").object().required("a").object()
    let text = message { _ = try object.required("networks") }
    #expect(text == "queue.json:2:2: a: missing the key \"networks\". Is \"netwoks\" meant?")
  }

  @Test("a key beyond ASCII is refused by a reader, but not by the grammar")
  func nonASCIIKey() throws {
    let root = try parse("{\"caf\\u00e9\": 1, \"cafe\\u0301\": 2}")
    #expect(try root.members().count == 2)
    #expect(message { _ = try root.object() }.contains("expected a key of plain ASCII"))
  }

  @Test("the bytes of a value are those of the file")
  func rawBytes() throws {
    let text = "[ {\"a\" : [1, 2 ] } , \"x\\u0041\", -0 ]"
    let root = try parse(text)
    #expect(root.rawBytes == Array(text.utf8))
    let raw = try root.elements().map { String(decoding: $0.rawBytes, as: UTF8.self) }
    #expect(raw == ["{\"a\" : [1, 2 ] }", "\"x\\u0041\"", "-0"])
  }
}
