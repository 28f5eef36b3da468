import AdvocacyModel
import Testing

@Suite("Civil time")
struct CivilTimeTests {
  @Test("Every day of 800 years follows the one before, and weekdays go round")
  func days() throws {
    var previous = try #require(CivilTime(year: 1699, month: 12, day: 31))
    for number in (previous.dayNumber + 1)..<(previous.dayNumber + 292_195) {
      let day = CivilTime(utc: Instant(seconds: Int64(number) * 86_400))
      guard day.dayNumber == number, day > previous, day.weekday == previous.weekday % 7 + 1,
        CivilTime(year: day.year, month: day.month, day: day.day) == day
      else {
        Issue.record("day \(number): \(day) after \(previous)")
        return
      }
      previous = day
    }
    #expect(previous.year == 2499)
  }

  @Test("Known days have their weekday")
  func weekdays() throws {
    let monday = try #require(CivilTime(year: 2026, month: 11, day: 23))
    let epoch = try #require(CivilTime(year: 1970, month: 1, day: 1))
    let leapDay = try #require(CivilTime(year: 2000, month: 2, day: 29))
    #expect([monday.weekday, epoch.weekday, leapDay.weekday] == [1, 4, 2])
    #expect(epoch.dayNumber == 0)
  }

  @Test("There is no 30 February, and a leap day only in leap years")
  func invalid() {
    #expect(CivilTime(year: 2026, month: 2, day: 30) == nil)
    #expect(CivilTime(year: 2026, month: 2, day: 29) == nil)
    #expect(CivilTime(year: 1900, month: 2, day: 29) == nil)
    #expect(CivilTime(year: 2000, month: 2, day: 29) != nil)
    #expect(CivilTime(year: 2028, month: 2, day: 29) != nil)
    #expect(CivilTime(year: 0, month: 1, day: 1) == nil)
    #expect(CivilTime(year: 10_000, month: 1, day: 1) == nil)
    #expect(CivilTime(year: 2026, month: 1, day: 1, millisecondOfDay: 86_400_000) == nil)
    #expect(CivilTime(year: 2026, month: 1, day: 1, millisecondOfDay: -1) == nil)
  }

  @Test("Division rounds towards negative infinity")
  func floorDivision() {
    #expect([-7, -4, 0, 7].map { Int64($0).floorDivided(by: 4) } == [-2, -1, 0, 1])
    #expect([-7, -4, 0, 7].map { Int64($0).floorModulo(4) } == [1, 0, 0, 3])
  }
}
