package import AdvocacyCore

/// One value of a JSON document, with its position and the path that leads to it.
package struct JSONNode: Sendable {
  let storage: JSONStorage
  /// The number of the entry.
  let index: Int
  let path: JSONPath

  /// The kinds of JSON values.
  package enum Kind: Hashable, Sendable {
    /// Keys with values.
    case object
    /// Values in order.
    case array
    /// A text.
    case string
    /// A number.
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
indirect enum JSONPath: Sendable, CustomStringConvertible {
  case root(String)
  case key(String, in: JSONPath)
  case index(Int, in: JSONPath)

  var description: String {
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
