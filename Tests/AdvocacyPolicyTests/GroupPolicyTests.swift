import AdvocacyModel
import Testing

@testable import AdvocacyPolicy

@Suite("Groups under the policy")
struct GroupPolicyTests {
  /// A scene with a group on LinkedIn that Ana is in.
  private func scene(_ rule: Rule? = nil) -> Scene {
    var scene = rule.map { Scene($0) } ?? Scene()
    let crew = Network(
      id: id("crew"), title: "The crew", actions: [.like, .repost, .quote, .comment],
      textLimit: 3000, group: NetworkGroup(network: id("linkedin"), members: 50))
    scene.configuration.networks.append(crew)
    scene.configuration.roster[Scene.ana] = scene.configuration.roster[Scene.ana].joining(crew)
    scene.post.networks.append(crew.id)
    return scene
  }

  @Test("who may share in a group are the employees in it")
  func members() {
    let scene = scene()
    #expect(scene.outcome(on: "crew") == .allow)
    #expect(scene.verdict(of: Scene.ben, on: "crew").findings.map(\.rule.text) == ["account"])
  }

  @Test("a rule about a network speaks about its groups, one about a group about it alone")
  func scopes() {
    let ofNetwork = scene(
      Rule(id: id("stop"), KillSwitch(), scope: Scope(networks: [id("linkedin")])))
    #expect(ofNetwork.outcome(on: "crew") == .deny)
    #expect(ofNetwork.outcome(on: "x") == .allow)
    let ofGroup = scene(Rule(id: id("stop"), KillSwitch(), scope: Scope(networks: [id("crew")])))
    #expect(ofGroup.outcome(on: "crew") == .deny)
    #expect(ofGroup.outcome(on: "linkedin") == .allow)
    let allowed = scene(Rule(id: id("only"), NetworkAllowed { $0.networks = [id("linkedin")] }))
    #expect(allowed.outcome(on: "crew") == .allow)
    #expect(allowed.outcome(on: "x") == .deny)
  }

  @Test("consent to a network, and staying out of it, mean its groups too")
  func people() {
    var scene = scene()
    let ana = Scene.ana
    scene.configuration.roster[ana].consent?.networks = [id("linkedin")]
    #expect(scene.outcome(on: "crew") == .allow)
    scene.configuration.roster[ana].consent?.networks = [id("crew")]
    #expect(scene.outcome(on: "crew") == .allow)
    #expect(scene.outcome(on: "linkedin") == .deny)
    scene.configuration.roster[ana].consent?.networks = nil
    scene.configuration.roster[ana].status.optOuts = [.init(networks: [id("linkedin")])]
    #expect(scene.outcome(on: "crew") == .deny)
    scene.configuration.roster[ana].status.optOuts = [.init(networks: [id("crew")])]
    #expect(scene.outcome(on: "crew") == .deny)
    #expect(scene.outcome(on: "linkedin") == .allow)
  }

  @Test("a pause counts each group by itself")
  func coolDown() {
    var scene = scene(Rule(id: id("rest"), Cooldown { $0.hours = 24 }))
    scene.moment = .acting
    scene.participations = [
      .init(
        employee: Scene.ana, network: id("linkedin"), post: scene.post,
        at: time("2026-11-20T09:00"), passesOn: true)
    ]
    #expect(scene.outcome(on: "linkedin") == .defer)
    #expect(scene.outcome(on: "crew") == .allow)
  }

  @Test("nobody is welcomed without a consent in force there, and to the use where it names uses")
  func welcome() {
    var scene = scene()
    let ben = Scene.ben
    scene.post.welcomed = id("ben")
    #expect(scene.outcome(on: "crew") == .allow)
    scene.configuration.roster[ben].consent?.uses = ["leaderboard"]
    let verdict = scene.verdict(on: "crew")
    #expect(verdict.findings.map(\.rule.text) == ["welcome-consent"])
    #expect(verdict.findings.first?.reason == "nobody is welcomed without their consent")
    scene.configuration.roster[ben].consent?.uses = ["welcome"]
    #expect(scene.outcome(on: "crew") == .allow)
    scene.configuration.roster[ben].consent?.networks = [id("x")]
    #expect(scene.outcome(on: "crew") == .deny)
    scene.configuration.roster[ben].consent?.networks = nil
    scene.configuration.roster[ben].consent?.period.until = time("2026-11-20T10:00")
    #expect(scene.outcome(on: "crew", at: "2026-11-20T09:59") == .allow)
    #expect(scene.outcome(on: "crew", at: "2026-11-20T10:00") == .deny)
    scene.post.welcomed = id("_forgotten")
    #expect(scene.outcome(on: "crew") == .deny)
  }

  @Test("a welcome whose consent begins later is looked at again then")
  func welcomeToCome() {
    var scene = scene()
    scene.post.welcomed = id("ben")
    scene.configuration.roster[Scene.ben].consent?.period.from = time("2026-11-22T08:00")
    let engine = PolicyEngine(configuration: scene.configuration)
    var judge = engine.judge(scene.post, on: id("crew"), history: scene.history)
    let change = judge.nextChange(
      for: Scene.ana, after: time("2026-11-20T10:00"), history: scene.history)
    #expect(change == time("2026-11-22T08:00"))
  }

  @Test("the welcomed are no part of a post's content, so that they can be forgotten")
  func contentHash() {
    var post = scene().post
    let before = post.canonicalBytes
    post.welcomed = id("ben")
    #expect(post.canonicalBytes == before)
    post.text = "Welcome, {name}!"
    #expect(post.naming("Ben", in: .english).text == "Welcome, Ben!")
    #expect(post.naming(nil, in: .spanish).text == "Welcome, una nueva persona!")
  }
}
