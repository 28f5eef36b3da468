import AdvocacyCore

/// When a run last ended well, as far as that can be so.
///
/// One that the clock has not reached yet is no success: it comes from a clock that was wrong, and
/// an alert on its age would stay silent for years.
struct LastSuccess {
  /// The instant; nil: none that can be so.
  let instant: Instant?

  /// Takes what a ledger or a file tells; a clock set back by up to a minute makes no difference.
  init(_ told: Instant?, asOf now: Instant) {
    instant = told.flatMap { $0 <= now + PresentTime.allowedLag ? $0 : nil }
  }
}
