import AdvocacyModel
import Foundation

/// Posts on graphs as plain lists, simulated person by person to judge the engine's walks.
///
/// People, networks, posts and items are numbered from 0; staff are in no list.
package struct PlainGraph: Sendable {
  /// A person sees an item with chance 1 − exp(−rate·appeal·look).
  package typealias Edge = (person: Int, rate: Double)

  package var people = 0
  /// How often people look, in classes whose weights sum to 1.
  package var looks: [(weight: Double, value: Double)] = [(1, 1)]
  /// By network and person, those who follow them there.
  package var followers: [[[Edge]]] = []
  package var items: [PlainScene.Item] = []
  /// By item, those who follow the page, and those who follow an employee who shares it.
  package var ofPage: [[Edge]] = []
  package var ofEmployees: [[Edge]] = []
  /// By network, the log-sd of appeal, and the correlation of a post's log-appeals.
  package var appealSpread: [Double] = []
  package var appealCorrelation = 0.0
  /// By network, the chance of passing on at depth 1, and the factor on it beyond.
  package var passing: [Double] = []
  package var furtherFactor: [Double] = []
  package var depth = 3
  package var groups: [[Int]] = []

  package init() {}

  /// What is counted of a group.
  package struct Counts: Sendable {
    package var page = PlainCounts.Estimate()
    package var with = PlainCounts.Estimate()
    /// Those who see nothing from an account they follow.
    package var farPage = PlainCounts.Estimate()
    package var farWith = PlainCounts.Estimate()
  }

  /// For each group, what is counted in 2 worlds or more.
  package func simulate(worlds: Int, seed: UInt64) -> [Counts] {
    var counts = groups.map { _ in Counts() }
    for world in 0..<worlds {
      var dice = PlainDice(RandomKey(seed).keyed(by: UInt64(world)))
      let appeals = appeals(&dice)
      let looks = (0..<people).map { _ in dice.draw(.nodes(self.looks)) }
      // The hop at which each person sees an item, of the page's post and of all, 0 for never.
      let runs = items.indices.map { item in
        [false, true].map { hops(item, appeals[item], looks, employees: $0, &dice) }
      }
      for (group, items) in groups.enumerated() {
        for person in 0..<people {
          func count(_ run: Int) -> (all: Double, far: Double) {
            let hops = items.map { runs[$0][run][person] }
            let isReached = hops.contains { $0 > 0 }
            return (isReached ? 1 : 0, isReached && !hops.contains(1) ? 1 : 0)
          }
          let (page, with) = (count(0), count(1))
          counts[group].page.now += page.all
          counts[group].with.now += with.all
          counts[group].farPage.now += page.far
          counts[group].farWith.now += with.far
        }
        counts[group].page.endWorld()
        counts[group].with.endWorld()
        counts[group].farPage.endWorld()
        counts[group].farWith.endWorld()
      }
    }
    return counts
  }

  private func appeals(_ dice: inout PlainDice) -> [Double] {
    let drawn = (0...(items.map(\.post).max() ?? 0)).map { _ in
      let shared = appealCorrelation.squareRoot() * dice.normal()
      return appealSpread.map { spread in
        let own = (1 - appealCorrelation).squareRoot() * dice.normal()
        return exp(spread * (shared + own) - spread * spread / 2)
      }
    }
    return items.map { drawn[$0.post][$0.network] }
  }

  /// The hop at which each person first sees an item.
  private func hops(
    _ item: Int, _ appeal: Double, _ looks: [Double], employees: Bool, _ dice: inout PlainDice
  ) -> [Int] {
    let network = items[item].network
    var hops = [Int](repeating: 0, count: people)
    var wave: [Int] = []
    func show(_ edges: [Edge], _ hop: Int) {
      for (person, rate) in edges where hops[person] == 0 {
        guard dice.happens(rate: rate * appeal * looks[person]) else { continue }
        hops[person] = hop
        wave.append(person)
      }
    }
    show(ofPage[item] + (employees ? ofEmployees[item] : []), 1)
    for hop in stride(from: 2, through: depth, by: 1) {
      let factor = hop == 2 ? 1 : furtherFactor[network]
      let sharers = wave
      wave = []
      for person in sharers where dice.happens(passing[network] * factor) {
        show(followers[network][person], hop)
      }
    }
    return hops
  }
}
