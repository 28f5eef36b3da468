import AdvocacyCore
import AdvocacyPolicy
import Testing

@Suite("Frequency caps, once only and approvals")
struct HistoryRuleTests {
  private func cap(_ window: Rule.Window, taken: [String]) -> Scene {
    var scene = Scene(.frequencyCap(count: 2, window: window))
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
        == "Ana Ruiz took part 2 times this day on X, the most is 2; "
        + "next day begins 2026-11-21T00:00:00+01:00")
  }

  @Test(
    "The next window begins on the company's calendar",
    arguments: [
      (Rule.Window.hour, "2026-11-20T10:05", "2026-11-20T11:00"),
      (.day, "2026-11-20T08:00", "2026-11-21T00:00"),
      (.week, "2026-11-16T00:00", "2026-11-23T00:00"),
      (.month, "2026-11-01T00:00", "2026-12-01T00:00"),
    ])
  func windows(window: Rule.Window, taken: String, until: String) {
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
    var scene = Scene(.frequencyCap(count: 1, window: .day))
    scene.post.at = time("2026-10-24T10:00")
    scene.record(at: "2026-10-25T00:10:00+02:00")
    let verdict = scene.verdict(at: "2026-10-25T23:30:00+01:00")
    #expect(verdict.until == time("2026-10-26T00:00:00+01:00"))
    #expect(scene.outcome(at: "2026-10-26T00:00:00+01:00") == .allow)
  }

  @Test("An account that passed on the same link or text under another id is denied")
  func onceOnly() {
    var scene = Scene(.onceOnly)
    var twin = scene.post
    twin.id = id("older")
    twin.text = "Something else"
    scene.record(post: twin, at: "2026-11-01T10:00")
    let verdict = scene.verdict()
    #expect(verdict.outcome == .deny)
    #expect(
      verdict.findings.first?.reason == "Ana Ruiz passed on the same text or link as post older")
    #expect(scene.outcome(of: Scene.ben) == .allow)
    #expect(scene.outcome(on: "linkedin") == .allow)
    scene.post.link = nil
    #expect(scene.outcome() == .allow)
    scene.post.text = "Something\n  else "
    #expect(scene.outcome() == .deny)
  }

  @Test("A like is no passing on, and the post itself no repetition")
  func onceOnlyExceptions() {
    var scene = Scene(.onceOnly)
    var twin = scene.post
    twin.id = id("older")
    scene.record(post: twin, at: "2026-11-01T10:00", passesOn: false)
    scene.record(at: "2026-11-20T09:00")
    #expect(scene.outcome() == .allow)
    scene.record(post: twin, at: "2026-11-20T09:30")
    #expect(scene.outcome() == .deny)
  }

  private func word(_ role: String, _ employee: String?, at: String = "2026-11-20T09:00") -> Word {
    Word(post: id("lab"), kind: .approval, role: role, employee: employee.map(id), at: time(at))
  }

  @Test("Approval is needed until enough different people in the roles have approved")
  func approval() {
    var scene = Scene(.approval(roles: ["legal", "marketing"], count: 2))
    #expect(scene.verdict().findings.first?.wouldChange == "approval by 2 of: legal, marketing")
    scene.words = [word("legal", "cleo"), word("marketing", "cleo"), word("sales", "dan")]
    let verdict = scene.verdict()
    #expect(verdict.outcome == .needsApproval)
    #expect(
      verdict.findings.first?.reason == "needs approval by 2 of: legal, marketing; 1 given")
    #expect(verdict.wouldChange == "approval by 1 more of: legal, marketing")
    scene.words.append(word("legal", "eve"))
    #expect(scene.outcome() == .allow)
  }

  @Test("The author's approval doesn't count")
  func ownApproval() {
    var scene = Scene(.approval(roles: ["legal"], count: 1))
    scene.post.author = id("ana")
    scene.words = [word("legal", "ana")]
    #expect(scene.outcome() == .needsApproval)
    scene.words.append(word("legal", "ben"))
    #expect(scene.outcome() == .allow)
  }

  @Test("Approvals without a name count once a role")
  func unnamedApprovals() {
    var scene = Scene(.approval(roles: ["legal", "marketing"], count: 2))
    scene.words = [word("legal", nil), word("legal", nil)]
    #expect(scene.outcome() == .needsApproval)
    scene.words = [word("legal", nil), word("legal", "eve")]
    #expect(scene.outcome() == .needsApproval)
    scene.words = [word("legal", nil), word("marketing", nil)]
    #expect(scene.outcome() == .allow)
  }

  @Test("An approval counts from its instant on")
  func approvalInstant() {
    var scene = Scene(.approval(roles: ["legal"], count: 1))
    scene.words = [word("legal", "eve", at: "2026-11-20T12:00")]
    #expect(scene.outcome(at: "2026-11-20T11:59") == .needsApproval)
    #expect(scene.outcome(at: "2026-11-20T12:00") == .allow)
  }
}
