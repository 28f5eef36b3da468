import AdvocacyModel

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
