import AdvocacyModel
import Foundation
import Testing

@testable import AdvocacyReach

/// The first depth on imported graphs, against sums over everybody.
@Suite("Reach at depth 1 on imported graphs")
struct GraphDepthTests {
  /// A problem on two graphs whose people may be the same, everything exact.
  private func problem(_ seed: UInt64, weighted: Bool = false) throws -> ReachProblem {
    var problem = try Samples.wild(seed)
    let key = RandomKey(seed).keyed(by: "graphs")
    for network in [1, 2] {
      problem.networks[network].audience = .graph(
        Samples.graph(key.keyed(by: UInt64(network)), weighted: weighted))
    }
    problem.networks[0].accounts = problem.teams.map { _ in nil }
    problem.networks[0].page = nil
    for name in ParameterName.allCases {
      problem.parameters.override(name, with: Parameter(problem.parameters[name].typical))
    }
    for (name, value) in [
      (ParameterName.shareRate, 0.0), (.pageVisibility, 0.3), (.appealSpread, 0.8),
      (.visibilityExponent, 0.2), (.lookShape, 0.5),
    ] {
      problem.parameters.override(name, with: Parameter(value))
    }
    return problem
  }

  /// The reach of a group, person by person and point by point.
  private func brute(_ problem: ReachProblem, group number: Int) -> (page: Double, with: Double) {
    let draw = CountsDraw(
      ParameterSource(
        networks: problem.networks.map(\.id), parameters: problem.parameters, place: .typical))
    let group = problem.groups[number]
    let places = AppealPlaces(
      group.map { problem.items[$0] }, strata: AppealStrata(items: group.count),
      key: RandomKey(1).keyed(by: "appeals").keyed(by: 0))
    let seen = draw.networks.map { SeenRates(looks: draw.looks, spread: $0.appealSpread) }
    var corrections: [AppealStrata: [RateCorrection?]] = [:]
    let points = AppealPoints(places, draw, seen, &corrections)
    var ids: Set<UInt64> = []
    var staff: Set<UInt64> = []
    for network in problem.networks {
      guard let graph = network.graph else { continue }
      ids.formUnion(graph.ids)
      for case .some(let account) in network.accounts + [network.page] {
        if let node = account.node { staff.insert(graph.ids[Int(node)]) }
      }
    }
    var reach = (page: 0.0, with: 0.0)
    for id in ids.subtracting(staff) {
      // By item of the group, the rates at which the person sees it: the page's, and all.
      let rates = group.map { self.rates(of: id, $0, problem, draw, points, seen) }
      for place in points.weights.indices {
        for lane in 0..<8 where points.weights[place][lane] > 0 {
          var (page, all) = (0.0, 0.0)
          for (number, rate) in rates.enumerated() {
            let factor = points.pulls[number][place][lane]
            page += rate.page * factor
            all += rate.all * factor
          }
          reach.page -= points.weights[place][lane] * expm1(-page)
          reach.with -= points.weights[place][lane] * expm1(-all)
        }
      }
    }
    return reach
  }

  private func rates(
    of id: UInt64, _ item: Int, _ problem: ReachProblem, _ draw: CountsDraw,
    _ points: AppealPoints, _ rates: [SeenRates]
  ) -> (page: Double, all: Double) {
    let network = problem.items[item].network
    let source = problem.networks[network]
    let parameters = draw.networks[network]
    guard let graph = source.graph, let person = graph.index(of: id) else { return (0, 0) }
    func solved(_ chance: Double) -> Double {
      points.rate(rates[network].rate(for: chance), on: network)
    }
    func rate(_ account: ReachProblem.Account?, _ strength: ReachProblem.Strength?) -> Double {
      guard let node = account?.node,
        let place = graph.row(node).first(where: { graph.targets[$0] == person })
      else { return 0 }
      if let probability = graph.probabilities?[place] {
        return solved(strength == .like ? probability * 0.1 : probability)
      }
      let followers = Double(graph.followerCount(node))
      guard let strength else { return solved(parameters.visibility(ofPage: followers)) }
      return solved(
        parameters.visibility(
          of: followers, factor: draw.factor(of: strength, on: network)))
    }
    let page = rate(source.page, nil)
    return problem.shares.filter { $0.item == item }.reduce((page, page)) {
      ($0.0, $0.1 + rate(source.accounts[$1.employee], $1.strength))
    }
  }

  @Test(
    "reach is the sum over everybody who follows somebody, at every point",
    arguments: [false, true])
  func everybody(weighted: Bool) throws {
    for seed in UInt64(1)...8 {
      let problem = try problem(seed, weighted: weighted)
      let sums = CountsWorker(CountsPlan(problem), key: RandomKey(1), draws: 50).runTypical()
      for (number, cell) in sums.whole.enumerated() {
        let (page, with) = brute(problem, group: number)
        #expect(abs(cell.page - page) <= 5e-5 * page, "seed \(seed), group \(number)")
        #expect(abs(cell.with - with) <= 5e-5 * with, "seed \(seed), group \(number)")
      }
    }
  }

  @Test("what each brings is what enumerating all coalitions of employees gives")
  func shapley() throws {
    for seed in UInt64(1)...6 {
      var problem = try problem(seed)
      problem.groups = [problem.groups[0]]
      let staff = problem.employeeCount
      problem.contributors = .init(
        group: 0, count: staff, ofEmployee: problem.teams.indices.map { $0 })
      func additional(_ coalition: Int) -> Double {
        var part = problem
        part.contributors = nil
        part.shares = problem.shares.filter { coalition >> $0.employee & 1 == 1 }
        let cell = CountsWorker(CountsPlan(part), key: RandomKey(1), draws: 50).runTypical().whole[
          0]
        return cell.with - cell.page
      }
      let values = (0..<(1 << staff)).map(additional)
      let sums = CountsWorker(CountsPlan(problem), key: RandomKey(1), draws: 50).runTypical()
      let all = values.count - 1
      for employee in 0..<staff {
        var share = 0.0
        for coalition in 0...all where coalition >> employee & 1 == 0 {
          let size = coalition.nonzeroBitCount
          let orders =
            (1...max(1, size)).reduce(1.0) { $0 * Double($1) }
            * (1...max(1, staff - size - 1)).reduce(1.0) { $0 * Double($1) }
            / (1...staff).reduce(1.0) { $0 * Double($1) }
          share += orders * (values[coalition | 1 << employee] - values[coalition])
        }
        let own = sums.contributors[employee]
        let units = Double(BlockSums.creditUnits)
        let only = values[all] - values[all & ~(1 << employee)]
        let scale = 2e-5 * max(1, values[all])
        #expect(abs(own.credit / units - share) < scale, "seed \(seed)")
        #expect(abs(own.additional - only) < scale, "seed \(seed)")
        #expect(abs(own.alone - values[1 << employee]) < scale, "seed \(seed)")
        for other in 0..<employee {
          let both = values[1 << employee] + values[1 << other]
          let pair = both - values[1 << employee | 1 << other]
          let found = sums.overlaps[BlockSums.pairIndex(other, employee)]
          #expect(abs(found - pair) < scale, "seed \(seed)")
        }
      }
    }
  }

  @Test("graph and counts in one problem add up, and accounts without a node have an audience")
  func both() throws {
    for seed in UInt64(1)...4 {
      var graphs = try problem(seed)
      graphs.groups = [graphs.groups[0]]
      var both = graphs
      both.networks[0] = try Samples.wild(seed).networks[0]
      if let first = both.networks[1].accounts.indices.first {
        both.networks[1].accounts[first] = .init(followers: 120)
        graphs.networks[1].accounts[first] = nil
      }
      // Who has no node any more is nobody's colleague on the graph, but somebody who may be reached.
      let staff = CountsPlan(both)
      let apart = CountsWorker(CountsPlan(both.byCounts), key: RandomKey(1), draws: 50).runTypical()
        .whole[0]
      let known = CountsWorker(CountsPlan(graphs), key: RandomKey(1), draws: 50).runTypical().whole[
        0]
      let whole = CountsWorker(staff, key: RandomKey(1), draws: 50).runTypical().whole[0]
      #expect(abs(whole.page - apart.page - known.page) <= 1e-9 * whole.page)
      #expect(abs(whole.with - apart.with - known.with) <= 1e-9 * whole.with)
      #expect(apart.with > 0 && known.with > 0)
    }
  }
}
