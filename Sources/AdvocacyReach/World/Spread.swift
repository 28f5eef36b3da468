import AdvocacyCore
import Foundation

/// How one item spreads in one world: who sees it, from the sharers' followers outwards.
///
/// Storage is kept from item to item and cleared by epochs. Every coin is keyed by world, item,
/// person and edge, so that it falls the same with and without the employees.
struct Spread {
  /// The people of the block.
  var people: PersonTable
  /// The people reached, pass after pass, until cleared.
  private(set) var reached: [UInt32] = []
  /// Whom each of them was reached through, in the same order; empty unless asked for.
  private(set) var origins: [Origin] = []
  /// Sightings in the latest pass: the reach summed over sharers.
  private(set) var sightings = 0
  /// The most people who saw it from one sharer in the latest pass.
  private(set) var largest = 0

  private let staff: [Bool]
  private let tracesOrigins: Bool
  private var personOrigins: [Origin] = []
  private var epoch: UInt32 = 0
  /// The ordinary people who passed it on at the depth before.
  private(set) var sharers: [UInt32] = []
  private var nextSharers: [UInt32] = []
  private var itemBits: UInt64 = 0
  private var thresholds: [UInt64] = []

  init(graphWords: [UInt64], staff: [Bool], tracesOrigins: Bool) {
    people = PersonTable(graphWords: graphWords)
    self.staff = staff
    self.tracesOrigins = tracesOrigins
  }

  /// Begins a world: forgets the people reached so far.
  mutating func beginWorld() {
    people.beginWorld()
    reached.removeAll(keepingCapacity: true)
    origins.removeAll(keepingCapacity: true)
  }

  /// Begins a pass over an item.
  mutating func begin(item: RandomKey, thresholds: [UInt64]) {
    if epoch == .max {
      for index in people.people.indices { people.people[index].epoch = 0 }
      epoch = 0
    }
    epoch += 1
    itemBits = item.bits
    self.thresholds = thresholds
    sightings = 0
    largest = 0
    sharers.removeAll(keepingCapacity: true)
    nextSharers.removeAll(keepingCapacity: true)
  }

  /// Begins the next depth, and returns the number of ordinary people who passed it on.
  mutating func nextDepth(thresholds: [UInt64]) -> Int {
    swap(&sharers, &nextSharers)
    nextSharers.removeAll(keepingCapacity: true)
    self.thresholds = thresholds
    return sharers.count
  }

  /// Ends the pass that began when so many people had been reached: their origins are final.
  mutating func end(from start: Int) {
    guard tracesOrigins else { return }
    for index in start..<reached.count { origins.append(personOrigins[Int(reached[index])]) }
  }

  /// The origin of a person who was reached.
  func origin(of person: UInt32) -> Origin {
    tracesOrigins ? personOrigins[Int(person)] : .several
  }

  /// Shows the item to followers from a table, none of them staff.
  mutating func expose(
    _ followers: [UInt32], _ range: Range<Int>, rate: Double, sharer: UInt64, origin: Origin
  ) {
    var skips = GeometricSkips(rate: rate, key: RandomKey(itemBits).keyed(by: sharer))
    let before = sightings
    while let place = skips.next(below: range.count) {
      see(followers[range.lowerBound + place], origin)
    }
    largest = max(largest, sightings - before)
  }

  /// Shows the item to followers in a graph; staff among them neither count nor pass it on.
  mutating func expose(
    _ graph: GraphPeople.Graph, node: UInt32, rate: Double, scale: Double, sharer: UInt64,
    origin: Origin
  ) {
    let key = RandomKey(itemBits).keyed(by: sharer)
    let row = graph.source.row(node)
    let before = sightings
    if let rates = graph.rates {
      for place in row {
        let probability = -expm1(-rates[place] * scale)
        let coin = key.keyed(by: UInt64(place - row.lowerBound))
        let person = graph.followers[place]
        guard coin.happens(withProbability: probability), !staff[Int(person)] else { continue }
        see(person, origin)
      }
    } else {
      var skips = GeometricSkips(rate: rate, key: key)
      while let place = skips.next(below: row.count) {
        let person = graph.followers[row.lowerBound + place]
        if !staff[Int(person)] { see(person, origin) }
      }
    }
    largest = max(largest, sightings - before)
  }

  /// Shows the item to an ordinary person's followers, drawn from the market.
  mutating func expose(
    followers count: Int, of market: MarketDraw, rate: Double, sharer: UInt64, origin: Origin
  ) {
    var skips = GeometricSkips(rate: rate, key: RandomKey(itemBits).keyed(by: sharer))
    let before = sightings
    while let place = skips.next(below: count) { see(people.person(market(place)), origin) }
    largest = max(largest, sightings - before)
  }

  /// Records a sighting; at each, a coin of its own decides whether the person passes it on.
  @inline(__always)
  private mutating func see(_ person: UInt32, _ origin: Origin) {
    let index = Int(person)
    sightings += 1
    var mark = people.people[index]
    if mark.epoch == epoch {
      mark.sightings = min(mark.sightings + 1, UInt16(BlockDraws.longestFatigue))
      if tracesOrigins, personOrigins[index] != origin { personOrigins[index] = .several }
    } else {
      mark.epoch = epoch
      mark.sightings = 1
      mark.hasShared = false
      reached.append(person)
      if tracesOrigins { note(origin, of: index) }
    }
    if !mark.hasShared {
      let word = (itemBits ^ mark.word) &+ UInt64(mark.sightings) &* Self.stride
      if Mixing.mix(word) >> 1 < thresholds[Int(mark.sightings)] {
        mark.hasShared = true
        nextSharers.append(person)
      }
    }
    people.people[index] = mark
  }

  private mutating func note(_ origin: Origin, of index: Int) {
    if index >= personOrigins.count {
      let count = max(people.count, personOrigins.count * 2)
      personOrigins += Array(repeating: .several, count: count - personOrigins.count)
    }
    personOrigins[index] = origin
  }

  private static let stride: UInt64 = 0xA076_1D64_78BD_642F
}

/// Whom a person was reached through: one contributor alone, the page alone, or several.
struct Origin: Equatable {
  private let code: UInt32

  /// Several sharers of different contributors, or one of none.
  static let several = Origin(code: 0)
  /// The page.
  static let page = Origin(code: 1)

  /// A contributor alone.
  static func contributor(_ index: Int) -> Origin { Origin(code: UInt32(index) + 2) }

  /// The contributor, if it is one alone.
  var contributor: Int? { code >= 2 ? Int(code) - 2 : nil }
}
