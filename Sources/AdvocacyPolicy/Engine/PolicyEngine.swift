package import AdvocacyCore

/// The policy of a configuration, compiled once a run.
///
/// Each rule answers for a post on a network in parts (`RuleAnswer`), which serve every use: `review`
/// decides a whole post by operations on sets, `judge` single candidates at instants of their own,
/// `verdict` one candidate with every sentence. All are pure: the same post, instant and history
/// give the same answer. No rule looks at another account's history (whom a slot or a text falls to
/// is drawn by keys), so the candidates of one event may be decided together and recorded
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
  let rules: [RuleInForce]
  let semantics: Semantics
  /// Whether a rule looks into the texts of posts, so that they have to be split into words.
  private let readsTexts: Bool
  /// By network, in the order of `networks`: who has an account.
  let accounts: [EmployeeSet]
  /// By network: the employees who have an account there, in roster order.
  let holders: [[Int32]]
  let eligibility: Eligibility
  /// How labels compare.
  package let labels: LabelComparison

  /// Compiles a configuration's policy.
  ///
  /// - Complexity: O(rules × roster), plus sorting the dates of consents and trainings.
  package init(configuration: Configuration) {
    let roster = configuration.roster
    let courses = CourseCalendar(configuration.courses, calendar: configuration.calendar)
    let labels = LabelComparison(configuration.semantics)
    self.courses = courses
    self.labels = labels
    self.roster = roster
    company = configuration.company
    calendar = configuration.calendar
    networks = configuration.networks
    semantics = configuration.semantics
    var accounts = configuration.networks.map { _ in EmployeeSet(rosterCount: roster.count) }
    for index in roster.indices {
      for account in roster[index].accounts {
        guard let network = configuration.networks.firstIndex(where: { $0.id == account.network })
        else { continue }
        accounts[network].insert(index)
      }
    }
    self.accounts = accounts
    let holders = accounts.map { $0.map(Int32.init) }
    self.holders = holders
    let facts = CompilationFacts(
      roster: roster, networks: configuration.networks, holders: holders, courses: courses,
      tiers: TierIndex(
        configuration.policy.tiers, courses: courses, roster: roster, labels: labels),
      calendar: configuration.calendar, semantics: configuration.semantics, labels: labels)
    rules = configuration.policy.rulesInForce.map { RuleInForce($0, facts) }
    readsTexts = rules.contains(where: \.compiled.readsTexts)
    eligibility = Eligibility(configuration)
  }

  /// The moments at which a rule speaks; at both where it is built in or unknown.
  ///
  /// - Complexity: O(rules).
  package func hold(of rule: RuleID) -> Hold { rules.first { $0.id == rule }?.hold ?? .both }

  /// The place of a network among those configured.
  func position(of network: NetworkID) -> Int? { networks.firstIndex { $0.id == network } }

  /// A post on a network at an instant; on one that is not configured nothing can be done.
  ///
  /// By the first semantics there is no difference of moments, and nothing planned.
  func context(
    _ post: Post, on network: NetworkID, at instant: Instant, moment: Moment, history: History
  ) -> EvaluationContext {
    let position = position(of: network)
    return EvaluationContext(
      post: post, labels: PostLabels(post, by: labels),
      network: position.map { networks[$0] }
        ?? Network(id: network, title: network.text, actions: [], textLimit: nil),
      position: position, at: instant, moment: semantics.judgesActs ? moment : .acting,
      approvals: PostApprovals(
        post, approvals: history.approvals(of: post.id),
        withdrawals: history.withdrawals(of: post.id)),
      calendar: calendar, semantics: semantics, texts: readsTexts ? post.texts(by: labels) : [])
  }
}
