/// What policies, labels and acts mean: each run records the meaning it decided by, and old
/// decisions are explained by theirs.
///
/// Every change of meaning is a property here, and nowhere else a comparison with a number.
package struct Semantics: Hashable, Comparable, Sendable {
  /// The number that a run records, from 1.
  package let number: Int

  /// The meaning of a number; nil for one that this program doesn't know.
  package init?(number: Int) {
    guard (1...2).contains(number) else { return nil }
    self.number = number
  }

  private init(known number: Int) { self.number = number }

  /// The meaning of ledgers of schema 1 and 2: policy was asked once, when a post fell due.
  package static let first = Semantics(known: 1)

  /// The meaning by which this program decides.
  package static let current = Semantics(known: 2)

  package static func < (lhs: Self, rhs: Self) -> Bool { lhs.number < rhs.number }

  /// Whether an act is judged again at its own instant, and counts from then.
  package var judgesActs: Bool { number >= 2 }

  /// Whether labels compare by case folding and compatibility form, spaces aside, and words are
  /// found in running text of scripts without spaces and behind invisible characters.
  package var foldsLabels: Bool { number >= 2 }

  /// Whether satisfied approvals, trainings and tiers are findings of their own.
  package var tellsWhatSatisfied: Bool { number >= 2 }

  /// Whether those who chose to stay out are no candidates, so that no count tells of them.
  package var leavesOutWhoStaysOut: Bool { number >= 2 }
}
