/// What a rule asks, with its parameters: a value of one of the types of rules.
///
/// The types themselves, with all that they say and how they are read, stand in `AdvocacyPolicy`,
/// one file each.
package protocol RuleParameters: Hashable, Sendable {
  /// The word after `"type"` in a configuration, under which the ledger keeps the rule as well: a
  /// contract.
  static var name: String { get }
  /// The parameters under the ledger's keys.
  var stored: StoredValue { get }
  /// The roles whose approval the rule asks for.
  var approvers: [String] { get }
}

extension RuleParameters {
  /// The word that names the type.
  package var name: String { Self.name }

  /// Nobody: most rules ask for no approval.
  package var approvers: [String] { [] }

  /// Tells whether another rule is of the same type and has the same parameters.
  fileprivate func isEqual(to other: any RuleParameters) -> Bool { other as? Self == self }
}

/// Makes a rule's parameters of their stored form.
///
/// It takes the type's name, the parameters, and what makes an id of the name under which an
/// employee was stored. It throws `badData` for a type that nobody knows and for parameters that are
/// no such rule's.
package typealias RuleRestorer =
  @Sendable (
    _ type: String, _ stored: StoredValue, _ employee: (String) -> EmployeeID?
  ) throws(Failure) -> any RuleParameters

/// Tells whether two rules ask the same, or are both missing.
package func areEqual(_ first: (any RuleParameters)?, _ second: (any RuleParameters)?) -> Bool {
  switch (first, second) {
  case (nil, nil): true
  case (let first?, let second?): first.isEqual(to: second)
  default: false
  }
}
