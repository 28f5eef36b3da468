package import AdvocacyModel

/// What is wrong with a value, before anybody knows where it stands.
package struct ValidationError: Error {
  /// What was found.
  package var message: String
  /// What to do about it.
  package var hint: String?

  package init(_ message: String, hint: String? = nil) {
    self.message = message
    self.hint = hint
  }
}

extension JSONNode {
  /// Reads the text by a check that knows no places.
  ///
  /// - Throws: a failure where the value is no text, or the check complains.
  package func checked<Value>(_ check: (String) throws(ValidationError) -> Value) throws(Failure)
    -> Value
  {
    let text = try text()
    do {
      return try check(text)
    } catch {
      throw failure(error.message, hint: error.hint)
    }
  }

  /// Reads a list of texts by a check, leaving out repeats; an empty list is refused.
  package func checkedList<Value: Hashable>(
    _ check: (String) throws(ValidationError) -> Value
  ) throws(Failure) -> [Value] {
    try filled(uniqueElements { node throws(Failure) in try node.checked(check) })
  }

  /// Reads the elements of a list, leaving out repeats.
  package func uniqueElements<Value: Hashable>(
    _ read: (JSONNode) throws(Failure) -> Value
  ) throws(Failure) -> [Value] {
    var seen: Set<Value> = []
    return try mapElements(read).filter { seen.insert($0).inserted }
  }

  /// Refuses a list without elements.
  package func filled<Value>(_ values: [Value]) throws(Failure) -> [Value] {
    guard !values.isEmpty else { throw failure("expected at least one entry, found an empty list") }
    return values
  }

  /// Reads a list of texts by a check, leaving out repeats; it may be empty.
  package func checkedOptionalList<Value: Hashable>(
    _ check: (String) throws(ValidationError) -> Value
  ) throws(Failure) -> [Value] {
    try uniqueElements { node throws(Failure) in try node.checked(check) }
  }
}
