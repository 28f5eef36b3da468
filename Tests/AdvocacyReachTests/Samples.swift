import AdvocacyModel
import Testing

@testable import AdvocacyReach

/// Builders of problems for tests.
enum Samples {
  /// A network id that is known to be well formed.
  static func network(_ text: String) throws -> NetworkID { try #require(NetworkID(text)) }

  /// Parameters without any chance or uncertainty, save what a test puts back.
  static func still(market: Double = 1e9) -> ParameterSet {
    var set = ParameterSet()
    let fixed: [(ParameterName, Double)] = [
      (.pageVisibility, 1), (.visibilityExponent, 0), (.visibilityRatio, 1), (.repostFactor, 1),
      (.likeExposure, 0.1), (.appealSpread, 0), (.impressionsPerPerson, 1), (.shareRate, 0),
      (.deepShareFactor, 1), (.teamOverlap, 0), (.companyOverlap, 0),
      (.pageOverlap, 0), (.secondNetworkOverlap, 0), (.appealCorrelation, 0.4),
      (.marketSize, market), (.colleagueShare, 0), (.pageStaffShare, 0), (.lookShape, 1e6),
      (.activityShape, 1e6),
    ]
    for (name, value) in fixed { set.override(name, with: Parameter(value)) }
    return set
  }

  /// All employees share every post on every network.
  static func everyone(
    followers: [[Int]], pages: [Int?], teams: [Int], posts: Int = 1, parameters: ParameterSet
  ) throws -> ReachProblem {
    let names = ["x", "linkedin", "facebook"]
    let networks = try followers.indices.map { index in
      ReachProblem.Network(
        id: try network(names[index]),
        page: pages[index].map { ReachProblem.Account(followers: $0) }, audience: .synthetic,
        accounts: followers[index].map { ReachProblem.Account(followers: $0) })
    }
    var items: [ReachProblem.Item] = []
    var shares: [ReachProblem.Share] = []
    for post in 0..<posts {
      for network in networks.indices {
        for employee in teams.indices {
          shares.append(.init(item: items.count, employee: employee, strength: .full))
        }
        items.append(.init(post: post, network: network))
      }
    }
    return ReachProblem(
      networks: networks, teams: teams, parameters: parameters,
      items: items, shares: shares, groups: [Array(items.indices)])
  }

  /// A random graph of a hundred nodes; weighted: each edge has one of three probabilities.
  static func graph(_ key: RandomKey, weighted: Bool = false) -> FollowerGraph {
    var builder = FollowerGraph.Builder()
    for edge in 0..<600 {
      let own = key.keyed(by: UInt64(edge))
      builder.add(
        from: own.keyed(by: 0).bits % 100 + 1000, to: own.keyed(by: 1).bits % 100 + 1000,
        weight: weighted ? [0.1, 0.25, 0.6][Int(own.keyed(by: 2).bits % 3)] : nil)
    }
    return builder.build()
  }

  /// A random problem on a synthetic network and two networks with graphs, of wild parameters.
  static func wild(_ seed: UInt64) throws -> ReachProblem {
    let key = RandomKey(seed).keyed(by: "wild")
    func draw(_ word: UInt64, below bound: UInt64) -> Int {
      Int(key.keyed(by: word).bits % bound)
    }
    var parameters = still(market: 5000)
    let wild: [(ParameterName, Double, Double)] = [
      (.pageVisibility, 0.05, 0.5), (.visibilityRatio, 0.5, 3), (.appealSpread, 0.1, 1.2),
      (.shareRate, 0.01, 0.3), (.deepShareFactor, 0.1, 1),
      (.teamOverlap, 0.05, 0.3), (.companyOverlap, 0.01, 0.1), (.pageOverlap, 0.02, 0.3),
      (.secondNetworkOverlap, 0.05, 0.3),
    ]
    for (name, low, high) in wild {
      let range = Parameter(
        low: low, typical: (low + high) / 2, high: high, basis: .assumed, source: "test")
      parameters.override(name, with: range)
    }
    parameters.override(.deepAudienceCap, with: Parameter(100))
    let staff = 2 + draw(0, below: 6)
    let audiences: [ReachProblem.Audience] = [
      .synthetic, .graph(graph(key.keyed(by: 1))), .graph(graph(key.keyed(by: 2))),
    ]
    let networks = try audiences.enumerated().map { index, audience in
      let base = UInt64(100 * (index + 1))
      var nodes: UInt32?
      if case .graph(let graph) = audience { nodes = UInt32(graph.nodeCount) }
      func account(_ word: UInt64) -> ReachProblem.Account {
        .init(
          followers: draw(base + word, below: 200),
          node: nodes.map { UInt32(draw(base + word + 50, below: UInt64($0))) })
      }
      return ReachProblem.Network(
        id: try network(["x", "linkedin", "facebook"][index]),
        page: draw(base, below: 4) == 0 ? nil : account(1), audience: audience,
        accounts: (0..<staff).map {
          draw(base + 90 + UInt64($0), below: 8) == 0 ? nil : account(UInt64($0) + 2)
        })
    }
    let items = (0..<2).flatMap { post in
      networks.indices.map { ReachProblem.Item(post: post, network: $0) }
    }
    var shares: [ReachProblem.Share] = []
    for item in items.indices {
      for employee in 0..<staff where draw(UInt64(1000 + 20 * item + employee), below: 3) > 0 {
        let strength: ReachProblem.Strength =
          draw(UInt64(2000 + 20 * item + employee), below: 3) == 0 ? .like : .full
        shares.append(.init(item: item, employee: employee, strength: strength))
      }
    }
    return ReachProblem(
      networks: networks, teams: (0..<staff).map { $0 % 2 }, parameters: parameters,
      items: items, shares: shares, groups: [Array(items.indices), [0, 1, 2], [0, 3], [4]])
  }
}

extension BlockSums {
  /// The cells that the draw worked out.
  var whole: [Cell] { cells.compactMap(\.self) }
}
