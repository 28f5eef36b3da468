import AdvocacyModel

/// How a post goes on from those who see it: who passes it on shows it to their followers.
///
/// Staff neither count nor pass it on. Only the people whom a chain meets have a place.
struct PostRules: MaskRules {
  static var countsHops: Bool { true }
  static var throwsFirst: Bool { true }

  /// The person of each place, and the worlds in which they see the post from an account they
  /// follow; of staff, all worlds.
  private(set) var people: [UInt32] = []
  private(set) var near: [WorldMask] = []
  /// The people and edges that were looked at since the beginning.
  private(set) var looks = 0
  private let graph: GraphPeople.Graph
  private let words: [UInt64]
  private let isStaff: [Bool]
  private var coins: PostCoins
  private var item: PostCoins.ItemCoins
  /// Whether employees pass it on beside the page.
  private var hasEmployees = false
  /// The place of each person; the largest number where they have none.
  private var places: [UInt32]
  /// By class of looks, the thresholds of the edges from whoever passes on.
  private var thresholds: [SIMD4<UInt64>] = []

  init(_ graph: GraphPeople.Graph, _ coins: PostCoins, item: Int) {
    self.graph = graph
    words = coins.plan.people.words
    isStaff = coins.plan.people.isStaff
    self.coins = coins
    self.item = coins.item(item)
    places = Array(repeating: .max, count: coins.plan.people.count)
  }

  /// Forgets all places, and begins with another post or other accounts.
  mutating func begin(_ coins: PostCoins, item: Int, hasEmployees: Bool) {
    for person in people { places[Int(person)] = .max }
    people.removeAll(keepingCapacity: true)
    near.removeAll(keepingCapacity: true)
    self.coins = coins
    self.item = coins.item(item)
    self.hasEmployees = hasEmployees
  }

  /// The worlds in which a follower of an account passes the post on, apart from whether they see
  /// it; nil: in none, or they are dealt with.
  @inline(__always)
  func passesFirst(_ person: UInt32) -> WorldMask? {
    guard let worlds = coins.passes(item, words[Int(person)]), worlds.hasWorlds,
      places[Int(person)] == .max
    else { return nil }
    return worlds
  }

  /// The place of a person, one beyond those known where they have none yet.
  @inline(__always)
  mutating func place(of person: UInt32) -> Int {
    let known = places[Int(person)]
    return known == .max ? newPlace(of: person) : Int(known)
  }

  private mutating func newPlace(of person: UInt32) -> Int {
    looks += Self.looksOfPerson
    let place = people.count
    places[Int(person)] = UInt32(place)
    people.append(person)
    near.append(
      isStaff[Int(person)]
        ? .everyWorld : coins.near(item, Int(person), employees: hasEmployees))
    return place
  }

  /// Looking somebody up takes as long as so many edges (measured).
  private static let looksOfPerson = 10

  mutating func begin(_ place: Int) -> Range<Int> {
    let node = graph.nodes[Int(people[place])]
    guard node != .max else { return 0..<0 }
    let row = graph.source.row(node)
    looks += row.count
    if graph.source.probabilities == nil {
      coins.edges(item, from: row.count, into: &thresholds)
    }
    return row
  }

  @inline(__always)
  mutating func place(ofEdge edge: Int) -> Int { place(of: graph.followers[edge]) }

  @inline(__always)
  func reachedBefore(_ place: Int) -> WorldMask { near[place] }

  @inline(__always)
  func live(_ edge: Int) -> WorldMask? {
    let look = coins.look(ofWord: words[Int(graph.followers[edge])])
    let bounds =
      graph.source.probabilities.map { coins.edge(item, $0[edge], look: look) }
      ?? thresholds[look]
    return coins.mask(bounds, item.edge &+ UInt64(edge) &* CascadeCoins.stride)
  }

  @inline(__always)
  func meet(_ edge: Int, to place: Int, open: WorldMask) {}

  @inline(__always)
  func passing(_ place: Int, _ fresh: WorldMask, isFirst: Bool) -> WorldMask {
    fresh & coins.passesFurther(item, words[Int(people[place])])
  }
}
