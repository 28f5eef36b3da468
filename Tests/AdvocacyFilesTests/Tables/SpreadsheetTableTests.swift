import AdvocacyFiles
import AdvocacyModel
import AdvocacyTestSupport
import Testing

@Suite("Tables of spreadsheets")
struct SpreadsheetTableTests {
  private func read(_ bytes: [UInt8]) throws -> Table {
    try TableFile.read(bytes, file: "t.csv") { ["id", "name", "team"].contains($0) }
  }

  private func read(_ text: String) throws -> Table { try read(Array(text.utf8)) }

  private func failure(_ text: String) -> String { failure(Array(text.utf8)) }

  private func failure(_ bytes: [UInt8]) -> String {
    do {
      return "accepted: \(try read(bytes).rows)"
    } catch {
      return "\(error)"
    }
  }

  @Test("read as the same rows in whatever encoding, separator, quoting and line ends")
  func sameRows() throws {
    let pieces = ["a", "é", "ñ", "\"", ",", ";", "|", " ", "\t", "ü", "ß", "1", "-", "x"]
    var written = 0
    for seed in UInt64(0)..<600 {
      var random = SeededGenerator(seed: seed)
      let form = WrittenTable(using: &random)
      let rows = (0..<Int.random(in: 1...6, using: &random)).map { number in
        ["e\(number)"]
          + (0..<2).map { _ in
            let length = Int.random(in: 0...4, using: &random)
            return (0..<length).map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
          }
      }
      guard let bytes = form.bytes(["id", "name", "team"], rows) else { continue }
      written += 1
      let table = try read(bytes)
      #expect(table.header == ["id", "name", "team"], "seed \(seed): \(form)")
      #expect(table.rows.map(\.fields) == rows, "seed \(seed): \(form)")
      let says1252 = table.notices.contains { $0.contains("Windows-1252") }
      #expect(says1252 == bytes.isWindows1252, "seed \(seed): \(form)")
    }
    #expect(written == 600)
  }

  @Test("in Windows-1252 are read with a word to judge by, and refused where they are a mixture")
  func windows1252() throws {
    let latin: [UInt8] = Array("id,name\na,Mu".utf8) + [0xF1] + Array("oz ".utf8) + [0x80, 0x0A]
    let table = try read(latin)
    #expect(table.rows.map(\.fields) == [["a", "Muñoz €"]])
    #expect(
      table.notices == [
        "it is not UTF-8 and was read as Windows-1252: line 2 has \"Muñoz\". If that is wrong, "
          + "save the file as CSV UTF-8"
      ])
    #expect(
      failure(Array("id,name\na,Muñoz\nb,Pe".utf8) + [0xF1, 0x61])
        == "t.csv:3:5: expected UTF-8, found the byte 0xF1. Save the file as UTF-8")
    #expect(failure([0x69, 0x64, 0x0A, 0x81]).hasPrefix("t.csv:2:1: expected UTF-8"))
  }

  @Test("that are no text are refused with what they are")
  func noText() {
    #expect(failure([0x50, 0x4B, 0x03, 0x04, 0]).contains("found a workbook (.xlsx or .ods)"))
    #expect(failure([0xD0, 0xCF, 0x11, 0xE0]).contains("found an old Excel workbook (.xls)"))
    #expect(failure([0xFF, 0xFE, 0x69]).contains("ends within a character"))
    #expect(failure([0xFF, 0xFE, 0x69, 0, 0x00, 0xD8]).contains("found half a character"))
    #expect(failure([0xFF, 0xFE, 0, 0, 0x69, 0, 0, 0]).contains("expected UTF-8"))
  }

  @Test(
    "hide their headings in spaces, marks and lines above",
    arguments: [
      "sep=;\nid;name\na;Ana\n", "\u{FEFF}sep=;\r\n\"id\";\"name\"\r\na;Ana",
      "SEP=|\nid|name\na|Ana",
      "\"sep=;\";\nid;name\na;Ana", "\u{FEFF}\"id\",\"name\"\na,Ana", "id\u{A0},\u{A0}name \na,Ana",
      "Staff of Acme, Inc.\nExported,2026-01-01\n\nid,name,\na,Ana,", ";;\nid;name;\na;Ana;\n;;\n",
      "Staff,,\nid,name,\na,Ana,\n", "\"id\"\t\"name\"\r\"a\"\t\"Ana\"\r", "id,name\r\na,Ana\n\r\n",
      "id,name\n,\na,Ana\n \u{A0},\u{200B}\n",
    ])
  func headings(text: String) throws {
    let table = try read(text)
    #expect(table.header.map { String($0) } == ["id", "name"])
    #expect(table.rows.map(\.fields) == [["a", "Ana"]])
  }

  @Test("say which lines above the headings were passed over")
  func title() throws {
    let one = try read("Staff, as of today\nid,name,team\na,Ana,x\n")
    #expect(
      one.notices == [
        "line 1 above the headings was passed over: \"Staff as of today\""
      ])
    let two = try read("Staff\n\nConfidential\nid,name\na,Ana\n")
    #expect(two.notices == ["2 lines above the headings were passed over: \"Staff\""])
    #expect(two.rows.map(\.line) == [5])
  }

  @Test(
    "say that a row of totals was left out",
    arguments: ["Total,,7", "Summe:,,\"1.234,50 €\"", "TOTAL,,", "Total: 3", "Grand total (2),,2"])
  func totals(row: String) throws {
    let table = try read("id,name,team\na,Ana,x\nb,Bo,\n\(row)\n,,\n")
    #expect(table.rows.map { $0.fields[0] } == ["a", "b"])
    #expect(table.notices.count == 1)
    #expect(table.notices[0].hasPrefix("line 4 was taken for a row of totals and left out: "))
  }

  @Test("keep a row that is no total: one with words beside it, or before others")
  func noTotals() throws {
    for rows in ["a,Ana,x\nTotal,Totila,x", "Total,,7\na,Ana,x", "a,Ana,x\nTotals Inc,,3"] {
      let table = try read("id,name,team\n\(rows)\n")
      #expect(table.rows.count == 2)
      #expect(table.notices.isEmpty)
    }
    #expect(try read("id\na\nTotal\n").rows.count == 2)
  }

  @Test("count lines by all their ends, and keep line breaks in quotes")
  func lines() throws {
    let table = try read("id,name\r\"a\",\"A\rB\"\rb,B\r\nc,\"C \"\"D\"\"\"\nd,\"\"\"\"\n")
    #expect(table.rows.map(\.line) == [2, 4, 5, 6])
    #expect(table.rows.map { $0.fields[1] } == ["A\nB", "B", "C \"D\"", "\""])
    #expect(failure("id,name\ra,b\rc").hasPrefix("t.csv:3: 1 cell for 2 headings"))
  }

  @Test("keep texts that formulas guard, and separators within longer rows")
  func guarded() throws {
    let table = try read("id;name;team\n=\"007\";\"=\"\"1\"\"\";a,b\n8;x, y;c, d, e\n")
    #expect(table.rows[0].fields == ["007", "1", "a,b"])
    #expect(table.rows[1].fields == ["8", "x, y", "c, d, e"])
  }
}

extension [UInt8] {
  /// Whether the bytes are neither UTF-8 nor begin as UTF-16 does.
  fileprivate var isWindows1252: Bool {
    guard !starts(with: [0xFF, 0xFE]), !starts(with: [0xFE, 0xFF]) else { return false }
    return String(validating: self, as: UTF8.self) == nil && !contains(0)
  }
}
