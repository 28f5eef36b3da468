/// One rule of the policy: data, effective-dated, with a sentence for people.
package struct Rule: Hashable, Sendable {
  /// The id by which explanations name it.
  package var id: RuleID
  /// What it asks, with its parameters.
  package var kind: Kind
  /// The posts and employees it speaks about.
  package var scope: Scope
  /// When it is in force.
  package var period: Period
  /// The sentence for people that the company wrote; nil: the rule's own.
  package var sentence: String?

  /// Makes a rule.
  package init(
    id: RuleID, kind: Kind, scope: Scope = Scope(), period: Period = Period(),
    sentence: String? = nil
  ) {
    self.id = id
    self.kind = kind
    self.scope = scope
    self.period = period
    self.sentence = sentence
  }

  /// The ids of the rules that are built in; a company's own rules can't have them.
  package static let reservedIDs = BuiltInRule.allCases.map(\.rawValue)
}
