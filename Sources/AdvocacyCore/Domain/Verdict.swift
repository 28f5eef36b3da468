/// What policy says of a candidate: the strongest of what its rules said, with all of them.
package struct Verdict: Hashable, Sendable {
  /// The outcome.
  package var outcome: Outcome
  /// Where deferred, until when.
  package var until: Instant?
  /// The disclosures to add, in the order of the rules' ids.
  package var disclosures: [String]
  /// Every rule that spoke, by rule id.
  package var findings: [Finding]

  /// Makes a verdict.
  package init(
    outcome: Outcome, until: Instant? = nil, disclosures: [String] = [], findings: [Finding] = []
  ) {
    self.outcome = outcome
    self.until = until
    self.disclosures = disclosures
    self.findings = findings
  }

  /// The outcomes, in rising strength.
  package enum Outcome: String, Codable, Hashable, Sendable, CaseIterable, Comparable {
    /// May take part.
    case allow
    /// May take part, in words that the rules add to.
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
    /// The rule.
    package var rule: RuleID
    /// What it asks for.
    package var outcome: Outcome
    /// Where it defers, until when.
    package var until: Instant?
    /// Why, in a sentence for people.
    package var reason: String
    /// What would change it, in a sentence for people; nil where nothing would.
    package var wouldChange: String?

    /// Makes a finding.
    package init(
      rule: RuleID, outcome: Outcome, until: Instant? = nil, reason: String,
      wouldChange: String? = nil
    ) {
      self.rule = rule
      self.outcome = outcome
      self.until = until
      self.reason = reason
      self.wouldChange = wouldChange
    }
  }
}
