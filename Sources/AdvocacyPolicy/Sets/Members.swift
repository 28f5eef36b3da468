import AdvocacyModel

/// The employees for whom something holds, always or by the instant.
indirect enum Members: Sendable {
  /// The same at every instant.
  case fixed(EmployeeSet)
  /// Changing with time.
  case timed(EmployeeTimeline)
  /// Those in every one of some sets, at least one.
  case inAll([Members])

  /// Those of the set at an instant.
  ///
  /// - Complexity: O(roster / 64 + log changes).
  func members(at instant: Instant) -> EmployeeSet {
    switch self {
    case .fixed(let set): set
    case .timed(let timeline): timeline.members(at: instant)
    case .inAll(let sets):
      sets.dropFirst().reduce(sets[0].members(at: instant)) {
        $0.intersection($1.members(at: instant))
      }
    }
  }

  /// Tells whether an employee is one of them at an instant.
  ///
  /// - Complexity: O(sets × the employee's changes).
  func contains(_ employee: Int, at instant: Instant) -> Bool {
    switch self {
    case .fixed(let set): set.contains(employee)
    case .timed(let timeline): timeline.contains(employee, at: instant)
    case .inAll(let sets): sets.allSatisfy { $0.contains(employee, at: instant) }
    }
  }

  /// The first instant after another at which an employee may come or go; nil: there is none.
  func nextChange(of employee: Int, after instant: Instant) -> Instant? {
    switch self {
    case .fixed: nil
    case .timed(let timeline): timeline.nextChange(of: employee, after: instant)
    case .inAll(let sets):
      sets.compactMap { $0.nextChange(of: employee, after: instant) }.min()
    }
  }

  /// The employees whom a selector chooses; by the instant where roles given for a time decide.
  ///
  /// - Complexity: O(roster × lists given).
  static func chosen(by selector: Selector, of facts: CompilationFacts) -> Members {
    let roster = facts.roster
    let named = selector.employees.map(Set.init)
    var rest = selector
    rest.employees = nil
    rest.languages = selector.languages.map { facts.languages(coveredBy: $0) }
    func admits(_ employee: Employee) -> Bool {
      named?.contains(employee.id) ?? true && rest.admitsApartFromRole(employee)
    }
    guard let roles = selector.roles else {
      return .fixed(EmployeeSet(rosterCount: roster.count) { admits(roster[$0]) })
    }
    let areDated = roster.indices.contains { index in
      roster[index].status.roles.contains { roles.contains($0.role) }
    }
    guard areDated else {
      return .fixed(
        EmployeeSet(rosterCount: roster.count) {
          roles.contains(roster[$0].role) && admits(roster[$0])
        })
    }
    return .timed(
      EmployeeTimeline(rosterCount: roster.count) { index in
        let employee = roster[index]
        guard admits(employee) else { return [] }
        guard !roles.contains(employee.role) else { return [Period()] }
        return employee.status.roles.filter { roles.contains($0.role) }.map(\.period)
      })
  }
}

extension CompilationFacts {
  /// The languages of the roster that some languages cover.
  ///
  /// - Complexity: O(roster).
  fileprivate func languages(coveredBy named: [String]) -> [String] {
    // Going by index avoids copying a whole employee for a language.
    Set(roster.indices.map { roster[$0].language }).filter { language in
      named.contains { labels.language($0, covers: language) }
    }
  }
}

extension EmployeeSet {
  /// Makes the set of those on a roster for whom a condition holds.
  init(rosterCount: Int, where holds: (Int) -> Bool) {
    self.init(rosterCount: rosterCount)
    for index in 0..<rosterCount where holds(index) { insert(index) }
  }
}
