/// When policy is asked about a candidate: an allowed one is asked to take part, and the act that
/// follows is judged again.
package enum Moment: Hashable, Sendable {
  /// Somebody is asked to take part.
  case asking
  /// Somebody acts, at the instant of the act.
  case acting
  /// Somebody is asked and acts at once: what a policy says as a whole.
  case either
}

/// The moments at which a rule speaks.
package enum Hold: String, Hashable, Sendable, CaseIterable {
  /// When people are asked, and never about their acts.
  case asking
  /// When they act: whoever is asked may still be kept from it.
  case acting
  /// When they are asked, and again when they act.
  case both

  /// Tells whether a rule that holds so speaks at a moment.
  package func includes(_ moment: Moment) -> Bool {
    switch self {
    case .asking: moment != .acting
    case .acting: moment != .asking
    case .both: true
    }
  }
}
