/// Who may approve posts in a role, and when: people by name, and all of some teams.
package struct RoleGrant: Hashable, Sendable {
  /// The role, as rules that ask for an approval name it.
  package var role: String
  /// The employees who have it.
  package var employees: [EmployeeID]
  /// The teams whose members have it.
  package var teams: [String]
  /// When they have it.
  package var period: Period

  /// Makes a grant; who is named or whose team is named has the role.
  package init(
    role: String, employees: [EmployeeID] = [], teams: [String] = [], period: Period = Period()
  ) {
    self.role = role
    self.employees = employees
    self.teams = teams
    self.period = period
  }

  /// Tells whether an employee has the role by this grant at an instant; who is not employed then
  /// has none.
  package func covers(_ employee: Employee, at instant: Instant) -> Bool {
    period.contains(instant) && employee.employed.contains(instant)
      && (employees.contains(employee.id) || teams.contains(employee.team))
  }
}

extension Configuration {
  /// Tells whether an employee may approve as some role at an instant.
  ///
  /// - Complexity: O(grants).
  package func mayApprove(_ employee: Employee, as role: String, at instant: Instant) -> Bool {
    roles.contains { $0.role == role && $0.covers(employee, at: instant) }
  }

  /// The employees who may approve as some role at an instant, in roster order.
  ///
  /// - Complexity: O(roster × grants of the role).
  package func approvers(as role: String, at instant: Instant) -> [EmployeeID] {
    let grants = roles.filter { $0.role == role && $0.period.contains(instant) }
    guard !grants.isEmpty else { return [] }
    // By index: an employee is too large to be copied for an id.
    return roster.indices.filter { index in
      grants.contains { $0.covers(roster[index], at: instant) }
    }.map { roster[$0].id }
  }
}
