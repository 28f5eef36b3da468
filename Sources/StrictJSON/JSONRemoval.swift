/// Takes elements and members out of a JSON text, all other bytes of which stay as they are.
package struct JSONRemoval {
  package init() {}

  private var cuts: [(range: Range<Int>, replacement: [UInt8])] = []
  /// How many elements and members go.
  package private(set) var count = 0

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
    let ranges = members.map { $0.key.byteRange.lowerBound..<$0.value.byteRange.upperBound }
    remove(
      members.indices.filter { isMeant(members[$0]) }, of: ranges, in: object.byteRange,
      leaving: [])
  }

  /// The text without what was taken out.
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
