import AdvocacyModel
import Foundation

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

/// The rates at which the followers of ordinary people of a graph see what these pass on, for one
/// draw: a repost's, by the size of the audience.
struct PassingRates: Sendable {
  private let sizes: [Int]
  private let rates: [Double]
  /// The rate of an imported probability, both as logarithms.
  private let table: MonotoneTable?

  /// Solves the rates of all audience sizes.
  ///
  /// - Complexity: O(sizes).
  init(
    _ graph: GraphPeople.Graph, _ draw: CountsDraw, _ network: Int, _ seen: SeenRates
  ) {
    sizes = graph.sizes
    guard graph.source.probabilities == nil else {
      rates = []
      table = MonotoneTable(
        from: log(seen.rate(for: Self.least)), to: log(seen.rate(for: SeenRates.ceiling))
      ) { log(seen.chance(rate: exp($0))) }
      return
    }
    table = nil
    let chances = graph.sizes.map {
      draw.networks[network].visibility(
        of: Double($0), factor: draw.factor(of: .repost, on: network))
    }
    // Where visibility is the same for many sizes it is solved once.
    let distinct = Set(chances).sorted()
    let solved = Dictionary(uniqueKeysWithValues: zip(distinct, seen.rates(for: distinct)))
    rates = chances.map { $0 >= 1 ? GraphRates.certain : solved[$0] ?? 0 }
  }

  /// The rate for an audience of a size.
  ///
  /// - Complexity: O(log sizes).
  func rate(_ followers: Int) -> Double {
    let place = sizes.firstPosition { $0 >= followers }
    return place < rates.count ? rates[place] : 0
  }

  /// The rate of an imported probability.
  func rate(ofProbability chance: Double) -> Double {
    guard let table, chance > 0 else { return 0 }
    guard chance < 1 else { return GraphRates.certain }
    return exp(table.place(of: log(min(max(chance, Self.least), SeenRates.ceiling))))
  }

  /// Probabilities below it count as this.
  private static let least = 1e-6
}

/// Puts people into the classes of how often they look, each by a number drawn for it.
struct LookClasses: Sendable {
  /// How often a person of each class looks, as a multiple of the mean.
  let values: [Double]
  /// The part of all words that lies below the end of each class.
  private let ends: [UInt64]
  /// The first class of the words that begin with each byte.
  private let first: [UInt8]

  init(_ nodes: MixingNodes) {
    values = nodes.values
    var sum = 0.0
    var ends = nodes.weights.map { weight in
      sum += weight
      return UInt64(min(sum, 1 - 0x1p-53) * 0x1p64)
    }
    ends[ends.count - 1] = .max
    self.ends = ends
    first = (0..<256).map { byte in
      UInt8(ends.firstIndex { $0 >= UInt64(byte) << 56 } ?? 0)
    }
  }

  /// The class of a person with a word.
  @inline(__always)
  func number(of word: UInt64) -> Int {
    var number = Int(first[Int(word >> 56)])
    while ends[number] < word { number += 1 }
    return number
  }
}
