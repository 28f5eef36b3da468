import AdvocacyCore

/// The employees for whom something holds, always or by the instant.
enum Members: Sendable {
  /// The same at every instant.
  case fixed(EmployeeSet)
  /// Changing with time.
  case timed(TimedSet)

  /// Those of the set at an instant.
  ///
  /// - Complexity: O(roster / 64 + log changes).
  func members(at instant: Instant) -> EmployeeSet {
    switch self {
    case .fixed(let set): set
    case .timed(let set): set.members(at: instant)
    }
  }

  /// The employees whom a selector chooses; by the instant where roles given for a time decide.
  ///
  /// - Complexity: O(roster × lists given).
  static func chosen(by selector: Selector, of roster: [Employee]) -> Members {
    let named = selector.employees.map(Set.init)
    var rest = selector
    rest.employees = nil
    func admits(_ employee: Employee) -> Bool {
      named?.contains(employee.id) ?? true && rest.admitsApartFromRole(employee)
    }
    guard let roles = selector.roles else {
      return .fixed(EmployeeSet(rosterCount: roster.count) { admits(roster[$0]) })
    }
    let areDated = roster.indices.contains { index in
      roster[index].standing.roles.contains { roles.contains($0.role) }
    }
    guard areDated else {
      return .fixed(
        EmployeeSet(rosterCount: roster.count) {
          roles.contains(roster[$0].role) && admits(roster[$0])
        })
    }
    return .timed(
      TimedSet(rosterCount: roster.count) { index in
        let employee = roster[index]
        guard admits(employee) else { return [] }
        guard !roles.contains(employee.role) else { return [Period()] }
        return employee.standing.roles.filter { roles.contains($0.role) }.map(\.period)
      })
  }
}

extension EmployeeSet {
  /// Makes the set of those on a roster for whom a condition holds.
  init(rosterCount: Int, where holds: (Int) -> Bool) {
    self.init(rosterCount: rosterCount)
    for index in 0..<rosterCount where holds(index) { insert(index) }
  }
}
