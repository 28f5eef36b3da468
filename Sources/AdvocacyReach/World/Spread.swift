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
  /// The sources of each of them, in the same order; empty unless traced.
  private(set) var sources: [Sources] = []
  /// How many people those reached in the latest pass stand for.
  private(set) var reachedPeople = 0
  /// Sightings in the latest pass: the reach summed over sharers.
  private(set) var sightings = 0
  /// The sightings simulated since the block began.
  private(set) var sightingsSimulated = 0
  /// The most people who saw it from one sharer in the latest pass.
  private(set) var largest = 0

  /// When people saw it, where horizons are asked for.
  var times: SightingTimes

  private let staff: [Bool]
  private let tracing: Sources.Tracing
  private var personSources: [Sources] = []
  private var epoch: UInt32 = 0
  /// The ordinary people who passed it on at the depth before.
  private(set) var sharers: [UInt32] = []
  private var sharerSources: [Sources] = []
  private var nextSharers: [UInt32] = []
  private var itemBits: UInt64 = 0
  private var thresholds: [UInt64] = []

  init(graphWords: [UInt64], staff: [Bool], tracing: Sources.Tracing, horizons: [Int]) {
    people = PersonTable(graphWords: graphWords)
    self.staff = staff
    self.tracing = tracing
    times = SightingTimes(horizons: horizons)
  }

  /// Begins a block.
  mutating func beginBlock() { sightingsSimulated = 0 }

  /// Begins a world: forgets the people reached so far.
  mutating func beginWorld() {
    people.beginWorld()
    reached.removeAll(keepingCapacity: true)
    sources.removeAll(keepingCapacity: true)
    times.beginWorld()
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
    reachedPeople = 0
    sightings = 0
    largest = 0
    sharers.removeAll(keepingCapacity: true)
    nextSharers.removeAll(keepingCapacity: true)
  }

  /// Begins the next depth, and returns the number of ordinary people who passed it on.
  mutating func nextDepth(thresholds: [UInt64]) -> Int {
    swap(&sharers, &nextSharers)
    nextSharers.removeAll(keepingCapacity: true)
    if tracing != .none {
      sharerSources.removeAll(keepingCapacity: true)
      for person in sharers { sharerSources.append(personSources[Int(person)]) }
    }
    self.thresholds = thresholds
    return sharers.count
  }

  /// Ends the pass that began when so many people had been reached: their sources are final.
  mutating func end(from start: Int) {
    if times.isOn { times.end(reached[start...]) }
    guard tracing != .none else { return }
    for index in start..<reached.count { sources.append(personSources[Int(reached[index])]) }
  }

  /// The sources, at the end of the depth before, of the person who passed it on there.
  func sources(ofSharer index: Int) -> Sources {
    tracing == .none ? tracing.nobody : sharerSources[index]
  }

  /// Shows the item to an account's followers from a table, none of them staff.
  @inline(__always)
  mutating func expose(
    _ followers: [UInt32], of account: BlockAudience.Account, rate: GeometricSkips.Rate,
    sources: Sources
  ) {
    let key = Mixing.key(itemBits, mixedWord: account.mixedWord)
    let skips = GeometricSkips(rate: rate, key: key)
    guard skips.mayHappen(below: Int(account.count)) else { return }
    see(followers, of: account, at: skips, sources)
  }

  /// Records the sightings of those of an account's followers who come up.
  private mutating func see(
    _ followers: [UInt32], of account: BlockAudience.Account, at places: GeometricSkips,
    _ sources: Sources
  ) {
    var places = places
    let before = sightings
    while let place = places.next(below: Int(account.count)) {
      see(followers[Int(account.start) + place], sources)
    }
    largest = max(largest, sightings - before)
  }

  /// Shows the item to followers in a graph; staff among them neither count nor pass it on.
  mutating func expose(
    _ graph: GraphPeople.Graph, node: UInt32, rate: GeometricSkips.Rate, scale: Double,
    sharer: UInt64,
    sources: Sources
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
        see(person, sources)
      }
    } else {
      var skips = GeometricSkips(rate: rate, key: key)
      while let place = skips.next(below: row.count) {
        let person = graph.followers[row.lowerBound + place]
        if !staff[Int(person)] { see(person, sources) }
      }
    }
    largest = max(largest, sightings - before)
  }

  /// Shows the item to an ordinary person's followers, drawn from the market.
  mutating func expose(
    followers count: Int, of market: MarketDraw, rate: GeometricSkips.Rate, sharer: UInt64,
    sources: Sources
  ) {
    var skips = GeometricSkips(rate: rate, key: RandomKey(itemBits).keyed(by: sharer))
    let before = sightings
    while let place = skips.next(below: count) {
      see(people.person(market(place), weight: market.weight), sources)
    }
    largest = max(largest, sightings - before)
  }

  /// Records a sighting; at each, a coin of its own decides whether the person passes it on.
  @inline(__always)
  private mutating func see(_ person: UInt32, _ sources: Sources) {
    let index = Int(person)
    if times.isOn { noteTime(of: person) }
    var mark = people.people[index]
    let weight = Int(mark.weight)
    sightings += weight
    sightingsSimulated += 1
    if mark.epoch == epoch {
      mark.sightings = mark.sightings < UInt8.max ? mark.sightings + 1 : UInt8.max
      if tracing != .none { personSources[index].formUnion(sources, tracing) }
    } else {
      mark.epoch = epoch
      mark.sightings = 1
      mark.hasShared = false
      reachedPeople += weight
      reached.append(person)
      if tracing != .none { note(sources, of: index) }
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

  private mutating func noteTime(of person: UInt32) {
    let mark = people.people[Int(person)]
    times.see(person, word: mark.word, isFirst: mark.epoch != epoch)
  }

  private mutating func note(_ sources: Sources, of index: Int) {
    if index >= personSources.count {
      let count = max(people.count, personSources.count * 2)
      personSources += Array(repeating: tracing.nobody, count: count - personSources.count)
    }
    personSources[index] = sources
  }

  private static let stride: UInt64 = 0xA076_1D64_78BD_642F
}
