/// The rules that hold without being written; their ids are reserved.
package enum BuiltInRule: String, CaseIterable, Sendable {
  /// Denies employees without an account on the network.
  case account
  /// Denies whom the other rules leave no action.
  case action
  /// Denies employees whose consent is not in force on the network, and withholds the actions
  /// that it doesn't cover.
  case consent
  /// Denies those who are not employed at the instant.
  case employed
  /// Denies a post that is over.
  case expiry
  /// Defers colleagues to slots of their own; part of fair play.
  case stagger = "fair-stagger"
  /// Denies those who are suspended at the instant.
  case suspended
  /// Keeps colleagues from saying the same; part of fair play.
  case textUniqueness = "fair-words"
  /// Denies who chose to stay out; nobody is told, ranked or asked why.
  case voluntary
  /// Gives up an act that was moved too often.
  case window = "no-window"
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
