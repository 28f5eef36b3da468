import AdvocacyModel
import StrictJSON
import Testing

@Suite("Appending to JSON files")
struct JSONAppendTests {
  private func append(_ element: String, to text: String) throws -> String {
    let bytes = try JSONAppend.appending(
      [element], to: Array(text.utf8), key: "posts", file: "queue.json")
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test(
    "a new element follows the style of the file, whose other bytes stay",
    arguments: [
      ("[]", "[\n  9\n]"),
      ("[\n]\n", "[\n  9\n]\n"),
      ("[1]", "[1, 9]"),
      ("[1,2]\n", "[1,2,9]\n"),
      ("[ 1 , 2 ]", "[ 1 , 2 , 9 ]"),
      ("[\n\t1,\n\t2\n]", "[\n\t1,\n\t2,\n\t9\n]"),
      ("[\n    1\n]\n", "[\n    1,\n    9\n]\n"),
      ("[\r\n  1\r\n]\r\n", "[\r\n  1,\r\n  9\r\n]\r\n"),
      ("\u{FEFF}[1]", "\u{FEFF}[1, 9]"),
      ("{\"posts\": []}", "{\"posts\": [\n  9\n]}"),
      ("{\n  \"posts\": [],\n  \"x\": 1\n}\n", "{\n  \"posts\": [\n    9\n  ],\n  \"x\": 1\n}\n"),
      ("{\"posts\": [\n {\"a\":\"]\"}\n]}", "{\"posts\": [\n {\"a\":\"]\"},\n 9\n]}"),
    ])
  func style(text: String, expected: String) throws {
    #expect(try append("9", to: text) == expected)
  }

  @Test("an element of several lines is indented as a whole")
  func severalLines() throws {
    let element = "{\n  \"id\": \"b\"\n}"
    #expect(
      try append(element, to: "[\n  {\n    \"id\": \"a\"\n  }\n]\n")
        == "[\n  {\n    \"id\": \"a\"\n  },\n  {\n    \"id\": \"b\"\n  }\n]\n")
  }

  @Test("many appends keep all that was there, each a prefix of the next")
  func manyAppends() throws {
    var bytes = Array("[\n]\n".utf8)
    for number in 0..<200 {
      let before = bytes
      bytes = try JSONAppend.appending(["\(number)"], to: bytes, key: "posts", file: "queue.json")
      #expect(bytes.starts(with: before.dropLast(3)))
      #expect(bytes.suffix(3) == [0x0A, 0x5D, 0x0A])
    }
    let root = try JSONDocument.parse(bytes: bytes, file: "queue.json")
    #expect(try root.elements().map { try $0.integer() } == Array(0..<200))
  }

  @Test("a file or an element that is not strict JSON is refused")
  func refusals() {
    #expect(throws: Failure.self) { try append("9", to: "[1,]") }
    #expect(throws: Failure.self) { try append("x", to: "[1]") }
    #expect(throws: Failure.self) { try append("1, 2]", to: "[1]") }
    #expect(throws: Failure.self) { try append("9", to: "{\"post\": []}") }
    #expect(throws: Failure.self) { try append("9", to: "12") }
    #expect(throws: Failure.self) {
      try JSONAppend.appendingLines(["x"], to: [], file: "queue.ndjson")
    }
  }

  @Test(
    "a line is added to NDJSON",
    arguments: [
      ("", "{\"a\":  1}\n"), ("1\n", "1\n{\"a\":  1}\n"), ("1", "1\n{\"a\":  1}\n"),
      ("1\r\n", "1\r\n{\"a\":  1}\r\n"),
    ])
  func lines(text: String, expected: String) throws {
    let bytes = try JSONAppend.appendingLines(
      ["{\"a\":\n 1}"], to: Array(text.utf8), file: "queue.ndjson")
    #expect(String(decoding: bytes, as: UTF8.self) == expected)
  }

  @Test("several elements go in together as one after the other")
  func several() throws {
    for text in ["[]", "[1]", "[\n  1,\n  2\n]\n", "{\"posts\": [ ]}"] {
      let together = try JSONAppend.appending(
        ["7", "8", "9"], to: Array(text.utf8), key: "posts", file: "queue.json")
      var single = Array(text.utf8)
      for element in ["7", "8", "9"] {
        single = try JSONAppend.appending([element], to: single, key: "posts", file: "queue.json")
      }
      #expect(together == single)
    }
  }

  @Test("lines of NDJSON are judged each for itself, with their numbers")
  func judgedLines() throws {
    let text = "\u{FEFF}{\"id\": \"a\"}\r\n\n  \n{\"id\": }\n{\"id\": 1, \"id\": 2}\n[2]"
    let lines = try JSONLines.parse(bytes: Array(text.utf8), file: "queue.ndjson")
    #expect(lines.map(\.number) == [1, 4, 5, 6])
    let failures = lines.map { line in
      if case .failure(let failure) = line.document { failure.description } else { "" }
    }
    #expect(failures[0].isEmpty && failures[3].isEmpty)
    #expect(
      failures[1]
        == "queue.ndjson:4:8: expected a value after the colon, found \"}\"")
    #expect(failures[2].hasPrefix("queue.ndjson:5:11: the key \"id\" is there twice"))
    #expect(try lines[3].document.get().elements()[0].place.column == 2)
  }
}
