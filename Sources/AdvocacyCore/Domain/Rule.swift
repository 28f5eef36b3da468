/// One rule of the policy: data, effective-dated, with a sentence for people.
package struct Rule: Sendable {
  /// The id by which explanations name it.
  package var id: RuleID
  /// What it asks.
  package var parameters: any RuleParameters
  /// The posts and employees it speaks about.
  package var scope: Scope
  /// When it is in force.
  package var period: Period
  /// At which moments it speaks; nil: as rules of its type usually do.
  package var hold: Hold?
  /// The sentence for people that the company wrote; nil: the rule's own.
  package var sentence: String?

  /// Makes a rule.
  package init(
    id: RuleID, _ parameters: any RuleParameters, scope: Scope = Scope(),
    period: Period = Period(), hold: Hold? = nil, sentence: String? = nil
  ) {
    self.id = id
    self.parameters = parameters
    self.scope = scope
    self.period = period
    self.hold = hold
    self.sentence = sentence
  }

  /// The word that names its type.
  package var type: String { parameters.name }

  /// The ids of the rules that are built in; a company's own rules can't have them.
  package static let reservedIDs = BuiltInRule.allCases.map(\.rawValue)
}

extension Rule: Hashable {
  package static func == (lhs: Self, rhs: Self) -> Bool {
    lhs.id == rhs.id && areEqual(lhs.parameters, rhs.parameters) && lhs.scope == rhs.scope
      && lhs.period == rhs.period && lhs.hold == rhs.hold && lhs.sentence == rhs.sentence
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(id)
    hasher.combine(parameters)
    hasher.combine(scope)
    hasher.combine(period)
    hasher.combine(hold)
    hasher.combine(sentence)
  }
}
