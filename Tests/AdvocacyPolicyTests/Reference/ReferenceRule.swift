import AdvocacyModel

@testable import AdvocacyPolicy

/// A rule type with a second, plain reading of what it means.
///
/// The reading follows the rule's documentation, one candidate at a time, and shares no code with
/// the module under test. A test that names a rule type conforms it.
protocol ReferenceRule: RuleType {
  /// What the rule says of a candidate in its scope while it is in force; nil: nothing.
  func judged(_ candidate: ReferenceCandidate) -> ReferenceDecision?

  /// Whether the rule asks something of a candidate in its scope, which was given.
  func isSatisfied(_ candidate: ReferenceCandidate) -> Bool

  /// The rows of the catalogue that show the type at work.
  static var rows: [CatalogueRow] { get }
}

extension ReferenceRule {
  /// Most rules ask for nothing that can be given.
  func isSatisfied(_ candidate: ReferenceCandidate) -> Bool { false }
}

/// What one rule, or a policy, says of a candidate.
struct ReferenceDecision: Hashable {
  /// The outcome.
  var outcome: Verdict.Outcome
  /// Where it defers, until when.
  var until: Instant?
  /// What it changes where it rewrites.
  var effect = Verdict.Effect()

  static let allow = ReferenceDecision(outcome: .allow)
  static let deny = ReferenceDecision(outcome: .deny)
  static let needsApproval = ReferenceDecision(outcome: .needsApproval)
}
