import AdvocacyModel
import Testing

@Suite("The company's calendar")
struct CompanyCalendarTests {
  private func instant(_ text: String, in zone: String = "Europe/Madrid") throws -> Instant {
    let calendar = try #require(CompanyCalendar(zoneName: zone))
    return calendar.instant(of: try #require(WrittenTime(text)))
  }

  private func utc(_ text: String) throws -> Instant { try #require(Instant(rfc3339: text)) }

  @Test("A time without a zone is the company's, summer and winter")
  func offsets() throws {
    #expect(try instant("2026-07-01T12:00") == utc("2026-07-01T12:00:00+02:00"))
    #expect(try instant("2026-11-20T10:00") == utc("2026-11-20T10:00:00+01:00"))
    #expect(
      try instant("2026-11-20T10:00", in: "Asia/Kathmandu") == utc("2026-11-20T10:00:00+05:45"))
    #expect(
      try instant("2026-11-20T10:00", in: "Pacific/Kiritimati")
        == utc("2026-11-20T10:00:00+14:00"))
  }

  @Test("A time with a zone stays what it is")
  func zoned() throws {
    #expect(try instant("2026-07-01T12:00:00Z") == utc("2026-07-01T12:00:00Z"))
  }

  @Test("A time in the gap of March is moved on by the gap")
  func gap() throws {
    #expect(try instant("2026-03-29T01:59:59") == utc("2026-03-29T01:59:59+01:00"))
    #expect(try instant("2026-03-29T02:00") == utc("2026-03-29T03:00:00+02:00"))
    #expect(try instant("2026-03-29T02:30") == utc("2026-03-29T03:30:00+02:00"))
    #expect(try instant("2026-03-29T03:00") == utc("2026-03-29T03:00:00+02:00"))
  }

  @Test("Of a repeated hour of October the first is taken")
  func repetition() throws {
    #expect(try instant("2026-10-25T01:59:59") == utc("2026-10-25T01:59:59+02:00"))
    #expect(try instant("2026-10-25T02:30") == utc("2026-10-25T02:30:00+02:00"))
    #expect(try instant("2026-10-25T03:00") == utc("2026-10-25T03:00:00+01:00"))
  }

  @Test("A gap of half an hour, at midnight, and of a whole day")
  func oddGaps() throws {
    #expect(
      try instant("2026-10-04T02:15", in: "Australia/Lord_Howe")
        == utc("2026-10-04T02:45:00+11:00"))
    #expect(
      try instant("2018-11-04", in: "America/Sao_Paulo") == utc("2018-11-04T01:00:00-02:00"))
    #expect(
      try instant("2011-12-30T12:00", in: "Pacific/Apia") == utc("2011-12-31T12:00:00+14:00"))
  }

  @Test("A day lasts from midnight to midnight, 23, 24 or 25 hours")
  func days() throws {
    let calendar = try #require(CompanyCalendar(zoneName: "Europe/Madrid"))
    for (noon, hours) in [
      ("2026-03-29T12:00", 23), ("2026-10-25T12:00", 25), ("2026-11-20T12:00", 24),
    ] {
      let instant = try instant(noon)
      let length = calendar.startOfNextDay(at: instant) - calendar.startOfDay(at: instant)
      #expect(length == .hours(Int64(hours)), "\(noon)")
    }
  }

  @Test(
    "Wherever the clock changes, a day begins at or before its instants and ends after them",
    arguments: [
      ("Europe/Madrid", "2026-03-28"), ("Europe/Madrid", "2026-10-24"),
      ("America/Sao_Paulo", "2018-02-17"), ("America/Sao_Paulo", "2018-11-03"),
      ("America/St_Johns", "2010-11-06"), ("Asia/Beirut", "2026-03-28"),
      ("Australia/Lord_Howe", "2026-04-04"), ("Pacific/Apia", "2011-12-29"),
      ("Africa/Casablanca", "2026-02-14"), ("UTC", "2026-02-14"),
    ])
  func dayBounds(zone: String, date: String) throws {
    let calendar = try #require(CompanyCalendar(zoneName: zone))
    let start = try instant(date, in: zone)
    for step: Int64 in 0..<288 {
      let instant = start + .minutes(step * 10)
      #expect(calendar.startOfDay(at: instant) <= instant, "\(calendar.format(instant))")
      #expect(calendar.startOfNextDay(at: instant) > instant, "\(calendar.format(instant))")
      let next = calendar.civilTime(at: calendar.startOfNextDay(at: instant))
      #expect(next.dayNumber > calendar.civilTime(at: instant).dayNumber)
      let written = calendar.format(instant)
      #expect(Instant(rfc3339: written) == instant, "\(written)")
    }
  }

  @Test("Unknown zones and abbreviations are refused")
  func unknownZones() {
    for name in ["", "CET", "PST8PDT", "GMT+1", "Europe/Nowhere", "../UTC", "/etc/passwd"] {
      #expect(CompanyCalendar(zoneName: name) == nil, "\(name)")
    }
    #expect(CompanyCalendar(zoneName: "UTC") == .utc)
  }
}
