import AdvocacyCore

/// When people first saw an item in a pass, in milliseconds after its post.
///
/// A sighting comes one reaction delay after the share it is of; an ordinary person passes an
/// item on when they first see it. Since employees only add sightings, nobody sees it later with
/// them than without.
struct SightingTimes {
  /// The first horizon within which each person reached saw the item, or the number of horizons;
  /// in the order of the people reached, empty where there are no horizons.
  private(set) var reached: [UInt8] = []

  private let horizons: [Int]
  private var times: [Int] = []
  private var chains: [Chain] = []
  private var share = Share.sent(0)
  private var key = RandomKey(0)
  private var delay: ReactionDelay?

  /// What is being seen.
  private enum Share {
    /// The share of the page or an employee, sent at an instant.
    case sent(Int)
    /// That of an ordinary person.
    case passedOn(UInt32)
  }

  /// A sighting of an ordinary person's share.
  private struct Chain {
    let sharer: Int
    let person: Int
    let delay: Int
  }

  /// Makes the times for horizons in seconds; without any, nothing is noted.
  init(horizons: [Int]) { self.horizons = horizons.map { $0 * 1000 } }

  /// Whether times are noted at all.
  var isOn: Bool { !horizons.isEmpty }

  /// Begins a world.
  mutating func beginWorld() { reached.removeAll(keepingCapacity: true) }

  /// Begins a pass over an item on a network with a reaction delay.
  mutating func begin(delay: ReactionDelay) {
    self.delay = delay
    chains.removeAll(keepingCapacity: true)
  }

  /// Begins a share that was sent some seconds after the post.
  mutating func begin(sent delay: Int, key: RandomKey) {
    share = .sent(delay * 1000)
    self.key = key.keyed(by: Self.word)
  }

  /// Begins the share of an ordinary person.
  mutating func begin(passedOnBy person: UInt32, key: RandomKey) {
    share = .passedOn(person)
    self.key = key.keyed(by: Self.word)
  }

  /// Notes a sighting by a person of a word.
  mutating func see(_ person: UInt32, word: UInt64, isFirst: Bool) {
    let index = Int(person)
    if index >= times.count {
      times += Array(repeating: Int.max, count: max(index + 1, times.count * 2) - times.count)
    }
    if isFirst { times[index] = .max }
    let uniform = key.keyed(by: word).uniform
    let wait = delay.map { Int($0.delay(quantile: uniform).milliseconds) } ?? 0
    switch share {
    case .sent(let instant): times[index] = min(times[index], instant + wait)
    case .passedOn(let sharer):
      chains.append(Chain(sharer: Int(sharer), person: index, delay: wait))
    }
  }

  /// Ends a pass: follows the chains until nobody is seen to have seen it earlier.
  ///
  /// - Complexity: O(people + chains × hops).
  mutating func end(_ people: ArraySlice<UInt32>) {
    var isSettled = false
    while !isSettled {
      isSettled = true
      for chain in chains where times[chain.sharer] < .max {
        let time = times[chain.sharer] + chain.delay
        guard time < times[chain.person] else { continue }
        times[chain.person] = time
        isSettled = false
      }
    }
    for person in people {
      let time = times[Int(person)]
      let place = horizons.firstIndex { time <= $0 } ?? horizons.count
      reached.append(UInt8(place))
    }
  }

  private static let word: UInt64 = 0x94D0_49BB_1331_11EB
}
