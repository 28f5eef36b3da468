/// The building blocks of a JSON Schema (draft 2020-12), as our schemas need them.
package enum SchemaNode {
  /// A text, with a pattern, bounds, a fixed value or a choice of values.
  package static func text(
    _ description: String, pattern: String? = nil, longest: Int? = nil, choice: [String]? = nil
  ) -> WrittenJSON {
    described(
      description,
      [("type", .text("string"))]
        + optional("minLength", longest.map { _ in .integer(1) })
        + optional("maxLength", longest.map { .integer($0) })
        + optional("pattern", pattern.map { .text($0) })
        + optional("enum", choice.map { .texts($0) }))
  }

  /// True or false.
  package static func flag(_ description: String) -> WrittenJSON {
    described(description, [("type", .text("boolean"))])
  }

  /// A whole number between bounds.
  package static func integer(_ description: String, _ bounds: ClosedRange<Int>) -> WrittenJSON {
    described(
      description,
      [
        ("type", .text("integer")), ("minimum", .integer(bounds.lowerBound)),
        ("maximum", .integer(bounds.upperBound)),
      ])
  }

  /// A number between bounds.
  package static func number(_ description: String?, _ bounds: ClosedRange<Double>) -> WrittenJSON {
    described(
      description,
      [
        ("type", .text("number")), ("minimum", .decimal(bounds.lowerBound)),
        ("maximum", .decimal(bounds.upperBound)),
      ])
  }

  /// A list of equal elements.
  package static func list(
    _ description: String, of element: WrittenJSON, atLeast least: Int = 0, atMost most: Int? = nil
  ) -> WrittenJSON {
    described(
      description,
      [("type", .text("array")), ("items", element)]
        + optional("minItems", least > 0 ? .integer(least) : nil)
        + optional("maxItems", most.map { .integer($0) }))
  }

  /// An object with these keys, as the decoder knows them and in their order, and no others.
  package static func object(
    _ description: String?, keys: [String], required: [String] = [],
    _ nodes: [String: WrittenJSON]
  ) -> WrittenJSON {
    let properties = keys.compactMap { key in nodes[key].map { (key: key, value: $0) } }
    return described(
      description,
      [("type", .text("object")), ("properties", .object(properties))]
        + optional("required", required.isEmpty ? nil : .texts(required))
        + [("additionalProperties", .boolean(false))])
  }

  /// An object whose keys are free and whose values are alike.
  package static func map(
    _ description: String, keyPattern: String?, to value: WrittenJSON
  ) -> WrittenJSON {
    described(
      description,
      [("type", .text("object"))]
        + optional(
          "propertyNames", keyPattern.map { .object([("pattern", .text($0))]) })
        + [("additionalProperties", value)])
  }

  /// One of several.
  package static func oneOf(_ description: String?, _ nodes: [WrittenJSON]) -> WrittenJSON {
    described(description, [("oneOf", .list(nodes))])
  }

  /// An object that will get more keys: those known now are always there.
  package static func open(
    _ description: String?, _ nodes: [(key: String, value: WrittenJSON)]
  ) -> WrittenJSON {
    described(
      description,
      [
        ("type", .text("object")), ("properties", .object(nodes)),
        ("required", .texts(nodes.map(\.key))),
      ])
  }

  /// A value or null.
  package static func nullable(_ node: WrittenJSON) -> WrittenJSON {
    oneOf(nil, [node, .object([("type", .text("null"))])])
  }

  /// A number without bounds.
  package static func figure(_ description: String) -> WrittenJSON {
    described(description, [("type", .text("number"))])
  }

  /// A whole number from 0.
  package static func count(_ description: String) -> WrittenJSON {
    described(description, [("type", .text("integer")), ("minimum", .integer(0))])
  }

  /// A value that is fixed.
  package static func constant(_ text: String) -> WrittenJSON { .object([("const", .text(text))]) }

  /// A definition of the same document.
  package static func reference(_ name: String) -> WrittenJSON {
    .object([("$ref", .text("#/$defs/\(name)"))])
  }

  private static func described(
    _ description: String?, _ members: [(key: String, value: WrittenJSON)]
  ) -> WrittenJSON {
    .object(optional("description", description.map { .text($0) }) + members)
  }

  private static func optional(
    _ key: String, _ value: WrittenJSON?
  ) -> [(key: String, value: WrittenJSON)] {
    value.map { [(key: key, value: $0)] } ?? []
  }
}

/// A JSON value to be written: objects keep the order of their members.
package indirect enum WrittenJSON: Sendable {
  case text(String)
  /// A whole number.
  case integer(Int)
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

  /// The value in JSON on one line.
  ///
  /// - Complexity: O(length).
  package var line: String {
    switch self {
    case .list(let values): "[\(values.map(\.line).joined(separator: ", "))]"
    case .object(let members):
      "{\(members.map { "\(Self.quoted($0.key)): \($0.value.line)" }.joined(separator: ", "))}"
    default: pretty()
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
