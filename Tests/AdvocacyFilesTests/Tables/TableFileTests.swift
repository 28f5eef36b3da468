import AdvocacyFiles
import AdvocacyModel
import AdvocacyTestSupport
import Testing

@Suite("Tables")
struct TableFileTests {
  private func read(_ text: String) throws -> Table {
    try TableFile.read(Array(text.utf8), file: "employees.csv")
  }

  private func failure(_ text: String) -> String {
    do {
      return "accepted: \(try read(text).rows)"
    } catch {
      return "\(error)"
    }
  }

  @Test("rows have their fields by column, and the line where they begin")
  func rows() throws {
    let table = try read(
      "\u{FEFF} id ,name\r\na,\"Ruiz, \"\"Ana\"\"\r\nof Madrid\"\r\n\r\nb, Bo\r\nc,\"\"\r\nd,")
    #expect(table.header == ["id", "name"])
    #expect(table.rows.map(\.line) == [2, 5, 6, 7])
    #expect(
      table.rows.map(\.fields) == [
        ["a", "Ruiz, \"Ana\"\r\nof Madrid"], ["b", "Bo"], ["c", ""], ["d", ""],
      ])
    #expect(table.column("name") == 1)
    #expect(table.column("team") == nil)
    #expect(
      table.failure(at: table.rows[1], column: "name", "too short").description
        == "employees.csv:5: name: too short")
  }

  @Test(
    "the separator is found in the first line",
    arguments: ["id;name,x;n\n1;2,3;4\n", "id\tname,x\tn\n1\t2,3\t4\n"])
  func separators(text: String) throws {
    let table = try read(text)
    #expect(table.header == ["id", "name,x", "n"])
    #expect(table.rows[0].fields == ["1", "2,3", "4"])
  }

  @Test("marks that join no separator or quote are part of their field")
  func marks() throws {
    let table = try read("id,name\n\u{301}a,\"b,\u{301}c\u{2028}\"\nd, \u{A0}e\u{301}\n")
    #expect(table.rows.map(\.fields) == [["\u{301}a", "b,\u{301}c\u{2028}"], ["d", "e\u{301}"]])
  }

  @Test("cells that a row lacks are empty, as spreadsheets read them, which is told once")
  func shortRows() throws {
    let table = try read("id,name,team\na,A,t\nb\nc,C\nd,D,t\n")
    #expect(table.rows.map(\.fields)[1...2] == [["b", "", ""], ["c", "C", ""]])
    #expect(
      table.notices == [
        "2 rows, the first on line 3, have fewer cells than there are headings; those missing were "
          + "read as empty"
      ])
    #expect(
      try read("id,name\na\n").notices.first
        == "line 2 has fewer cells than there are headings; those missing were read as empty")
  }

  @Test("a table of one column, or without rows, is a table")
  func small() throws {
    #expect(try read("id\na\n\nb").rows.map(\.fields) == [["a"], ["b"]])
    #expect(try read("id,name\n").rows.isEmpty)
  }

  @Test(
    "what can't be read is refused with its line",
    arguments: [
      ("", "employees.csv:1:1: expected a line that names the columns, found an empty file"),
      (
        "id,name\na,b\nc",
        "employees.csv:3: 1 cell for 2 headings; the first missing is \"name\""
      ),
      ("id,name\na,b,,c\n", "employees.csv:2: a cell beyond the 2 headings: \"c\""),
      ("id,,name\na,b,c", "employees.csv:2: column 2 has no heading, and holds \"b\""),
      ("id,name\na,\"x\nb,c\n", "employees.csv:2:3: expected the closing quote of this field"),
      ("id,name\na,5\" disk\n", "employees.csv:2:4: expected no quote inside a field that"),
      ("id,name\na,\"x\"y\n", "employees.csv:2:6: expected a separator or a line break after"),
      ("id,name\na,\0\n", "employees.csv:2:3: expected text, found NUL"),
      ("id,name\na,b\nc,\u{301}d\n", "employees.csv:3:1: expected fields that can be told apart"),
      ("id,name\na\u{600},b\n", "employees.csv:2:1: expected fields that can be told apart"),
      ("id,name\na,b\u{2028}c\n", "employees.csv:2:1: expected fields that can be told apart"),
      ("id,name\na,b\u{B}c\n", "employees.csv:2:1: expected fields that can be told apart"),
      ("id,name\na,\"\u{301}b\"\n", "employees.csv:2:1: expected fields that can be told apart"),
      ("id\n\"b\"\"\u{301}c\"\n", "employees.csv:2:1: expected fields that can be told apart"),
    ])
  func refusals(text: String, expected: String) {
    let found = failure(text)
    #expect(found.hasPrefix(expected), "\(found)")
  }

  @Test("fields of any text come back as they were written")
  func roundTrip() throws {
    let pieces = ["a", "é", "\"", ",", ";", "\n", "\r\n", " x", "x ", "😀", "\t", "'", "=1+1", ""]
    for seed in 0..<200 {
      var state = seed
      func next(_ bound: Int) -> Int {
        state = (state * 1_103_515_245 + 12345) & 0x7FFF_FFFF
        return state / 65536 % bound
      }
      let rows = (0..<3).map { _ in
        (0..<3).map { _ in (0..<next(4)).map { _ in pieces[next(pieces.count)] }.joined() }
      }
      let lines = rows.map { row in
        row.map { "\"\($0.replacing("\"", with: "\"\""))\"" }.joined(separator: ",")
      }
      let table = try read("u,v,w\n" + lines.joined(separator: "\r\n"))
      let filled = rows.filter { !$0.allSatisfy { $0.allSatisfy(\.isWhitespace) } }
      #expect(table.rows.map(\.fields) == filled, "seed \(seed)")
    }
  }

  @Test("fields without quotes are the same as in quotes")
  func plainAndQuoted() throws {
    let pieces = ["a", "é", "e\u{301}", "ß", "\u{AD}", "😀", "x ", "x\t", "'", "=1+1", "-", "日本"]
    for seed in UInt64(0)..<200 {
      var random = SeededGenerator(seed: seed)
      let rows = (0..<Int.random(in: 1...5, using: &random)).map { _ in
        (0..<3).map { column in
          let length = Int.random(in: column == 0 ? 1...3 : 0...3, using: &random)
          return (0..<length).map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
        }
      }
      let end = ["\n", "\r\n"].randomElement(using: &random) ?? "\n"
      let plain = rows.map { $0.joined(separator: ";") }
      let quoted = rows.map { $0.map { "\"\($0)\"" }.joined(separator: ";") }
      let expected = try read("u;v;w\(end)" + quoted.joined(separator: end))
      let found = try read("u;v;w\(end)" + plain.joined(separator: end))
      #expect(found.rows.map(\.fields) == expected.rows.map(\.fields), "seed \(seed)")
      #expect(found.rows.map(\.line) == expected.rows.map(\.line), "seed \(seed)")
    }
  }

  @Test("more rows or columns than allowed are refused with the limit")
  func limits() throws {
    let limits = TableLimits(maximumRows: 2, maximumColumns: 3)
    let fits = try TableFile.read(Array("a,b,c\n1,2,3\n4,5,6\n\n".utf8), file: "t", limits: limits)
    #expect(fits.rows.count == 2)
    let long = #expect(throws: Failure.self) {
      try TableFile.read(Array("a\n1\n2\n3\n".utf8), file: "t", limits: limits)
    }
    #expect(long?.description.hasPrefix("t:4:1: expected at most 2 rows, found more") == true)
    let wide = #expect(throws: Failure.self) {
      try TableFile.read(Array("a,b,c,d\n".utf8), file: "t", limits: limits)
    }
    #expect(wide?.description == "t:1:1: expected at most 3 columns, found more")
  }
}
