import AdvocacyModel
import Testing

@testable import AdvocacyPolicy

@Suite("Planned acts")
struct PlannedActsTests {
  /// A rule that speaks as people are asked, and as they act.
  private func scene(_ parameters: any RuleParameters) -> Scene {
    Scene(Rule(id: id("some"), parameters, hold: .both))
  }

  @Test("A cap counts what is planned within the window, though it is later, until it is acted on")
  func cap() {
    var scene = scene(
      FrequencyCap {
        $0.count = 2
        $0.window = .day
      })
    scene.record(at: "2026-11-20T08:00")
    scene.plan(at: "2026-11-21T00:00")
    #expect(scene.outcome() == .allow)
    scene.plan(at: "2026-11-20T23:59")
    let verdict = scene.verdict()
    #expect(verdict.until == time("2026-11-21T00:00"))
    #expect(
      verdict.findings.first?.reason
        == "Ana Ruiz took part once today on X and plans 1 more, the most is 2; "
        + "next day begins Sat 21 Nov 2026 00:00")
    #expect(scene.outcome(of: Scene.ben) == .allow)
    #expect(scene.outcome(on: "linkedin") == .allow)
    scene.moment = .acting
    #expect(scene.verdict().findings.isEmpty)
  }

  @Test("A pause begins with the last act, done or planned")
  func cooldown() {
    var scene = scene(Cooldown { $0.hours = 3 })
    scene.record(at: "2026-11-20T09:00")
    #expect(scene.verdict().until == time("2026-11-20T12:00"))
    scene.plan(at: "2026-11-20T15:00")
    let verdict = scene.verdict()
    #expect(verdict.until == time("2026-11-20T18:00"))
    #expect(
      verdict.findings.first?.reason
        == "Ana Ruiz plans to take part on X at Fri 20 Nov 2026 15:00, and 3 h pass between; "
        + "next Fri 20 Nov 2026 18:00")
    #expect(scene.outcome(at: "2026-11-20T18:00") == .allow)
    scene.moment = .acting
    #expect(scene.verdict().until == time("2026-11-20T12:00"))
  }

  @Test("The same words are not planned twice, and whoever acts first may")
  func onceOnly() {
    var scene = scene(OnceOnly())
    var twin = scene.post
    twin.id = id("older")
    scene.plan(post: twin, at: "2026-11-20T16:00", passesOn: false)
    scene.plan(at: "2026-11-20T17:00")
    #expect(scene.outcome() == .allow)
    scene.plan(post: twin, at: "2026-11-20T16:00")
    let verdict = scene.verdict()
    #expect(verdict.outcome == .deny)
    #expect(
      verdict.findings.first?.reason
        == "Ana Ruiz plans to pass on the same text or link as post older")
    #expect(scene.outcome(of: Scene.ben) == .allow)
    scene.moment = .acting
    #expect(scene.outcome() == .allow)
  }

  @Test("A trainee who is asked has done what is planned; one who acts has not")
  func trainee() {
    var scene = Scene(
      TraineeMode {
        $0.posts = 2
        $0.roles = ["mentor"]
      })
    scene.plan(at: "2026-11-20T16:00")
    let verdict = scene.verdict()
    #expect(
      verdict.findings.first?.reason == "Ana Ruiz is a trainee on X: 0 of 2 posts done, 1 planned")
    scene.plan(at: "2026-12-20T16:00")
    #expect(scene.outcome() == .allow)
    scene.moment = .acting
    #expect(scene.outcome() == .needsApproval)
  }

  @Test("What is taken back is as if it had never been planned")
  func takenBack() {
    for seed: UInt64 in 1...40 {
      var scene = RandomScene(seed: seed, with: seed.isMultiple(of: 2) ? OnceOnly.self : nil)
      let instant = scene.instant()
      var past = scene.past(upTo: instant)
      var history = past.history(scene.configuration)
      var kept: [Past.Participation] = []
      for act in past.planned {
        guard scene.below(3) > 0 else {
          kept.append(act)
          continue
        }
        history.unplan(
          employee: act.employee, network: act.network, post: act.post, at: act.at,
          passesOn: act.passesOn)
      }
      past.planned = kept
      let fresh = past.history(scene.configuration)
      let engine = PolicyEngine(configuration: scene.configuration)
      for post in scene.posts {
        #expect(
          engine.decide(post, at: instant, history: history)
            == engine.decide(post, at: instant, history: fresh), "seed \(seed)")
      }
    }
  }

  @Test("Planned acts are counted from an instant on, and taken back one by one")
  func counts() {
    var history = History(configuration: Scene().configuration)
    let post = Scene().post
    func count(_ second: Int64, on network: String = "x") -> Int {
      history.plannedParticipations(
        employee: 1, network: id(network), from: Instant(seconds: second))
    }
    #expect(count(0) == 0)
    for second: Int64 in [5, 1, 9, 5] {
      history.plan(
        employee: 1, network: id("x"), post: post, at: Instant(seconds: second), passesOn: true)
    }
    #expect([count(0), count(5), count(6), count(9), count(10)] == [4, 3, 1, 1, 0])
    #expect(count(0, on: "linkedin") == 0)
    #expect(count(0, on: "unknown") == 0)
    #expect(
      history.participations(
        employee: 1, network: id("x"), from: .distantPast, through: .distantFuture) == 0)
    func unplan(_ second: Int64, on network: String = "x") {
      history.unplan(
        employee: 1, network: id(network), post: post, at: Instant(seconds: second), passesOn: true)
    }
    unplan(5)
    #expect([count(0), count(5)] == [3, 2])
    // Neither was planned: nothing happens.
    unplan(7)
    unplan(5, on: "linkedin")
    unplan(5, on: "unknown")
    #expect([count(0), count(5)] == [3, 2])
    for second: Int64 in [9, 1, 5] { unplan(second) }
    #expect(count(0) == 0)
  }
}
