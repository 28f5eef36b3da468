import AdvocacyModel
import Foundation
import Testing

@Suite("Ids")
struct IdentifierTests {
  @Test(
    "Ids are made of a small alphabet",
    arguments: ["a", "madrid-lab", "A.b_c-9", "_x", "0", String(repeating: "a", count: 128)])
  func valid(text: String) throws {
    let id = try #require(PostID(text))
    #expect(id.text == text)
    #expect(id.description == text)
  }

  @Test(
    "Anything else is refused",
    arguments: [
      "", ".hidden", "-flag", "a b", "a/b", "ä", "a\u{0}", "a\n", "é", "a\u{301}", "日本", "a:b",
      String(repeating: "a", count: 129),
    ])
  func invalid(text: String) {
    #expect(PostID(text) == nil)
  }

  @Test("Ids order by their bytes")
  func order() {
    let ids = ["b", "B", "a-b", "a", "a.b", "10", "9"].compactMap { EmployeeID($0) }
    #expect(ids.sorted().map(\.text) == ["10", "9", "B", "a", "a-b", "a.b", "b"])
  }

  @Test("Decoding refuses what is no id")
  func decoding() throws {
    let good = try JSONDecoder().decode([NetworkID].self, from: Data(#"["x"]"#.utf8))
    #expect(good.map(\.text) == ["x"])
    #expect(try JSONEncoder().encode(good) == Data(#"["x"]"#.utf8))
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode([NetworkID].self, from: Data(#"["x y"]"#.utf8))
    }
  }
}
