package import AdvocacyCore

/// One key of an object with its value.
package struct JSONMember: Sendable {
  /// The decoded name.
  package let name: String
  /// The key as a text with a position of its own.
  package let key: JSONNode
  /// The value.
  package let value: JSONNode
}

extension JSONNode {
  /// The values of a list.
  ///
  /// - Throws: a failure where the value is something else.
  /// - Complexity: O(values).
  package func elements() throws(Failure) -> [JSONNode] {
    guard kind == .array else { throw mismatch("a list") }
    return elementNodes
  }

  /// The values of a list that has no more of them than some number.
  ///
  /// - Throws: a failure where the value is something else, or a longer list.
  /// - Complexity: O(values).
  package func elements(atMost limit: Int, _ what: String = "entries") throws(Failure) -> [JSONNode]
  {
    guard kind == .array else { throw mismatch("a list") }
    // Counted before a node is made for each.
    let count = children.count
    guard count <= limit else {
      throw failure("expected at most \(limit) \(what), found \(count)", hint: JSONLimits.hint)
    }
    return elementNodes
  }

  /// The members of an object in the order of the file, whatever their names.
  ///
  /// - Throws: a failure where the value is something else.
  /// - Complexity: O(members).
  package func members() throws(Failure) -> [JSONMember] {
    guard kind == .object else { throw mismatch("an object") }
    return rawMembers
  }

  /// The object as a reader of its keys.
  ///
  /// - Throws: a failure where the value is something else, or a key is not plain ASCII.
  package func object() throws(Failure) -> JSONObject {
    try JSONObject(self)
  }

  var elementNodes: [JSONNode] {
    children.enumerated().map { number, child in
      JSONNode(storage: storage, index: child, path: .index(number, in: path))
    }
  }

  var rawMembers: [JSONMember] {
    let numbers = children
    return stride(from: 0, to: numbers.count, by: 2).map { place in
      let bare = JSONNode(storage: storage, index: numbers[place], path: path)
      let name = bare.decodedString
      let path = JSONPath.key(name, in: path)
      return JSONMember(
        name: name, key: JSONNode(storage: storage, index: numbers[place], path: path),
        value: JSONNode(storage: storage, index: numbers[place + 1], path: path))
    }
  }

  var decodedString: String { JSONStrings.decode(bytes, in: byteRange) }

  /// The failure that something else was wanted here.
  func mismatch(_ wanted: String, hint: String? = nil) -> Failure {
    failure("expected \(wanted), found \(summary)", hint: hint)
  }

  /// The value in a few words.
  var summary: String {
    switch kind {
    case .object: "an object"
    case .array: "a list"
    case .string: "the text \"\(Excerpt.of(decodedString))\""
    case .number: "the number \(Excerpt.of(literal))"
    case .bool, .null: literal
    }
  }

  /// The bytes of the value as a text.
  var literal: String { String(decoding: bytes[byteRange], as: UTF8.self) }
}
