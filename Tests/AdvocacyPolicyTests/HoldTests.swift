import AdvocacyModel
import Testing

@testable import AdvocacyPolicy

@Suite("When a rule holds")
struct HoldTests {
  @Test(
    "A rule of a type speaks as people are asked, as they act, or both",
    arguments: [
      ("stagger", Hold.asking, [Hold.asking]), ("podGuard", .asking, [.asking]),
      ("textUniqueness", .asking, [.asking]), ("autoRepostLimit", .asking, [.asking]),
      ("frequencyCap", .acting, [.acting, .both]), ("cooldown", .acting, [.acting, .both]),
      ("onceOnly", .acting, [.acting, .both]), ("timeBudget", .both, [.asking, .acting, .both]),
      ("quietHours", .both, [.asking, .acting, .both]),
      ("paidTimeOnly", .both, [.asking, .acting, .both]),
      ("holidays", .both, [.asking, .acting, .both]),
      ("leave", .both, [.asking, .acting, .both]),
    ])
  func types(_ name: String, usual: Hold, allowed: [Hold]) throws {
    let entry = try #require(RuleCatalogue.entry(named: name))
    #expect(entry.defaultHold == usual)
    #expect(entry.holds == allowed)
  }

  @Test("Every other type holds at both and at nothing less")
  func others() {
    let known: Set = [
      "stagger", "podGuard", "textUniqueness", "autoRepostLimit", "frequencyCap", "cooldown",
      "onceOnly", "timeBudget", "quietHours", "paidTimeOnly", "holidays", "leave",
    ]
    for entry in RuleCatalogue.entries where !known.contains(entry.name) {
      #expect(entry.defaultHold == .both, "\(entry.name)")
      #expect(entry.holds == [.both], "\(entry.name)")
    }
  }

  @Test(
    "A rule speaks at the moments at which it holds and is silent at others",
    arguments: [
      (Hold.asking, [Verdict.Outcome.defer, .allow]), (.acting, [.allow, .defer]),
      (.both, [.defer, .defer]),
    ])
  func speaks(_ hold: Hold, outcomes: [Verdict.Outcome]) {
    let quiet = QuietHours { $0.hours = QuietPeriod(fromMinute: 1200, untilMinute: 480) }
    var scene = Scene(Rule(id: id("quiet"), quiet, hold: hold))
    let found = [Moment.asking, .acting].map { moment in
      scene.moment = moment
      return scene.outcome(at: "2026-11-20T21:00")
    }
    #expect(found == outcomes)
    #expect(PolicyEngine(configuration: scene.configuration).hold(of: id("quiet")) == hold)
  }

  @Test("The end of a rule that is not asked is no change")
  func nextChange() {
    let quiet = QuietHours { $0.hours = QuietPeriod(fromMinute: 1200, untilMinute: 480) }
    let scene = Scene(Rule(id: id("quiet"), quiet, hold: .asking))
    let engine = PolicyEngine(configuration: scene.configuration)
    let history = scene.history
    func next(_ moment: Moment) -> Instant? {
      var judge = engine.judge(scene.post, on: id("x"), moment: moment, history: history)
      return judge.nextChange(
        for: Scene.ana, after: time("2026-11-20T21:00"), history: history)
    }
    #expect(next(.asking) == time("2026-11-21T08:00"))
    #expect(next(.acting) == scene.post.end)
  }

  @Test("By the first meaning every rule speaks whatever the moment, and nothing is planned")
  func firstSemantics() {
    var scene = Scene(
      FrequencyCap(),
      QuietHours { $0.hours = QuietPeriod(fromMinute: 1200, untilMinute: 480) })
    scene.configuration.semantics = .first
    scene.record(at: "2026-11-20T20:00")
    scene.plan(at: "2026-11-21T09:00")
    let engine = PolicyEngine(configuration: scene.configuration)
    let history = scene.history
    func said(_ moment: Moment, at instant: String) -> [String] {
      engine.verdict(
        scene.post, employee: Scene.ana, on: id("x"), at: time(instant), moment: moment,
        history: history
      ).findings.map(\.rule.text)
    }
    #expect(said(.asking, at: "2026-11-20T21:00") == ["rule0", "rule1"])
    #expect(said(.acting, at: "2026-11-20T21:00") == ["rule0", "rule1"])
    #expect(said(.asking, at: "2026-11-21T08:30") == [])
    #expect(engine.hold(of: id("rule0")) == .both)
  }

  @Test("Fair play speaks as people are asked")
  func fairPlay() {
    var scene = Scene()
    scene.post.variants = ["Come and see the new lab"]
    let engine = PolicyEngine(configuration: scene.configuration)
    #expect(engine.hold(of: BuiltInRule.stagger.id) == .asking)
    #expect(engine.hold(of: BuiltInRule.textUniqueness.id) == .asking)
    scene.moment = .acting
    #expect(scene.verdict().findings.isEmpty)
    #expect(scene.verdict(of: Scene.ben).findings.isEmpty)
  }
}
