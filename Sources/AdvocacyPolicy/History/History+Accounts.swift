import AdvocacyCore

extension History {
  /// The employees, of some, whose account took part often enough in a window until now.
  ///
  /// - Parameters:
  ///   - employees: The employees to look at.
  ///   - network: The position of the network.
  ///   - count: How often is enough; 0 or less: always.
  ///   - window: The kind of window that starts then; nil: none does.
  ///   - start: The first instant of the window.
  ///   - now: The last instant that counts.
  /// - Returns: Those at or over the count.
  /// - Complexity: O(employees) where nothing later than now is recorded.
  func accounts(
    among employees: EmployeeSet, network: Int, withAtLeast count: Int,
    in window: FrequencyCap.Window?,
    since start: Instant, through now: Instant
  ) -> EmployeeSet {
    guard count > 0 else { return employees }
    guard latest >= start else { return EmployeeSet(rosterCount: rosterCount) }
    if latest <= now, let current = windows.first(where: { $0.kind == window }),
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

  /// How often an account took part in a window until now.
  ///
  /// - Parameters:
  ///   - employee: The index on the roster.
  ///   - network: The position of the network.
  ///   - window: The kind of window that starts then.
  ///   - start: The first instant of the window.
  ///   - now: The last instant that counts.
  /// - Returns: The count.
  /// - Complexity: O(1) in the window that holds what was recorded last; O(log participations)
  ///   elsewhere.
  func participations(
    employee: Int, network: Int, in window: FrequencyCap.Window, since start: Instant,
    through now: Instant
  ) -> Int {
    guard latest >= start else { return 0 }
    if latest <= now, let current = windows.first(where: { $0.kind == window }),
      let count = current.count(employee: employee, network: network, since: start)
    {
      return count
    }
    return participations(employee: employee, network: network, from: start, through: now)
  }

  /// The employees, of some, who took part after an instant, by when they did so last.
  ///
  /// - Complexity: O(employees + events × roster / 64).
  func lastParticipations(
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
}
