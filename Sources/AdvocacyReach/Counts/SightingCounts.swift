import AdvocacyModel

/// How often people see the items of a group, for one draw of the parameters: who sees them at least
/// once, twice, … and ten times at depth 1.
///
/// Sightings of one person are independent once their class and the point are known, so that their
/// number has the generating function Π (1 − c + c·z) over all acts of whom they follow; it is kept
/// up to the ninth power. Networks of one account go together as they do for reach; those of the page
/// are on their own.
struct SightingCounts {
  /// So many times are told apart.
  static let most = 10

  private let reach: GroupReach
  private let size: Int
  /// By show, the series of what a follower sees at each point.
  private let shows: [SightingSeries]
  /// By network, that of the page's posts; empty: it shows nothing.
  private let page: [[SightingSeries]]

  /// Works out what followers of each account see.
  ///
  /// - Complexity: O(acts × points × 10).
  init(_ reach: GroupReach, _ rates: CountsRates) {
    self.reach = reach
    let (group, points) = (reach.seen.group, reach.seen.points)
    size = points.weights.count
    var shows: [SightingSeries] = []
    shows.reserveCapacity(group.shows.count * size)
    for (member, party) in group.members.enumerated() {
      for show in group.shows[group.offsets[member]..<group.offsets[member + 1]] {
        for place in 0..<size {
          var series = SightingSeries.none
          for act in group.acts[show.acts] {
            let rate = points.rate(
              rates.rate(party, show.network, act.strength), on: show.network)
            series.see(act.portion * Lanes.chance(rate * points.pulls[act.item][place]))
          }
          shows.append(series)
        }
      }
    }
    self.shows = shows
    page = group.page.enumerated().map { network, items in
      let rate = points.rate(rates.page[network], on: network)
      guard rate > 0, !items.isEmpty else { return [] }
      return points.weights.indices.map { place in
        var series = SightingSeries.none
        for item in items { series.see(Lanes.chance(rate * points.pulls[item][place])) }
        return series
      }
    }
  }

  /// The people who see it at least once, twice, …, ten times.
  ///
  /// - Complexity: O(parties × classes × points × 45 × pools of a party), × 10 of one item.
  func people() -> [Double] {
    let people = reach.people
    var sums = ofPage
    let weights = reach.seen.points.weights
    let pools = reach.pools()
    for number in people.classes.weights.indices {
      for pool in pools {
        let scale = pool.copies * people.sizes[pool.place] * people.classes.weights[number]
        for place in 0..<size {
          var own = SightingSeries.none
          for (network, series) in page.enumerated() where !series.isEmpty {
            own.multiply(by: series[place].followed(people.page[network][number]))
          }
          var logarithm = SightingLogarithm()
          var all = own
          for member in pool.members {
            let count = reach.count(of: member, in: pool)
            if !add(member, pool, number, place, times: count, to: &logarithm) {
              all.multiply(by: series(of: member, pool, number, place).power(count))
            }
          }
          all.multiply(by: logarithm.series)
          let factors = scale * weights[place]
          var (most, least) = (Lanes.all(1), Lanes.all(1))
          for times in 0..<Self.most {
            (most, least) = (most - all[times], least - own[times])
            sums[times] += (factors * (most.atLeastZero - least.atLeastZero)).sum()
          }
        }
      }
    }
    return sums
  }

  /// Adds what a person of a class sees from a member's employees on a network; tells whether it did,
  /// which it does not where there are several networks.
  private func add(
    _ member: Int, _ pool: GroupReach.Pool, _ number: Int, _ place: Int, times count: Double,
    to logarithm: inout SightingLogarithm
  ) -> Bool {
    let group = reach.seen.group
    let show = group.offsets[member]
    guard group.offsets[member + 1] - show == 1 else { return false }
    return logarithm.add(
      shows, at: show * size + place,
      followed: reach.people.chance(
        group.members[member], group.shows[show].network, pool.kind, number), times: count)
  }

  /// What a person of a class sees from one of a member's employees.
  private func series(
    of member: Int, _ pool: GroupReach.Pool, _ number: Int, _ place: Int
  ) -> SightingSeries {
    let group = reach.seen.group
    let party = group.members[member]
    let shown = group.offsets[member]..<group.offsets[member + 1]
    guard shown.count > 1 else {
      let show = shown.lowerBound
      return shows[show * size + place].followed(
        reach.people.chance(party, group.shows[show].network, pool.kind, number))
    }
    var apart = SightingSeries.none
    var found: [(chance: Double, series: SightingSeries)] = []
    for show in shown {
      let chance = reach.people.chance(party, group.shows[show].network, pool.kind, number)
      let series = shows[show * size + place]
      found.append((chance, series))
      apart.multiply(by: series.followed(chance))
    }
    if reach.people.together > 0 {
      // Those who follow on one network do so on each with a larger audience.
      found.sort { $0.chance > $1.chance }
      var joint = SightingSeries.zero
      var seen = SightingSeries.none
      var last = 1.0
      for (chance, series) in found {
        joint.add(seen, times: last - chance)
        seen.multiply(by: series)
        last = chance
      }
      joint.add(seen, times: last)
      apart.mix(with: joint, share: reach.people.together)
    }
    return apart
  }

  /// The people who see it so often from the page alone.
  private var ofPage: [Double] {
    let networks = page.indices.filter { !page[$0].isEmpty }
      .sorted { reach.people.pageFollowers[$0] > reach.people.pageFollowers[$1] }
    let weights = reach.seen.points.weights
    var sums = [Double](repeating: 0, count: Self.most)
    let both = networks.count > 1 ? reach.pageOverlap : 0
    for place in 0..<size {
      var joint = SightingSeries.none
      for (rank, network) in networks.enumerated() {
        let count = reach.people.pageFollowers[network]
        let next =
          rank + 1 < networks.count ? reach.people.pageFollowers[networks[rank + 1]] : 0
        joint.multiply(by: page[network][place])
        for times in 0..<Self.most {
          let own = page[network][place].chance(ofMoreThan: times)
          sums[times] +=
            (weights[place]
            * ((1 - both) * count * own
              + both * (count - next) * joint.chance(ofMoreThan: times)))
            .sum()
        }
      }
    }
    return sums
  }
}
