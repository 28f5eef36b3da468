import AdvocacyModel
import Synchronization

/// The roster in equal groups, drawn in several ways, so that one post's groups are not another's.
struct ColleagueGroups: Sendable {
  /// The number of groups, 1 or more.
  let count: Int
  private let rosterCount: Int
  private let layouts: [Layout]
  private let sets: [[EmployeeSet]]

  /// A permutation of the roster: position = (index × factor + offset) mod roster.
  fileprivate struct Layout: Sendable {
    let factor: Int
    let offset: Int
  }

  /// In how many ways the groups are drawn.
  private static let layoutCount = 4

  /// Draws groups whose sizes differ by one at most.
  ///
  /// - Complexity: O(roster).
  init(count: Int, rosterCount: Int, seed: Int) {
    self.count = count
    self.rosterCount = rosterCount
    let key = RandomKey(UInt64(bitPattern: Int64(seed))).keyed(by: "colleague groups")
    let layouts = (0..<Self.layoutCount).map { number in
      Layout(key.keyed(by: UInt64(number)), rosterCount: max(1, rosterCount))
    }
    self.layouts = layouts
    sets = layouts.map { layout in
      var groups = [EmployeeSet](
        repeating: EmployeeSet(rosterCount: rosterCount), count: count)
      for index in 0..<rosterCount {
        groups[layout.position(of: index, in: rosterCount) % count].insert(index)
      }
      return groups
    }
  }

  /// The members of a group, as drawn for a post on a network.
  func members(of group: Int, for draw: Draw) -> EmployeeSet {
    sets[draw.layout][turned(group, draw)]
  }

  /// The group of an employee, as drawn for a post on a network.
  func group(of employee: Int, for draw: Draw) -> Int {
    let own = layouts[draw.layout].position(of: employee, in: rosterCount) % count
    return (own + draw.shift) % count
  }

  private func turned(_ group: Int, _ draw: Draw) -> Int {
    ((group - draw.shift) % count + count) % count
  }

  /// Which of the ways is a post's on a network, and by how much its groups are turned.
  struct Draw: Sendable {
    let layout: Int
    let shift: Int
  }

  /// The draw of a post on a network.
  func draw(for post: Post, on network: Network) -> Draw {
    let key = RandomKey(2).keyed(by: post.id.text).keyed(by: network.id.text)
    return Draw(
      layout: Int(key.keyed(by: 0).bits % UInt64(Self.layoutCount)),
      shift: Int(key.keyed(by: 1).bits % UInt64(count)))
  }
}

extension ColleagueGroups.Layout {
  fileprivate init(_ key: RandomKey, rosterCount: Int) {
    var draws: UInt64 = 0
    var factor = 1
    repeat {
      draws += 1
      factor = Int(key.keyed(by: draws).bits % UInt64(rosterCount)) + 1
    } while Self.greatestCommonDivisor(factor, rosterCount) != 1
    self.factor = factor
    offset = Int(key.keyed(by: 0).bits % UInt64(rosterCount))
  }

  fileprivate func position(of index: Int, in rosterCount: Int) -> Int {
    Int((Int64(index) * Int64(factor) + Int64(offset)) % Int64(rosterCount))
  }

  private static func greatestCommonDivisor(_ first: Int, _ second: Int) -> Int {
    var (a, b) = (first, second)
    while b != 0 { (a, b) = (b, a % b) }
    return a
  }
}

/// The slots of a post on a network: in each, one group of colleagues may take part.
///
/// The groups take turns; from one round to the next the order moves on by about two fifths, so
/// that nobody's slot is always at night. A post that lives less than a round has shorter slots.
struct Slots: Sendable {
  private let groups: Int
  private let start: Instant
  private let end: Instant
  private let length: Int64
  private let step: Int

  init(groups: Int, gapMinutes: Int, post: Post) {
    self.groups = groups
    start = post.at
    end = post.end
    let life = max(1, (post.end - post.at).milliseconds)
    length = max(1, min(Int64(gapMinutes) * 60_000, life / Int64(groups)))
    step = Self.step(groups)
  }

  /// The group whose slot is open at an instant; before the post's own one it is the first.
  func open(at instant: Instant) -> Int { group(in: slot(at: instant)) }

  /// When a group's next slot begins after an instant; nil: the post is over by then.
  func next(of group: Int, after instant: Instant) -> Instant? {
    let slot = slot(at: instant)
    for later in (slot + 1)...(slot + Int64(2 * groups)) where self.group(in: later) == group {
      return begin(of: later)
    }
    return nil
  }

  /// The slots that follow an instant, each group's first one, in order of time.
  func following(_ instant: Instant) -> [(group: Int, at: Instant)] {
    let slot = slot(at: instant)
    var seen: Set<Int> = [group(in: slot)]
    var result: [(group: Int, at: Instant)] = []
    for later in (slot + 1)...(slot + Int64(2 * groups)) {
      let group = group(in: later)
      guard seen.insert(group).inserted, let at = begin(of: later) else { continue }
      result.append((group, at))
    }
    return result
  }

  /// When a group's slot opens or closes after an instant; nil: the post is over by then.
  func nextChange(of group: Int, after instant: Instant) -> Instant? {
    guard open(at: instant) == group else { return next(of: group, after: instant) }
    return begin(of: slot(at: instant) + 1)
  }

  private func slot(at instant: Instant) -> Int64 {
    max(0, (instant - start).milliseconds / length)
  }

  private func begin(of slot: Int64) -> Instant? {
    let begin = start + Instant.Span(milliseconds: slot * length)
    return begin < end ? begin : nil
  }

  private func group(in slot: Int64) -> Int {
    let round = slot / Int64(groups)
    let place = slot % Int64(groups)
    return Int((place + round % Int64(groups) * Int64(step)) % Int64(groups))
  }

  /// About two fifths of the groups, without a common divisor, so that all places are visited.
  private static func step(_ groups: Int) -> Int {
    func divides(_ step: Int) -> Bool {
      var (a, b) = (step, groups)
      while b != 0 { (a, b) = (b, a % b) }
      return a == 1
    }
    var step = max(1, groups * 2 / 5)
    while !divides(step) { step += 1 }
    return step
  }
}

/// A few things dealt out to accounts by keyed draws: each account gets one at most.
struct RandomAllotment: Sendable {
  /// The employees who got something, in the order dealt.
  let employees: [Int]

  /// Deals to some of the accounts of a network.
  ///
  /// - Parameters:
  ///   - count: How many things there are.
  ///   - accounts: The employees who have an account, in roster order.
  ///   - post: The post.
  ///   - network: The network.
  ///   - salt: What tells one kind of allotment from another.
  ///   - language: What tells allotments of one kind apart; nil: nothing has to.
  ///   - others: Who gets nothing here; their turns fall to those who follow.
  /// - Complexity: O(count + others).
  init(
    _ count: Int, to accounts: some RandomAccessCollection<Int32>, post: Post, network: Network,
    salt: UInt64, language: String? = nil, passingOver others: Set<Int> = []
  ) {
    var key = RandomKey(salt).keyed(by: post.id.text).keyed(by: network.id.text)
    if let language { key = key.keyed(by: language) }
    // The first steps of the shuffle of Fisher and Yates, on a list that is never copied.
    var moved: [Int: Int] = [:]
    var chosen: [Int] = []
    var place = 0
    while chosen.count < count, place < accounts.count {
      let rest = UInt64(accounts.count - place)
      let drawn = place + Int(key.keyed(by: UInt64(place)).bits % rest)
      let index = accounts.index(accounts.startIndex, offsetBy: moved[drawn] ?? drawn)
      moved[drawn] = moved[place] ?? place
      place += 1
      let employee = Int(accounts[index])
      if !others.contains(employee) { chosen.append(employee) }
    }
    employees = chosen
  }
}

/// The employees who have an account on a network, and those of a language among them.
///
/// They are sorted by language when first asked for: most posts have no languages.
final class HoldersByLanguage: Sendable {
  /// All of them, in roster order.
  let all: [Int32]
  private let roster: [Employee]
  private let labels: LabelComparison
  private let sorted = Mutex<Sorted?>(nil)

  /// The holders by the key of their language, then in roster order.
  private struct Sorted {
    var holders: [Int32]
    /// The languages with what of the holders has them, in order.
    var languages: [(key: String, places: Range<Int>)]
  }

  static func each(_ facts: CompilationFacts) -> [HoldersByLanguage] {
    facts.holders.map { HoldersByLanguage($0, roster: facts.roster, labels: facts.labels) }
  }

  private init(_ holders: [Int32], roster: [Employee], labels: LabelComparison) {
    all = holders
    self.roster = roster
    self.labels = labels
  }

  /// The holders whose language is one or narrower, by the language's key: `es` covers `es-ES`.
  ///
  /// - Complexity: O(languages of the roster); O(holders) the first time.
  func covered(by language: String) -> ArraySlice<Int32> {
    let sorted = sorted.withLock { known in
      let made = known ?? makeSorted()
      known = made
      return made
    }
    // Tags within one stand together in order: no sign of a tag comes before the hyphen.
    let places = sorted.languages.filter { labels.language(language, covers: $0.key) }
    guard let first = places.first, let last = places.last else { return [] }
    return sorted.holders[first.places.lowerBound..<last.places.upperBound]
  }

  private func makeSorted() -> Sorted {
    // Many employees share few spellings of a language, so each spelling is folded once.
    var keys: [String: String] = [:]
    var holders: [String: [Int32]] = [:]
    for holder in all {
      let written = roster[Int(holder)].language
      let key = keys[written] ?? labels.languageKey(written)
      keys[written] = key
      holders[key, default: []].append(holder)
    }
    var sorted = Sorted(holders: [], languages: [])
    for (key, own) in holders.sorted(by: { $0.key < $1.key }) {
      let start = sorted.holders.count
      sorted.holders += own
      sorted.languages.append((key, start..<sorted.holders.count))
    }
    return sorted
  }
}
