import AdvocacyModel

/// The stretches of time that a report covers and compares with.
struct ReportPeriods {
  /// The first instant of the posts; nil: from the first.
  var since: Instant?
  /// The instant before which the posts fell due; nil: to the last.
  var until: Instant?
  /// The instant after which actions don't count; nil: all count.
  var asOf: Instant?
  /// The period compared with, the end left out; nil: none.
  var compared: Range<Instant>?

  /// Reads what the command line says; where it names no end, the watermark is the end.
  ///
  /// - Throws: `Failure` with cause `usage`.
  init(
    since: String?, until: String?, asOf: String?, compareTo: String?, watermark: Instant,
    calendar: CompanyCalendar
  ) throws(Failure) {
    func read(_ text: String?, _ option: String) throws(Failure) -> Instant? {
      guard let text else { return nil }
      return try TimeArgument.instant(text, option: option, calendar: calendar)
    }
    self.since = try read(since, "--since")
    self.until = try read(until, "--until")
    self.asOf = try read(asOf, "--as-of")
    if let first = self.since, let last = self.until, first >= last {
      throw Failure(.usage, "--since is not before --until, so no post can lie between them")
    }
    guard let compareTo else { return }
    compared =
      compareTo == "previous"
      ? try previous(before: self.until ?? self.asOf ?? watermark)
      : try Self.dates(compareTo) { text throws(Failure) in
        try TimeArgument.instant(text, option: "--compare-to", calendar: calendar)
      }
  }

  /// The stretch of the same length that ends where this one begins.
  private func previous(before end: Instant) throws(Failure) -> Range<Instant> {
    guard let since, since < end else {
      throw Failure(
        .usage, "--compare-to previous: the report has no first day",
        hint: "Add --since, or name the other period: --compare-to 2026-10-01..2026-11-01")
    }
    return since - (end - since)..<since
  }

  private static func dates(
    _ text: String, _ instant: (String) throws(Failure) -> Instant
  ) throws(Failure) -> Range<Instant> {
    let ends = text.split(separator: "..", maxSplits: 1, omittingEmptySubsequences: false)
    guard ends.count == 2 else {
      throw Failure(
        .usage, "--compare-to: not a period: \"\(text)\"",
        hint: "Write previous, or two dates of which the second is left out: "
          + "2026-10-01..2026-11-01")
    }
    let (first, last) = (try instant(String(ends[0])), try instant(String(ends[1])))
    guard first < last else {
      throw Failure(.usage, "--compare-to: the period \"\(text)\" ends before it begins")
    }
    return first..<last
  }
}
