/// The rules that hold without being written; their ids are reserved.
package enum BuiltInRule: String, CaseIterable, Sendable {
  /// Denies employees without an account on the network.
  case account
  /// Denies employees whose consent is not in force on the network.
  case consent
  /// Denies those who are not employed at the instant.
  case employed
  /// Denies a post that is over.
  case expiry
  /// Denies a post that somebody withdrew.
  case withdrawn

  /// The id by which explanations name the rule.
  package var id: RuleID {
    guard let id = RuleID(rawValue) else { preconditionFailure("\(rawValue) is no id") }
    return id
  }

  /// Tells whether an id is reserved for a built-in rule.
  package static func reserves(_ id: RuleID) -> Bool { Self(rawValue: id.text) != nil }
}
