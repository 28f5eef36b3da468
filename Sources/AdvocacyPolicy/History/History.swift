package import AdvocacyModel

/// What took place before an event: who took part in what, and what people said of posts.
///
/// Record everything that comes before an event in the order (instant, post, employee, network)
/// and nothing else, and plan what people were asked to and have not done yet; rules then see
/// exactly that: who is asked, both, and who acts, what is recorded. Employees are indices on the
/// roster.
package struct History: Sendable {
  /// The instants at which one account took part, or will, in rising order.
  typealias Participations = [Instant]

  let rosterCount: Int
  let networks: [NetworkID]
  private(set) var accounts: [[Participations]]
  /// Who passed on which content; nil where no rule of the policy asks.
  private(set) var content: ContentHistory?
  /// One for each kind of window that a cap of the policy counts in.
  private(set) var windows: [WindowCounts]
  /// The latest instant recorded.
  private(set) var latest = Instant.distantPast
  /// What was planned; nil before anything was.
  private(set) var planned: PlannedActs?
  /// The time that people spent; nil where no rule of the policy asks.
  private(set) var spent: TimeRecord?
  /// The time that people plan to spend; nil where no rule of the policy asks.
  private(set) var intended: TimeRecord?
  /// Whether somebody who is asked is asked about content.
  private let asksAboutContent: Bool
  private var approvals: [PostID: [ApprovalRecord]] = [:]
  private var withdrawals: [PostID: [WithdrawalRecord]] = [:]

  /// Makes the empty history for the engine of the same configuration.
  ///
  /// It keeps what the rules of that policy ask about and leaves out the rest.
  package init(configuration: Configuration) {
    rosterCount = configuration.roster.count
    networks = configuration.networks.map(\.id)
    accounts = Array(
      repeating: Array(repeating: [], count: configuration.roster.count),
      count: configuration.networks.count)
    let rules = configuration.policy.rulesInForce
    let lookbacks = rules.map(\.lookback)
    asksAboutContent = rules.contains {
      $0.lookback == .content && $0.holdInForce.includes(.asking)
    }
    if lookbacks.contains(.content) {
      content = ContentHistory(
        rosterCount: configuration.roster.count, networkCount: configuration.networks.count)
    }
    if rules.contains(where: { $0.parameters is TimeBudget }) {
      spent = TimeRecord()
      intended = TimeRecord()
    }
    windows = FrequencyCap.Window.allCases.filter { lookbacks.contains(.window($0)) }.map {
      WindowCounts(
        $0, calendar: configuration.calendar, networks: configuration.networks.count,
        rosterCount: configuration.roster.count)
    }
  }

  /// Records that an account took part in a post.
  ///
  /// - Parameters:
  ///   - employee: The index on the roster.
  ///   - network: The network of the account; one that is not configured is passed over.
  ///   - post: The post as it was then.
  ///   - instant: The instant of the act; by the first semantics, of the event that decided it.
  ///   - passesOn: Whether an action passed the post on; a like alone does not.
  /// - Complexity: O(1) where instants rise, as they do in event order.
  package mutating func record(
    employee: Int, network: NetworkID, post: Post, at instant: Instant, passesOn: Bool
  ) {
    guard let index = networks.firstIndex(of: network) else { return }
    append(instant, employee: employee, network: index)
    spent?.add(employee, network: index, post: post, at: instant)
    guard passesOn else { return }
    content?.record(CollectionOfOne(employee), network: index, post: post)
  }

  /// Plans that an account will take part in a post: it was asked to, and has not done so yet.
  ///
  /// - Parameters:
  ///   - employee: The index on the roster.
  ///   - network: The network of the account; one that is not configured is passed over.
  ///   - post: The post as it was when the account was asked.
  ///   - instant: The instant of the act.
  ///   - passesOn: Whether an action will pass the post on.
  /// - Complexity: O(acts planned of the account).
  package mutating func plan(
    employee: Int, network: NetworkID, post: Post, at instant: Instant, passesOn: Bool
  ) {
    guard let index = networks.firstIndex(of: network) else { return }
    if planned == nil {
      planned = PlannedActs(
        networks: networks.count, rosterCount: rosterCount, keepsContent: asksAboutContent)
    }
    planned?.add(employee: employee, network: index, post: post, at: instant, passesOn: passesOn)
    intended?.add(employee, network: index, post: post, at: instant)
  }

  /// Takes back what was planned, with the same words: it was done, prevented, moved or settled.
  ///
  /// - Complexity: O(acts planned of the account).
  package mutating func unplan(
    employee: Int, network: NetworkID, post: Post, at instant: Instant, passesOn: Bool
  ) {
    guard let index = networks.firstIndex(of: network) else { return }
    planned?.remove(
      employee: employee, network: index, post: post, at: instant, passesOn: passesOn)
    intended?.remove(employee, network: index, post: post, at: instant)
  }

  /// Records that many accounts of a network took part in a post at one event.
  ///
  /// - Complexity: O(takers + roster / 64).
  package mutating func record(
    takers: EmployeeSet, passingOn: EmployeeSet, network: NetworkID, post: Post, at instant: Instant
  ) {
    guard let index = networks.firstIndex(of: network) else { return }
    for employee in takers {
      append(instant, employee: employee, network: index)
      spent?.add(employee, network: index, post: post, at: instant)
    }
    guard !passingOn.isEmpty else { return }
    content?.record(passingOn, network: index, post: post)
  }

  /// Records an approval.
  package mutating func record(_ approval: ApprovalRecord) {
    approvals[approval.post, default: []].append(approval)
  }

  /// Records a withdrawal.
  package mutating func record(_ withdrawal: WithdrawalRecord) {
    withdrawals[withdrawal.post, default: []].append(withdrawal)
  }

  /// Records what somebody said of a post.
  package mutating func record(_ statement: PostStatement) {
    switch statement {
    case .approval(let approval): record(approval)
    case .withdrawal(let withdrawal): record(withdrawal)
    }
  }

  /// The approvals of a post, in the order recorded.
  package func approvals(of post: PostID) -> [ApprovalRecord] { approvals[post] ?? [] }

  /// The withdrawals of a post, in the order recorded.
  package func withdrawals(of post: PostID) -> [WithdrawalRecord] { withdrawals[post] ?? [] }

  /// How often an account took part from an instant on and up to another, both included.
  ///
  /// - Complexity: O(log participations).
  package func participations(
    employee: Int, network: NetworkID, from: Instant, through: Instant
  ) -> Int {
    networks.firstIndex(of: network).map {
      participations(employee: employee, network: $0, from: from, through: through)
    } ?? 0
  }

  /// How many acts of an account are planned from an instant on.
  ///
  /// - Complexity: O(log acts planned of the account).
  package func plannedParticipations(employee: Int, network: NetworkID, from: Instant) -> Int {
    guard let planned, let index = networks.firstIndex(of: network) else { return 0 }
    return planned.count(employee: employee, network: index, from: from, before: .distantFuture)
  }

  /// How often an account took part, the network given by its position.
  ///
  /// - Complexity: O(log participations).
  func participations(
    employee: Int, network: Int, from: Instant, through: Instant
  ) -> Int {
    let instants = accounts[network][employee]
    guard let last = instants.last, last >= from else { return 0 }
    let end = last <= through ? instants.count : instants.firstPosition { $0 > through }
    return Swift.max(0, end - instants.firstPosition { $0 >= from })
  }

  /// When an account took part last, up to an instant, or whoever is asked will; nil: never.
  ///
  /// - Complexity: O(log participations).
  func lastParticipation(
    of employee: Int, network: Int, through: Instant, seenWhen moment: Moment
  ) -> Instant? {
    let instants = accounts[network][employee]
    let end = instants.firstPosition { $0 > through }
    let recorded = end > 0 ? instants[end - 1] : nil
    guard moment == .asking, let next = planned?.last(employee: employee, network: network) else {
      return recorded
    }
    return recorded.map { Swift.max($0, next) } ?? next
  }

  private mutating func append(_ instant: Instant, employee: Int, network: Int) {
    latest = max(latest, instant)
    for index in windows.indices {
      windows[index].add(employee: employee, network: network, at: instant)
    }
    guard let last = accounts[network][employee].last, last > instant else {
      accounts[network][employee].append(instant)
      return
    }
    let position = accounts[network][employee].firstPosition { $0 > instant }
    accounts[network][employee].insert(instant, at: position)
  }
}
