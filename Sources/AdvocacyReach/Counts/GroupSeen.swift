import AdvocacyCore

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
  /// - Complexity: O(shares × points).
  init(
    _ group: GroupPlan, _ points: AppealPoints, _ rates: CountsRates, delays: [ReactionDelay],
    horizon: Int? = nil
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
      var exposure = Exposure(size)
      let part = arrived(since: 0, on: network)
      for item in items { exposure.add(rate: rate, points.pulls[item], factor: part) }
      return exposure.chances
    }
    var chances: [Lanes] = []
    chances.reserveCapacity(group.shows.count * size)
    var exposure = Exposure(size)
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

    init(_ size: Int) {
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
        let seen = isCertain ? Lanes.chance(certain[place]) : .zero
        chances.append(isOther ? 1 - (1 - seen) * others[place] : seen)
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
