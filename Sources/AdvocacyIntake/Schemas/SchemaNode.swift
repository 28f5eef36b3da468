/// The building blocks of a JSON Schema (draft 2020-12), as the two schemas need them.
enum SchemaNode {
  /// A text, with a pattern, bounds, a fixed value or a choice of values.
  static func text(
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

  /// A whole number between bounds.
  static func integer(_ description: String, _ bounds: ClosedRange<Int>) -> WrittenJSON {
    described(
      description,
      [
        ("type", .text("integer")), ("minimum", .integer(bounds.lowerBound)),
        ("maximum", .integer(bounds.upperBound)),
      ])
  }

  /// A number between bounds.
  static func number(_ description: String?, _ bounds: ClosedRange<Double>) -> WrittenJSON {
    described(
      description,
      [
        ("type", .text("number")), ("minimum", .decimal(bounds.lowerBound)),
        ("maximum", .decimal(bounds.upperBound)),
      ])
  }

  /// A list of equal elements.
  static func list(
    _ description: String, of element: WrittenJSON, atLeast least: Int = 0, atMost most: Int? = nil
  ) -> WrittenJSON {
    described(
      description,
      [("type", .text("array")), ("items", element)]
        + optional("minItems", least > 0 ? .integer(least) : nil)
        + optional("maxItems", most.map { .integer($0) }))
  }

  /// An object with these keys, as the decoder knows them and in their order, and no others.
  static func object(
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
  static func map(
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
  static func oneOf(_ description: String?, _ nodes: [WrittenJSON]) -> WrittenJSON {
    described(description, [("oneOf", .list(nodes))])
  }

  /// A value that is fixed.
  static func constant(_ text: String) -> WrittenJSON { .object([("const", .text(text))]) }

  /// A definition of the same document.
  static func reference(_ name: String) -> WrittenJSON {
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
