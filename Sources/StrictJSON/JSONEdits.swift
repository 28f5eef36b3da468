package import AdvocacyModel

/// Adds an element to a file that people edit, all other bytes of which stay as they are.
package enum JSONAppend {
  /// The bytes of a JSON file with more elements at the end of its list.
  ///
  /// They are set off as those before them are: on lines of their own with the same indentation, or
  /// behind the last on the same line.
  ///
  /// - Parameters:
  ///   - new: The JSON texts of the new elements, on one line or indented by two spaces.
  ///   - bytes: The bytes of the file: a list, or an object with the list under a key.
  ///   - key: That key.
  ///   - file: The name by which failures call the file.
  ///   - limits: How large and how deep it may be, the new elements included.
  /// - Returns: The new bytes.
  /// - Throws: a failure where the file, or the result, is not strict JSON or has no such list.
  /// - Complexity: O(bytes).
  package static func appending(
    _ new: [String], to bytes: [UInt8], key: String, file: String,
    limits: JSONLimits = .standard
  ) throws(Failure) -> [UInt8] {
    guard !new.isEmpty else { return bytes }
    let root = try JSONDocument.parse(bytes: bytes, file: file, limits: limits)
    let list = root.kind == .object ? try root.object().required(key) : root
    let range = list.byteRange
    let elements = try list.elements(atMost: limits.maximumLines, key).map(\.byteRange)
    let insertion: (offset: Int, bytes: [UInt8])
    if let last = elements.last {
      let separator = separator(of: elements, in: range, bytes)
      let texts = new.map { indented($0, by: indentation(of: separator), like: bytes) }
      insertion = (last.upperBound, texts.flatMap { separator + $0 })
    } else {
      let inside = bytes[range.lowerBound + 1..<range.upperBound - 1]
      let outer = lineIndentation(at: range.lowerBound, in: bytes)
      let inner = outer + Array(repeating: ASCII.space, count: 2)
      let lineBreak = lineBreak(of: bytes)
      let tail = inside.contains(ASCII.lineFeed) ? [] : lineBreak + outer
      let texts = new.map { lineBreak + inner + indented($0, by: inner, like: bytes) }
      insertion = (range.lowerBound + 1, texts.joined(separator: [ASCII.comma]) + tail)
    }
    let offset = insertion.offset
    let result = Array(bytes[..<offset]) + insertion.bytes + bytes[offset...]
    _ = try JSONDocument.parse(bytes: result, file: file, limits: limits)
    return result
  }

  /// The bytes of an NDJSON file with more lines at its end.
  ///
  /// - Parameters:
  ///   - new: The JSON texts of the new elements; each is put on one line.
  ///   - bytes: The bytes of the file.
  ///   - file: The name by which failures call the file.
  /// - Returns: The new bytes.
  /// - Throws: a failure where an element is not strict JSON.
  /// - Complexity: O(bytes).
  package static func appendingLines(
    _ new: [String], to bytes: [UInt8], file: String
  ) throws(Failure) -> [UInt8] {
    guard !new.isEmpty else { return bytes }
    let lineBreak = lineBreak(of: bytes)
    let isOpen = !bytes.isEmpty && bytes != UTF8Text.byteOrderMark && bytes.last != ASCII.lineFeed
    var result = bytes + (isOpen ? lineBreak : [])
    for element in new {
      _ = try JSONDocument.parse(bytes: Array(element.utf8), file: file)
      // A JSON text holds line breaks only between its values.
      for byte in element.utf8 {
        let isBreak = byte == ASCII.lineFeed || byte == ASCII.carriageReturn
        result.append(isBreak ? ASCII.space : byte)
      }
      result += lineBreak
    }
    return result
  }

  /// What stands between two elements: as between the last two, or as before the only one.
  static func separator(
    of elements: [Range<Int>], in list: Range<Int>, _ bytes: [UInt8]
  ) -> [UInt8] {
    if elements.count > 1 {
      let (before, last) = (elements[elements.count - 2], elements[elements.count - 1])
      return Array(bytes[before.upperBound..<last.lowerBound])
    }
    let lead = bytes[list.lowerBound + 1..<elements[0].lowerBound]
    guard lead.contains(ASCII.lineFeed) else { return [ASCII.comma, ASCII.space] }
    return [ASCII.comma] + lead
  }

  /// The space behind the last line break of a separator.
  private static func indentation(of separator: [UInt8]) -> [UInt8] {
    guard let lineFeed = separator.lastIndex(of: ASCII.lineFeed) else { return [] }
    return separator[(lineFeed + 1)...].filter { $0 == ASCII.space || $0 == ASCII.tab }
  }

  /// The space with which the line of an offset begins.
  private static func lineIndentation(at offset: Int, in bytes: [UInt8]) -> [UInt8] {
    let start = bytes[..<offset].lastIndex(of: ASCII.lineFeed).map { $0 + 1 } ?? 0
    return Array(bytes[start...].prefix { $0 == ASCII.space || $0 == ASCII.tab })
  }

  private static func indented(
    _ element: String, by indentation: [UInt8], like bytes: [UInt8]
  ) -> [UInt8] {
    let lines = element.utf8.split(whereSeparator: {
      $0 == ASCII.lineFeed || $0 == ASCII.carriageReturn
    })
    return Array(lines.joined(separator: lineBreak(of: bytes) + indentation))
  }

  /// The line break of a file, by its first.
  private static func lineBreak(of bytes: [UInt8]) -> [UInt8] {
    guard let first = bytes.firstIndex(of: ASCII.lineFeed), first > 0,
      bytes[first - 1] == ASCII.carriageReturn
    else { return [ASCII.lineFeed] }
    return [ASCII.carriageReturn, ASCII.lineFeed]
  }
}

/// Sets members of a JSON text, and takes members and elements out, while all other bytes stay as
/// they are.
package struct JSONEdit {
  package init() {}

  private var cuts: [(range: Range<Int>, replacement: [UInt8])] = []
  /// How many elements and members go.
  package private(set) var count = 0

  /// Gives a member of an object another value; where there is none, adds it behind the last, set off
  /// as that one is.
  ///
  /// - Parameters:
  ///   - key: The member's name, of plain ASCII without quotes.
  ///   - value: A JSON text on one line.
  ///   - object: The object; it has at least one member that stays.
  /// - Complexity: O(members).
  package mutating func set(_ key: String, to value: String, in object: JSONNode) {
    guard object.kind == .object else { return }
    let members = object.rawMembers
    if let member = members.first(where: { $0.name == key }) {
      return cuts.append((member.value.byteRange, Array(value.utf8)))
    }
    guard let last = members.last else { return }
    let bytes = object.bytes
    let separator = JSONAppend.separator(of: Self.ranges(of: members), in: object.byteRange, bytes)
    let colon = bytes[last.key.byteRange.upperBound..<last.value.byteRange.lowerBound]
    let end = last.value.byteRange.upperBound
    cuts.append((end..<end, separator + Array("\"\(key)\"".utf8) + colon + Array(value.utf8)))
  }

  /// Takes bytes out, such as a line of NDJSON.
  package mutating func remove(_ range: Range<Int>) {
    count += 1
    cuts.append((range, []))
  }

  /// Takes elements out of a list.
  ///
  /// - Parameters:
  ///   - isMeant: Tells which go.
  ///   - list: The list.
  ///   - substitute: What stands in the list where none is left; nothing by default.
  package mutating func remove(
    where isMeant: (JSONNode) -> Bool, from list: JSONNode, leaving substitute: [UInt8] = []
  ) {
    guard list.kind == .array else { return }
    let elements = list.elementNodes
    remove(
      elements.indices.filter { isMeant(elements[$0]) }, of: elements.map(\.byteRange),
      in: list.byteRange, leaving: substitute)
  }

  /// Takes members out of an object.
  package mutating func remove(where isMeant: (JSONMember) -> Bool, fromObject object: JSONNode) {
    guard object.kind == .object else { return }
    let members = object.rawMembers
    remove(
      members.indices.filter { isMeant(members[$0]) }, of: Self.ranges(of: members),
      in: object.byteRange, leaving: [])
  }

  private static func ranges(of members: [JSONMember]) -> [Range<Int>] {
    members.map { $0.key.byteRange.lowerBound..<$0.value.byteRange.upperBound }
  }

  /// The text as edited.
  ///
  /// - Complexity: O(bytes + cuts log cuts).
  package func applied(to bytes: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var position = 0
    for cut in cuts.sorted(by: { $0.range.lowerBound < $1.range.lowerBound }) {
      result += bytes[position..<cut.range.lowerBound] + cut.replacement
      position = cut.range.upperBound
    }
    return result + bytes[position...]
  }

  /// Cuts parts out together with the comma that belonged to them.
  private mutating func remove(
    _ places: [Int], of parts: [Range<Int>], in container: Range<Int>, leaving substitute: [UInt8]
  ) {
    guard let last = places.last else { return }
    count += places.count
    guard places.count < parts.count else {
      let range =
        substitute.isEmpty
        ? container.lowerBound + 1..<container.upperBound - 1
        : parts[0].lowerBound..<parts[last].upperBound
      return cuts.append((range, substitute))
    }
    let firstKept = parts.indices.first { !places.contains($0) } ?? 0
    for place in places {
      // Parts before the first that stays go with the comma behind them, others with that before.
      let range =
        place < firstKept
        ? parts[place].lowerBound..<parts[place + 1].lowerBound
        : parts[place - 1].upperBound..<parts[place].upperBound
      cuts.append((range, []))
    }
  }
}
