import AdvocacyModel

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
