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

/// What rules ask of many accounts, or of one again and again. Whoever is asked sees what is planned
/// besides what is recorded.
extension History {
  /// The stretch of time in which a rule counts.
  struct Stretch: Sendable {
    /// The kind of calendar window that it is; nil: none.
    var window: FrequencyCap.Window?
    /// The first instant.
    var from: Instant
    /// The first instant after it.
    var until: Instant

    /// All of time.
    static let ever = Stretch(window: nil, from: .distantPast, until: .distantFuture)
  }

  /// The employees, of some, whose account took part often enough in a stretch until now.
  ///
  /// - Parameters:
  ///   - employees: The employees to look at.
  ///   - network: The position of the network.
  ///   - count: How often is enough; 0 or less: always.
  ///   - stretch: In which time.
  ///   - now: The last instant that counts of what is recorded.
  ///   - moment: Whether what is planned counts, whenever in the stretch it will be.
  /// - Returns: Those at or over the count.
  /// - Complexity: O(employees) where nothing later than now is recorded.
  func accounts(
    among employees: EmployeeSet, network: Int, withAtLeast count: Int, in stretch: Stretch,
    through now: Instant, seenWhen moment: Moment
  ) -> EmployeeSet {
    let done = accounts(
      among: employees, network: network, withAtLeast: count, in: stretch, through: now)
    guard moment == .asking, let planned, !employees.isDisjoint(with: planned.holders[network])
    else { return done }
    var open = employees.intersection(planned.holders[network])
    open.subtract(done)
    return done.union(
      open.filtered { employee in
        participations(
          employee: employee, network: network, in: stretch, through: now, seenWhen: moment)
          >= count
      })
  }

  private func accounts(
    among employees: EmployeeSet, network: Int, withAtLeast count: Int, in stretch: Stretch,
    through now: Instant
  ) -> EmployeeSet {
    guard count > 0 else { return employees }
    let start = stretch.from
    guard latest >= start else { return EmployeeSet(rosterCount: rosterCount) }
    if latest <= now, let current = windows.first(where: { $0.kind == stretch.window }),
      let found = current.accounts(
        among: employees, network: network, withAtLeast: count, since: start)
    {
      return found
    }
    let participations = accounts[network]
    return employees.filtered { employee in
      let instants = participations[employee]
      guard instants.count >= count, let last = instants.last, last >= start else { return false }
      let end = last <= now ? instants.count : instants.firstPosition { $0 > now }
      return end >= count && instants[end - count] >= start
    }
  }

  /// How often an account took part in a stretch until now.
  ///
  /// - Parameters:
  ///   - employee: The index on the roster.
  ///   - network: The position of the network.
  ///   - stretch: In which time.
  ///   - now: The last instant that counts of what is recorded.
  ///   - moment: Whether what is planned counts, whenever in the stretch it will be.
  /// - Returns: The count.
  /// - Complexity: O(1) in the window that holds what was recorded last; O(log participations)
  ///   elsewhere.
  func participations(
    employee: Int, network: Int, in stretch: Stretch, through now: Instant,
    seenWhen moment: Moment
  ) -> Int {
    let done = participations(employee: employee, network: network, in: stretch, through: now)
    guard moment == .asking, let planned else { return done }
    return done
      + planned.count(
        employee: employee, network: network, from: stretch.from, before: stretch.until)
  }

  private func participations(
    employee: Int, network: Int, in stretch: Stretch, through now: Instant
  ) -> Int {
    guard latest >= stretch.from else { return 0 }
    if latest <= now, let current = windows.first(where: { $0.kind == stretch.window }),
      let count = current.count(employee: employee, network: network, since: stretch.from)
    {
      return count
    }
    return participations(
      employee: employee, network: network, from: stretch.from, through: now)
  }

  /// The employees, of some, who took part after an instant, by when they did so last.
  ///
  /// - Complexity: O(employees + events × roster / 64).
  func lastParticipations(
    of employees: EmployeeSet, network: Int, since start: Instant, through now: Instant,
    seenWhen moment: Moment
  ) -> [Instant: EmployeeSet] {
    guard moment == .asking, let planned, !employees.isDisjoint(with: planned.holders[network])
    else {
      return lastParticipations(of: employees, network: network, since: start, through: now)
    }
    var found = lastParticipations(
      of: employees.subtracting(planned.holders[network]), network: network, since: start,
      through: now)
    for employee in employees.intersection(planned.holders[network]) {
      guard
        let last = lastParticipation(
          of: employee, network: network, through: now, seenWhen: moment), last > start
      else { continue }
      found[last, default: EmployeeSet(rosterCount: rosterCount)].insert(employee)
    }
    return found
  }

  private func lastParticipations(
    of employees: EmployeeSet, network: Int, since start: Instant, through now: Instant
  ) -> [Instant: EmployeeSet] {
    guard latest > start else { return [:] }
    let participations = accounts[network]
    var found: [Instant: EmployeeSet] = [:]
    for employee in employees {
      let instants = participations[employee]
      guard let newest = instants.last, newest > start else { continue }
      let end = newest <= now ? instants.count : instants.firstPosition { $0 > now }
      guard end > 0, instants[end - 1] > start else { continue }
      found[instants[end - 1], default: EmployeeSet(rosterCount: rosterCount)].insert(employee)
    }
    return found
  }

  /// The employees who passed on the text or the link of a post under another id, if any.
  ///
  /// - Complexity: O(posts planned that share it × roster / 64).
  func passersOn(
    _ question: ContentHistory.Question, network: Int, seenWhen moment: Moment
  ) -> EmployeeSet? {
    let done = content?.passedOnBefore(question, network: network)
    guard moment == .asking,
      let next = planned?.content?.willPassOn(question, network: network)
    else { return done }
    return done?.union(next) ?? next
  }

  /// Tells whether an employee passed on the text or the link of a post under another id.
  ///
  /// - Complexity: O(posts planned that share it).
  func passesAgain(
    _ question: ContentHistory.Question, employee: Int, network: Int, seenWhen moment: Moment
  ) -> Bool {
    if content?.passedOnBefore(question, employee: employee, network: network) ?? false {
      return true
    }
    guard moment == .asking, let next = planned?.content else { return false }
    return next.firstTwin(of: question, employee: employee, network: network) != nil
  }
}
