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
    calendar: CompanyCalendar, now: Instant
  ) throws(Failure) {
    func first(_ text: String, _ option: String) throws(Failure) -> Instant {
      try TimeArgument.instant(text, option: option, calendar: calendar, now: now)
    }
    func end(_ text: String, _ option: String) throws(Failure) -> Instant {
      try TimeArgument.end(text, option: option, calendar: calendar, now: now)
    }
    self.since = try since.map { text throws(Failure) in try first(text, "--since") }
    self.until = try until.map { text throws(Failure) in try end(text, "--until") }
    self.asOf = try asOf.map { text throws(Failure) in try end(text, "--as-of") }
    if let first = self.since, let last = self.until, first >= last {
      throw Failure(.usage, "--since is not before --until, so no post can lie between them")
    }
    guard let compareTo else { return }
    compared =
      compareTo == "previous"
      ? try previous(before: self.until ?? self.asOf ?? watermark)
      : try Self.dates(
        compareTo, first: { text throws(Failure) in try first(text, "--compare-to") },
        end: { text throws(Failure) in try end(text, "--compare-to") })
  }

  /// The stretch of the same length that ends where this one begins.
  private func previous(before end: Instant) throws(Failure) -> Range<Instant> {
    guard let since, since < end else {
      throw Failure(
        .usage, "--compare-to previous: the report has no first day",
        hint: "Add --since, or name the other period: --compare-to 2026-10-01..2026-10-31")
    }
    return since - (end - since)..<since
  }

  private static func dates(
    _ text: String, first: (String) throws(Failure) -> Instant,
    end: (String) throws(Failure) -> Instant
  ) throws(Failure) -> Range<Instant> {
    let ends = text.split(separator: "..", maxSplits: 1, omittingEmptySubsequences: false)
    guard ends.count == 2 else {
      throw Failure(
        .usage, "--compare-to: not a period: \"\(text)\"",
        hint: "Write previous, or the first and the last day: 2026-10-01..2026-10-31")
    }
    let (first, last) = (try first(String(ends[0])), try end(String(ends[1])))
    guard first < last else {
      throw Failure(.usage, "--compare-to: the period \"\(text)\" ends before it begins")
    }
    return first..<last
  }
}
