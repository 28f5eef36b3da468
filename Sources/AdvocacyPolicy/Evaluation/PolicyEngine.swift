package import AdvocacyCore

/// The policy of a configuration, compiled once a run.
///
/// It answers in two ways that always agree: `review` for a whole post by operations on sets,
/// `verdict` for one candidate with every sentence. Both are pure: the same post, instant and
/// history give the same answer. No rule looks at another account's history, so the candidates of
/// one event may be decided together and recorded afterwards.
package struct PolicyEngine: Sendable {
  let company: String
  let calendar: CompanyCalendar
  let networks: [Network]
  let roster: [Employee]
  let courses: CourseCalendar
  let rules: [CompiledRule]
  /// By network, in the order of `networks`: who has an account, and whose consent is in force.
  let accounts: [EmployeeSet]
  let consents: [TimedSet]
  let employed: TimedSet

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
    rules = configuration.policy.rules.sorted { $0.id < $1.id }.map {
      CompiledRule($0, roster: roster, courses: courses)
    }
    var accounts = configuration.networks.map { _ in EmployeeSet(rosterCount: roster.count) }
    for (index, employee) in roster.enumerated() {
      for account in employee.accounts {
        guard let network = configuration.networks.firstIndex(where: { $0.id == account.network })
        else { continue }
        accounts[network].insert(index)
      }
    }
    self.accounts = accounts
    consents = configuration.networks.map { network in
      TimedSet(rosterCount: roster.count) { index in
        guard let consent = roster[index].consent, consent.covers(network.id) else { return [] }
        return [consent.period]
      }
    }
    employed = TimedSet(rosterCount: roster.count) { [roster[$0].employed] }
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
      words: PostWords(history.words(on: post.id), of: post, at: instant), calendar: calendar)
  }
}

extension Consent {
  /// Tells whether the consent covers a network.
  func covers(_ network: NetworkID) -> Bool { networks?.contains(network) ?? true }
}
