import AdvocacyModel

/// Comma-separated values after RFC 4180, harmless when a spreadsheet opens them.
package struct CSVText: Sendable {
  /// The lines so far, each with its CRLF.
  package private(set) var text = ""
  /// What parts decimals.
  private let decimalMark: Character

  /// Begins a text.
  ///
  /// - Parameter decimalMark: What parts decimals; where it is a comma, a semicolon parts values, as
  ///   spreadsheets of those countries expect it.
  package init(decimalMark: Character = ".") { self.decimalMark = decimalMark }

  /// Adds a line.
  package mutating func add(_ fields: [Field]) {
    let separator = decimalMark == "," ? ";" : ","
    text += fields.map { $0.written(decimalMark) }.joined(separator: separator) + "\r\n"
  }

  /// One field: what somebody wrote, or what was counted.
  package enum Field: Hashable, Sendable {
    /// A text, made safe on writing.
    case text(String)
    /// A number, written as programs read it.
    case number(Double)
    /// Nothing.
    case empty

    package static func count(_ value: Int) -> Field { .number(Double(value)) }

    /// A number, followed by the ends of its interval where it has one.
    package static func fields(of figure: Figure) -> [Field] {
      [.number(figure.value)]
        + (figure.interval.map { [.number($0.low), .number($0.high)] } ?? [])
    }

    /// A text or nothing.
    package static func optional(_ text: String?) -> Field { text.map(Field.text) ?? .empty }

    /// The field as it stands in the file.
    func written(_ decimalMark: Character) -> String {
      switch self {
      case .text(let text): CSVText.quoted(CSVText.disarmed(text))
      case .number(let value):
        String(NumberFormat.plain(value).map { $0 == "." ? decimalMark : $0 })
      case .empty: ""
      }
    }
  }

  /// Makes a text inert: control characters shown as escapes, a formula led by an apostrophe.
  ///
  /// Formulas begin with `=`, `+`, `-`, `@`, tab, CR or LF (OWASP, CSV injection), or with the
  /// full-width forms of the first four.
  private static func disarmed(_ text: String) -> String {
    let isFormula = text.unicodeScalars.first.map(formulaStarts.contains) ?? false
    return (isFormula ? "'" : "") + SafeText.escape(text)
  }

  private static let formulaStarts: Set<Unicode.Scalar> = [
    "=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠",
  ]

  /// Puts a text in quotes where it needs them, scalar by scalar: a mark that combines with a quote
  /// makes it no other character for those who read the file.
  private static func quoted(_ text: String) -> String {
    let scalars = text.unicodeScalars
    let needsQuotes =
      scalars.first == " " || scalars.last == " "
      || scalars.contains { $0 == "," || $0 == ";" || $0 == "\"" || $0 == "\r" || $0 == "\n" }
    guard needsQuotes else { return text }
    var written = String.UnicodeScalarView()
    written.append("\"")
    for scalar in scalars {
      if scalar == "\"" { written.append(scalar) }
      written.append(scalar)
    }
    written.append("\"")
    return String(written)
  }
}

/// Text of others as CommonMark shows it, letter for letter.
enum MarkdownText {
  /// Makes a text inert: no markup, no table cell, no link, no line break, no control character.
  ///
  /// Angle brackets and ampersands become entities, so that readers which pass HTML through show
  /// them too; other marks get a backslash, which CommonMark takes off. Bare addresses would
  /// become links in GitHub's dialect, so their colon and the point after `www` get one as well.
  ///
  /// - Complexity: O(length).
  static func escape(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    let scalars = Array(SafeText.escape(text).unicodeScalars)
    for (index, scalar) in scalars.enumerated() {
      switch scalar {
      case "&": result.append(contentsOf: "&amp;".unicodeScalars)
      case "<": result.append(contentsOf: "&lt;".unicodeScalars)
      case ">": result.append(contentsOf: "&gt;".unicodeScalars)
      case "\\", "`", "*", "_", "{", "}", "[", "]", "#", "|", "~", "!", "$", "@":
        result.append(contentsOf: ["\\", scalar])
      case ":" where scalars[(index + 1)...].starts(with: ["/", "/"]):
        result.append(contentsOf: ["\\", scalar])
      case "." where isAfterWorldWideWeb(scalars[..<index]):
        result.append(contentsOf: ["\\", scalar])
      default: result.append(scalar)
      }
    }
    return String(result)
  }

  private static func isAfterWorldWideWeb(_ before: ArraySlice<Unicode.Scalar>) -> Bool {
    before.suffix(3).count == 3 && before.suffix(3).allSatisfy { $0 == "w" || $0 == "W" }
  }
}

extension TextTable {
  /// The table in the pipe form of GitHub's dialect, each line with its line feed.
  ///
  /// - Complexity: O(rows × columns).
  func markdown(in words: Words = .english) -> String {
    let header = Self.markdownLine(columns.map { MarkdownText.escape($0.header) })
    let rule = Self.markdownLine(columns.map { $0.alignment == .right ? "---:" : ":---" })
    let lines = rows.map { row in
      Self.markdownLine(
        row.cells.map { cell in
          let text = MarkdownText.escape(cell.text(in: words))
          return row.isTotal && !text.isEmpty ? "**\(text)**" : text
        })
    }
    return ([header, rule] + lines).joined()
  }

  private static func markdownLine(_ cells: [String]) -> String {
    "| " + cells.joined(separator: " | ") + " |\n"
  }
}
