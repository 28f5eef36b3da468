import AdvocacyCore

/// The rates at which the followers of a graph's accounts see what these do, for one draw.
struct GraphRates {
  private let offsets: [Int]
  private let rates: [Double]
  private let firstChannels: [Int]

  /// Solves the rates of all acts of a problem.
  ///
  /// - Parameters:
  ///   - plan: The accounts and what they do.
  ///   - draw: The parameters.
  ///   - seen: What a rate means, by network.
  /// - Complexity: O(acts × channels of an account).
  init(_ plan: GraphPlan, _ draw: CountsDraw, _ seen: [SeenRates]) {
    var offsets: [Int] = []
    var chances: [Double] = []
    var networks: [Int] = []
    for act in plan.acts {
      offsets.append(chances.count)
      let network = plan.roots[act.root].network
      for channel in plan.roots[act.root].channels {
        chances.append(Self.chance(plan, draw, act, channel))
        networks.append(network)
      }
    }
    var rates = chances
    for network in seen.indices {
      let own = networks.indices.filter { networks[$0] == network }
      for (place, rate) in zip(own, seen[network].rates(for: own.map { chances[$0] })) {
        rates[place] = chances[place] >= 1 ? Self.certain : rate
      }
    }
    self.offsets = offsets
    self.rates = rates
    firstChannels = plan.acts.map { plan.roots[$0.root].channels.lowerBound }
  }

  /// A rate at which everybody sees everything: what is imported or configured as certain is.
  static let certain = 1e12

  /// The rate of an act, for those who see it by a channel of its account.
  @inline(__always)
  func rate(_ act: Int, _ channel: Int) -> Double {
    rates[offsets[act] + channel - firstChannels[act]]
  }

  /// The mean chance that a follower on a channel sees an act.
  ///
  /// An imported probability is that of a post or a share; a like shows a part of it.
  static func chance(
    _ plan: GraphPlan, _ draw: CountsDraw, _ act: GraphPlan.Act, _ channel: Int
  ) -> Double {
    let root = plan.roots[act.root]
    let network = draw.networks[root.network]
    if let probability = plan.channels[channel].probability {
      return act.strength == .like ? probability * network.likeExposure : probability
    }
    let followers = Double(root.followers)
    guard root.employee != nil else { return network.visibility(ofPage: followers) }
    return network.visibility(
      of: followers, factor: draw.factor(of: act.strength, on: root.network))
  }
}
