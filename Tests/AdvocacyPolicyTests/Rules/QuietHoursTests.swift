import AdvocacyModel
import Testing

@testable import AdvocacyPolicy

extension QuietHours: ReferenceRule {
  func judged(_ candidate: ReferenceCandidate) -> ReferenceDecision? {
    let end = candidate.perInstant {
      candidate.calendar.endOfQuiet(hours, at: candidate.at)
    }
    return end == candidate.at ? nil : candidate.deferred(until: end)
  }

  static let rows = [
    CatalogueRow(
      number: 20, title: "quiet hours",
      policy: rule("quietHours", #""start": "20:00", "end": "08:00""#), outcome: .defer,
      reason: "quiet until", remedy: "quiet hours end", fires: Situation(at: "2026-11-20T21:00"),
      silent: Situation())
  ]
}

@Suite("Quiet hours")
struct QuietHoursTests {
  private func scene(from: Int, until: Int, days: [Int] = []) -> Scene {
    Scene(QuietHours { $0.hours = QuietPeriod(fromMinute: from, untilMinute: until, days: days) })
  }

  @Test(
    "Quiet hours defer to their end on the company's wall",
    arguments: [
      ("2026-11-20T19:59", nil),
      ("2026-11-20T20:00", "2026-11-21T08:00"),
      ("2026-11-20T23:59:59.999", "2026-11-21T08:00"),
      ("2026-11-21T00:00", "2026-11-21T08:00"),
      ("2026-11-21T07:59", "2026-11-21T08:00"),
      ("2026-11-21T08:00", nil),
    ] as [(String, String?)])
  func overnight(at: String, until: String?) {
    let scene = self.scene(from: 1200, until: 480)
    let verdict = scene.verdict(at: at)
    #expect(verdict.outcome == (until == nil ? .allow : .defer))
    #expect(verdict.until == until.map(time))
  }

  @Test("Quiet hours within one day defer to the same day")
  func midday() {
    let scene = self.scene(from: 780, until: 840)
    #expect(scene.verdict(at: "2026-11-20T13:30").until == time("2026-11-20T14:00"))
    #expect(
      scene.verdict(at: "2026-11-20T13:30").wouldChange
        == "wait until Fri 20 Nov 2026 14:00 (quiet hours end)")
    #expect(scene.outcome(at: "2026-11-20T14:00") == .allow)
  }

  @Test("Quiet weekdays chain on to the hours around them")
  func weekend() {
    let scene = self.scene(from: 1200, until: 480, days: [6, 7])
    #expect(scene.verdict(at: "2026-11-20T21:00").until == time("2026-11-23T08:00"))
    #expect(scene.verdict(at: "2026-11-22T12:00").until == time("2026-11-23T08:00"))
    let daysOnly = self.scene(from: 0, until: 0, days: [6, 7])
    #expect(daysOnly.verdict(at: "2026-11-21T12:00").until == time("2026-11-23T00:00"))
    #expect(daysOnly.outcome(at: "2026-11-20T23:59") == .allow)
  }

  @Test("Where every day is quiet, nobody is ever asked")
  func alwaysQuiet() {
    let scene = self.scene(from: 0, until: 0, days: Array(1...7))
    let verdict = scene.verdict()
    #expect(verdict.outcome == .deny)
    #expect(verdict.findings.first?.reason == "every day is quiet")
  }

  @Test("The end of quiet hours in the gap of March is moved on by the gap")
  func quietEndInGap() {
    var scene = self.scene(from: 1320, until: 150)
    scene.post.at = time("2026-03-28T10:00")
    #expect(
      scene.verdict(at: "2026-03-28T23:00").until == time("2026-03-29T03:30:00+02:00"))
    #expect(
      scene.verdict(at: "2026-03-29T01:59").until == time("2026-03-29T03:30:00+02:00"))
  }

  @Test("A repeated hour of October is quiet both times")
  func quietInRepeatedHour() {
    var scene = self.scene(from: 120, until: 150)
    scene.post.at = time("2026-10-24T10:00")
    #expect(
      scene.verdict(at: "2026-10-25T02:15:00+02:00").until == time("2026-10-25T02:30:00+02:00"))
    #expect(scene.outcome(at: "2026-10-25T02:30:00+02:00") == .allow)
    #expect(
      scene.verdict(at: "2026-10-25T02:15:00+01:00").until == time("2026-10-25T02:30:00+01:00"))
    #expect(scene.outcome(at: "2026-10-25T02:30:00+01:00") == .allow)
  }

  @Test(
    "Silence lasts to the beginning of quiet hours, also on days on which the clock changes",
    arguments: [
      ("2026-03-29T00:30:00+01:00", "2026-03-29T04:00:00+02:00"),
      ("2026-10-25T00:30:00+02:00", "2026-10-25T04:00:00+01:00"),
      ("2026-11-20T00:30:00+01:00", "2026-11-20T04:00:00+01:00"),
    ])
  func silence(from: String, to begin: String) {
    var scene = scene(from: 240, until: 480)
    scene.post.at = time(from)
    let engine = PolicyEngine(configuration: scene.configuration)
    var judge = engine.judge(scene.post, on: id("x"), history: scene.history)
    var instant = time(from)
    while judge.decision(for: 0, at: instant, history: scene.history).outcome == .allow,
      let next = judge.nextChange(for: 0, after: instant, history: scene.history)
    {
      instant = next
    }
    #expect(instant == time(begin))
    #expect(judge.decision(for: 0, at: instant, history: scene.history).outcome == .defer)
  }
}
