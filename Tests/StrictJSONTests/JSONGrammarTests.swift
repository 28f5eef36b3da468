import AdvocacyModel
import Testing

@testable import StrictJSON

@Suite("The JSON grammar")
struct JSONGrammarTests {
  private func failure(_ bytes: [UInt8], limits: JSONLimits = .standard) -> Failure? {
    do throws(Failure) {
      _ = try JSONDocument.parse(bytes: bytes, file: "queue.json", limits: limits)
      return nil
    } catch {
      return error
    }
  }

  private func failure(_ text: String) -> String {
    failure(Array(text.utf8)).map(\.description) ?? "accepted"
  }

  @Test(
    "a breach is told with line, column, what was found and what to do",
    arguments: [
      ("", "queue.json:1:1: expected a JSON document, found an empty file. The file looks"),
      ("[1 x]", "1:4: expected a comma or ] after the value, found \"x\""),
      ("[1,\n]", "2:1: expected another value after the comma, found \"]\". Remove the comma"),
      ("{\"a\":1,}", "1:8: expected another key after the comma, found \"}\""),
      ("{'a':1}", "1:2: expected a key in quotes or }, found \"'\". Write texts and keys in"),
      ("[1] // end", "1:5: expected nothing more after the document, found \"/\". JSON has no"),
      ("[NaN]", "1:2: expected true, false or null, found \"NaN\""),
      ("[01]", "1:3: expected no digit after a leading zero, found \"1\""),
      ("[1.]", "1:4: expected a digit after the decimal point, found \"]\""),
      ("[\"a\tb\"]", "1:4: expected no control character inside a text, found a tab. Write"),
      ("[\"\\x\"]", "1:4: expected one of \" \\ / b f n r t u after a backslash, found \"x\""),
      ("[\"\\ud800\"]", "1:3: expected a pair of surrogate escapes, found one alone"),
      ("[1", "1:3: expected a comma or ] after the value, found the end of the file. The file"),
      ("[é]", "1:2: expected a value or ], found \"é\""),
      ("{\"a\":1, \"\\u0061\":2}", "1:9: the key \"a\" is there twice, first in line 1. Remove"),
    ])
  func messages(text: String, expected: String) {
    let found = failure(text)
    #expect(found.contains(expected), "\(found)")
  }

  @Test("the columns count bytes and a byte-order mark doesn't count")
  func columns() {
    #expect(failure("[\"éé\", x]").hasPrefix("queue.json:1:10:"))
    #expect(failure("\u{FEFF}[x]").hasPrefix("queue.json:1:2:"))
    #expect(failure("\u{FEFF}[]") == "accepted")
    #expect(failure("[\r\n\r\n  x]").hasPrefix("queue.json:3:3:"))
  }

  @Test("another encoding is refused with a hint")
  func encodings() {
    let utf16 = "[1]".utf16.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8($0 >> 8)] }
    #expect(failure(utf16)?.hint?.contains("UTF-16") == true)
    #expect(failure([0xFF, 0xFE] + utf16)?.hint?.contains("UTF-16") == true)
    #expect(
      failure([0x5B, 0x22, 0xE9, 0x22, 0x5D])?.message == "expected UTF-8, found the byte 0xE9")
  }

  @Test("depth and size beyond the limits are refused, the limit named")
  func limits() {
    func nested(_ depth: Int) -> [UInt8] {
      Array(String(repeating: "[", count: depth).utf8)
        + Array(String(repeating: "]", count: depth).utf8)
    }
    #expect(failure(nested(64)) == nil)
    #expect(failure(nested(65))?.message.contains("at most 64 containers") == true)
    #expect(failure(nested(100_000))?.place?.column == 65)
    let small = JSONLimits(maximumBytes: 3)
    #expect(failure(Array("[12]".utf8), limits: small)?.message.contains("at most 3 bytes") == true)
    #expect(failure(Array("[1]".utf8), limits: small) == nil)
  }

  @Test("keys that repeat are found in large objects and by their decoded bytes")
  func repeatedKeys() {
    let keys = (0..<5000).map { "\"k\($0)\": 0" }
    #expect(failure("{\(keys.joined(separator: ","))}") == "accepted")
    #expect(failure("{\((keys + ["\"k\\u0037\": 1"]).joined(separator: ","))}").contains("\"k7\""))
    let path = failure("{\"posts\": [0, {\"a\": {\"b\":1,\n\"b\":2}}]}")
    #expect(path.hasPrefix("queue.json:2:1: posts[1].a: the key \"b\" is there twice"), "\(path)")
  }

  @Test("a file of three posts cut at any byte is refused with line and column")
  func tornFile() {
    let post = "  {\"id\": \"a\", \"text\": \"Caf\u{E9} \\u00e9\", \"n\": [1.5e3, true, null]}"
    let whole = Array("[\n\([post, post, post].joined(separator: ",\n"))\n]".utf8)
    #expect(failure(whole) == nil)
    for length in whole.indices {
      let found = failure(Array(whole[..<length]))
      #expect(found?.cause == .badData)
      #expect(found?.place?.line != nil && found?.place?.column != nil, "cut at \(length)")
    }
  }

  @Test("a document with one byte changed never traps and keeps its positions inside the file")
  func mutations() throws {
    let text = Array(
      "{\"a\": [1, -2.5e-3, \"x\\u00e9\\ud83d\\ude00é\"], \"b\": {\"c\": null}}".utf8)
    for offset in text.indices {
      for byte in UInt8.min...UInt8.max {
        var changed = text
        changed[offset] = byte
        guard let found = failure(changed) else { continue }
        let place = try #require(found.place)
        #expect((1...2).contains(place.line ?? 0))
        #expect((1...text.count + 1).contains(place.column ?? 0))
      }
    }
  }

  @Test("more values or lines than allowed are refused with the limit")
  func counts() throws {
    let limits = JSONLimits(maximumValues: 4, maximumLines: 2)
    _ = try JSONDocument.parse(bytes: Array("[1,2]".utf8), file: "t", limits: limits)
    let many = #expect(throws: Failure.self) {
      try JSONDocument.parse(bytes: Array("[1,2,3,4]".utf8), file: "t", limits: limits)
    }
    #expect(
      many?.description.hasPrefix("t:1:8: expected at most 4 keys and values, found one more")
        == true)
    let lines = #expect(throws: Failure.self) {
      try JSONLines.parse(bytes: Array("1\n\n2\n3\n".utf8), file: "t", limits: limits)
    }
    #expect(lines?.description.hasPrefix("t:4:1: expected at most 2 lines, found more") == true)
  }
}
