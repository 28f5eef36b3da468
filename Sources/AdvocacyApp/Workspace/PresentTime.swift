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
  /// The last instant known of, where somebody vouched for a clock that stands far after it.
  private(set) var vouchedAfter: Instant?

  /// Finds the present: `--now`, else `ADVOCACY_NOW`, else the clock.
  init(_ flag: String?, in environment: Environment, calendar: CompanyCalendar) throws(Failure) {
    now = try TimeArgument.present(flag, in: environment, calendar: calendar)
    real = environment.now()
    isAsked = flag != nil || environment.variables["ADVOCACY_NOW"]?.isEmpty == false
  }

  /// How far ahead of the real clock a workspace may run that isn't simulated.
  static let allowedLead = Instant.Span.days(1)
  /// How long a workspace may lie idle before its clock is doubted: 400 days (assumed), a year and
  /// the month until somebody notices.
  static let longestSilence = Instant.Span.days(400)
  /// How far a clock may stand behind the last instant handled: a minute (assumed), what setting it
  /// right by the network takes at most.
  static let allowedLag = Instant.Span.minutes(1)

  /// The present as a ledger may be written in it.
  ///
  /// A clock less than a minute behind the last instant handled stands still for that long: what
  /// happens meanwhile is handled a minute later. Where the workspace has a simulated clock, the
  /// real one says nothing.
  ///
  /// - Parameters:
  ///   - facts: What the ledger says of itself.
  ///   - calendar: The company's.
  ///   - acceptsClock: Whether somebody vouches for a clock far after the last instant known.
  /// - Returns: The present to write in.
  /// - Throws: `Failure`: `usage` for an instant that was asked for and is before the last one
  ///   handled or far ahead of the real clock; `busy` for a real clock that has leapt.
  func writing(
    _ facts: LedgerFacts, calendar: CompanyCalendar, acceptsClock: Bool = false
  ) throws(Failure) -> PresentTime {
    var present = self
    if !facts.birth.isClockSimulated {
      let known = facts.lastKnown
      if real > known + Self.longestSilence {
        guard acceptsClock else { throw ClockFault(facts, calendar).ahead(real) }
        present.vouchedAfter = known
      }
      if !isAsked, now < facts.watermark {
        guard now >= facts.watermark - Self.allowedLag else {
          throw ClockFault(facts, calendar).behind(now)
        }
        present.now = facts.watermark
      }
      guard now <= real + Self.allowedLead else {
        throw Failure(
          .usage, "\(calendar.format(now)) is more than a day ahead of the clock",
          hint: "Make the workspace with `advocacy init --simulated-clock` to try out the future")
      }
    }
    guard present.now >= facts.watermark else {
      throw Failure(
        .usage,
        "\(calendar.format(now)) is before the last instant handled, "
          + calendar.format(facts.watermark), hint: "Take a later --now")
    }
    return present
  }
}

extension LedgerFacts {
  /// The last instant that a real clock was seen at, or that was handled.
  var lastKnown: Instant {
    [birth.createdAt, watermark, heartbeat, lastRun?.now, lastRun?.realTime].compactMap { $0 }
      .reduce(birth.createdAt, max)
  }

  /// Whether a run ever ended well or recorded something.
  var hasRun: Bool { heartbeat != nil || lastRun != nil }
}
