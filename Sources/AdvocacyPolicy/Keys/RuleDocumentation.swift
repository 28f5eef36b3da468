/// Something about a post that a rule finds by itself.
package enum PostTrait: Hashable, Sendable {
  /// A tag.
  case tag(String)
  /// A prize.
  case prize
  /// A link to a site of others.
  case linkElsewhere
  /// Suggested texts.
  case variants
  /// Words in its text.
  case words(String)
}

/// What the docs' table of rules says of a type.
package struct RuleDocumentation: Hashable, Sendable {
  /// The number in the catalogue of policy rules.
  package var number: Int
  /// What the rule does, as a sentence.
  package var summary: String
  /// Its keys where more than their names is to be said; nil: their names.
  package var keys: String?
  /// The verdicts it can give.
  package var verdict: String
  /// How far it is simulated.
  package var simulated: String
  /// Where the idea comes from.
  package var source: String

  init(
    _ number: Int, _ summary: String, keys: String? = nil, verdict: String,
    simulated: String = "yes", source: String
  ) {
    self.number = number
    self.summary = summary
    self.keys = keys
    self.verdict = verdict
    self.simulated = simulated
    self.source = source
  }
}
