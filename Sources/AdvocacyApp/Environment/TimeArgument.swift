package import AdvocacyCore

/// Reads instants from the command line.
package enum TimeArgument {
  /// The instant that an option means, a time without a zone being the company's.
  ///
  /// - Throws: `Failure` with cause `usage` that names the option.
  package static func instant(
    _ text: String, option: String, calendar: CompanyCalendar
  ) throws(Failure) -> Instant {
    guard let written = WrittenTime(text) ?? WrittenTime(text.replacing(" ", with: "T")) else {
      throw Failure(
        .usage, "\(option): not a time: \"\(text)\"",
        hint: "Write 2026-11-23, 2026-11-23T10:00 or 2026-11-23T10:00:00+01:00")
    }
    return calendar.instant(of: written)
  }

  /// The stretch of time that an option means: `90s`, `30m`, `2h`, `1d`.
  ///
  /// - Throws: `Failure` with cause `usage` that names the option.
  package static func span(_ text: String, option: String) throws(Failure) -> Instant.Span {
    let seconds: [Character: Int64] = ["s": 1, "m": 60, "h": 3600, "d": 86_400]
    guard let unit = text.last.flatMap({ seconds[$0] }), let count = Int64(text.dropLast()),
      (1...1_000_000).contains(count)
    else {
      throw Failure(
        .usage, "\(option): not a stretch of time: \"\(text)\"",
        hint: "Write 90s, 30m, 2h or 1d")
    }
    return .seconds(count * unit)
  }

  /// The present: `--now`, else `ADVOCACY_NOW`, else the clock.
  package static func present(
    _ flag: String?, in environment: Environment, calendar: CompanyCalendar
  ) throws(Failure) -> Instant {
    if let flag { return try instant(flag, option: "--now", calendar: calendar) }
    guard let variable = environment.variables["ADVOCACY_NOW"], !variable.isEmpty else {
      return environment.now()
    }
    return try instant(variable, option: "ADVOCACY_NOW", calendar: calendar)
  }
}
