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

/// What policies, labels and acts mean: each run records the meaning it decided by, and old
/// decisions are explained by theirs.
///
/// Every change of meaning is a property here, and nowhere else a comparison with a number.
package struct Semantics: Hashable, Comparable, Sendable {
  /// The number that a run records, from 1.
  package let number: Int

  /// The meaning of a number; nil for one that this program doesn't know.
  package init?(number: Int) {
    guard (1...3).contains(number) else { return nil }
    self.number = number
  }

  private init(known number: Int) { self.number = number }

  /// The meaning of ledgers of schema 1 and 2: policy was asked once, when a post fell due.
  package static let first = Semantics(known: 1)

  /// The meaning of the first ledgers whose acts are judged at their own instant: texts had no
  /// limit, and a day given as an end was over when it began.
  package static let second = Semantics(known: 2)

  /// The meaning by which this program decides.
  package static let current = Semantics(known: 3)

  package static func < (lhs: Self, rhs: Self) -> Bool { lhs.number < rhs.number }

  /// Whether an act is judged again at its own instant, and counts from then.
  package var judgesActs: Bool { number >= 2 }

  /// Whether labels compare by case folding and compatibility form, spaces aside, and words are
  /// found in running text of scripts without spaces and behind invisible characters.
  package var foldsLabels: Bool { number >= 2 }

  /// Whether satisfied approvals, trainings and tiers are findings of their own.
  package var tellsWhatSatisfied: Bool { number >= 2 }

  /// Whether nobody acts whose words are longer than the network takes.
  package var limitsTexts: Bool { number >= 3 }

  /// Whether a day given as an end is the last day, over at the midnight after it.
  package var endsAfterLastDay: Bool { number >= 3 }

  /// Whether those who chose to stay out are no candidates, so that no count tells of them.
  package var leavesOutWhoStaysOut: Bool { number >= 2 }
}
