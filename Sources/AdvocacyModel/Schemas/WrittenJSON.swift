/// A JSON value to be written: objects keep the order of their members.
package indirect enum WrittenJSON: Sendable {
  case text(String)
  /// A whole number.
  case integer(Int)
  /// A number.
  case decimal(Double)
  /// True or false.
  case boolean(Bool)
  case list([WrittenJSON])
  /// An object, its members in order.
  case object([(key: String, value: WrittenJSON)])

  /// The list of some texts.
  package static func texts(_ texts: [String]) -> WrittenJSON { .list(texts.map { .text($0) }) }

  /// The value in JSON: objects over several lines, lists of scalars on one.
  ///
  /// - Complexity: O(length).
  package func pretty(indent: Int = 0) -> String {
    switch self {
    case .text(let text): return Self.quoted(text)
    case .integer(let number): return String(number)
    case .decimal(let number):
      let isWhole = number == number.rounded() && abs(number) < 1e15
      return isWhole ? String(Int64(number)) : "\(number)"
    case .boolean(let flag): return flag ? "true" : "false"
    case .list(let values):
      guard values.contains(where: \.isObject) else {
        return "[\(values.map { $0.pretty(indent: indent) }.joined(separator: ", "))]"
      }
      return Self.block("[", values.map { $0.pretty(indent: indent + 2) }, "]", indent)
    case .object(let members):
      let lines = members.map { "\(Self.quoted($0.key)): \($0.value.pretty(indent: indent + 2))" }
      return lines.isEmpty ? "{}" : Self.block("{", lines, "}", indent)
    }
  }

  private var isObject: Bool {
    if case .object = self { true } else { false }
  }

  private static func block(
    _ open: String, _ lines: [String], _ close: String, _ indent: Int
  ) -> String {
    let margin = String(repeating: " ", count: indent)
    let body = lines.map { "\(margin)  \($0)" }.joined(separator: ",\n")
    return "\(open)\n\(body)\n\(margin)\(close)"
  }

  /// A text as a JSON string; only what JSON forbids raw is escaped.
  private static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      case _ where scalar.value < 0x20:
        let digits = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
