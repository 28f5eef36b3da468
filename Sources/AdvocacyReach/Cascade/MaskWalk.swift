import AdvocacyModel

/// How a cascade goes on from those whom it has reached, as a walk through 256 worlds asks.
///
/// Nodes are known by their place in the walk's storage.
protocol MaskRules: Sendable {
  /// Whether a wave must be a hop: else a node may pass on worlds of two hops at once.
  static var countsHops: Bool { get }

  /// Whether an edge's coins are thrown before its node is looked up.
  static var throwsFirst: Bool { get }

  /// The edges of a node, about to be gone through.
  mutating func begin(_ place: Int) -> Range<Int>

  /// The place of the node that an edge leads to: at most one beyond those known.
  mutating func place(ofEdge edge: Int) -> Int

  /// The worlds in which a new place is out of play from the start.
  mutating func reachedBefore(_ place: Int) -> WorldMask

  /// The worlds in which an edge is live; nil: in none.
  mutating func live(_ edge: Int) -> WorldMask?

  /// An edge to a place that isn't reached yet in some worlds, whose coins are still to be thrown.
  mutating func meet(_ edge: Int, to place: Int, open: WorldMask)

  /// Those worlds of a node's first sightings in which it passes on.
  mutating func passing(_ place: Int, _ fresh: WorldMask, isFirst: Bool) -> WorldMask
}

/// Walks through 256 worlds of a cascade at once, a bit each, with storage that it keeps.
struct MaskWalk<Rules: MaskRules>: Sendable {
  var rules: Rules
  /// The worlds in which each node is reached.
  private(set) var reached: [WorldMask]
  /// Those of them in which it hasn't passed on yet.
  private var waiting: [WorldMask]
  private var queue: [UInt32] = []
  private var next: [UInt32] = []
  private var wave: [WorldMask] = []

  init(_ rules: Rules, places: Int) {
    self.rules = rules
    reached = Array(repeating: .zero, count: places)
    waiting = reached
  }

  /// Forgets a node, between walks.
  @inline(__always)
  mutating func clear(_ place: Int) { reached[place] = .zero }

  /// Forgets all nodes and their places, between walks.
  mutating func clear() {
    reached.removeAll(keepingCapacity: true)
    waiting.removeAll(keepingCapacity: true)
    queue.removeAll(keepingCapacity: true)
  }

  /// Has room for a place.
  @inline(__always)
  mutating func admit(_ place: Int) {
    guard place == reached.count else { return }
    reached.append(rules.reachedBefore(place))
    waiting.append(.zero)
  }

  /// Begins at a node that passes on in some worlds, at least one.
  mutating func start(_ place: Int, reached worlds: WorldMask, passing: WorldMask) {
    reached[place] |= worlds
    waiting[place] = passing
    queue.append(UInt32(truncatingIfNeeded: place))
  }

  /// Walks until nobody passes on any more, or for some waves.
  ///
  /// - Complexity: O(edges of the nodes reached × the waves that reach them).
  mutating func run(waves: Int = .max) {
    var left = waves
    while !queue.isEmpty, left > 0 {
      left -= 1
      if Rules.countsHops {
        wave.removeAll(keepingCapacity: true)
        for place in queue {
          wave.append(waiting[Int(place)])
          waiting[Int(place)] = .zero
        }
        for (number, place) in queue.enumerated() { pass(Int(place), wave[number]) }
      } else {
        for place in queue {
          let worlds = waiting[Int(place)]
          waiting[Int(place)] = .zero
          pass(Int(place), worlds)
        }
      }
      swap(&queue, &next)
      next.removeAll(keepingCapacity: true)
    }
    for place in queue { waiting[Int(place)] = .zero }
    queue.removeAll(keepingCapacity: true)
  }

  @inline(__always)
  private mutating func pass(_ node: Int, _ worlds: WorldMask) {
    for edge in rules.begin(node) {
      var shown = worlds
      if Rules.throwsFirst {
        guard let live = rules.live(edge) else { continue }
        shown &= live
        guard shown.hasWorlds else { continue }
      }
      let target = rules.place(ofEdge: edge)
      admit(target)
      let before = reached[target]
      var fresh = shown & ~before
      guard fresh.hasWorlds else { continue }
      if !Rules.throwsFirst {
        rules.meet(edge, to: target, open: fresh)
        guard let live = rules.live(edge) else { continue }
        fresh &= live
        guard fresh.hasWorlds else { continue }
      }
      reached[target] = before | fresh
      let passing = rules.passing(target, fresh, isFirst: !before.hasWorlds)
      if Rules.countsHops, !passing.hasWorlds { continue }
      let pending = waiting[target]
      if !pending.hasWorlds { next.append(UInt32(truncatingIfNeeded: target)) }
      waiting[target] = pending | passing
    }
  }
}

/// Walks through 256 worlds of an independent cascade at once, with storage that it keeps.
struct CascadeMasks: Sendable {
  private var walk: MaskWalk<CascadeRules>

  init(_ network: CascadeNetwork, _ gain: CascadeGain, _ strata: CascadeStrata, isUsed: Bool) {
    walk = MaskWalk(
      CascadeRules(network, gain, strata), places: isUsed ? network.nodeCount : 0)
  }

  /// Walks through one block.
  ///
  /// - Complexity: O(edges of the people reached × the waves that reach them).
  mutating func run(key: RandomKey) -> CascadeOutcome {
    for node in walk.rules.touched { walk.clear(Int(node)) }
    walk.rules.begin(key)
    for node in walk.rules.network.seeds {
      walk.start(Int(node), reached: .everyWorld, passing: .everyWorld)
    }
    walk.run()
    return outcome
  }

  private var outcome: CascadeOutcome {
    let (network, gain) = (walk.rules.network, walk.rules.gain)
    var outcome = CascadeOutcome(reached: 0, edges: 0, looks: walk.rules.looks, control: 0)
    var won: UInt64 = 0
    for node in walk.rules.touched {
      let worlds = walk.reached[Int(node)].worldCount
      outcome.reached += Int(worlds)
      outcome.edges += Int(worlds) * network.row(Int(node)).count
      won &+= worlds &* UInt64(gain.weights[Int(node)])
    }
    for node in network.seeds { won &-= 256 &* UInt64(gain.weights[Int(node)]) }
    let difference = Int64(bitPattern: won &* CascadeNetwork.one &- walk.rules.expected)
    outcome.control =
      Double(difference) / Double(CascadeNetwork.one) / Double(1 << gain.scale)
    return outcome
  }
}

/// The independent cascade: whoever is reached passes on, along each edge with its probability.
struct CascadeRules: MaskRules {
  static var countsHops: Bool { false }
  static var throwsFirst: Bool { false }

  let network: CascadeNetwork
  let gain: CascadeGain
  private let strata: CascadeStrata
  private let hasControl: Bool
  private var key: UInt64 = 0
  /// The nodes reached, seeds included.
  private(set) var touched: [UInt32] = []
  /// The control's expected part, and the edges that were looked at.
  private(set) var expected: UInt64 = 0
  private(set) var looks = 0

  init(_ network: CascadeNetwork, _ gain: CascadeGain, _ strata: CascadeStrata) {
    self.network = network
    self.gain = gain
    self.strata = strata
    hasControl = gain.isUsed
  }

  /// Begins a block.
  mutating func begin(_ key: RandomKey) {
    self.key = key.bits &+ CascadeCoins.stride
    touched.removeAll(keepingCapacity: true)
    touched += network.seeds
    expected = 0
    looks = 0
  }

  @inline(__always)
  mutating func begin(_ place: Int) -> Range<Int> {
    let row = network.row(place)
    looks += row.count
    return row
  }

  @inline(__always)
  func place(ofEdge edge: Int) -> Int { Int(network.targets[edge]) }

  @inline(__always)
  func reachedBefore(_ place: Int) -> WorldMask { .zero }

  @inline(__always)
  mutating func meet(_ edge: Int, to place: Int, open: WorldMask) {
    guard hasControl else { return }
    let threshold = network.threshold(edge, to: place)
    expected &+= threshold &* UInt64(gain.weights[place]) &* open.worldCount
  }

  @inline(__always)
  func live(_ edge: Int) -> WorldMask? {
    strata.live(
      network.threshold(edge, to: Int(network.targets[edge])),
      CascadeCoins.bits(key &+ UInt64(edge) &* CascadeCoins.stride))
  }

  @inline(__always)
  mutating func passing(_ place: Int, _ fresh: WorldMask, isFirst: Bool) -> WorldMask {
    if isFirst { touched.append(UInt32(truncatingIfNeeded: place)) }
    return fresh
  }
}

/// A set of 256 worlds, a bit each.
typealias WorldMask = SIMD4<UInt64>

extension SIMD4<UInt64> {
  /// All worlds.
  static let everyWorld = Self(repeating: .max)

  /// Whether there is a world in the set.
  @inline(__always)
  var hasWorlds: Bool { (self[0] | self[1]) | (self[2] | self[3]) != 0 }

  /// The number of worlds in the set.
  @inline(__always)
  var worldCount: UInt64 {
    let bytes = byteCounts
    return Self.sum((bytes[0] &+ bytes[1]) &+ (bytes[2] &+ bytes[3]))
  }

  /// The number of worlds in each of the four words.
  @inline(__always)
  var wordCounts: Self {
    let bytes = byteCounts
    return Self(
      Self.sum(bytes[0]), Self.sum(bytes[1]), Self.sum(bytes[2]), Self.sum(bytes[3]))
  }

  /// The number of bits in each byte, which the instruction set of vectors has no word for.
  @inline(__always)
  private var byteCounts: Self {
    var pairs = self &- ((self &>> 1) & Self(repeating: 0x5555_5555_5555_5555))
    let twos = Self(repeating: 0x3333_3333_3333_3333)
    pairs = (pairs & twos) &+ ((pairs &>> 2) & twos)
    let fours = Self(repeating: 0x0F0F_0F0F_0F0F_0F0F)
    return (pairs & fours) &+ ((pairs &>> 4) & fours)
  }

  /// The sum of the bytes of a word, each at most 32.
  @inline(__always)
  private static func sum(_ bytes: UInt64) -> UInt64 {
    let wide = (bytes & 0x00FF_00FF_00FF_00FF) &+ ((bytes &>> 8) & 0x00FF_00FF_00FF_00FF)
    return (wide &* 0x0001_0001_0001_0001) &>> 48
  }
}
