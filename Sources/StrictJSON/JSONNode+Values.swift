package import AdvocacyModel

extension JSONNode {
  /// The text; everything but NUL is kept as it is.
  ///
  /// - Throws: a failure where the value is something else, or holds NUL.
  package func text() throws(Failure) -> String {
    guard kind == .string else { throw mismatch("a text") }
    let text = decodedString
    guard !text.utf8.contains(0) else {
      throw failure("expected a text without NUL, found \\u0000 in it", hint: "Remove \\u0000")
    }
    return text
  }

  /// The text, which must hold more than space.
  ///
  /// - Throws: a failure where the value is something else, empty, or holds NUL.
  package func filledText() throws(Failure) -> String {
    let text = try text()
    guard text.contains(where: { !$0.isWhitespace }) else {
      throw failure("expected a text, found an empty one")
    }
    return text
  }

  /// The id.
  ///
  /// - Throws: a failure where the value is something else, or breaks the alphabet of ids.
  package func id<Name>(_: Identifier<Name>.Type = Identifier<Name>.self) throws(Failure)
    -> Identifier<Name>
  {
    let text = try text()
    guard let id = Identifier<Name>(text) else {
      throw failure(
        "expected an id, found \"\(SafeText.excerpt(text))\"",
        hint: "An id is 1 to 128 letters (a to z), digits, dots, underscores and hyphens, and "
          + "begins with neither a dot nor a hyphen")
    }
    return id
  }

  /// The whole number, written without decimal point and exponent.
  ///
  /// - Throws: a failure where the value is something else, or out of range.
  package func integer(in range: ClosedRange<Int> = Int.min...Int.max) throws(Failure) -> Int {
    guard kind == .number else { throw mismatch("a whole number") }
    let digits = literal
    guard !digits.utf8.contains(where: { ".eE".utf8.contains($0) }) else {
      throw mismatch("a whole number", hint: "Write it without decimal point and exponent")
    }
    guard let number = Int(digits), range.contains(number) else {
      throw mismatch("a whole number \(Self.words(for: range))")
    }
    return number
  }

  /// The decimal number; it must be finite.
  ///
  /// - Throws: a failure where the value is something else, or out of range.
  package func decimal(
    in range: ClosedRange<Double> = -Double.greatestFiniteMagnitude...Double.greatestFiniteMagnitude
  ) throws(Failure) -> Double {
    guard kind == .number else { throw mismatch("a number") }
    guard let number = Double(literal), number.isFinite, range.contains(number) else {
      throw mismatch(
        "a number from \(range.lowerBound.asWritten) to \(range.upperBound.asWritten)")
    }
    return number
  }

  /// The truth value.
  ///
  /// - Throws: a failure where the value is something else.
  package func bool() throws(Failure) -> Bool {
    guard kind == .bool else { throw mismatch("true or false") }
    return bytes[offset] == UInt8(ascii: "t")
  }

  /// The time, with a zone or without.
  ///
  /// - Throws: a failure where the value is something else, or no strict RFC 3339.
  package func time() throws(Failure) -> WrittenTime {
    guard kind == .string else { throw mismatch("a time in quotes", hint: Self.timeHint) }
    guard let time = WrittenTime(decodedString) else {
      throw mismatch("a time", hint: Self.timeHint)
    }
    return time
  }

  /// The texts of a list.
  ///
  /// - Throws: a failure where the value is something else, at the element that is no text.
  package func texts() throws(Failure) -> [String] {
    try mapElements { node throws(Failure) in try node.text() }
  }

  /// The elements of a list, each read by a function.
  ///
  /// - Throws: a failure where the value is no list, and whatever the function throws.
  package func mapElements<Value>(
    _ read: (JSONNode) throws(Failure) -> Value
  ) throws(Failure) -> [Value] {
    var values: [Value] = []
    for element in try elements() { values.append(try read(element)) }
    return values
  }

  /// One of a few known words.
  ///
  /// - Parameters:
  ///   - noun: What the word names, as in `network`.
  ///   - known: The words with their meanings, in the order in which a message lists them.
  /// - Returns: The meaning of the word.
  /// - Throws: a failure where the value is something else, with the nearest known word as a hint.
  package func choice<Value>(
    _ noun: String, among known: [(name: String, value: Value)]
  ) throws(Failure) -> Value {
    guard kind == .string else { throw mismatch("a \(noun)") }
    let word = decodedString
    guard let match = known.first(where: { $0.name.utf8.elementsEqual(word.utf8) }) else {
      throw unknown(noun, word, known: known.map(\.name))
    }
    return match.value
  }

  /// One of the words of an enumeration.
  ///
  /// - Throws: a failure where the value is something else, with the nearest known word as a hint.
  package func choice<Value: CaseIterable & RawRepresentable<String>>(
    _ noun: String, of _: Value.Type = Value.self
  ) throws(Failure) -> Value {
    try choice(noun, among: Value.allCases.map { ($0.rawValue, $0) })
  }

  /// The failure that a word is not among the known ones.
  package func unknown(_ noun: String, _ word: String, known: [String]) -> Failure {
    failure(
      "unknown \(noun) \"\(SafeText.excerpt(word))\"; known: \(known.joined(separator: ", "))",
      hint: NearMiss.hint(word, among: known))
  }

  private static var timeHint: String { "Write it as 2026-11-20T10:00:00+01:00" }

  private static func words(for range: ClosedRange<Int>) -> String {
    switch (range.lowerBound, range.upperBound) {
    case (.min, .max): "of at most 64 bits"
    case (let low, .max): "of at least \(low)"
    case (.min, let high): "of at most \(high)"
    case (let low, let high): "from \(low) to \(high)"
    }
  }
}
