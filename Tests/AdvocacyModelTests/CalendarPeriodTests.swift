import AdvocacyModel
import Testing

@Suite("Periods of the calendar")
struct CalendarPeriodTests {
  private let now = Instant(rfc3339: "2026-11-29T09:00:00Z") ?? .distantPast

  private func days(_ name: String) throws -> String {
    let period = try #require(CalendarPeriod(named: name, at: now, in: .utc), "\(name)")
    return Self.days(period)
  }

  private static func days(_ period: CalendarPeriod) -> String {
    let range = period.range(in: .utc)
    return "\(range.lowerBound.rfc3339.prefix(10))..\(range.upperBound.rfc3339.prefix(10))"
  }

  @Test(
    "a name means whole days on the wall",
    arguments: [
      ("2026", "2026-01-01..2027-01-01"), ("2026-11", "2026-11-01..2026-12-01"),
      ("2026-11-23", "2026-11-23..2026-11-24"), ("2026-Q3", "2026-07-01..2026-10-01"),
      ("2026-q4", "2026-10-01..2027-01-01"), ("2026-W49", "2026-11-30..2026-12-07"),
      ("2026-W01", "2025-12-29..2026-01-05"), ("2026-W53", "2026-12-28..2027-01-04"),
      ("today", "2026-11-29..2026-11-30"), ("Yesterday", "2026-11-28..2026-11-29"),
      ("this-week", "2026-11-23..2026-11-30"), ("last-week", "2026-11-16..2026-11-23"),
      ("this-month", "2026-11-01..2026-12-01"), ("last-month", "2026-10-01..2026-11-01"),
      ("this-quarter", "2026-10-01..2027-01-01"), ("last-quarter", "2026-07-01..2026-10-01"),
      ("this-year", "2026-01-01..2027-01-01"), ("last-year", "2025-01-01..2026-01-01"),
    ])
  func named(name: String, expected: String) throws {
    #expect(try days(name) == expected)
  }

  @Test("a month without a year is the last that has begun")
  func months() throws {
    #expect(try days("november") == "2026-11-01..2026-12-01")
    #expect(try days("Dec") == "2025-12-01..2026-01-01")
    #expect(try days("may 2024") == "2024-05-01..2024-06-01")
    #expect(try days("february-2024") == "2024-02-01..2024-03-01")
  }

  @Test(
    "what is no period is none",
    arguments: [
      "", "-", "26", "2026-13", "2026-1", "2026-Q5", "2026-Q", "2026-W54", "2025-W53", "2026-W00",
      "2026-11-31", "2026-11-1", "+2026", "next-month", "this-", "novembre", "last-day", "0001",
      "9999", "november 26 1",
    ])
  func unknown(name: String) {
    #expect(CalendarPeriod(named: name, at: now, in: .utc) == nil)
  }

  @Test("the period before is the whole one before, however long either is")
  func previous() throws {
    for (name, expected) in [
      ("2026-03", "2026-02-01..2026-03-01"), ("2026-01", "2025-12-01..2026-01-01"),
      ("2026-Q1", "2025-10-01..2026-01-01"), ("2026-W01", "2025-12-22..2025-12-29"),
      ("2024", "2023-01-01..2024-01-01"), ("2026-03-01", "2026-02-28..2026-03-01"),
    ] {
      let period = try #require(CalendarPeriod(named: name, at: now, in: .utc))
      #expect(Self.days(try #require(period.previous)) == expected)
    }
  }

  @Test("the company's clock decides, its changes included")
  func companyTime() throws {
    let madrid = try #require(CompanyCalendar(zoneName: "Europe/Madrid"))
    let october = try #require(CalendarPeriod(named: "2026-10", at: now, in: madrid))
    let range = october.range(in: madrid)
    #expect(range.lowerBound.rfc3339 == "2026-09-30T22:00:00Z")
    #expect(range.upperBound.rfc3339 == "2026-10-31T23:00:00Z")
    let midnight = try #require(Instant(rfc3339: "2026-10-31T23:30:00Z"))
    let month = try #require(CalendarPeriod(named: "this-month", at: midnight, in: madrid))
    #expect(month == CalendarPeriod(named: "2026-11", at: now, in: madrid))
  }

  @Test("a stretch of time that is exactly a period is known as one, another is not")
  func exact() throws {
    for name in ["2026-11-23", "2026-11", "2026-Q3", "2026-W49", "2026"] {
      let period = try #require(CalendarPeriod(named: name, at: now, in: .utc))
      let range = period.range(in: .utc)
      #expect(CalendarPeriod(range, in: .utc) == period)
      #expect(CalendarPeriod(range.lowerBound..<range.upperBound - .hours(1), in: .utc) == nil)
    }
  }

  @Test("hints name periods that are known")
  func names() {
    for name in CalendarPeriod.names {
      #expect(CalendarPeriod(named: name, at: now, in: .utc) != nil)
    }
  }
}
