import AdvocacyModel
import Synchronization

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
