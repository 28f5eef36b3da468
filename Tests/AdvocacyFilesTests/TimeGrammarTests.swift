import Foundation
import StrictJSON
import Testing

@testable import AdvocacyFiles
@testable import AdvocacyModel

@Suite("The grammar of time")
struct TimeGrammarTests {
  private static func calendar(_ zone: String) throws -> CompanyCalendar {
    try #require(CompanyCalendar(zoneName: zone))
  }

  /// A Thursday in Madrid.
  private static let now = "2026-11-19T15:30:00+01:00"

  private func instant(_ text: String, isSaidNow: Bool = true) throws -> String {
    let madrid = try Self.calendar("Europe/Madrid")
    let now = try #require(Instant(rfc3339: Self.now))
    let grammar = isSaidNow ? TimeGrammar(now: now, calendar: madrid) : TimeGrammar.ofFiles
    return madrid.format(madrid.instant(of: try grammar.read(text)))
  }

  private static let absoluteTimes: [(String, String)] = [
    ("2026-01-01", "2026-01-01T00:00:00+01:00"), ("2026-01-01 09:00", "2026-01-01T09:00:00+01:00"),
    ("2026-01-01 9:00", "2026-01-01T09:00:00+01:00"),
    ("2026-01-01T09:00", "2026-01-01T09:00:00+01:00"),
    ("2026-01-01t09:00:30z", "2026-01-01T10:00:30+01:00"),
    ("2026-01-01T09:00:00.25Z", "2026-01-01T10:00:00.250+01:00"),
    ("2026-01-01T09:00+01:00", "2026-01-01T09:00:00+01:00"),
    ("2026-01-01T09:00:00+0530", "2026-01-01T04:30:00+01:00"),
    ("2026-01-01 09:00 -05", "2026-01-01T15:00:00+01:00"),
    ("2026-01-01 09:00 UTC", "2026-01-01T10:00:00+01:00"),
    ("2026-01-01 09:00 America/New_York", "2026-01-01T15:00:00+01:00"),
    ("2026-01-01T09:00[Asia/Tokyo]", "2026-01-01T01:00:00+01:00"),
    ("2026-01-01T09:00:00+09:00[Asia/Tokyo]", "2026-01-01T01:00:00+01:00"),
    ("2026-01-01 Asia/Tokyo", "2025-12-31T16:00:00+01:00"),
    ("  2026-01-01   09:00  ", "2026-01-01T09:00:00+01:00"),
    ("Thu, 01 Jan 2026 09:00:00 +0100", "2026-01-01T09:00:00+01:00"),
    ("01 Jan 2026 09:00 EST", "2026-01-01T15:00:00+01:00"),
    ("2026-01-01 9:00 PM", "2026-01-01T21:00:00+01:00"),
    ("2026-01-01 09:00 EST", "2026-01-01T15:00:00+01:00"),
    // The clock jumps over 2:30 in March, and shows it twice in October.
    ("2026-03-29 02:30", "2026-03-29T03:30:00+02:00"),
    ("2026-10-25 02:30", "2026-10-25T02:30:00+02:00"),
  ]

  @Test("reads absolute times alike from people and from files", arguments: absoluteTimes)
  func absolute(text: String, expected: String) throws {
    #expect(try instant(text) == expected)
    #expect(try instant(text, isSaidNow: false) == expected)
  }

  private static let relativeTimes: [(String, String)] = [
    ("now", now), ("today", "2026-11-19T00:00:00+01:00"),
    ("today 17:30", "2026-11-19T17:30:00+01:00"), ("17:30", "2026-11-19T17:30:00+01:00"),
    ("tomorrow 9 pm", "2026-11-20T21:00:00+01:00"),
    ("tomorrow", "2026-11-20T00:00:00+01:00"), ("Tomorrow 9:00", "2026-11-20T09:00:00+01:00"),
    ("yesterday 9:00", "2026-11-18T09:00:00+01:00"),
    ("monday 9:00", "2026-11-23T09:00:00+01:00"), ("thu 9:00", "2026-11-26T09:00:00+01:00"),
    ("friday", "2026-11-20T00:00:00+01:00"), ("+2d", "2026-11-21T15:30:00+01:00"),
    ("+2d 9:00", "2026-11-21T09:00:00+01:00"), ("+3h", "2026-11-19T18:30:00+01:00"),
    ("+30m", "2026-11-19T16:00:00+01:00"), ("+1w", "2026-11-26T15:30:00+01:00"),
    ("-2d", "2026-11-17T15:30:00+01:00"), ("in 2 days", "2026-11-21T15:30:00+01:00"),
    ("in 3 hours", "2026-11-19T18:30:00+01:00"),
    // Days keep the time on the wall over a change of the clock, hours do not.
    ("-25d", "2026-10-25T15:30:00+01:00"), ("-26d", "2026-10-24T15:30:00+02:00"),
    ("-624h", "2026-10-24T16:30:00+02:00"),
  ]

  @Test("counts words from the present, and refuses them in files", arguments: relativeTimes)
  func relative(text: String, expected: String) throws {
    #expect(try instant(text) == expected)
    let error = #expect(throws: ValidationError.self) {
      try instant(text, isSaidNow: false)
    }
    #expect(error?.message.contains("means another one whenever the file is read") == true)
    #expect(error?.hint?.contains("2026-11-20 10:00 Europe/Madrid") == true)
  }

  private static let refusedTexts: [(String, String)] = [
    ("", "expected a time"), ("soon", "expected a time"),
    ("2026-02-30", "found \"2026-02-30\", a day that no calendar has"),
    ("2026-13-01 09:00", "a day that no calendar has"), ("2026-01-01 24:00", "expected a time"),
    ("2026-01-01 09:60", "expected a time"), ("01/02/2026", "expected a time"),
    ("2026-01-01 09:00 Europe/Madird", "unknown time zone \"Europe/Madird\""),
    ("2026-01-01 09:00 CEST later", "expected a time"), ("2026-1-1", "expected a time"),
    ("2026-01-01 09:00+25:00", "expected a time"), ("tomorrow noon", "expected a time"),
    ("+2", "expected a time"), ("+2y", "expected a time"), ("monday tuesday", "expected a time"),
    ("2026-01-01 tomorrow", "expected a time"), ("in two days", "expected a time"),
  ]

  @Test("refuses all else, with the forms that are read", arguments: refusedTexts)
  func refused(text: String, message: String) throws {
    let error = #expect(throws: ValidationError.self) { try instant(text) }
    #expect(error?.message.contains(message) == true)
    #expect(error?.hint != nil)
  }

  /// Zones whose clocks change at night, at midnight, and by half an hour.
  private static let zones = ["Europe/Madrid", "America/Santiago", "Australia/Lord_Howe"]

  @Test("reads back what the program writes", arguments: zones)
  func roundTrip(zone: String) throws {
    let calendar = try Self.calendar(zone)
    let grammar = TimeGrammar.ofFiles
    let seed: UInt64 = 20_261_129
    var key = RandomKey(seed).keyed(by: zone)
    for number in 0..<2000 {
      key = key.keyed(by: UInt64(number))
      let instant = Instant(seconds: 1_700_000_000 + Int64(key.bits % 200_000_000))
      let wall = calendar.civilTime(at: instant)
      let offset = calendar.offsetSeconds(at: instant)
      let text = instant.rfc3339(offsetSeconds: offset)
      var forms = [text, instant.rfc3339, text.replacing("T", with: " "), "\(text)[\(zone)]"]
      // Shown twice, a time without offset means the first.
      if calendar.instant(of: wall) == instant {
        forms += [
          String(text.prefix(19)), "\(text.prefix(10)) \(text.dropFirst(11).prefix(8)) \(zone)",
        ]
      }
      for form in forms {
        let read = calendar.instant(of: try grammar.read(form))
        #expect(read == instant, "\(form), seed \(seed), number \(number)")
      }
    }
    print("2000 times in \(zone), seed \(seed)")
  }

  @Test("lets the last day be a whole day on the wall, whatever the clock does", arguments: zones)
  func lastDay(zone: String) throws {
    let calendar = try Self.calendar(zone)
    let grammar = TimeGrammar.ofFiles
    // Every day of two years, so that each change of the clock is among them.
    for number in 20_454..<21_184 {
      let civil = CivilTime(utc: Instant(seconds: Int64(number) * 86_400))
      let day = String(civil.asUTC.rfc3339.prefix(10))
      let end = calendar.end(of: try grammar.read(day))
      #expect(String(calendar.format(end - .minutes(1)).prefix(10)) == day, "\(day)")
      #expect(String(calendar.format(end).prefix(10)) > day, "\(day)")
      #expect(calendar.instant(of: try grammar.read(day)) < end)
    }
  }
}
