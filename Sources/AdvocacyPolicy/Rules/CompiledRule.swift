import AdvocacyCore

/// A rule with what it says of each employee worked out beforehand, as sets over the roster.
struct CompiledRule: Sendable {
  /// The part of a rule that depends on the employee alone, or on the employee and the instant.
  enum Part: Sendable {
    /// There is none, or only history knows.
    case none
    /// The employees whom a segment admits.
    case segment(EmployeeSet)
    /// Those whose training counts, and those whose training counts with the days of grace.
    case training(valid: TimedSet, graced: TimedSet)
  }

  /// The rule.
  let rule: Rule
  /// The employees about whom it speaks; nil: all.
  let scope: EmployeeSet?
  /// What it says of them.
  let part: Part

  /// Compiles a rule.
  ///
  /// - Complexity: O(roster × lists given), plus the sorting of training dates.
  init(_ rule: Rule, roster: [Employee], courses: CourseCalendar) {
    self.rule = rule
    let selector = rule.scope.employees
    scope = selector == Selector() ? nil : Self.chosen(by: selector, of: roster)
    part =
      switch rule.kind {
      case .segment(let selector):
        .segment(Self.chosen(by: selector, of: roster))
      case .trainingRequired(let course, let graceDays):
        .training(
          valid: courses.trained(in: course, graceDays: 0, roster: roster),
          graced: courses.trained(in: course, graceDays: graceDays, roster: roster))
      default: .none
      }
  }

  /// The employees whom a selector chooses.
  private static func chosen(by selector: Selector, of roster: [Employee]) -> EmployeeSet {
    let employees = selector.employees.map(Set.init)
    let teams = selector.teams.map(Set.init)
    let roles = selector.roles.map(Set.init)
    let countries = selector.countries.map(Set.init)
    let languages = selector.languages.map(Set.init)
    var set = EmployeeSet(rosterCount: roster.count)
    for (index, employee) in roster.enumerated() {
      guard employees?.contains(employee.id) ?? true, teams?.contains(employee.team) ?? true,
        roles?.contains(employee.role) ?? true, countries?.contains(employee.country) ?? true,
        languages?.contains(employee.language) ?? true
      else { continue }
      set.insert(index)
    }
    return set
  }
}
