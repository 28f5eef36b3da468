import Testing

@testable import AdvocacyModel

@Suite("Follower graphs in memory")
struct FollowerGraphTests {
  /// The graph of edges, by plain dictionaries and sorting.
  private func expected(_ edges: [(UInt64, UInt64, Double?)]) -> [[UInt64]: Double] {
    var kept: [[UInt64]: Double] = [:]
    for (from, to, weight) in edges where from != to {
      kept[[from, to]] = max(kept[[from, to]] ?? 0, weight ?? 1)
    }
    return kept
  }

  @Test(
    "a graph has each edge once, in order, whatever the ids",
    arguments: 1...12 as ClosedRange<UInt64>)
  func edges(seed: UInt64) throws {
    let key = RandomKey(seed)
    let spread: UInt64 = [1, 1 << 20, 1 << 40, .max / 40][Int(seed % 4)]
    var edges: [(UInt64, UInt64, Double?)] = []
    for number in 0..<400 as Range<UInt64> {
      let own = key.keyed(by: number)
      let weight = seed % 3 == 0 ? nil : own.keyed(by: 2).uniform
      edges.append(
        (
          own.keyed(by: 0).bits % 40 * spread, own.keyed(by: 1).bits % 40 * spread,
          number % 5 == 0 ? nil : weight
        ))
    }
    var parts = [FollowerGraph.Builder](repeating: FollowerGraph.Builder(), count: 3)
    for (number, edge) in edges.enumerated() {
      parts[number % 3].add(from: edge.0, to: edge.1, weight: edge.2)
    }
    parts[1].add(node: .max)
    let graph = FollowerGraph.Builder.build(parts)

    let kept = expected(edges)
    #expect(graph.edgeCount == kept.count, "seed \(seed)")
    #expect(graph.ids == Set(edges.flatMap { [$0.0, $0.1] } + [.max]).sorted(), "seed \(seed)")
    #expect(graph.droppedSelfLoops == edges.count { $0.0 == $0.1 })
    #expect(graph.mergedEdges == edges.count { $0.0 != $0.1 } - kept.count)
    for node in 0..<UInt32(graph.nodeCount) {
      let row = graph.row(node)
      #expect(graph.targets[row].elementsEqual(graph.targets[row].sorted()))
      for place in row {
        let edge = [graph.ids[Int(node)], graph.ids[Int(graph.targets[place])]]
        #expect(kept[edge] == graph.probabilities?[place] ?? 1, "seed \(seed), \(edge)")
      }
    }
    for node in graph.ids.indices {
      #expect(Int(graph.inDegrees[node]) == graph.targets.count { Int($0) == node })
      #expect(graph.index(of: graph.ids[node]) == UInt32(node))
    }
    #expect(graph.index(of: 41) == nil || seed % 4 == 0)
  }

  @Test("rows that make no graph are not restored")
  func restoring() {
    func restored(
      _ ids: [UInt64], _ offsets: [UInt32], _ targets: [UInt32], _ probabilities: [Double]? = nil
    ) -> FollowerGraph? {
      FollowerGraph(
        restoring: ids, offsets: offsets, targets: targets, probabilities: probabilities,
        droppedSelfLoops: 0, mergedEdges: 0)
    }
    #expect(restored([1, 5], [0, 1, 1], [1], [0.5]) != nil)
    #expect(restored([], [0], []) != nil)
    #expect(restored([5, 1], [0, 1, 1], [1]) == nil, "ids descend")
    #expect(restored([1, 5], [0, 1], [1]) == nil, "a row is missing")
    #expect(restored([1, 5], [0, 1, 2], [1]) == nil, "a row ends behind the edges")
    #expect(restored([1, 5], [0, 2, 1], [1]) == nil, "rows descend")
    #expect(restored([1, 5], [0, 1, 1], [2]) == nil, "no such node")
    #expect(restored([1, 5], [0, 2, 2], [1, 1]) == nil, "an edge twice")
    #expect(restored([1, 5], [0, 1, 1], [1], [1.5]) == nil, "no probability")
    #expect(restored([1, 5], [0, 1, 1], [1], []) == nil, "a probability is missing")
  }
}
