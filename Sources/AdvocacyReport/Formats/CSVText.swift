import AdvocacyModel

/// Comma-separated values after RFC 4180, harmless when a spreadsheet opens them.
package struct CSVText: Sendable {
  /// The lines so far, each with its CRLF.
  package private(set) var text = ""

  package init() {}

  /// Adds a line.
  package mutating func add(_ fields: [Field]) {
    text += fields.map(\.written).joined(separator: ",") + "\r\n"
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
    var written: String {
      switch self {
      case .text(let text): CSVText.quoted(CSVText.disarmed(text))
      case .number(let value): NumberFormat.plain(value)
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
      || scalars.contains { $0 == "," || $0 == "\"" || $0 == "\r" || $0 == "\n" }
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
