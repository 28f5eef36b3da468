import AdvocacyModel
import Testing

@testable import AdvocacyTestSupport

@Suite("Plain draws and a plain pool")
struct PlainDrawTests {
  private static let range = Parameter(
    low: 0.1, typical: 0.2, high: 0.7, basis: .assumed, source: "test")
  private static let end = 1.644_853_626_951_472_2

  @Test(
    "a range ends at the 5 and 95 % points on every scale",
    arguments: [
      ParameterName.teamOverlap, .repostFactor, .activityShape, .appealCorrelation, .followersMu,
    ])
  func ends(name: ParameterName) {
    for (z, value) in [(-Self.end, 0.1), (0, 0.2), (Self.end, 0.7)] {
      #expect(abs(PlainRanges.value(of: Self.range, name, z) - value) < 1e-12)
    }
    #expect(PlainRanges.value(of: Self.range, name, 1) < 0.7)
  }

  @Test("networks' unknowns go together as stated")
  func correlation() throws {
    let networks = [try #require(NetworkID("x")), try #require(NetworkID("linkedin"))]
    var set = ParameterSet()
    set.override(.networkCorrelation, with: Parameter(0.6))
    set.override(
      .followersMu,
      with: Parameter(low: -1.6449, typical: 0, high: 1.6449, basis: .assumed, source: "test"))
    let ranges = PlainRanges(set, networks: networks)
    var (product, square) = (0.0, 0.0)
    for number in 0..<4000 as Range<UInt64> {
      let drawn = ranges.draw(RandomKey(number))
      let values = networks.map { drawn[.followersMu, $0].typical }
      product += values[0] * values[1]
      square += values[0] * values[0]
    }
    #expect(abs(square / 4000 - 1) < 0.08)
    #expect(abs(product / 4000 - 0.6) < 0.07)
  }

  @Test("a plain pool has the overlaps asked")
  func pool() throws {
    let pool = PlainPool(followers: [200, 120], overlap: 0.3, pageOverlap: 0.25, activity: 0.2)
    var scene = PlainScene()
    scene.pools = [(pool.size, pool.rates.enumerated().map { ($0, 0, $1) })]
    scene.activity = .gamma(shape: 0.2)
    scene.pages = [(500, pool.pageRate)]
    scene.items = [(0, 0)]
    scene.pageRates = [.infinity]
    scene.shares = [(0, 0, .infinity, 0), (0, 1, .infinity, 0)]
    scene.groups = [[0]]
    let counts = try #require(scene.simulate(worlds: 200, seed: 3).first)
    #expect(abs(counts.page.z(500)) < 4)
    // All sightings less the page's are the two audiences.
    #expect(abs(counts.sightings.z(500 + 320)) < 4)
    scene.pages = []
    scene.pageRates = []
    let both = try #require(scene.simulate(worlds: 200, seed: 4).first)
    #expect(abs(both.atLeast[1].z(0.3 * 120)) < 4)
  }

  @Test("a rate is seen with the mean chance asked")
  func seen() throws {
    var scene = PlainScene()
    scene.pools = [(200, [(0, 0, .infinity)])]
    scene.look = .gamma(shape: 0.5)
    scene.appealSpread = [0.8]
    scene.items = [(0, 0)]
    scene.shares = [(0, 0, PlainPool.seenRate(0.2, spread: 0.8, look: 0.5), 0)]
    scene.groups = [[0]]
    let counts = try #require(scene.simulate(worlds: 2000, seed: 5).first)
    #expect(abs(counts.with.z(40)) < 4)
  }
}
