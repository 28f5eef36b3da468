package import AdvocacyCore

/// What one rule said of the candidates of a post on a network, and to whom.
package struct RuleFinding: Hashable, Sendable {
  /// The rule.
  package let rule: RuleID
  /// What it asks for.
  package let outcome: Verdict.Outcome
  /// Where it defers, until when.
  package let until: Instant?
  /// What it changes where it rewrites.
  package let effect: Verdict.Effect
  /// The candidates to whom it speaks.
  package internal(set) var employees: EmployeeSet
}

/// What rules said of the candidates of a post on a network so far; what reaches nobody is left out.
struct RuleFindings {
  private(set) var all: [RuleFinding] = []

  mutating func add(_ rule: RuleID, _ decision: RuleDecision?, _ employees: EmployeeSet) {
    guard let decision, !employees.isEmpty else { return }
    all.append(
      RuleFinding(
        rule: rule, outcome: decision.outcome, until: decision.until, effect: decision.effect,
        employees: employees))
  }

  /// Adds what a rule says of those of some employees who are in a set too: often nobody or all, for
  /// which no set is made.
  mutating func add(
    _ rule: RuleID, _ decision: RuleDecision?, _ employees: EmployeeSet, among set: EmployeeSet
  ) {
    guard decision != nil, !employees.isDisjoint(with: set) else { return }
    add(rule, decision, employees.isSubset(of: set) ? employees : employees.intersection(set))
  }

  /// Adds what a rule says of those of some employees who are not in a set: most often nobody,
  /// for which no set is made.
  mutating func add(
    _ rule: RuleID, _ decision: RuleDecision?, _ employees: EmployeeSet, except set: EmployeeSet
  ) {
    guard decision != nil, !employees.isSubset(of: set) else { return }
    add(rule, decision, employees.subtracting(set))
  }
}
