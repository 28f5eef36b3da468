import AdvocacyCore

/// Judges the keys of a scanned document.
enum JSONKeys {
  /// Refuses the first key that an object has twice.
  ///
  /// - Throws: a failure at the second of the two, naming the line of the first.
  /// - Complexity: O(keys) on average, plus the bytes of their names.
  static func refuseRepeated(in storage: JSONStorage) throws(Failure) {
    for index in storage.entries.indices where storage.firstByte(of: index) == ASCII.leftBrace {
      try refuseRepeated(inObjectAt: index, of: storage)
    }
  }

  private static func refuseRepeated(
    inObjectAt index: Int, of storage: JSONStorage
  ) throws(Failure) {
    let closer = Int(storage.entries[index].end)
    var few: [ArraySlice<UInt8>] = []
    var many: Set<ArraySlice<UInt8>> = []
    var child = index + 1
    while child < closer {
      let name = storage.decodedBytes(of: child)
      let isRepeated = many.isEmpty ? few.contains(name) : many.contains(name)
      if isRepeated { throw repeated(child, named: name, inObjectAt: index, of: storage) }
      if many.isEmpty { few.append(name) } else { many.insert(name) }
      if few.count == 16 {
        many = Set(few)
        few = []
      }
      child = storage.next(after: child + 1)
    }
  }

  private static func repeated(
    _ key: Int, named name: ArraySlice<UInt8>, inObjectAt index: Int, of storage: JSONStorage
  ) -> Failure {
    let object = JSONNode(storage: storage, index: index, path: path(to: index, of: storage))
    let first = object.rawMembers.first { member in
      storage.decodedBytes(of: member.key.index) == name
    }
    let text = String(decoding: name, as: UTF8.self)
    let line = first.flatMap { $0.key.place.line }.map { " in line \($0)" } ?? ""
    return JSONNode(storage: storage, index: key, path: object.path)
      .failure(
        "the key \"\(Excerpt.of(text))\" is there twice, first\(line)",
        hint: "Remove one of the two")
  }

  /// The path from the document's root to an entry.
  private static func path(to target: Int, of storage: JSONStorage) -> JSONPath {
    var node = JSONNode(storage: storage, index: 0, path: .root(""))
    while node.index != target {
      let children = node.kind == .object ? node.rawMembers.map(\.value) : node.elementNodes
      guard let child = children.last(where: { $0.index <= target }) else { break }
      node = child
    }
    return node.path
  }
}
