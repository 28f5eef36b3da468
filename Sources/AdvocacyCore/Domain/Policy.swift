/// The rules in force, under a version that the company chose.
package struct Policy: Hashable, Sendable {
  /// The version, as the company names it.
  package var version: String
  /// The tiers of training, sorted by id, without repeats or cycles.
  package var tiers: [Tier]
  /// What guards against many accounts speaking as one, where the rules don't say otherwise.
  package var fairPlay: FairPlay
  /// The rules, sorted by id, without repeats; their order never matters.
  package var rules: [Rule]

  /// Makes a policy.
  package init(
    version: String = "1", tiers: [Tier] = [], fairPlay: FairPlay = .off, rules: [Rule] = []
  ) {
    self.version = version
    self.tiers = tiers.sorted { $0.id < $1.id }
    self.fairPlay = fairPlay
    self.rules = rules.sorted { $0.id < $1.id }
  }

  /// The rules written and those that fair play adds, sorted by id.
  ///
  /// A rule written of the same type takes the place of fair play's own.
  package var rulesInForce: [Rule] {
    let guards = [
      (BuiltInRule.stagger, fairPlay.stagger),
      (BuiltInRule.textUniqueness, fairPlay.textUniqueness),
    ]
    let added = guards.compactMap { rule, parameters in
      parameters.flatMap { parameters in
        rules.contains { $0.type == parameters.name } ? nil : Rule(id: rule.id, parameters)
      }
    }
    return (rules + added).sorted { $0.id < $1.id }
  }

  /// What guards against astroturfing without being asked to; nil: switched off.
  ///
  /// Both speak only about posts that suggest words: a bare like or repost shows whose words it
  /// passes on.
  package struct FairPlay: Sendable {
    /// How colleagues are kept from speaking all at once.
    package var stagger: (any RuleParameters)?
    /// How colleagues are kept from saying the same.
    package var textUniqueness: (any RuleParameters)?

    /// Makes a fair play.
    package init(stagger: (any RuleParameters)?, textUniqueness: (any RuleParameters)?) {
      self.stagger = stagger
      self.textUniqueness = textUniqueness
    }

    /// No guard at all.
    package static let off = FairPlay(stagger: nil, textUniqueness: nil)
  }
}

extension Policy.FairPlay: Hashable {
  package static func == (lhs: Self, rhs: Self) -> Bool {
    areEqual(lhs.stagger, rhs.stagger) && areEqual(lhs.textUniqueness, rhs.textUniqueness)
  }

  package func hash(into hasher: inout Hasher) {
    for rule in [stagger, textUniqueness].compactMap({ $0 }) { hasher.combine(rule) }
  }
}
