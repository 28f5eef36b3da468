package import AdvocacyCore

extension PolicyEngine {
  /// The employees who hold every training that the rules in force ask of them, days of grace
  /// included, whatever the post.
  ///
  /// - Complexity: O(rules × roster / 64).
  package func trained(at instant: Instant) -> EmployeeSet {
    var trained = EmployeeSet.everyone(rosterCount: roster.count)
    for rule in rules where rule.rule.period.contains(instant) {
      guard let holding = rule.compiled.trained else { continue }
      let missing = EmployeeSet.everyone(rosterCount: roster.count)
        .subtracting(holding.members(at: instant))
      let asked = rule.scope?.members(at: instant)
      trained.subtract(asked.map(missing.intersection) ?? missing)
    }
    return trained
  }

  /// The employees whose consent is in force on some network.
  ///
  /// - Complexity: O(networks × roster / 64).
  package func consenting(at instant: Instant) -> EmployeeSet {
    eligibility.consents.reduce(into: EmployeeSet(rosterCount: roster.count)) {
      $0.formUnion($1.members(at: instant))
    }
  }
}
