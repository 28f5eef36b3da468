import AdvocacyModel
import AdvocacyPolicy
import Testing

@testable import AdvocacyFiles

/// Everything that ends with a day, read from a configuration and decided: allowed until the wall of
/// the company shows the next day.
@Suite("A day given as an end is the last day")
struct LastDayTests {
  /// Zones whose clocks change on the days below, one of them at midnight.
  private static let zones = [
    ("Europe/Madrid", "2026-10-25"), ("America/Santiago", "2026-09-05"),
    ("Australia/Lord_Howe", "2026-10-04"),
  ]

  /// What ends with a day: of the employee and of the policy, and whether it lets people act till
  /// then, or keeps them from it on that day.
  private static let consented = #""consent": {"from": "2020-01-01"}"#
  private static let ends: [(employee: String, rule: String, lets: Bool)] = [
    (#""consent": {"from": "2020-01-01", "until": "DAY"}"#, "", true),
    (consented + #", "employed": {"until": "DAY"}"#, "", true),
    (consented + #", "suspended": [{"from": "DAY", "until": "DAY"}]"#, "", false),
    (consented + #", "optOuts": [{"from": "DAY", "until": "DAY"}]"#, "", false),
    (consented + #", "leave": [{"from": "DAY", "until": "DAY"}]"#, #""type": "leave""#, false),
    (consented, #""type": "killSwitch", "from": "DAY", "until": "DAY""#, false),
    (consented, #""type": "blackout", "starts": "DAY", "ends": "DAY""#, false),
    (
      consented,
      #""type": "blackout", "starts": "DAY", "ends": "DAY", "then": "defer""#, false
    ),
  ]

  private func configuration(
    _ zone: String, employee: String, rule: String
  ) throws -> Configuration {
    let rules = rule.isEmpty ? "" : #"{"id": "r", \#(rule)}"#
    let text = """
      {"company": {"name": "Acme", "timeZone": "\(zone)"},
       "employees": [{"id": "ana", "name": "Ana", \(employee),
         "accounts": {"x": {"followers": 9}}}],
       "policy": {"fairPlay": false, "rules": [\(rules)]}}
      """
    return try ConfigurationFile.decode(Array(text.utf8))
  }

  /// The instants, a quarter of an hour apart, of a day and its neighbors, the last minute and the
  /// first of the next among them.
  private func instants(around day: String, _ calendar: CompanyCalendar) throws -> [Instant] {
    let noon = try #require(WrittenTime("\(day)T12:00"))
    let first = calendar.instant(of: noon) - .hours(36)
    return (0..<288).flatMap { quarter in
      let instant = first + .minutes(Int64(15 * quarter))
      return [instant, instant - .minutes(1), instant - Instant.Span(milliseconds: 1)]
    }
  }

  private func isAllowed(_ engine: PolicyEngine, _ post: Post, _ at: Instant) throws -> Bool {
    let network = try #require(NetworkID("x"))
    var judge = engine.judge(
      post, on: network, moment: .acting,
      history: History(configuration: Configuration(company: "", calendar: .utc)))
    let history = History(configuration: Configuration(company: "", calendar: .utc))
    return judge.decision(for: 0, at: at, history: history).outcome.isAllowed
  }

  private func post(_ zone: CompanyCalendar, expires: Instant? = nil) throws -> Post {
    Post(
      id: try #require(PostID("p")), text: "Text", networks: [try #require(NetworkID("x"))],
      at: try #require(Instant(rfc3339: "2026-01-01T00:00:00Z")),
      expires: expires ?? Instant(rfc3339: "2027-01-01T00:00:00Z"))
  }

  @Test("for people, rules and windows, in zones whose clocks change that night", arguments: zones)
  func people(zone: String, day: String) throws {
    for end in Self.ends {
      let configuration = try configuration(
        zone, employee: end.employee.replacing("DAY", with: day),
        rule: end.rule.replacing("DAY", with: day))
      let calendar = configuration.calendar
      let (engine, post) = (PolicyEngine(configuration: configuration), try post(calendar))
      for instant in try instants(around: day, calendar) {
        let shown = String(calendar.format(instant).prefix(10))
        let expected = end.lets ? shown <= day : shown != day
        #expect(
          try isAllowed(engine, post, instant) == expected,
          "\(end.employee) \(end.rule) at \(calendar.format(instant))")
      }
    }
  }

  @Test("for a post's end, in the queue", arguments: zones)
  func posts(zone: String, day: String) throws {
    let configuration = try configuration(zone, employee: Self.consented, rule: "")
    let text = #"""
      [{"id": "p", "text": "Text", "networks": ["x"], "at": "\#(day)", "expires": "\#(day)"}]
      """#
    let entries = try QueueFile.entries(
      Array(text.utf8), file: "queue.json", configuration: configuration)
    let post = try #require(entries.first).post.get()
    let engine = PolicyEngine(configuration: configuration)
    for instant in try instants(around: day, configuration.calendar) where instant >= post.at {
      let shown = String(configuration.calendar.format(instant).prefix(10))
      #expect(try isAllowed(engine, post, instant) == (shown <= day))
    }
  }

  @Test("and an end that is a time of day is that time")
  func times() throws {
    let configuration = try configuration(
      "Europe/Madrid",
      employee: #""consent": {"from": "2020-01-01", "until": "2026-05-04 18:00"}"#, rule: "")
    let engine = PolicyEngine(configuration: configuration)
    let post = try post(configuration.calendar)
    let end = try #require(Instant(rfc3339: "2026-05-04T18:00:00+02:00"))
    #expect(try isAllowed(engine, post, end - Instant.Span(milliseconds: 1)))
    #expect(try !isAllowed(engine, post, end))
  }
}
