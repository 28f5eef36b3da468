/// What policy says of a candidate: the strongest of what its rules said, with all of them.
package struct Verdict: Hashable, Sendable {
  package var outcome: Outcome
  /// Where deferred, until when.
  package var until: Instant?
  /// The words to add: by purpose, then in the order of the rules' ids, without repeats.
  package var lines: [Line]
  /// What becomes of the candidate's actions.
  package var effect: Effect
  /// Every rule that spoke, by rule id.
  package var findings: [Finding]

  package init(
    outcome: Outcome, until: Instant? = nil, lines: [Line] = [], effect: Effect = Effect(),
    findings: [Finding] = []
  ) {
    self.outcome = outcome
    self.until = until
    self.lines = lines
    self.effect = effect
    self.findings = findings
  }

  /// The texts of the words to add.
  package var disclosures: [String] { lines.map(\.text) }

  /// The outcomes, in rising strength.
  package enum Outcome: String, Codable, Hashable, Sendable, CaseIterable, Comparable {
    /// May take part.
    case allow
    /// May take part, in fewer ways or in words that the rules add to.
    case rewrite
    /// Not now; asked again at an instant.
    case `defer`
    /// Not before somebody approves.
    case needsApproval
    /// May not take part.
    case deny

    package static func < (lhs: Self, rhs: Self) -> Bool { lhs.code < rhs.code }

    /// A small stable number for storage, 0 to 4; never reassigned.
    package var code: Int {
      switch self {
      case .allow: 0
      case .rewrite: 1
      case .defer: 2
      case .needsApproval: 3
      case .deny: 4
      }
    }

    /// Makes an outcome of its number, or nil where there is none such.
    package init?(code: Int) {
      guard let outcome = Self.allCases.first(where: { $0.code == code }) else { return nil }
      self = outcome
    }

    /// Whether the employee may take part now.
    package var isAllowed: Bool { self == .allow || self == .rewrite }
  }

  /// What one rule said.
  package struct Finding: Hashable, Sendable {
    package var rule: RuleID
    /// What it asks for.
    package var outcome: Outcome
    /// Where it defers, until when.
    package var until: Instant?
    /// What it changes where it rewrites.
    package var effect: Effect
    /// Why, in a sentence for people.
    package var reason: String
    /// What would change it, in a sentence for people; nil where nothing would.
    package var wouldChange: String?
    /// Whether the rule tells that what it asks for was given; it allows then.
    package var isSatisfied: Bool

    package init(
      rule: RuleID, outcome: Outcome, until: Instant? = nil, effect: Effect = Effect(),
      reason: String, wouldChange: String? = nil, isSatisfied: Bool = false
    ) {
      self.rule = rule
      self.outcome = outcome
      self.until = until
      self.effect = effect
      self.reason = reason
      self.wouldChange = wouldChange
      self.isSatisfied = isSatisfied
    }
  }
}
