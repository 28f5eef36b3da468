package import AdvocacyModel

/// One value of a JSON document, with its position and the path that leads to it.
package struct JSONNode: Sendable {
  let storage: JSONStorage
  /// The number of the entry.
  let index: Int
  package let path: JSONPath

  /// The kinds of JSON values.
  package enum Kind: Hashable, Sendable {
    /// Keys with values.
    case object
    /// Values in order.
    case array
    /// A text.
    case string
    case number
    /// True or false.
    case bool
    /// The word `null`.
    case null
  }

  /// The kind of the value.
  package var kind: Kind {
    switch bytes[offset] {
    case ASCII.leftBrace: .object
    case ASCII.leftBracket: .array
    case ASCII.quote: .string
    case UInt8(ascii: "t"), UInt8(ascii: "f"): .bool
    case UInt8(ascii: "n"): .null
    default: .number
    }
  }

  /// The range of the value's bytes in the file.
  package var byteRange: Range<Int> { storage.byteRange(of: index) }

  /// The bytes of the value as they stand in the file.
  package var rawBytes: [UInt8] { Array(bytes[byteRange]) }

  /// The file, line, column and path of the value.
  package var place: Place { storage.text.place(of: offset, path: path.description) }

  /// The same value under a path that says more to people, such as `posts[3]`.
  package func named(_ path: String) -> JSONNode {
    JSONNode(storage: storage, index: index, path: .root(path))
  }

  /// A failure at the value.
  package func failure(_ message: String, hint: String? = nil) -> Failure {
    Failure(storage.text.cause, at: place, message, hint: hint)
  }

  var bytes: [UInt8] { storage.text.bytes }
  var offset: Int { Int(storage.entries[index].offset) }

  /// The numbers of the entries of a container's children; of an object: its keys and values.
  ///
  /// - Complexity: O(children).
  var children: [Int] {
    guard storage.isContainer(index) else { return [] }
    var numbers: [Int] = []
    var child = index + 1
    let closer = Int(storage.entries[index].end)
    while child < closer {
      numbers.append(child)
      child = storage.next(after: child)
    }
    return numbers
  }
}

/// The way from a document's root to a value, kept as steps and written only when asked for.
package indirect enum JSONPath: Sendable, CustomStringConvertible {
  case root(String)
  case key(String, in: JSONPath)
  case index(Int, in: JSONPath)

  package var description: String {
    switch self {
    case .root(let text): text
    case .index(let index, let parent): "\(parent)[\(index)]"
    case .key(let key, let parent):
      switch parent.description {
      case "": key
      case let before: "\(before).\(key)"
      }
    }
  }
}

/// One key of an object with its value.
package struct JSONMember: Sendable {
  /// The decoded name.
  package let name: String
  /// The key as a text with a position of its own.
  package let key: JSONNode
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

  package var elementNodes: [JSONNode] {
    children.enumerated().map { number, child in
      JSONNode(storage: storage, index: child, path: .index(number, in: path))
    }
  }

  package var rawMembers: [JSONMember] {
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

  package var decodedString: String { JSONStrings.decode(bytes, in: byteRange) }

  /// The failure that something else was wanted here.
  package func mismatch(_ wanted: String, hint: String? = nil) -> Failure {
    failure("expected \(wanted), found \(summary)", hint: hint)
  }

  /// The value in a few words.
  var summary: String {
    switch kind {
    case .object: "an object"
    case .array: "a list"
    case .string: "the text \"\(SafeText.excerpt(decodedString))\""
    case .number: "the number \(SafeText.excerpt(literal))"
    case .bool, .null: literal
    }
  }

  /// The bytes of the value as a text.
  package var literal: String { String(decoding: bytes[byteRange], as: UTF8.self) }
}

/// An object of a JSON document, read key by key.
package struct JSONObject: Sendable {
  /// The object itself.
  package let node: JSONNode
  /// Its members in the order of the file.
  package let members: [JSONMember]

  /// Makes a reader of an object.
  ///
  /// - Throws: a failure where the value is something else, or a key is not plain ASCII.
  package init(_ node: JSONNode) throws(Failure) {
    self.node = node
    self.members = try node.members()
    for member in members where !member.name.utf8.allSatisfy(Self.isPlain) {
      throw JSONNode(storage: node.storage, index: member.key.index, path: node.path)
        .failure(
          "expected a key of plain ASCII, found \"\(SafeText.excerpt(member.name))\"",
          hint: "Write keys with letters from a to z")
    }
  }

  /// The value of a key, or nil where the object has none such.
  ///
  /// A value `null` is a value: whoever reads it as something else is told so.
  ///
  /// - Complexity: O(members).
  package func optional(_ name: String) -> JSONNode? {
    members.first { $0.name == name }?.value
  }

  /// The value of a key that must be there.
  ///
  /// - Throws: a failure at the object where the key is missing.
  /// - Complexity: O(members).
  package func required(_ name: String) throws(Failure) -> JSONNode {
    guard let value = optional(name) else { throw missing(name) }
    return value
  }

  /// The failure that a key is missing, at the object.
  ///
  /// - Complexity: O(members).
  package func missing(_ name: String) -> Failure {
    let names = members.map(\.name)
    return node.failure(
      "missing the key \"\(name)\"",
      hint: NearMiss.of(name, among: names).map { "Is \"\($0)\" meant?" })
  }

  /// Refuses keys that nobody reads; `$schema` is always known.
  ///
  /// - Throws: a failure at the first unknown key, with what `hint` says of it, or the nearest
  ///   known one.
  /// - Complexity: O(members × known).
  package func refuseUnknownKeys(
    known: [String], hint: (String) -> String? = { _ in nil }
  ) throws(Failure) {
    for member in members where member.name != "$schema" && !known.contains(member.name) {
      throw JSONNode(storage: node.storage, index: member.key.index, path: node.path)
        .failure(
          "unknown key \"\(SafeText.excerpt(member.name))\"",
          hint: hint(member.name) ?? NearMiss.hint(member.name, among: known)
            ?? "Known keys: \(known.joined(separator: ", "))")
    }
  }

  private static func isPlain(_ byte: UInt8) -> Bool { (0x20..<0x7F).contains(byte) }
}
