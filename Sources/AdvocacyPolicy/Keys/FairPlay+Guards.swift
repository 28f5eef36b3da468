package import AdvocacyCore

extension Policy.FairPlay {
  /// The guards that are on without being asked for.
  package static let usual = Policy.FairPlay(
    stagger: Stagger(), textUniqueness: TextUniqueness())

  /// The type of rule that stands behind a guard's key.
  package enum Guard: String, CaseIterable, Sendable {
    /// Colleagues are kept from speaking all at once.
    case stagger
    /// Colleagues are kept from saying the same.
    case textUniqueness
  }

  /// Reads what a configuration says of a guard.
  ///
  /// - Throws: `configuration` at the first key that is wrong.
  package static func reading(
    _ guarding: Guard, _ source: any RuleSource
  ) throws(Failure) -> any RuleParameters {
    switch guarding {
    case .stagger: try Stagger(guarding: source)
    case .textUniqueness: try TextUniqueness(keysOf: source)
    }
  }
}
