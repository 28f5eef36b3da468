package import AdvocacyModel

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
