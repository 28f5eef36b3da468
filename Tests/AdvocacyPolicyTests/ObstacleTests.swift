import AdvocacyModel
import Testing

@testable import AdvocacyPolicy

@Suite("The rule that stands in the way of an act")
struct ObstacleTests {
  private func obstacle(
    _ scene: Scene, on network: String = "x", at instant: String = "2026-11-20T12:00"
  ) -> String? {
    let history = scene.history
    var judge = PolicyEngine(configuration: scene.configuration).judge(
      scene.post, on: id(network), moment: .acting, history: history)
    return judge.obstacle(for: Scene.ana, at: time(instant), history: history)?.text
  }

  @Test("Nobody denies: there is none, though somebody has to approve, or wait")
  func none() {
    #expect(obstacle(Scene()) == nil)
    #expect(obstacle(Scene(Approval { $0.roles = ["legal"] })) == nil)
    #expect(obstacle(Scene(Embargo { $0.release = time("2026-11-21") })) == nil)
  }

  @Test("A written rule is named, the first by id of those that deny")
  func written() {
    #expect(obstacle(Scene(NoAutoLike(), KillSwitch(), NetworkAllowed())) == "rule1")
  }

  @Test("A rule that holds as people are asked stands in nobody's way")
  func asking() {
    #expect(obstacle(Scene(TextUniqueness { $0.includesShares = true }), on: "blog") == nil)
  }

  @Test("What is built in comes before what is written")
  func builtIn() {
    var scene = Scene(KillSwitch())
    #expect(obstacle(scene, at: "2026-12-20T12:00") == "expiry")
    scene.withdrawals = [
      WithdrawalRecord(
        post: scene.post.id, role: "", employee: nil, at: time("2026-11-20T11:00"))
    ]
    #expect(obstacle(scene) == "withdrawn")
    scene.configuration.roster[Scene.ana].status.suspended = [Period()]
    #expect(obstacle(scene) == "suspended")
    scene.configuration.roster[Scene.ana].accounts = []
    #expect(obstacle(scene) == "account")
  }

  @Test("Rules that together leave nothing to do stand in the way together")
  func action() {
    let nothing =
      [
        EditRights { $0.freedom = .locked }, DisclosureRequired { $0.words.text = "I work here" },
      ] as [any RuleParameters]
    #expect(obstacle(Scene(nothing[0], nothing[1])) == "action")
  }

  @Test("Consent and the choice to stay out come before all else, account or not")
  func ownReasons() {
    var scene = Scene(KillSwitch())
    scene.configuration.roster[Scene.ana].status.suspended = [Period()]
    scene.configuration.roster[Scene.ana].status.optOuts = [.init(campaigns: ["lab"])]
    #expect(obstacle(scene) == "voluntary")
    scene.configuration.roster[Scene.ana].accounts = []
    #expect(obstacle(scene) == "voluntary")
    #expect(obstacle(scene, on: "nowhere") == "voluntary")
    scene.configuration.roster[Scene.ana].consent?.networks = [id("linkedin")]
    #expect(obstacle(scene) == "consent")
    scene.configuration.roster[Scene.ana].consent = nil
    #expect(obstacle(scene, on: "nowhere") == "consent")
  }

  @Test("A consent that covers nothing that can be done there is none")
  func partialConsent() {
    var scene = Scene(KillSwitch())
    scene.configuration.roster[Scene.ana].consent?.actions = [.share]
    scene.withdrawals = [
      WithdrawalRecord(
        post: scene.post.id, role: "", employee: nil, at: time("2026-11-20T11:00"))
    ]
    #expect(obstacle(scene) == "consent")
  }

  @Test("There is an obstacle where the decision is a denial, and only there")
  func agrees() {
    for seed: UInt64 in 1...60 {
      var scene = RandomScene(seed: seed, largestRoster: 30)
      let instant = scene.instant()
      let history = scene.past(upTo: instant).history(scene.configuration)
      let engine = PolicyEngine(configuration: scene.configuration)
      for post in scene.posts {
        var judge = engine.judge(post, on: id("x"), moment: .acting, history: history)
        for employee in scene.configuration.roster.indices {
          let decision = judge.decision(for: employee, at: instant, history: history)
          let rule = judge.obstacle(for: employee, at: instant, history: history)
          #expect((rule != nil) == (decision.outcome == .deny), "seed \(seed)")
        }
      }
    }
  }
}
