import AdvocacyModel
import Testing

@testable import AdvocacyPolicy

extension FrequencyCap: ReferenceRule {
  func judged(_ candidate: ReferenceCandidate) -> ReferenceDecision? {
    let calendar = candidate.calendar
    let taken = candidate.participations.count {
      window.holds($0.at, candidate.at, calendar)
    }
    guard taken >= most(candidate) else { return nil }
    let next = candidate.perInstant { window.next(after: candidate.at, calendar) }
    return candidate.deferred(until: next)
  }

  /// The highest count of a tier held, or the count of those who hold none of them.
  private func most(_ candidate: ReferenceCandidate) -> Int {
    guard let byTier else { return count }
    let tiers = candidate.world.configuration.policy.tiers
    let held = Set(tiers.filter { $0.isHeld(by: candidate) }.map(\.id))
    return byTier.filter { held.contains($0.tier) }.map(\.count).max() ?? count
  }

  static let rows = [
    CatalogueRow(
      number: 21, title: "frequency cap by tier",
      policy: rule(
        "frequencyCap", #""count": 1, "window": "day", "byTier": {"professional": 3}"#,
        tiers: #""tiers": [{"id": "professional", "courses": ["advanced"]}],"#),
      outcome: .defer, reason: "took part once today on X, the most is 1",
      remedy: "the next day begins", moment: .acting,
      fires: Situation(took: ["2026-11-20T09:00"]),
      silent: Situation(
        ana: #""trainings": [{"course": "advanced", "completed": "2026-11-01"}]"#,
        took: ["2026-11-20T09:00"]))
  ]
}

@Suite("Frequency cap")
struct FrequencyCapTests {
  private func cap(_ window: FrequencyCap.Window, count: Int = 2, taken: [String]) -> Scene {
    var scene = Scene(
      FrequencyCap {
        $0.count = count
        $0.window = window
      })
    scene.moment = .acting
    for instant in taken { scene.record(at: instant) }
    return scene
  }

  @Test("Under the cap the rule is silent; over it, it defers to the next day")
  func day() {
    #expect(cap(.day, taken: ["2026-11-20T08:00"]).outcome() == .allow)
    #expect(cap(.day, taken: ["2026-11-19T23:59", "2026-11-20T08:00"]).outcome() == .allow)
    let verdict = cap(.day, taken: ["2026-11-20T00:00", "2026-11-20T08:00"]).verdict()
    #expect(verdict.outcome == .defer)
    #expect(verdict.until == time("2026-11-21T00:00"))
    #expect(
      verdict.findings.first?.reason
        == "Ana Ruiz took part 2 times today on X, the most is 2; "
        + "next day begins Sat 21 Nov 2026 00:00")
  }

  @Test(
    "The next window begins on the company's calendar",
    arguments: [
      (FrequencyCap.Window.hour, "2026-11-20T10:05", "2026-11-20T11:00"),
      (.day, "2026-11-20T08:00", "2026-11-21T00:00"),
      (.week, "2026-11-16T00:00", "2026-11-23T00:00"),
      (.month, "2026-11-01T00:00", "2026-12-01T00:00"),
    ])
  func windows(window: FrequencyCap.Window, taken: String, until: String) {
    let scene = cap(window, taken: [taken, "2026-11-20T10:10"])
    #expect(scene.verdict(at: "2026-11-20T10:30").until == time(until))
    #expect(scene.outcome(at: until) == .allow)
  }

  @Test("What happened just before the window doesn't count")
  func windowStarts() {
    #expect(
      cap(.week, taken: ["2026-11-15T23:59", "2026-11-20T09:00"]).outcome() == .allow)
    #expect(
      cap(.month, taken: ["2026-10-31T23:59", "2026-11-20T09:00"]).outcome() == .allow)
  }

  @Test("A cap counts each account for itself")
  func perAccount() {
    let scene = cap(.day, taken: ["2026-11-20T08:00", "2026-11-20T09:00"])
    #expect(scene.outcome(of: Scene.ana, on: "x") == .defer)
    #expect(scene.outcome(of: Scene.ben, on: "x") == .allow)
    #expect(scene.outcome(of: Scene.ana, on: "linkedin") == .allow)
  }

  @Test("An earlier event at the same instant counts towards the cap")
  func sameInstant() {
    #expect(cap(.day, taken: ["2026-11-20T10:00", "2026-11-20T10:00"]).outcome() == .defer)
  }

  @Test("A day of 25 hours is one day for a cap")
  func longDay() {
    var scene = cap(.day, count: 1, taken: [])
    scene.post.at = time("2026-10-24T10:00")
    scene.record(at: "2026-10-25T00:10:00+02:00")
    let verdict = scene.verdict(at: "2026-10-25T23:30:00+01:00")
    #expect(verdict.until == time("2026-10-26T00:00:00+01:00"))
    #expect(scene.outcome(at: "2026-10-26T00:00:00+01:00") == .allow)
  }

  @Test("A cap counts the whole hour also where the clock goes back by half of one")
  func overlappingHours() throws {
    var scene = cap(.hour, count: 1, taken: [])
    let island = try #require(CompanyCalendar(zoneName: "Australia/Lord_Howe"))
    scene.configuration.calendar = island
    scene.post.at = time("2026-04-04T10:00:00+11:00")
    scene.record(at: "2026-04-05T01:50:00+11:00")
    #expect(scene.outcome(at: "2026-04-05T01:40:00+10:30") == .defer)
    var other = scene.post
    other.id = id("other")
    scene.record(Scene.ben, post: other, at: "2026-04-05T01:35:00+10:30")
    let verdict = scene.verdict(at: "2026-04-05T01:40:00+10:30")
    #expect(verdict.until == time("2026-04-05T02:00:00+10:30"))
  }

  @Test("What is recorded later than the event asked about doesn't count towards a cap")
  func laterRecords() {
    let scene = cap(.month, taken: ["2026-11-20T09:00", "2026-11-20T11:00"])
    #expect(scene.outcome(at: "2026-11-20T10:00") == .allow)
    #expect(scene.outcome(at: "2026-11-20T11:00") == .defer)
  }
}
