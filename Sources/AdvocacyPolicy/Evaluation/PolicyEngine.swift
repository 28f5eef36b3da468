package import AdvocacyCore

/// The policy of a configuration, compiled once a run.
///
/// It answers in two ways that always agree: `review` for a whole post by operations on sets,
/// `verdict` for one candidate with every sentence. Both are pure: the same post, instant and
/// history give the same answer. No rule looks at another account's history (whom a slot or a text
/// falls to is drawn by keys), so the candidates of one event may be decided together and recorded
/// afterwards.
///
/// It governs posts that the company supplies and nothing else: what employees say of their own
/// accord never comes here, and nobody's own engagement ever counts as reach.
package struct PolicyEngine: Sendable {
  let company: String
  let calendar: CompanyCalendar
  let networks: [Network]
  let roster: [Employee]
  let courses: CourseCalendar
  let rules: [CompiledRule]
  /// Whether a rule looks for words, so that the texts of a post have to be split into them.
  private let looksForWords: Bool
  /// By network, in the order of `networks`: who has an account, and whose consent is in force.
  let accounts: [EmployeeSet]
  let consents: [TimedSet]
  let employed: TimedSet
  let suspended: TimedSet
  let tiers: TierBook
  /// By network: the employees who have an account there, in roster order.
  let holders: [[Int32]]
  /// The employees whose consent covers some actions only, by those.
  let partialConsents: [(actions: ActionSet, employees: EmployeeSet)]
  /// The employees who stay out of something.
  let optedOut: EmployeeSet

  /// Compiles a configuration's policy.
  ///
  /// - Complexity: O(rules × roster), plus sorting the dates of consents and trainings.
  package init(configuration: Configuration) {
    let roster = configuration.roster
    let courses = CourseCalendar(configuration.courses, calendar: configuration.calendar)
    self.courses = courses
    self.roster = roster
    company = configuration.company
    calendar = configuration.calendar
    networks = configuration.networks
    let facts = CompilationFacts(
      roster: roster, networks: configuration.networks, courses: courses,
      calendar: configuration.calendar)
    rules = configuration.policy.rulesInForce.map { CompiledRule($0, facts) }
    looksForWords = rules.contains { rule in
      if case .words = rule.part { true } else { false }
    }
    tiers = TierBook(configuration.policy.tiers, courses: courses, roster: roster)
    var accounts = configuration.networks.map { _ in EmployeeSet(rosterCount: roster.count) }
    for index in roster.indices {
      for account in roster[index].accounts {
        guard let network = configuration.networks.firstIndex(where: { $0.id == account.network })
        else { continue }
        accounts[network].insert(index)
      }
    }
    self.accounts = accounts
    holders = accounts.map { $0.map(Int32.init) }
    consents = Self.consents(configuration)
    employed = TimedSet(rosterCount: roster.count, period: { roster[$0].employed })
    suspended = TimedSet(rosterCount: roster.count, periods: { roster[$0].standing.suspended })
    optedOut = EmployeeSet(rosterCount: roster.count) { !roster[$0].standing.optOuts.isEmpty }
    var partial: [ActionSet: EmployeeSet] = [:]
    for index in roster.indices {
      guard let actions = roster[index].consent?.actions else { continue }
      partial[ActionSet(actions), default: EmployeeSet(rosterCount: roster.count)].insert(index)
    }
    partialConsents = partial.map { (actions: $0.key, employees: $0.value) }
      .sorted { $0.actions.rawValue < $1.actions.rawValue }
  }

  /// By network, whose consent is in force: worked out once where nobody's depends on the network.
  private static func consents(_ configuration: Configuration) -> [TimedSet] {
    let roster = configuration.roster
    func consents(_ covers: (Consent) -> Bool) -> TimedSet {
      TimedSet(
        rosterCount: roster.count,
        period: { index in
          roster[index].consent.flatMap { covers($0) ? $0.period : nil }
        })
    }
    guard roster.indices.contains(where: { roster[$0].consent?.networks != nil }) else {
      let all = consents { _ in true }
      return configuration.networks.map { _ in all }
    }
    return configuration.networks.map { network in consents { $0.covers(network.id) } }
  }

  /// The employees who have an account on a network: the candidates of its posts.
  package func accounts(on network: NetworkID) -> EmployeeSet {
    position(of: network).map { accounts[$0] } ?? EmployeeSet(rosterCount: roster.count)
  }

  /// The place of a network among those configured.
  func position(of network: NetworkID) -> Int? { networks.firstIndex { $0.id == network } }

  /// A post on a network at an instant.
  func occasion(
    _ post: Post, on network: Network, at instant: Instant, history: History
  ) -> Occasion {
    Occasion(
      post: post, network: network, at: instant,
      words: PostWords(history.words(on: post.id), of: post, at: instant), calendar: calendar,
      texts: looksForWords ? post.texts : [])
  }
}
