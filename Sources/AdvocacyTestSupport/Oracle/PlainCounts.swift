/// What the plain simulator counts for a group: means over its worlds.
package struct PlainCounts: Sendable {
  /// A mean over worlds and its standard error.
  package struct Estimate: Sendable {
    /// What the present world has come to.
    package var now = 0.0
    private var (worlds, sum, squares) = (0.0, 0.0, 0.0)

    package init() {}

    package var mean: Double { sum / worlds }
    package var standardError: Double {
      (max(0, squares - sum * mean) / (worlds - 1) / worlds).squareRoot()
    }

    /// How many standard errors the mean lies above an expected value, less rounding.
    package func z(_ expected: Double) -> Double {
      abs(mean - expected) <= 1e-9 * abs(expected) ? 0 : (mean - expected) / standardError
    }

    /// Ends a world.
    package mutating func endWorld() {
      (worlds, sum, squares, now) = (worlds + 1, sum + now, squares + now * now, 0)
    }

    /// Takes in the worlds of another.
    mutating func merge(_ other: Estimate) {
      (worlds, sum, squares) = (worlds + other.worlds, sum + other.sum, squares + other.squares)
    }
  }

  /// Sources of a sighting that are no account: the page, and strangers it came to by employees.
  static let fromPage = -1
  static let fromStrangers = -2

  /// People reached by the page alone, with the employees, and the difference.
  package private(set) var page, with, additional: Estimate
  /// Those of them who follow neither the page nor an account: strangers.
  package private(set) var strangers = Estimate()
  /// Sightings by all, repeated ones and the page's too.
  package private(set) var sightings = Estimate()
  /// People of k sightings or more at place k − 1, to k = 10.
  package private(set) var atLeast = Array(repeating: Estimate(), count: 10)
  /// By account, its followers who saw nothing else; who saw it and not the page; and the latter
  /// split equally among the accounts they saw.
  package private(set) var only, alone, shapley: [Estimate]
  /// By pair of accounts, (0, 1), (0, 2), (1, 2), (0, 3), …, who saw both and not the page;
  /// empty where that isn't asked.
  package private(set) var pairs: [Estimate]
  private let holds: [Bool]
  private var sources: [Int] = []

  init(group: [Int], items: Int, accounts: Int, countsPairs: Bool) {
    (page, with, additional) = (Estimate(), Estimate(), Estimate())
    only = Array(repeating: Estimate(), count: accounts)
    (alone, shapley) = (only, only)
    pairs = Array(
      repeating: Estimate(), count: countsPairs ? accounts * max(0, accounts - 1) / 2 : 0)
    holds = (0..<items).map(group.contains)
  }

  /// Counts a person by all that they saw.
  mutating func add(_ seen: [(item: Int, source: Int)], isStranger: Bool = false) {
    var (count, byPage) = (0, false)
    sources.removeAll(keepingCapacity: true)
    for (item, source) in seen where holds[item] {
      count += 1
      if source == Self.fromPage { byPage = true }
      if source >= 0, !sources.contains(source) { sources.append(source) }
    }
    guard count > 0 else { return }
    with.now += 1
    if isStranger { strangers.now += 1 }
    if byPage { page.now += 1 } else { additional.now += 1 }
    sightings.now += Double(count)
    for k in 0..<min(count, 10) { atLeast[k].now += 1 }
    for (rank, source) in sources.enumerated() where !byPage {
      if sources.count == 1 { only[source].now += 1 }
      alone[source].now += 1
      shapley[source].now += 1 / Double(sources.count)
      for other in sources[..<rank] where !pairs.isEmpty {
        let (low, high) = (min(source, other), max(source, other))
        pairs[high * (high - 1) / 2 + low].now += 1
      }
    }
  }

  mutating func endWorld() {
    page.endWorld()
    with.endWorld()
    additional.endWorld()
    strangers.endWorld()
    sightings.endWorld()
    for k in atLeast.indices { atLeast[k].endWorld() }
    for account in only.indices {
      only[account].endWorld()
      alone[account].endWorld()
      shapley[account].endWorld()
    }
    for pair in pairs.indices { pairs[pair].endWorld() }
  }

  /// Takes in the worlds of another simulation of the same scene.
  package mutating func merge(_ other: PlainCounts) {
    page.merge(other.page)
    with.merge(other.with)
    additional.merge(other.additional)
    strangers.merge(other.strangers)
    sightings.merge(other.sightings)
    for k in atLeast.indices { atLeast[k].merge(other.atLeast[k]) }
    for account in only.indices {
      only[account].merge(other.only[account])
      alone[account].merge(other.alone[account])
      shapley[account].merge(other.shapley[account])
    }
    for pair in pairs.indices { pairs[pair].merge(other.pairs[pair]) }
  }
}
