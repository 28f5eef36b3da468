import AdvocacyCore
import AdvocacyPolicy

/// Random rosters, policies, posts and histories, all of one seed.
///
/// Instants lie on a coarse grid around the end of summer time, so that ends and beginnings of
/// periods, windows and lapses often fall on the instant asked about. The clock goes back by an
/// hour in Madrid, by half an hour on Lord Howe Island.
struct RandomScene {
  private var key: RandomKey
  private var draws: UInt64 = 0

  private(set) var configuration: Configuration
  private(set) var posts: [Post] = []

  private let start: Instant

  init(seed: UInt64, largestRoster: Int = 80) {
    key = RandomKey(seed)
    let island = seed.isMultiple(of: 3) ? CompanyCalendar(zoneName: "Australia/Lord_Howe") : nil
    configuration = Configuration(company: "Acme", calendar: island ?? madrid)
    start = time(island == nil ? "2026-10-22T00:00" : "2026-04-02T00:00")
    configuration.courses = [
      Course(id: id("basics"), title: "Basics", validDays: 5),
      Course(id: id("advanced"), title: "Advanced", validDays: nil),
    ]
    let networks = configuration.networks
    configuration.roster = (0..<(below(largestRoster) + 1)).map { employee($0, networks) }
    configuration.policy = Policy(
      tiers: tiers(), fairPlay: below(2) == 0 ? .off : Policy.FairPlay(),
      rules: (0..<below(9)).map { rule($0) })
    posts = (0..<5).map { post($0) }
  }

  mutating func below(_ bound: Int) -> Int {
    draws += 1
    return Int(key.keyed(by: draws).bits % UInt64(bound))
  }

  mutating func pick<Element>(_ elements: [Element]) -> Element { elements[below(elements.count)] }

  mutating func maybe<Value>(_ value: (inout Self) -> Value) -> Value? {
    below(2) == 0 ? nil : value(&self)
  }

  mutating func rarely<Value>(_ value: (inout Self) -> Value) -> [Value] {
    below(6) == 0 ? [value(&self)] : []
  }

  /// An instant in six days: most on a grid of two hours, some on one of a quarter.
  mutating func instant() -> Instant {
    guard below(4) == 0 else { return start + .hours(Int64(below(72) * 2)) }
    return start + .minutes(Int64(below(576) * 15))
  }

  mutating func period() -> Period {
    Period(from: maybe { $0.instant() }, until: maybe { $0.instant() })
  }

  mutating func some(_ words: [String]) -> [String] { words.filter { _ in below(2) == 0 } }

  mutating func actions() -> [Action] { Action.allCases.filter { _ in below(2) == 0 } }

  mutating func selector() -> Selector {
    Selector(
      employees: below(6) == 0 ? (0..<40).map { id("e\($0)") } : nil,
      teams: below(3) == 0 ? some(["a", "b"]) : nil, roles: below(3) == 0 ? some(["r", "s"]) : nil,
      countries: below(4) == 0 ? some(["ES", "DE"]) : nil,
      languages: below(4) == 0 ? some(["es", "de"]) : nil,
      contracts: below(6) == 0 ? some(["hourly", ""]) : nil,
      seniorities: below(6) == 0 ? some(["senior", ""]) : nil)
  }

  /// Leaves only the rules written.
  mutating func switchOffFairPlay() { configuration.policy.fairPlay = .off }

  /// Takes over whether another scene has fair play.
  mutating func followFairPlay(of other: Self) {
    configuration.policy.fairPlay = other.configuration.policy.fairPlay
  }

  /// Adds a rule to the policy.
  mutating func addRule() { configuration.policy.rules.append(rule(99)) }

  /// Adds a rule that denies within a random scope.
  mutating func addDenial() {
    var denial = rule(99)
    denial.kind = pick([.killSwitch, .networkAllowed([]), .segment(selector())])
    configuration.policy.rules.append(denial)
  }

  private mutating func rule(_ index: Int) -> Rule {
    Rule(
      id: id("r\(index)"), kind: kind(),
      scope: Scope(
        networks: below(4) == 0 ? [id("x"), id("blog")] : nil,
        topics: below(4) == 0 ? some(["t", "u"]) : nil,
        campaigns: below(6) == 0 ? ["c"] : nil, hashtags: below(6) == 0 ? ["#h"] : nil,
        tags: below(6) == 0 ? some(["g", "k"]) : nil,
        employees: below(2) == 0 ? Selector() : selector()),
      period: below(3) == 0 ? period() : Period())
  }

  private mutating func post(_ index: Int) -> Post {
    Post(
      id: id("p\(index)"), text: pick(["one", "two", "three word text"]),
      networks: configuration.networks.map(\.id), at: instant(), expires: maybe { $0.instant() },
      link: maybe { $0.pick(["https://a.example", "https://b.example"]) },
      campaign: maybe { _ in "c" }, topics: some(["t", "u"]), hashtags: some(["#h"]),
      variants: maybe { $0.some(["one", "other words here", "other words there", "four"]) } ?? [],
      author: maybe { $0.pick([id("e0"), id("e1")]) }, tags: some(["g", "k"]),
      prize: maybe { _ in "a book" }, isInteractive: below(3) == 0)
  }

  /// A history up to an instant, in event order.
  mutating func history(upTo instant: Instant) -> History {
    var history = History(configuration: configuration)
    let instants = (0..<below(200)).map { _ in self.instant() }.filter { $0 <= instant }
    for past in instants.sorted() {
      history.record(
        employee: below(configuration.roster.count), network: pick(configuration.networks).id,
        post: pick(posts), at: past, passesOn: below(3) > 0)
    }
    for _ in 0..<below(8) {
      history.record(
        Word(
          post: pick(posts).id, kind: below(6) == 0 ? .withdrawal : .approval,
          role: pick(["legal", "press"]), employee: maybe { $0.pick([id("e0"), id("e1")]) },
          at: self.instant()))
    }
    return history
  }
}
