import AdvocacyCore
import AdvocacyLedger

/// Decides what a command may take for the present.
struct PresentTime {
  /// The instant asked for, or the clock's.
  var now: Instant
  /// The real clock's.
  var real: Instant
  /// Whether somebody asked for the instant.
  var isAsked: Bool

  /// Finds the present: `--now`, else `ADVOCACY_NOW`, else the clock.
  init(_ flag: String?, in environment: Environment, calendar: CompanyCalendar) throws(Failure) {
    now = try TimeArgument.present(flag, in: environment, calendar: calendar)
    real = environment.now()
    isAsked = flag != nil || environment.variables["ADVOCACY_NOW"]?.isEmpty == false
  }

  /// How far ahead of the real clock a workspace may run that isn't simulated.
  static let allowedLead = Instant.Span.days(1)

  /// Refuses to write at an instant before the last one handled, or far ahead of the real clock.
  ///
  /// - Throws: `Failure`: `usage` for an instant that was asked for, `busy` for a clock gone back.
  func requireWritable(_ facts: LedgerFacts, calendar: CompanyCalendar) throws(Failure) {
    guard now >= facts.watermark else {
      throw Failure(
        isAsked ? .usage : .busy,
        "\(calendar.format(now)) is before the last instant handled, "
          + calendar.format(facts.watermark),
        hint: isAsked
          ? "Take a later --now"
          : "The clock has gone back, or --now ran ahead of it; wait for it, or set it right")
    }
    guard facts.birth.isClockSimulated || now <= real + Self.allowedLead else {
      throw Failure(
        .usage, "\(calendar.format(now)) is more than a day ahead of the clock",
        hint: "Make the workspace with `advocacy init --simulated-clock` to try out the future")
    }
  }
}
