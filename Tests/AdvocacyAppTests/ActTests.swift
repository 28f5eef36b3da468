import AdvocacyModel
import AdvocacyTestSupport
import Testing

@testable import AdvocacyApp

/// Everybody is asked at 12:00 and means to act at 14:00, unless a test says otherwise.
@Suite("An act is judged when it happens")
struct ActTests {
  private static let meant = "2026-11-10T14:00:00Z"
  private static let evening = "2026-11-10T20:00:00Z"
  private static let nextDay = "2026-11-11T20:00:00Z"

  private static func instant(_ text: String) -> Instant { Instant(rfc3339: text) ?? .distantPast }

  /// The record of a company that was asked and went on under one configuration.
  private func record(
    _ company: ActCompany, post: String = TestWorkspace.post(), until end: String = nextDay
  ) throws -> ActRecord {
    let test = try company.workspace(queue: post)
    try test.amplify(end)
    return try test.record()
  }

  /// The record of a company whose configuration became another one an hour after it was asked.
  private func record(
    _ company: ActCompany, then later: ActCompany, post: String = TestWorkspace.post(),
    until end: String = nextDay
  ) throws -> ActRecord {
    let test = try company.workspace(queue: post)
    try test.amplify("2026-11-10T13:00:00Z")
    try #require(try test.record().actions.isEmpty)
    try #require(try test.record().planned.count == company.employees.count)
    try test.configure(later)
    try test.amplify(end)
    return try test.record()
  }

  @Test("whoever is asked acts at the instant that they meant, and nothing is planned any more")
  func plain() throws {
    let record = try record(ActCompany())
    #expect(record.actors == ["ana", "ben"])
    // A delay drawn from a logarithm is out by a millisecond.
    let meant = Self.instant(Self.meant)
    #expect(record.actions.allSatisfy { meant - .seconds(1) < $0.at && $0.at <= meant })
    #expect(record.actions.map(\.what).sorted() == ["like", "like", "repost", "repost"])
    #expect(record.planned.isEmpty && record.waiting.isEmpty && record.prevented.isEmpty)
  }

  @Test("nothing is recorded before the instant of an act has passed")
  func ahead() throws {
    let test = try ActCompany().workspace(queue: TestWorkspace.post())
    try test.amplify("2026-11-10T13:59:59Z")
    let before = try test.record()
    let at = try #require(before.planned.first?.at)
    #expect(before.actions.isEmpty)
    try test.amplify((at - Instant.Span(milliseconds: 1)).rfc3339)
    #expect(try test.record().actions.isEmpty)
    try test.amplify(at.rfc3339)
    #expect(try test.record().actions.count == 4)
  }

  @Test("nobody acts at or after a post's expiry, nor is anything planned any more")
  func expired() throws {
    let end = "2026-11-10T13:30:00Z"
    let record = try record(
      ActCompany(), post: TestWorkspace.post(members: "\"expires\": \"\(end)\""))
    #expect(record.actions.isEmpty && record.planned.isEmpty)
    #expect(record.obstacles(of: "ana") == ["expiry"] && record.obstacles(of: "ben") == ["expiry"])
  }

  @Test("an act at the very end of a post is prevented, and a millisecond before it is done")
  func lastInstant() throws {
    let at = try #require(try record(ActCompany()).actions.first?.at)
    func ending(at end: Instant) throws -> ActRecord {
      try self.record(
        ActCompany(), post: TestWorkspace.post(members: "\"expires\": \"\(end.rfc3339)\""))
    }
    #expect(try ending(at: at).actors.isEmpty)
    #expect(try ending(at: at).prevented.map(\.what) == ["expiry", "expiry"])
    #expect(try ending(at: at + Instant.Span(milliseconds: 1)).actors == ["ana", "ben"])
  }

  @Test("a rule of expiry prevents acts by the days that it counts")
  func expiryRule() throws {
    var company = ActCompany.ruled(#"{"id": "short", "type": "expiry", "days": 1}"#)
    company.delay = 25
    #expect(try record(company, until: "2026-11-13T00:00:00Z").obstacles(of: "ana") == ["short"])
  }

  @Test("nobody acts after the run that came before a withdrawal, whatever its own instant")
  func withdrawn() throws {
    var company = ActCompany(employees: (0..<40).map { "e\($0.padded(2))" })
    company.delaySigma = 0.5
    let test = try company.workspace(queue: TestWorkspace.post())
    try test.amplify("2026-11-10T14:00:00Z")
    let before = try test.record()
    let planned = before.planned.map(\.employee)
    #expect(!before.actions.isEmpty)
    #expect(before.planned.contains { $0.at < Self.instant("2026-11-10T14:30:00Z") })
    try test.speak(.withdrawal, on: "lab", as: "", by: nil, at: "2026-11-10T14:30:00Z")
    try test.amplify("2026-11-10T15:00:00Z")
    let after = try test.record()
    #expect(after.actions == before.actions)
    #expect(after.planned.isEmpty)
    #expect(after.prevented.map(\.employee).sorted() == planned.sorted())
    #expect(after.prevented.allSatisfy { $0.what == "withdrawn" })
    try test.amplify("2026-11-20T15:00:00Z")
    #expect(try test.record().actions == before.actions)
  }

  @Test("whose employment ended before the act is kept from it by that rule")
  func employment() throws {
    let record = try record(
      ActCompany().ana("employed", #"{"until": "2026-11-10T13:30:00Z"}"#))
    #expect(record.actors == ["ben"] && record.obstacles(of: "ana") == ["employed"])
  }

  @Test("who is suspended as of the act is kept from it, and not asked later")
  func suspended() throws {
    let suspension =
      #"[{"from": "2026-11-10T13:30:00Z", "until": "2026-11-10T15:00:00Z"}]"#
    let record = try record(ActCompany().ana("suspended", suspension))
    #expect(record.actors == ["ben"] && record.obstacles(of: "ana") == ["suspended"])
  }

  @Test("whose training lapsed before the act is kept from it by the rule that asks for it")
  func training() throws {
    let trained = #"{"id": "trained", "type": "trainingRequired", "course": "basics"}"#
    // Valid for 365 civil days.
    let lapsing = #"[{"course": "basics", "completed": "2025-11-10T14:30:00+01:00"}]"#
    var company = ActCompany.ruled(trained).ana("trainings", lapsing)
    company.delay = 30
    let record = try record(company, until: "2026-11-13T00:00:00Z")
    #expect(record.actors == ["ben"] && record.obstacles(of: "ana") == ["trained"])
  }

  @Test("who is on leave acts after it, within the hour, and never during it")
  func leave() throws {
    let leave = #"[{"from": "2026-11-10T13:30:00Z", "until": "2026-11-11T08:00:00Z"}]"#
    let company = ActCompany.ruled(#"{"id": "away", "type": "leave"}"#).ana("leave", leave)
    let record = try record(company)
    let own = record.actions.filter { $0.employee == "ana" }.map(\.at)
    let end = Self.instant("2026-11-11T08:00:00Z")
    #expect(own.count == 2 && own.allSatisfy { end <= $0 && $0 < end + .hours(1) })
    #expect(record.prevented.isEmpty)
  }

  @Test("a leave that outlasts the post prevents the act by the rule of leave")
  func longLeave() throws {
    let leave = #"[{"from": "2026-11-10T13:30:00Z", "until": "2027-02-01T08:00:00Z"}]"#
    let company = ActCompany.ruled(#"{"id": "away", "type": "leave"}"#).ana("leave", leave)
    #expect(try record(company).obstacles(of: "ana") == ["away"])
  }

  @Test("a blackout that denies prevents the acts in it")
  func blackout() throws {
    let record = try record(
      .ruled(
        """
        {"id": "quarter", "type": "blackout", "starts": "2026-11-10T13:30:00Z",
         "ends": "2026-11-10T18:00:00Z"}
        """))
    #expect(record.actions.isEmpty && record.obstacles(of: "ana") == ["quarter"])
  }

  @Test("a blackout that defers moves the acts in it to within the hour after it")
  func deferringBlackout() throws {
    let record = try record(
      .ruled(
        """
        {"id": "fair", "type": "blackout", "starts": "2026-11-10T13:30:00Z",
         "ends": "2026-11-10T18:00:00Z", "then": "defer"}
        """))
    let end = Self.instant("2026-11-10T18:00:00Z")
    #expect(record.actors == ["ana", "ben"])
    #expect(record.actions.allSatisfy { end <= $0.at && $0.at < end + .hours(1) })
  }

  @Test("over a cap an act moves to the next window, and is prevented where the post ends before")
  func cap() throws {
    let cap = #"{"id": "cap", "type": "frequencyCap", "count": 1, "window": "day"}"#
    let posts = ["2026-11-30T00:00:00Z", "2026-11-10T22:00:00Z"].map { end in
      """
      [{"id": "a", "text": "One", "networks": ["x"], "at": "2026-11-10T12:00:00Z"},
       {"id": "b", "text": "Two", "networks": ["x"], "at": "2026-11-10T12:30:00Z",
        "expires": "\(end)"}]
      """
    }
    let moved = try record(.ruled(cap), post: posts[0])
    let midnight = Self.instant("2026-11-10T23:00:00Z")
    let second = moved.actions.filter { $0.post == "b" }
    #expect(second.count == 4 && second.allSatisfy { $0.at >= midnight })
    #expect(moved.prevented.isEmpty)
    let stopped = try record(.ruled(cap), post: posts[1])
    #expect(stopped.actions.allSatisfy { $0.post == "a" })
    #expect(stopped.prevented.map(\.what) == ["cap", "cap"])
  }

  @Test("an account or a network that is gone at the act prevents it by the built-in rule")
  func account() throws {
    let other = try record(
      ActCompany(), then: ActCompany().ana("accounts", #"{"linkedin": {"followers": 1}}"#))
    #expect(other.actors == ["ben"] && other.obstacles(of: "ana") == ["account"])
    var left = ActCompany()
    left.employees = ["ben"]
    let gone = try record(ActCompany(), then: left)
    #expect(gone.actors == ["ben"] && gone.obstacles(of: "ana") == ["account"])
  }
}
