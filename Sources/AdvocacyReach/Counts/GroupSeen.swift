import AdvocacyModel

/// What a follower sees of a group of items, for one draw: with which chance at least one of those
/// that an account, or the page, shows.
struct GroupSeen {
  /// Who shows what.
  let group: GroupPlan
  /// The points, at each of which there is a chance.
  let points: AppealPoints
  /// The chances, show after show, at each point.
  let chances: [Lanes]
  /// By network, how likely a follower of the page sees a post of its at each point; empty: never.
  let page: [[Lanes]]

  /// The number of points, in groups of eight.
  var size: Int { points.weights.count }

  /// Works out what is seen.
  ///
  /// - Parameters:
  ///   - group: Who shows what.
  ///   - points: Points over the items' appeals, in their order.
  ///   - rates: The rates of accounts.
  ///   - delays: The reaction delays by network.
  ///   - horizon: The seconds within which sightings count; nil: all do.
  ///   - times: How many items alike each one stands for.
  /// - Complexity: O(shares × points).
  init(
    _ group: GroupPlan, _ points: AppealPoints, _ rates: CountsRates, delays: [ReactionDelay],
    horizon: Int? = nil, times: Double = 1
  ) {
    self.group = group
    self.points = points
    let size = points.weights.count
    func arrived(since delay: Double, on network: Int) -> Double {
      guard let horizon else { return 1 }
      return delays[network].share(within: Double(horizon) - delay)
    }
    page = group.page.enumerated().map { network, items in
      let rate = points.rate(rates.page[network], on: network)
      guard rate > 0, !items.isEmpty else { return [] }
      var exposure = Exposure(size, times: times)
      let part = arrived(since: 0, on: network)
      for item in items { exposure.add(rate: rate, points.pulls[item], factor: part) }
      return exposure.chances
    }
    var chances: [Lanes] = []
    chances.reserveCapacity(group.shows.count * size)
    var exposure = Exposure(size, times: times)
    for (member, party) in group.members.enumerated() {
      for show in group.shows[group.offsets[member]..<group.offsets[member + 1]] {
        exposure.clear()
        var (strength, rate) = (ReachProblem.Strength.like, -1.0)
        for act in group.acts[show.acts] {
          if rate < 0 || act.strength != strength {
            strength = act.strength
            rate = points.rate(rates.rate(party, show.network, strength), on: show.network)
          }
          exposure.add(
            rate: rate, points.pulls[act.item],
            factor: act.portion * arrived(since: act.delay, on: show.network))
        }
        exposure.append(to: &chances)
      }
    }
    self.chances = chances
  }

  /// How likely the shares of one account, or the page's posts, are seen.
  private struct Exposure {
    /// Σ rate × pull of what everybody showed.
    private var certain: [Lanes]
    /// Π (1 − the chance) of what some did.
    private var others: [Lanes]
    private var isCertain = false
    private var isOther = false
    private let times: Double

    init(_ size: Int, times: Double) {
      self.times = times
      certain = [Lanes](repeating: .zero, count: size)
      others = [Lanes](repeating: .all(1), count: size)
    }

    mutating func clear() {
      if isCertain { for place in certain.indices { certain[place] = .zero } }
      if isOther { for place in others.indices { others[place] = .all(1) } }
      isCertain = false
      isOther = false
    }

    /// Adds a share, of which some part is there.
    mutating func add(rate: Double, _ pulls: [Lanes], factor: Double) {
      guard factor > 0 else { return }
      if factor == 1 {
        for place in certain.indices { certain[place] += rate * pulls[place] }
        isCertain = true
      } else {
        for place in others.indices {
          others[place] *= 1 - factor * Lanes.chance(rate * pulls[place])
        }
        isOther = true
      }
    }

    /// Appends the chance of seeing at least one.
    func append(to chances: inout [Lanes]) {
      for place in certain.indices {
        let seen = isCertain ? Lanes.chance(times * certain[place]) : .zero
        chances.append(
          isOther ? 1 - (1 - seen) * Lanes.power(others[place], times) : seen)
      }
    }

    var chances: [Lanes] {
      var chances: [Lanes] = []
      append(to: &chances)
      return chances
    }
  }
}

extension AppealPoints {
  /// The rate to use at these points for an account's rate.
  func rate(_ rate: Double, on network: Int) -> Double {
    corrections[network]?.corrected(rate) ?? rate
  }
}

/// A group of items made ready: who shows which of its items where, the same in all draws.
struct GroupPlan: Sendable {
  /// The items, as the problem numbers them.
  let items: [Int]
  /// The parties who share any, by team and then by number.
  let members: [Int]
  /// What each member shows, by network; those of a member lie together.
  let shows: [Show]
  /// Where the shows of each member begin, and at the end where the last ones end.
  let offsets: [Int]
  /// The acts of all shows, show after show.
  let acts: [Act]
  /// By network, the places in the group of the items that the page publishes there.
  let page: [[Int]]

  /// The items that a party shares on a network.
  struct Show: Sendable {
    let network: Int
    /// The acts, by place.
    let acts: Range<Int>
  }

  /// A share of an item.
  struct Act: Sendable {
    /// The item, by its place in the group.
    let item: Int
    let strength: ReachProblem.Strength
    /// The share of the party's employees who did it.
    let portion: Double
    /// When, in seconds after the post.
    let delay: Double
  }

  /// Makes a group ready.
  ///
  /// - Complexity: O(shares × log shares).
  init(
    _ items: [Int], problem: ReachProblem, parties: [CountsPlan.Party],
    sharing: [[CountsPlan.Sharing]]
  ) {
    self.items = items
    var found: [(party: Int, network: Int, act: Act)] = []
    var page = [[Int]](repeating: [], count: problem.networks.count)
    for (place, item) in items.enumerated() {
      let network = problem.items[item].network
      if problem.networks[network].page != nil { page[network].append(place) }
      for share in sharing[item] where parties[share.party].followers[network] > 0 {
        let act = Act(
          item: place, strength: share.strength, portion: share.portion, delay: share.delay)
        found.append((share.party, network, act))
      }
    }
    self.page = page
    found.sort {
      (parties[$0.party].team, $0.party, $0.network, $0.act.item, $0.act.strength, $0.act.delay)
        < (parties[$1.party].team, $1.party, $1.network, $1.act.item, $1.act.strength, $1.act.delay)
    }
    var members: [Int] = []
    var shows: [Show] = []
    var offsets: [Int] = []
    var first = 0
    for (place, share) in found.enumerated() {
      let next = place + 1 < found.count ? found[place + 1] : nil
      if members.last != share.party {
        members.append(share.party)
        offsets.append(shows.count)
      }
      guard next?.party != share.party || next?.network != share.network else { continue }
      shows.append(Show(network: share.network, acts: first..<place + 1))
      first = place + 1
    }
    self.members = members
    self.shows = shows
    self.offsets = offsets + [shows.count]
    acts = found.map(\.act)
  }
}
