import AdvocacyModel
import StrictJSON
import Testing

@Suite("Editing members of JSON files")
struct JSONEditTests {
  private func edited(_ text: String, _ body: (inout JSONEdit, JSONNode) -> Void) throws -> String {
    let root = try JSONDocument.parse(bytes: Array(text.utf8), file: "queue.json")
    var edit = JSONEdit()
    body(&edit, root)
    let bytes = edit.applied(to: Array(text.utf8))
    _ = try JSONDocument.parse(bytes: bytes, file: "queue.json")
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test(
    "a member that is there gets another value where the old one stood",
    arguments: [
      (#"{"a": 1, "b": 2}"#, #"{"a": 9, "b": 2}"#),
      (#"{ "a" :[1,2] ,"b":2 }"#, #"{ "a" :9 ,"b":2 }"#),
      (
        "\u{FEFF}{\r\n\t\"a\": \"é\",\r\n\t\"b\": {}\r\n}\r\n",
        "\u{FEFF}{\r\n\t\"a\": 9,\r\n\t\"b\": {}\r\n}\r\n"
      ),
      (#"{"\u0061": 1}"#, #"{"\u0061": 9}"#),
    ])
  func replaced(text: String, expected: String) throws {
    #expect(try edited(text) { $0.set("a", to: "9", in: $1) } == expected)
  }

  @Test(
    "a member that is new stands behind the last, set off as that one is",
    arguments: [
      (#"{"b": 2}"#, #"{"b": 2, "a": 9}"#),
      (#"{"b":2,"c":3}"#, #"{"b":2,"c":3,"a":9}"#),
      ("{\n  \"b\": 2\n}", "{\n  \"b\": 2,\n  \"a\": 9\n}"),
      ("{\n\t\"b\" : 2,\n\t\"c\" : 3 }", "{\n\t\"b\" : 2,\n\t\"c\" : 3,\n\t\"a\" : 9 }"),
    ])
  func added(text: String, expected: String) throws {
    #expect(try edited(text) { $0.set("a", to: "9", in: $1) } == expected)
  }

  @Test("members are set, added and taken out in one edit")
  func together() throws {
    let text = try edited(#"{"a": 1, "b": 2, "c": 3}"#) { edit, root in
      edit.remove(where: { $0.name == "c" }, fromObject: root)
      edit.set("a", to: "\"x\"", in: root)
      edit.set("d", to: "[]", in: root)
      edit.set("e", to: "5", in: root)
    }
    #expect(text == #"{"a": "x", "b": 2, "d": [], "e": 5}"#)
  }
}
