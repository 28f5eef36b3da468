import AdvocacyModel

@testable import AdvocacyPolicy

/// Random rosters, policies, posts and histories, all of one seed.
///
/// The clock goes back by an hour in Madrid or forward by one, and back by half an hour on Lord Howe
/// Island.
struct RandomScene {
  var draws: RandomDraws
  private(set) var configuration: Configuration
  private(set) var posts: [Post] = []

  /// Makes a scene; where a type is given, the policy holds a rule of it, besides up to eight.
  init(seed: UInt64, largestRoster: Int = 80, with type: (any RuleType.Type)? = nil) {
    let island = seed.isMultiple(of: 3) ? CompanyCalendar(zoneName: "Australia/Lord_Howe") : nil
    configuration = Configuration(company: "Acme", calendar: island ?? madrid)
    let start =
      island != nil
      ? "2026-04-02T00:00" : seed % 3 == 1 ? "2026-03-26T00:00" : "2026-10-22T00:00"
    draws = RandomDraws(RandomKey(seed), start: time(start))
    configuration.courses = [
      Course(id: id("basics"), title: "Basics", validDays: 5),
      Course(id: id("advanced"), title: "Advanced", validDays: nil),
    ]
    if below(4) == 0 { configuration.semantics = .first }
    var aside = draws.aside()
    if configuration.semantics == .current, aside.below(4) == 0 {
      configuration.semantics = .second
    }
    if configuration.semantics == .current, aside.below(3) == 0 {
      // Sorted by id, between blog and facebook.
      configuration.networks.insert(
        Network(
          id: id("crew"), title: "The crew", actions: [.like, .repost, .quote, .comment],
          textLimit: 280, group: NetworkGroup(network: id("x"), members: 40)),
        at: configuration.networks.firstIndex { $0.id > id("crew") } ?? 0)
    }
    for place in configuration.networks.indices where aside.below(3) == 0 {
      configuration.networks[place].textLimit = 4 + aside.below(48)
    }
    let networks = configuration.networks
    configuration.roster = (0..<(below(largestRoster) + 1)).map { draws.employee($0, networks) }
    let tiers = draws.tiers()
    var rules = type.map { [rule("first", $0)] } ?? []
    for number in 0..<below(9) { rules.append(rule("r\(number)")) }
    configuration.policy = Policy(
      tiers: tiers, fairPlay: below(2) == 0 ? .off : .usual, rules: rules)
    posts = (0..<5).map { draws.post($0, networks) }
    for place in posts.indices where aside.below(6) == 0 {
      posts[place].welcomed = aside.pick([id("e0"), id("e1"), id("nobody")])
    }
  }

  mutating func below(_ bound: Int) -> Int { draws.below(bound) }

  mutating func instant() -> Instant { draws.instant() }

  /// Leaves one rule only, and nobody asked for anything else.
  mutating func leaveOnly(_ rule: RuleID) {
    switchOffFairPlay()
    configuration.policy.rules.removeAll { $0.id != rule }
  }

  /// Leaves only the rules written.
  mutating func switchOffFairPlay() { configuration.policy.fairPlay = .off }

  /// Takes over whether another scene has fair play.
  mutating func followFairPlay(of other: Self) {
    configuration.policy.fairPlay = other.configuration.policy.fairPlay
  }

  /// Adds a rule to the policy.
  mutating func addRule() { configuration.policy.rules.append(rule("r99")) }

  /// Adds a rule that denies within a random scope.
  mutating func addDenial() {
    var denial = rule("r99")
    let selector = draws.selector()
    let denials: [any RuleParameters] = [
      KillSwitch(), NetworkAllowed { $0.networks = [] }, Segment { $0.only = selector },
    ]
    denial.parameters = draws.pick(denials)
    configuration.policy.rules.append(denial)
  }

  /// A rule of the type given, or of any.
  private mutating func rule(_ name: String, _ type: (any RuleType.Type)? = nil) -> Rule {
    let drawn = type ?? draws.pick(RuleCatalogue.all)
    let parameters = DrawnSource.parameters(
      of: drawn, &draws, calendar: configuration.calendar)
    return Rule(
      id: id(name), parameters, scope: draws.scope(),
      period: below(3) == 0 ? draws.period() : Period(),
      hold: draws.maybe { draws in
        draws.pick(Hold.allCases.filter(drawn.allowedHolds.contains))
      })
  }

  /// What happened up to an instant, in event order, with approvals of any instant.
  mutating func past(upTo instant: Instant) -> Past {
    var past = Past()
    // A few take part often and lately, or caps and pauses would hardly ever speak.
    let count = configuration.roster.count
    let eager = min(count, 12)
    let lately = (0..<below(100)).map { _ in instant - .minutes(Int64(below(96) * 30)) }
    let instants = (0..<below(200)).map { _ in self.instant() }.filter { $0 <= instant }
    for at in (instants + lately).sorted() {
      past.participations.append(
        Past.Participation(
          employee: below(3) == 0 ? below(count) : below(eager),
          network: draws.pick(configuration.networks).id, post: draws.pick(posts), at: at,
          passesOn: below(3) > 0))
    }
    past.planned = planned(after: instant, among: eager)
    for _ in 0..<below(10) {
      let post = draws.pick(posts).id
      let role = draws.pick(["legal", "press"])
      let employee: EmployeeID? = draws.maybe { $0.pick([id("e0"), id("e1"), id("e2")]) }
      let at = self.instant()
      if below(8) == 0 {
        past.withdrawals.append(
          WithdrawalRecord(post: post, role: role, employee: employee, at: at))
      } else {
        past.approvals.append(ApprovalRecord(post: post, role: role, employee: employee, at: at))
      }
    }
    return past
  }

  /// What some of the employees were asked to and will do, each account once a post.
  private mutating func planned(after instant: Instant, among eager: Int) -> [Past.Participation] {
    var planned: [Past.Participation] = []
    for _ in 0..<below(60) {
      let next = Past.Participation(
        employee: below(eager), network: draws.pick(configuration.networks).id,
        post: draws.pick(posts), at: instant + .minutes(Int64(below(96) * 30)),
        passesOn: below(3) > 0)
      let isKnown = planned.contains {
        ($0.employee, $0.network, $0.post.id) == (next.employee, next.network, next.post.id)
      }
      if !isKnown { planned.append(next) }
    }
    return planned
  }
}
