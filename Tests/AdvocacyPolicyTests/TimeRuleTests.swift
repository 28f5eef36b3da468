import AdvocacyCore
import AdvocacyPolicy
import Testing

@Suite("Embargo, expiry, blackout and quiet hours")
struct TimeRuleTests {
  @Test("An embargo defers to its end and is silent from then on")
  func embargo() {
    let scene = Scene(.embargo(until: time("2026-11-21T08:00")))
    let verdict = scene.verdict()
    #expect(verdict.outcome == .defer)
    #expect(verdict.until == time("2026-11-21T08:00"))
    #expect(verdict.findings.first?.reason == "embargo until 2026-11-21T08:00:00+01:00")
    #expect(scene.outcome(at: "2026-11-21T08:00") == .allow)
  }

  @Test("A deferral to the end of the post or later is a denial")
  func pastTheEnd() {
    var scene = Scene(.embargo(until: time("2026-11-21T08:00")))
    scene.post.expires = time("2026-11-21T08:00")
    let verdict = scene.verdict()
    #expect(verdict.outcome == .deny)
    #expect(verdict.until == nil)
    #expect(
      verdict.findings.first?.reason
        == "embargo until 2026-11-21T08:00:00+01:00, past the end of the post")
    #expect(verdict.wouldChange == nil)
    scene.post.expires = time("2026-11-21T08:00:00.001")
    #expect(scene.outcome() == .defer)
  }

  @Test("Expiry denies from a number of civil days after the post fell due")
  func expiry() {
    let scene = Scene(.expiry(days: 2))
    #expect(scene.outcome(at: "2026-11-22T09:59") == .allow)
    #expect(scene.outcome(at: "2026-11-22T10:00") == .deny)
  }

  @Test("A blackout denies, or defers to its end, inside its window only")
  func blackout() {
    let window = Period(from: time("2026-11-20T09:00"), until: time("2026-11-20T12:00"))
    let denying = Scene(.blackout(window, defers: false))
    #expect(denying.outcome(at: "2026-11-20T08:59") == .allow)
    #expect(denying.outcome(at: "2026-11-20T09:00") == .deny)
    #expect(denying.outcome(at: "2026-11-20T12:00") == .allow)
    let deferring = Scene(.blackout(window, defers: true))
    #expect(deferring.verdict().until == time("2026-11-20T12:00"))
    #expect(deferring.outcome(at: "2026-11-20T12:00") == .allow)
    let endless = Scene(.blackout(Period(from: time("2026-11-20T09:00")), defers: true))
    #expect(endless.outcome() == .deny)
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
    let scene = Scene(.quietHours(Rule.QuietHours(fromMinute: 1200, untilMinute: 480)))
    let verdict = scene.verdict(at: at)
    #expect(verdict.outcome == (until == nil ? .allow : .defer))
    #expect(verdict.until == until.map(time))
  }

  @Test("Quiet hours within one day defer to the same day")
  func midday() {
    let scene = Scene(.quietHours(Rule.QuietHours(fromMinute: 780, untilMinute: 840)))
    #expect(scene.verdict(at: "2026-11-20T13:30").until == time("2026-11-20T14:00"))
    #expect(
      scene.verdict(at: "2026-11-20T13:30").wouldChange
        == "wait until 2026-11-20T14:00:00+01:00 (quiet hours end)")
    #expect(scene.outcome(at: "2026-11-20T14:00") == .allow)
  }

  @Test("Quiet weekdays chain on to the hours around them")
  func weekend() {
    let scene = Scene(
      .quietHours(Rule.QuietHours(fromMinute: 1200, untilMinute: 480, days: [6, 7])))
    #expect(scene.verdict(at: "2026-11-20T21:00").until == time("2026-11-23T08:00"))
    #expect(scene.verdict(at: "2026-11-22T12:00").until == time("2026-11-23T08:00"))
    let daysOnly = Scene(.quietHours(Rule.QuietHours(fromMinute: 0, untilMinute: 0, days: [6, 7])))
    #expect(daysOnly.verdict(at: "2026-11-21T12:00").until == time("2026-11-23T00:00"))
    #expect(daysOnly.outcome(at: "2026-11-20T23:59") == .allow)
  }

  @Test("Where every day is quiet, nobody is ever asked")
  func alwaysQuiet() {
    let scene = Scene(
      .quietHours(Rule.QuietHours(fromMinute: 0, untilMinute: 0, days: Array(1...7))))
    let verdict = scene.verdict()
    #expect(verdict.outcome == .deny)
    #expect(verdict.findings.first?.reason == "every day is quiet")
  }

  @Test("The end of quiet hours in the gap of March is moved on by the gap")
  func quietEndInGap() {
    var scene = Scene(.quietHours(Rule.QuietHours(fromMinute: 1320, untilMinute: 150)))
    scene.post.at = time("2026-03-28T10:00")
    #expect(
      scene.verdict(at: "2026-03-28T23:00").until == time("2026-03-29T03:30:00+02:00"))
    #expect(
      scene.verdict(at: "2026-03-29T01:59").until == time("2026-03-29T03:30:00+02:00"))
  }

  @Test("A repeated hour of October is quiet both times")
  func quietInRepeatedHour() {
    var scene = Scene(.quietHours(Rule.QuietHours(fromMinute: 120, untilMinute: 150)))
    scene.post.at = time("2026-10-24T10:00")
    #expect(
      scene.verdict(at: "2026-10-25T02:15:00+02:00").until == time("2026-10-25T02:30:00+02:00"))
    #expect(scene.outcome(at: "2026-10-25T02:30:00+02:00") == .allow)
    #expect(
      scene.verdict(at: "2026-10-25T02:15:00+01:00").until == time("2026-10-25T02:30:00+01:00"))
    #expect(scene.outcome(at: "2026-10-25T02:30:00+01:00") == .allow)
  }
}
