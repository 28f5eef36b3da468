import AdvocacyTestSupport
import Foundation
import Testing

/// The plain simulator where the answer is known by hand.
@Suite("PlainScene")
struct PlainSceneTests {
  /// One pool, one post on one network, which every account shares at once at a rate.
  private func scene(size: Double, follows: [Double], sees: [Double]) -> PlainScene {
    var scene = PlainScene()
    scene.pools = [(size, follows.enumerated().map { ($0, 0, $1) })]
    scene.items = [(0, 0)]
    scene.shares = sees.enumerated().map { (0, $0, $1, 0) }
    scene.groups = [[0]]
    return scene
  }

  /// The rate of an event of some chance.
  private func rate(_ chance: Double) -> Double { -log1p(-chance) }

  private func counts(_ scene: PlainScene, worlds: Int, seed: UInt64 = 1) throws -> PlainCounts {
    try #require(scene.simulate(worlds: worlds, seed: seed).first)
  }

  @Test("an account that all follow and see reaches everybody, once each")
  func certain() throws {
    let counts = try counts(scene(size: 70, follows: [.infinity], sees: [.infinity]), worlds: 5)
    for estimate in [counts.with, counts.additional, counts.sightings, counts.atLeast[0]] {
      #expect(estimate.mean == 70 && estimate.standardError == 0 && estimate.z(70) == 0)
    }
    for estimate in [counts.only[0], counts.alone[0], counts.shapley[0]] {
      #expect(estimate.mean == 70)
    }
    #expect(counts.page.mean == 0 && counts.atLeast[1].mean == 0)
  }

  @Test("two independent accounts reach their union, and split those whom both reach")
  func union() throws {
    let scene = scene(size: 200, follows: [rate(0.5), rate(0.3)], sees: [rate(0.6), rate(0.9)])
    let counts = try counts(scene, worlds: 1000)
    let (x, y) = (0.5 * 0.6, 0.3 * 0.9)
    #expect(abs(counts.with.z(200 * (x + y - x * y))) < 4)
    #expect(abs(counts.sightings.z(200 * (x + y))) < 4)
    #expect(abs(counts.atLeast[1].z(200 * x * y)) < 4)
    #expect(abs(counts.only[0].z(200 * x * (1 - y))) < 4)
    #expect(abs(counts.alone[1].z(200 * y)) < 4)
    #expect(abs(counts.shapley[0].z(200 * x * (1 - y / 2))) < 4)
    #expect(abs(counts.shapley[0].mean + counts.shapley[1].mean - counts.additional.mean) < 1e-9)
  }

  @Test("whom the page reaches credits no account, and its other followers are outside the pools")
  func page() throws {
    var scene = scene(size: 100, follows: [.infinity, .infinity], sees: [.infinity, .infinity])
    scene.pages = [(130, .infinity)]
    scene.pageRates = [.infinity]
    let all = try counts(scene, worlds: 5)
    #expect(all.page.mean == 130 && all.with.mean == 130 && all.additional.mean == 0)
    #expect(all.shapley[0].mean == 0 && all.alone[1].mean == 0)
    #expect(all.sightings.mean == 330 && all.atLeast[2].mean == 100 && all.atLeast[3].mean == 0)

    scene.pages = [(130, rate(0.4))]
    scene.pageRates = [rate(0.5)]
    let some = try counts(scene, worlds: 1000)
    #expect(abs(some.page.z(65)) < 4)
    #expect(abs(some.additional.z(80)) < 4)
    #expect(abs(some.shapley[0].z(40)) < 4)
  }

  @Test("a page's followers count as many as it has, however people differ")
  func pageFollowers() throws {
    var scene = scene(size: 300, follows: [0.4, 0.1], sees: [0, 0])
    scene.pools[0].portions += [(0, 1, 0.3)]
    scene.theta = 0.5
    scene.activity = .gamma(shape: 0.3)
    scene.appealSpread = [0, 0]
    scene.pages = [(200, 2)]
    scene.pageRates = [.infinity]
    let counts = try counts(scene, worlds: 1000)
    // The number outside is whole: at most a half more or fewer.
    let error = abs(counts.page.mean - 200)
    #expect(error < 0.5 + 4 * counts.page.standardError)
    #expect(counts.page.standardError < 0.4)
  }

  @Test("people who decide once about an account's two networks aren't counted twice")
  func comonotone() throws {
    for theta in [0, 0.4, 1] {
      var scene = scene(size: 200, follows: [rate(0.3)], sees: [.infinity])
      scene.pools[0].portions += [(0, 1, rate(0.3))]
      scene.theta = theta
      scene.appealSpread = [0, 0]
      scene.items += [(0, 1)]
      scene.shares += [(1, 0, .infinity, 0)]
      scene.groups = [[0, 1], [1]]
      let results = scene.simulate(worlds: 500, seed: 3)
      let both = theta * 0.3 + (1 - theta) * 0.09
      #expect(abs(results[0].with.z(200 * (0.6 - both))) < 4)
      #expect(abs(results[0].atLeast[1].z(200 * both)) < 4)
      #expect(abs(results[0].shapley[0].z(200 * (0.6 - both))) < 4)
      #expect(abs(results[1].with.z(60)) < 4)
      if theta == 1 {
        #expect(results[0].sightings.mean == 2 * results[0].with.mean)
        #expect(results[0].with.mean == results[1].with.mean)
      }
    }
  }

  @Test("Gamma activity and look follow their Laplace transform", arguments: [0.2, 2])
  func gamma(shape: Double) throws {
    // Five accounts whose followers all see: following any has rate 5 · 0.2 = 1.
    let follows = Array(repeating: 0.2, count: 5)
    var scene = scene(size: 300, follows: follows, sees: follows.map { _ in .infinity })
    let union = 1 - pow(1 + 1 / shape, -shape)
    scene.activity = .gamma(shape: shape)
    let active = try counts(scene, worlds: 500)
    #expect(abs(active.with.z(300 * union)) < 4)
    let one = 1 - pow(1 + 0.2 / shape, -shape)
    #expect(abs(active.sightings.z(300 * 5 * one)) < 4)

    // Five accounts that all follow, seen at rate 0.2.
    scene = self.scene(size: 300, follows: follows.map { _ in .infinity }, sees: follows)
    scene.look = .gamma(shape: shape)
    #expect(abs(try counts(scene, worlds: 500).with.z(300 * union)) < 4)
  }

  @Test("classes of people each follow at their own activity")
  func nodes() throws {
    var scene = scene(size: 300, follows: [0.5, 0.7], sees: [1, 2])
    scene.activity = .nodes([(0.75, 0.5), (0.25, 2.5)])
    let expected = [(0.75, 0.5), (0.25, 2.5)].reduce(0) { sum, node in
      let (first, second) = (-expm1(-node.1 * 0.5), -expm1(-node.1 * 0.7))
      return sum + node.0 * (1 - (1 - first * -expm1(-1)) * (1 - second * -expm1(-2)))
    }
    #expect(abs(try counts(scene, worlds: 500).with.z(300 * expected)) < 4)
  }

  @Test("appeal is log-normal of mean 1, and one number for all who follow")
  func appeal() throws {
    var scene = scene(size: 300, follows: [.infinity], sees: [0.01])
    scene.appealSpread = [0.5, 0.5]
    scene.items = [(0, 0), (0, 1)]
    scene.pools[0].portions += [(0, 1, .infinity)]
    scene.shares += [(1, 0, 0.01, 0)]
    scene.groups = [[0], [0, 1]]
    scene.appealCorrelation = 0.5
    let worlds = 5000
    let results = scene.simulate(worlds: worlds, seed: 5)
    // The mean of 1 − exp(−r·a) by the moments of a, whose k-th is exp(k(k − 1)σ²/2).
    let chance = 0.01 - 1e-4 / 2 * exp(0.25) + 1e-6 / 6 * exp(3 * 0.25)
    #expect(abs(results[0].sightings.z(300 * chance)) < 4)
    // Sightings are nearly Poisson with the mean 3·(a₁ + a₂); were the appeals independent, the
    // variance would be a sixth smaller.
    let variance = 6 + 9 * (2 * (exp(0.25) - 1) + 2 * (exp(0.5 * 0.25) - 1))
    let seen = Double(worlds) * pow(results[1].sightings.standardError, 2)
    #expect(abs(seen / variance - 1) < 0.1)
    scene.fixedAppeals = [3, 5]
    let fixed = try counts(scene, worlds: 500)
    #expect(abs(fixed.sightings.z(300 * -expm1(-0.03))) < 4)
  }

  @Test("within a horizon a sighting counts with the chance that its wait is over")
  func horizon() throws {
    var scene = scene(size: 100, follows: [.infinity, .infinity, .infinity], sees: [])
    scene.shares = [(0, 0, rate(0.8), 0), (0, 1, .infinity, 60), (0, 2, .infinity, 101)]
    scene.horizon = (100, { $1 / 200 })
    let counts = try counts(scene, worlds: 1000)
    #expect(abs(counts.with.z(100 * (1 - 0.6 * 0.8))) < 4)
    #expect(abs(counts.alone[1].z(20)) < 4)
    #expect(counts.alone[2].mean == 0)
  }

  @Test("people who stay the same differ by their coins alone")
  func samePeople() throws {
    var scene = scene(size: 100, follows: [rate(0.5)], sees: [.infinity])
    scene.redrawsPeople = false
    let fixed = try counts(scene, worlds: 50)
    #expect(fixed.with.standardError == 0)
    #expect(fixed.with.mean > 30 && fixed.with.mean < 70)
    scene.redrawsPeople = true
    #expect(try counts(scene, worlds: 50).with.standardError > 0)
  }

  @Test("strangers are counted once each, down to the depth asked")
  func passingOn() throws {
    var scene = scene(size: 10, follows: [.infinity], sees: [.infinity])
    var rule = PlainScene.PassOn()
    rule.chances = [1]
    rule.followers = (log(20), 0, 1000)
    rule.market = 500
    rule.rates = [rate(0.5)]
    rule.laterFactor = 0
    scene.passOn = rule
    // Ten sharers of twenty followers each; nobody further passes on.
    let missed = pow(0.999, 200.0)
    let first = try counts(scene, worlds: 1000)
    #expect(abs(first.with.z(10 + 500 * (1 - missed))) < 4)
    #expect(abs(first.sightings.z(10 + 100)) < 4)
    #expect(first.shapley[0].mean == 10)

    // In a large market the counts multiply: 10 · 10 · (1 + 10 · 0.2) beyond the first depth.
    rule.market = 1 << 40
    rule.depth = 3
    rule.laterFactor = 0.2
    scene.passOn = rule
    #expect(abs(try counts(scene, worlds: 1000).with.z(10 + 100 + 200)) < 4)
  }

  @Test("a second sighting is passed on less, and never by whom the first was")
  func fatigue() throws {
    var scene = scene(size: 50, follows: [.infinity, .infinity], sees: [.infinity, .infinity])
    var rule = PlainScene.PassOn()
    rule.chances = [0.4]
    rule.fatigue = 1
    rule.followers = (0, 0, 1)
    rule.market = 1 << 40
    rule.rates = [.infinity]
    rule.laterFactor = 0
    scene.passOn = rule
    let chance = 0.4 + 0.6 * 0.2
    #expect(abs(try counts(scene, worlds: 1000).with.z(50 * (1 + chance))) < 4)

    // What the page's followers pass on is the page's, as if nobody else shared.
    scene.pages = [(50, .infinity)]
    scene.pageRates = [.infinity]
    let counts = try counts(scene, worlds: 1000)
    #expect(abs(counts.page.z(50 * 1.4)) < 4)
    #expect(abs(counts.additional.z(50 * (0.6 * 0.2 + 0.6 * 0.8 * 0.4 / 3))) < 4)
  }
}
