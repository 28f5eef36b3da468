import AdvocacyCore

/// What rules say of when.
extension Witness {
  /// What a rule says of the instant.
  func ofTime(_ kind: Rule.Kind) -> Statement? {
    switch kind {
    case .embargo(let end):
      at >= end ? nil : wait(until: end, for: "embargo until", thing: "the embargo ends")
    case .expiry(let days): expiry(days: days)
    case .blackout(let period, let defers): blackout(period, defers: defers)
    case .quietHours(let hours):
      switch hours.quiet(at: at, in: calendar) {
      case .no: nil
      case .until(let end): wait(until: end, for: "quiet until", thing: "quiet hours end")
      case .always: Statement(.deny, "every day is quiet")
      }
    case .paidTimeOnly(let hours):
      switch hours.quiet(at: at, in: calendar) {
      case .no: nil
      case .until(let end):
        wait(until: end, for: "only in paid time; next", thing: "working hours begin")
      case .always: Statement(.deny, "no hour is paid")
      }
    case .leave:
      employee.standing.leave.end(at: at).map {
        away($0, "\(name) is on leave", thing: "the leave ends")
      }
    case .holidays(let periods):
      periods.end(at: at).map { away($0, "holiday", thing: "the holiday ends") }
    default: nil
    }
  }

  private func expiry(days: Int) -> Statement? {
    guard at >= calendar.instant(days, daysAfter: occasion.post.at) else { return nil }
    return Statement(.deny, "the post fell due \(days) \(days == 1 ? "day" : "days") ago or more")
  }

  private func blackout(_ period: Period, defers: Bool) -> Statement? {
    guard period.contains(at) else { return nil }
    guard let end = period.until else { return Statement(.deny, "blackout without an end") }
    guard defers else { return Statement(.deny, "blackout until \(calendar.format(end))") }
    return wait(until: end, for: "blackout until", thing: "the blackout ends")
  }

  private func away(_ end: Instant?, _ reason: String, thing: String) -> Statement {
    guard let end else { return Statement(.deny, "\(reason) without an end") }
    return wait(until: end, for: "\(reason) until", thing: thing)
  }
}
