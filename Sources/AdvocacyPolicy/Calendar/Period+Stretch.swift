import AdvocacyCore

extension [Period] {
  /// The end of the stretch of touching periods that holds an instant.
  ///
  /// - Returns: nil where none holds it; an end of nil where it never ends.
  /// - Complexity: O(periods²).
  func end(at instant: Instant) -> Instant?? {
    var end: Instant?
    while true {
      let here = filter { $0.contains(end ?? instant) }
      guard !here.isEmpty else { return end.map { .some($0) } }
      var latest = end ?? instant
      for period in here {
        guard let until = period.until else { return .some(nil) }
        latest = Swift.max(latest, until)
      }
      end = latest
    }
  }
}
