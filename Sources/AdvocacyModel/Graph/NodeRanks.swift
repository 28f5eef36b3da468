/// The rank of each id among the ids of a graph, ascending.
///
/// A table by id where ids lie close together, as in published graphs; else, as with the ids of
/// real accounts, an open-addressing table by hash (linear probing, at most half full).
struct NodeRanks {
  /// The ids, ascending, each once.
  let ids: [UInt64]
  /// Whether each id is its own rank.
  let areIDs: Bool
  /// The ranks by id, or by place in the hash table.
  private var ranks: [UInt32]
  /// The ids in the hash table; empty where ranks are by id.
  private var keys: [UInt64] = []

  /// Ranks the ids of edges and nodes.
  ///
  /// - Complexity: O(edges + ids × log ids).
  init(_ parts: [FollowerGraph.Builder]) {
    let edges = parts.reduce(0) { $0 + $1.edgeCount }
    let largest = parts.map(\.largestID).max() ?? 0
    if largest < UInt64(2 * edges + 65_536) {
      (ids, ranks) = Self.dense(parts, largest: Int(largest))
      areIDs = ids.count == Int(largest) + 1
    } else {
      var table = IDTable()
      for part in parts {
        part.forEachEdge { _, from, to in
          table.insert(from)
          table.insert(to)
        }
        for id in part.isolated { table.insert(id) }
      }
      ids = table.ids.sorted()
      areIDs = false
      keys = table.keys
      ranks = Array(repeating: Self.none, count: table.keys.count)
      for (rank, id) in ids.enumerated() {
        ranks[IDTable.place(of: id, in: keys)] = UInt32(truncatingIfNeeded: rank)
      }
    }
  }

  /// The rank of an id that some edge or node names.
  @inline(__always)
  subscript(id: UInt64) -> UInt32 {
    keys.isEmpty ? ranks[Int(id)] : ranks[IDTable.place(of: id, in: keys)]
  }

  private static let none = UInt32.max

  private static func dense(
    _ parts: [FollowerGraph.Builder], largest: Int
  ) -> (ids: [UInt64], ranks: [UInt32]) {
    guard parts.contains(where: { $0.edgeCount > 0 || !$0.isolated.isEmpty }) else {
      return ([], [none])
    }
    var ranks = [UInt32](repeating: none, count: largest + 1)
    for part in parts {
      part.forEachEdge { _, from, to in
        ranks[Int(from)] = 0
        ranks[Int(to)] = 0
      }
      for id in part.isolated { ranks[Int(id)] = 0 }
    }
    var ids: [UInt64] = []
    for id in ranks.indices where ranks[id] == 0 {
      ranks[id] = UInt32(truncatingIfNeeded: ids.count)
      ids.append(UInt64(id))
    }
    return (ids, ranks)
  }
}

/// A set of ids; the free places hold `free`, which is kept apart should it be an id.
private struct IDTable {
  private(set) var keys = [UInt64](repeating: Self.free, count: 1 << 10)
  private var count = 0
  private var hasFree = false

  /// The mark of a place without an id.
  private static let free = UInt64.max

  /// The ids, in no order.
  var ids: [UInt64] { keys.filter { $0 != Self.free } + (hasFree ? [Self.free] : []) }

  mutating func insert(_ id: UInt64) {
    guard id != Self.free else { return hasFree = true }
    let place = Self.place(of: id, in: keys)
    guard keys[place] != id else { return }
    keys[place] = id
    count += 1
    guard 2 * count > keys.count else { return }
    let old = keys
    keys = Array(repeating: Self.free, count: 2 * old.count)
    for id in old where id != Self.free { keys[Self.place(of: id, in: keys)] = id }
  }

  /// Where an id is, or would be put.
  @inline(__always)
  static func place(of id: UInt64, in keys: [UInt64]) -> Int {
    let mask = UInt64(keys.count - 1)
    var place = RandomKey.mix(id) & mask
    while keys[Int(place)] != id, keys[Int(place)] != free { place = (place + 1) & mask }
    return Int(place)
  }
}
