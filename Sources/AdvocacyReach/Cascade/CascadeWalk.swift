import AdvocacyCore
import Foundation

/// The probabilities of a graph's edges, ready for drawing.
enum CascadeRates {
  /// One rate -log(1 - p) for all edges.
  case same(Double)
  /// A threshold of 63 bits for each node that an edge leads to.
  case byFollower([UInt64])
  /// A threshold of 63 bits for each edge.
  case byEdge([UInt64])

  /// - Throws: `Failure` where a probability is missing or lies outside [0, 1].
  init(_ graph: FollowerGraph, _ model: CascadeModel) throws(Failure) {
    switch model {
    case .uniform(let probability):
      guard (0...1).contains(probability) else {
        throw Failure(
          .badData, "the probability \(probability) lies outside 0 to 1", hint: "give one inside")
      }
      self = .same(BlockDraws.rate(probability))
    case .weighted:
      self = .byFollower(graph.inDegrees.map { Self.threshold(1 / Double(max(1, $0))) })
    case .edge:
      guard let probabilities = graph.probabilities else {
        throw Failure(
          .badData, "the graph's edges have no probabilities",
          hint: "name the weight column, or choose another model")
      }
      guard probabilities.allSatisfy((0...1).contains) else {
        throw Failure(
          .badData, "an edge's probability lies outside 0 to 1", hint: "scale the weight column")
      }
      self = .byEdge(probabilities.map(Self.threshold))
    }
  }

  private static func threshold(_ probability: Double) -> UInt64 { UInt64(probability * 0x1p63) }
}

/// Walks through a graph world by world, breadth first, with storage that it keeps.
struct CascadeWalk {
  /// The followers of people reached, in all worlds so far.
  private(set) var edges = 0

  private let graph: FollowerGraph
  private let rates: CascadeRates
  private var epochs: [UInt32]
  private var epoch: UInt32 = 0
  private var reached: [UInt32] = []

  init(_ graph: FollowerGraph, _ rates: CascadeRates) {
    self.graph = graph
    self.rates = rates
    epochs = Array(repeating: 0, count: graph.nodeCount)
    reached.reserveCapacity(graph.nodeCount)
  }

  /// The number of people reached in one world.
  ///
  /// - Complexity: O(edges of the people reached), or the events among them where all edges have
  ///   one probability.
  mutating func run(_ seeds: [UInt32], key: RandomKey) -> Int {
    if epoch == .max {
      epochs = Array(repeating: 0, count: epochs.count)
      epoch = 0
    }
    epoch += 1
    reached.removeAll(keepingCapacity: true)
    for node in seeds { reach(node) }
    var next = 0
    while next < reached.count {
      let node = reached[next]
      next += 1
      let row = graph.row(node)
      edges += row.count
      let own = key.keyed(by: UInt64(node))
      switch rates {
      case .same(let rate):
        var skips = GeometricSkips(rate: rate, key: own)
        while let place = skips.next(below: row.count) {
          reach(graph.targets[row.lowerBound + place])
        }
      case .byFollower(let thresholds):
        for place in row {
          let target = graph.targets[place]
          guard epochs[Int(target)] != epoch else { continue }
          let coin = Mixing.mix(own.bits &+ UInt64(place) &* Self.stride) >> 1
          if coin < thresholds[Int(target)] { reach(target) }
        }
      case .byEdge(let thresholds):
        for place in row {
          let coin = Mixing.mix(own.bits &+ UInt64(place) &* Self.stride) >> 1
          if coin < thresholds[place] { reach(graph.targets[place]) }
        }
      }
    }
    return reached.count
  }

  @inline(__always)
  private mutating func reach(_ node: UInt32) {
    guard epochs[Int(node)] != epoch else { return }
    epochs[Int(node)] = epoch
    reached.append(node)
  }

  private static let stride: UInt64 = 0xA076_1D64_78BD_642F
}
