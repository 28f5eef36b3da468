import AdvocacyModel
import Testing

@Suite("Instants and RFC 3339")
struct InstantTests {
  @Test(
    "A strict date-time with a zone is read",
    arguments: [
      ("1970-01-01T00:00:00Z", 0), ("1970-01-01T00:00:00-00:00", 0),
      ("2026-11-20T10:00:00+01:00", 1_795_165_200_000),
      ("2026-11-20T09:00:00.5Z", 1_795_165_200_500),
      ("2026-11-20T09:00:00.123456789Z", 1_795_165_200_123),
      ("1969-12-31T23:59:59.999Z", -1), ("2024-02-29T00:00:00Z", 1_709_164_800_000),
      ("0001-01-01T00:00:00Z", -62_135_596_800_000),
      ("9999-12-31T23:59:59.999Z", 253_402_300_799_999),
    ] as [(String, Int64)])
  func reads(text: String, milliseconds: Int64) {
    #expect(Instant(rfc3339: text)?.milliseconds == milliseconds)
  }

  @Test(
    "Anything else is refused",
    arguments: [
      "", "2026-11-20", "2026-11-20T10:00:00", "2026-11-20T10:00Z", "2026-11-20t10:00:00Z",
      "2026-11-20T10:00:00z", "2026-11-20 10:00:00Z", "2026-11-20T10:00:00+0100",
      "2026-11-20T10:00:00+01", "2026-11-20T10:00:00Z ", " 2026-11-20T10:00:00Z",
      "2026-1-20T10:00:00Z", "2026-02-29T10:00:00Z", "2026-13-01T10:00:00Z",
      "2026-00-01T10:00:00Z", "2026-11-00T10:00:00Z", "2026-11-31T10:00:00Z",
      "2026-11-20T24:00:00Z", "2026-11-20T10:60:00Z", "2026-11-20T23:59:60Z",
      "2026-11-20T10:00:00.Z", "2026-11-20T10:00:00.1234567890Z", "2026-11-20T10:00:00,5Z",
      "2026-11-20T10:00:00+24:00", "2026-11-20T10:00:00+01:60", "0000-01-01T00:00:00Z",
      "+2026-11-20T10:00:00Z", "２026-11-20T10:00:00Z", "0001-01-01T00:00:00+10:00",
      "9999-12-31T23:59:59-00:01",
    ])
  func refuses(text: String) {
    #expect(Instant(rfc3339: text) == nil)
  }

  @Test("A time without a zone is told from one with a zone")
  func writtenTime() throws {
    let date = try #require(CivilTime(year: 2026, month: 11, day: 20))
    let minute = try #require(
      CivilTime(year: 2026, month: 11, day: 20, millisecondOfDay: 36_000_000))
    #expect(WrittenTime("2026-11-20") == .local(date))
    #expect(WrittenTime("2026-11-20T10:00") == .local(minute))
    #expect(WrittenTime("2026-11-20T10:00:00.000") == .local(minute))
    #expect(WrittenTime("2026-11-20T10:00:00Z") == .zoned(minute.asUTC))
    #expect(WrittenTime("2026-11-20T10") == nil)
    #expect(WrittenTime("2026-11-20T") == nil)
  }

  @Test("What is written is read back as the same instant, at any offset")
  func roundTrip() {
    let seed: UInt64 = 2026
    for number: UInt64 in 0..<2_000 {
      let key = RandomKey(seed).keyed(by: number)
      let range = Instant.distantFuture.milliseconds - Instant.distantPast.milliseconds
      let instant = Instant(
        milliseconds: Instant.distantPast.milliseconds + Int64(key.uniform * Double(range)))
      let offset = Int(key.keyed(by: 1).uniform * 172_000) - 86_000
      let text = instant.rfc3339(offsetSeconds: offset)
      #expect(Instant(rfc3339: text) == instant, "seed \(seed), number \(number): \(text)")
    }
    for edge in [Instant.distantPast, .distantFuture] {
      #expect(Instant(rfc3339: edge.rfc3339(offsetSeconds: -3600)) == edge)
      #expect(Instant(rfc3339: edge.rfc3339(offsetSeconds: 3600)) == edge)
    }
  }

  @Test("Milliseconds are written only where there are any, seconds of an offset never")
  func format() {
    #expect(Instant(seconds: 0).rfc3339 == "1970-01-01T00:00:00Z")
    #expect(Instant(milliseconds: 7).rfc3339 == "1970-01-01T00:00:00.007Z")
    #expect(Instant(milliseconds: -1).rfc3339 == "1969-12-31T23:59:59.999Z")
    #expect(
      Instant(seconds: 0).rfc3339(offsetSeconds: -12_600) == "1969-12-31T20:30:00-03:30")
    #expect(Instant(seconds: 0).rfc3339(offsetSeconds: -884) == "1969-12-31T23:46:00-00:14")
  }

  @Test("Sums are held within the representable years")
  func saturation() {
    #expect(Instant.distantFuture + .days(1) == .distantFuture)
    #expect(Instant.distantPast - .days(1) == .distantPast)
    #expect(Instant(seconds: 1) + Instant.Span(milliseconds: .max) == .distantFuture)
    #expect(Instant(seconds: 1) - Instant.Span(milliseconds: .max) == .distantPast)
    #expect(Instant(seconds: 5) - Instant(seconds: 3) == .seconds(2))
  }
}
