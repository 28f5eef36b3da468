/// A stretch of time from an instant, included, to another, excluded; open where nil.
package struct Period: Hashable, Sendable {
  /// The first instant inside, or nil for ever before.
  package var from: Instant?
  /// The first instant after, or nil for ever on.
  package var until: Instant?

  /// Makes a period.
  package init(from: Instant? = nil, until: Instant? = nil) {
    self.from = from
    self.until = until
  }

  /// Tells whether an instant lies inside.
  package func contains(_ instant: Instant) -> Bool {
    if let from, instant < from { return false }
    if let until, instant >= until { return false }
    return true
  }

  /// Tells whether some instant lies in this period and in another.
  package func meets(_ other: Period) -> Bool {
    func ends(_ end: Instant?, by begin: Instant?) -> Bool {
      guard let end, let begin else { return false }
      return end <= begin
    }
    return !ends(until, by: other.from) && !ends(other.until, by: from)
  }
}
