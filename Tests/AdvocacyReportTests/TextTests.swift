import AdvocacyModel
import Testing

@testable import AdvocacyReport

@Suite("Numbers, widths and tables")
struct TextTests {
  @Test("Multipliers have three significant digits, the interval the same decimals")
  func multipliers() {
    func text(_ mean: Double, _ low: Double, _ high: Double) -> String {
      Figure.times(.init(mean: mean, low: low, high: high)).text
    }
    #expect(text(12.437, 8.1, 17) == "12.4× (8.1–17.0)")
    #expect(text(1.2345, 1.05, 1.6) == "1.23× (1.05–1.60)")
    #expect(text(123.4, 98.2, 160) == "123× (98–160)")
    #expect(text(1234.5, 900, 20_000) == "1,235× (900–20,000)")
  }

  @Test("Counts, people, shares and plain numbers are written without a locale")
  func numbers() {
    #expect(NumberFormat.count(-1_234_567) == "-1,234,567")
    #expect(NumberFormat.count(999) == "999")
    #expect(NumberFormat.count(1, "employee") == "1 employee")
    #expect(NumberFormat.people(0) == "0")
    #expect(NumberFormat.people(0.3) == "<1")
    #expect(NumberFormat.people(99_999.6) == "100,000")
    #expect(NumberFormat.percent(0.9) == "90 %")
    #expect(NumberFormat.percent(0.0083) == "0.83 %")
    #expect(NumberFormat.percent(0.125) == "13 %")
    #expect(NumberFormat.fixed(0.05, decimals: 2) == "0.05")
    #expect(NumberFormat.fixed(-0.001, decimals: 2) == "0.00")
    #expect(NumberFormat.fixed(.nan, decimals: 2) == "–")
    #expect(NumberFormat.plain(471) == "471")
    #expect(NumberFormat.plain(0.1) == "0.1")
    #expect(Figure(1728, .nominal).text == "1,728×")
    #expect(Figure(864.5, .nominal).text == "865×")
  }

  @Test(
    "Widths count columns, not scalars",
    arguments: [
      ("abc", 3), ("東京", 4), ("e\u{301}", 1), ("👩‍👩‍👧", 2), ("🇪🇸", 2), ("❤️", 2), ("×–…", 3), ("", 0),
      ("한글", 4), ("ｆ", 2), ("\u{200B}", 0),
    ])
  func widths(text: String, columns: Int) {
    #expect(DisplayWidth.of(text) == columns)
  }

  @Test("Bars and columns are as long as their values, and what is positive shows")
  func bars() {
    #expect(Bars.bar(10, of: 10, columns: 3) == "███")
    #expect(Bars.bar(5, of: 10, columns: 3) == "█▌")
    #expect(Bars.bar(0.001, of: 10, columns: 3) == "▏")
    #expect(Bars.bar(0, of: 10, columns: 3).isEmpty)
    #expect(Bars.bar(.nan, of: 0, columns: 3).isEmpty)
    #expect(Bars.line([0, 1, 4, 8, .nan]) == "▁▁▄█▁")
    #expect(Bars.line([]).isEmpty)
  }

  @Test("Cutting never leaves half a wide character")
  func cutting() {
    #expect(DisplayWidth.cut("東京都", to: 6) == "東京都")
    #expect(DisplayWidth.cut("東京都", to: 5) == "東京…")
    #expect(DisplayWidth.cut("東京都", to: 4) == "東…")
    #expect(DisplayWidth.cut("abc", to: 0).isEmpty)
  }

  @Test("Columns line up whatever stands in them, and lines carry no spaces at their ends")
  func alignment() {
    var table = TextTable(columns: [.init("name"), .init("n", .right), .init("note")])
    table.add(["東京", "7", "a"])
    table.add(["Madrid", "1,234", ""])
    #expect(
      table.rendered(.plain) == """
        name        n  note
        東京        7  a
        Madrid  1,234

        """)
  }

  @Test("Each format writes the same number of a cell in its own way")
  func formats() {
    var table = TextTable(columns: [.init("name"), .init("people", .right)])
    table.add(["Ana", .init(.people(.init(mean: 471.2, low: 310, high: 640)))])
    table.addTotal(["all", .init(Figure(0.3, .people))])
    #expect(
      table.rendered(.plain) == "name         people\nAna   471 (310–640)\nall              <1\n")
    #expect(table.markdown().hasSuffix("| Ana | 471 (310–640) |\n| **all** | **&lt;1** |\n"))
    let spanish = TerminalStyle.plain.speaking(.spanish)
    table.add(["Eva", .init(.people(1471.2))])
    #expect(table.rendered(spanish).contains("Eva           1.471\n"))
    #expect(
      CSVText.Field.fields(of: .people(.init(mean: 471.2, low: 310, high: 640)))
        == [.number(471.2), .number(310), .number(640)])
  }

  @Test("A quote with a combining mark is doubled like any other in CSV")
  func quotesInCSV() {
    var csv = CSVText()
    csv.add([.text("a\"\u{0301},=HYPERLINK(1),\"x"), .text("\u{0301}\""), .text(" \u{0301}")])
    #expect(
      Array(csv.text.utf8)
        == Array(
          "\"a\"\"\u{0301},=HYPERLINK(1),\"\"x\",\"\u{0301}\"\"\",\" \u{0301}\"\r\n".utf8))
  }

  @Test(
    "A number is written by what it counts and what its sign says",
    arguments: [
      (Figure.count(1728), "1,728"), (Figure(12, .countOf(60)), "12 of 60"),
      (Figure(0.0083, .percent), "0.83 %"), (Figure(1728, .nominal), "1,728×"),
      (Figure(13.44, .nominal), "13.4×"), (Figure(12.5, .money("EUR")), "EUR 12.50"),
      (Figure(471.2, .counted("impressions")), "471 impressions"),
      (Figure(3.456, .significant(digits: 2), sign: .error), "±3.5"),
      (Figure(120, .people, sign: .change), "+120"), (Figure(0.1, .exact), "0.1"),
    ])
  func figures(figure: Figure, expected: String) {
    #expect(figure.text == expected)
  }

  @Test("No line is wider than the terminal while anything can still give way")
  func fitting() {
    var table = TextTable(columns: [
      .init("text", isElastic: true), .init("some count", .right, dropRank: 1),
      .init("other count", .right),
    ])
    table.add([.init(String(repeating: "東京 ", count: 20)), "123", "456"])
    for width in 20...120 {
      let style = TerminalStyle(width: width, color: false)
      let lines = table.rendered(style).split(separator: "\n")
      #expect(lines.allSatisfy { DisplayWidth.of(String($0)) <= width }, "width \(width)")
    }
    #expect(table.leftOut(.init(width: 20, color: false)) == ["some count"])
    #expect(table.leftOut(.plain).isEmpty)
  }

  @Test("Colour changes nothing but the escape sequences, and none appears without it")
  func color() {
    #expect(TerminalStyle(width: nil, color: true).paint("x", .red) == "\u{1B}[31mx\u{1B}[0m")
    #expect(TerminalStyle.plain.paint("x", .red) == "x")
    var table = TextTable(columns: [.init("a"), .init("b", .right)])
    table.add([.init("one", .green), "2"])
    let painted = table.rendered(.init(width: nil, color: true))
    let stripped = ["1", "32", "0"].reduce(painted) { text, code in
      text.split(separator: "\u{1B}[\(code)m", omittingEmptySubsequences: false).joined()
    }
    #expect(stripped == table.rendered(.plain))
  }
}
