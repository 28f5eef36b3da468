package import AdvocacyModel
import Foundation

/// A value that programs read as JSON: keys sorted, the same value always in the same bytes.
package protocol JSONReport: Encodable {}

extension JSONReport {
  /// The value as indented JSON with a line feed at its end.
  ///
  /// - Throws: `Failure` with the cause `internal` where a figure isn't finite.
  package var json: String {
    get throws { try JSONText.encode(self, isIndented: true) + "\n" }
  }

  /// The value as JSON on one line, without a line feed.
  ///
  /// - Throws: As `json` does.
  package var lineOfJSON: String {
    get throws { try JSONText.encode(self, isIndented: false) }
  }
}

/// What a command found: programs read it as JSON, people as text.
package protocol CommandOutput: JSONReport, Sendable {
  /// The value for people, each line with its line feed, in the style of their terminal.
  func render(_ style: TerminalStyle) -> String
  /// The exit code that goes with the value, once it is printed.
  var exitCode: Int32 { get }
  /// What to do next, said beside the text; nil: nothing.
  var next: String? { get }
  /// What a log keeps of the value: counts by name, of no person.
  var counts: [String: Int] { get }
}

extension CommandOutput {
  package var exitCode: Int32 { 0 }
  package var next: String? { nil }
  package var counts: [String: Int] { [:] }
}

/// The one place that writes JSON.
enum JSONText {
  /// Encodes a value with sorted keys, without escaped slashes and without raw control characters.
  static func encode(_ value: some Encodable, isIndented: Bool) throws(Failure) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    if isIndented { encoder.outputFormatting.insert(.prettyPrinted) }
    do {
      return escaped(String(decoding: try encoder.encode(value), as: UTF8.self))
    } catch {
      throw Failure(
        .internal, "the report can't be written as JSON: \(error)",
        hint: "please report this with the configuration that leads to it")
    }
  }

  /// Escapes what a terminal might act on: DEL, C1, line separators and bidirectional controls.
  ///
  /// None of these can stand outside a string, so that the document stays the same.
  private static func escaped(_ json: String) -> String {
    var scalars = String.UnicodeScalarView()
    for scalar in json.unicodeScalars {
      switch scalar.value {
      case 0x7F..<0xA0, 0x061C, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069, 0xFEFF:
        let digits = String(scalar.value, radix: 16)
        let zeros = String(repeating: "0", count: 4 - digits.count)
        scalars.append(contentsOf: "\\u\(zeros)\(digits)".unicodeScalars)
      default: scalars.append(scalar)
      }
    }
    return String(scalars)
  }
}

/// An optional value whose key is always written, with null where there is none.
///
/// Readers of the contract can so tell "nothing" from "unknown to this version".
@propertyWrapper
package struct Nullable<Value: Codable & Hashable & Sendable>: Codable, Hashable, Sendable {
  /// The value, if any.
  package var wrappedValue: Value?

  package init(wrappedValue: Value?) { self.wrappedValue = wrappedValue }

  package init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    wrappedValue = container.decodeNil() ? nil : try container.decode(Value.self)
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    guard let wrappedValue else { return try container.encodeNil() }
    try container.encode(wrappedValue)
  }
}

/// A failure as one JSON object, for programs that asked for JSON.
package struct FailureReport: Codable, Hashable, Sendable {
  /// The kind of cause.
  package var code: Failure.Cause
  /// The exit code of the process.
  package var exitCode: Int32
  /// What was found, led by the way to it inside the document.
  package var message: String
  /// The file, if the cause lies in one.
  @Nullable package var file: String?
  /// The line, from 1.
  @Nullable package var line: Int?
  /// The column in bytes, from 1.
  @Nullable package var column: Int?
  /// What to do about it.
  @Nullable package var hint: String?

  package init(_ failure: Failure) {
    let path = failure.place?.path ?? ""
    code = failure.cause
    exitCode = failure.cause.exitCode
    message = path.isEmpty ? failure.message : "\(path): \(failure.message)"
    file = failure.place?.file
    line = failure.place?.line
    column = failure.place?.column
    hint = failure.hint
  }

  /// The failure as JSON on one line, without a line feed; never fails.
  package var json: String {
    (try? JSONText.encode(self, isIndented: false)) ?? "{\"code\":\"\(code.rawValue)\"}"
  }
}

/// A result that people read in the language of their company.
package protocol InLanguage {
  /// The language of the company, or the one asked for instead.
  var language: Language { get set }
}

/// A value whose instants people read on the company's clock.
///
/// JSON keeps instants in UTC and names the zone beside them.
package protocol CompanyTimed {
  /// The company's zone, by its name in the time-zone database.
  var timeZone: String { get }
}

extension CompanyTimed {
  /// An instant as people say it on the company's clock; in UTC where the zone isn't known.
  func shown(_ instant: Instant) -> String { shown(instant, in: .english) }

  /// The same in a language.
  func shown(_ instant: Instant, in language: Language) -> String {
    (CompanyCalendar(zoneName: timeZone) ?? .utc).wallTime(instant, in: language)
  }

  /// The same after another instant has been named: the day only where it is another one, the year
  /// only where it is another.
  func shown(_ instant: Instant, after known: Instant, in language: Language) -> String {
    let calendar = CompanyCalendar(zoneName: timeZone) ?? .utc
    guard calendar.startOfDay(at: instant) == calendar.startOfDay(at: known) else {
      return calendar.wallTime(instant, in: language, present: known)
    }
    return calendar.clock(instant)
  }

  /// An instant on the company's clock as programs write it, to the millisecond.
  func exact(_ instant: Instant) -> String {
    (CompanyCalendar(zoneName: timeZone) ?? .utc).format(instant)
  }

  /// The same, a midnight as its date alone.
  func shownBriefly(_ instant: Instant) -> String {
    let calendar = CompanyCalendar(zoneName: timeZone) ?? .utc
    let text = calendar.format(instant)
    return calendar.civilTime(at: instant).millisecondOfDay == 0 ? String(text.prefix(10)) : text
  }

  /// The end of a period: its last day, or else the instant before which it ends.
  func shownLast(_ end: Instant) -> (text: String, isDay: Bool) {
    let calendar = CompanyCalendar(zoneName: timeZone) ?? .utc
    guard calendar.civilTime(at: end).millisecondOfDay == 0 else { return (shown(end), false) }
    return (String(calendar.format(end - .hours(1)).prefix(10)), true)
  }
}

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

/// Metrics in Prometheus' text format, version 0.0.4, as the textfile collector reads it.
struct PrometheusText {
  /// The text so far.
  private(set) var text = ""
  /// The labels that every sample carries, in this order.
  let commonLabels: [Label]

  /// A name and what it says of a sample.
  typealias Label = (name: String, value: String)

  /// One value under the labels that tell it from others of its metric.
  typealias Sample = (labels: [Label], value: String)

  init(commonLabels: [Label]) { self.commonLabels = commonLabels }

  /// Adds a gauge with one sample.
  mutating func add(_ name: String, _ help: String, _ value: String) {
    add(name, help, [(labels: [], value: value)])
  }

  /// Adds a gauge; all its samples stand together, as the format asks for.
  mutating func add(_ name: String, _ help: String, _ samples: [Sample]) {
    text += "# HELP \(name) \(Self.escaped(help, quote: false))\n# TYPE \(name) gauge\n"
    for sample in samples {
      let labels = (commonLabels + sample.labels).map { label in
        "\(label.name)=\"\(Self.escaped(label.value, quote: true))\""
      }
      text += "\(name){\(labels.joined(separator: ","))} \(sample.value)\n"
    }
  }

  /// Milliseconds as seconds, the base unit of time.
  static func seconds(_ milliseconds: Int64) -> String {
    let (whole, rest) = milliseconds.magnitude.quotientAndRemainder(dividingBy: 1000)
    let sign = milliseconds < 0 ? "-" : ""
    return rest == 0 ? "\(sign)\(whole)" : "\(sign)\(whole).\(Int(rest).padded(3))"
  }

  /// Escapes what would end a line or a label's value.
  private static func escaped(_ text: String, quote: Bool) -> String {
    var escaped = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\": escaped += "\\\\"
      case "\n": escaped += "\\n"
      case "\"" where quote: escaped += "\\\""
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }
}
