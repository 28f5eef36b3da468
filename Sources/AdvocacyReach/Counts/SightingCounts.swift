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
  /// - Complexity: O(parties × classes × points × 55 × pools of a party).
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
          var all = own
          for member in pool.members {
            all.multiply(by: series(of: member, pool, number, place))
          }
          for times in 0..<Self.most {
            let more = all.chance(ofMoreThan: times) - own.chance(ofMoreThan: times)
            sums[times] += scale * (weights[place] * more).sum()
          }
        }
      }
    }
    return sums
  }

  /// What a person of a class sees from a member's employees.
  private func series(
    of member: Int, _ pool: GroupReach.Pool, _ number: Int, _ place: Int
  ) -> SightingSeries {
    let group = reach.seen.group
    let party = group.members[member]
    var apart = SightingSeries.none
    var found: [(chance: Double, series: SightingSeries)] = []
    for show in group.offsets[member]..<group.offsets[member + 1] {
      let chance = reach.people.chance(party, group.shows[show].network, pool.kind, number)
      let series = shows[show * size + place]
      found.append((chance, series))
      apart.multiply(by: series.followed(chance))
    }
    if found.count > 1, reach.people.together > 0 {
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
    return apart.power(reach.count(of: member, in: pool))
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

/// The chances of 0, 1, …, 9 sightings at eight points: a generating function up to the ninth power.
struct SightingSeries {
  private var terms: [Lanes]

  /// Nothing is seen.
  static let none = SightingSeries(terms: [.all(1)] + Array(repeating: .zero, count: 9))
  /// No chance of anything, to be added to.
  static let zero = SightingSeries(terms: Array(repeating: .zero, count: 10))

  /// Adds a sighting that happens with a chance.
  @inline(__always)
  mutating func see(_ chance: Lanes) {
    for power in terms.indices.reversed() {
      terms[power] = terms[power] * (1 - chance) + (power > 0 ? terms[power - 1] * chance : .zero)
    }
  }

  /// The series of somebody who follows with a chance.
  func followed(_ chance: Double) -> SightingSeries {
    var series = self
    for power in terms.indices { series.terms[power] *= chance }
    series.terms[0] += 1 - chance
    return series
  }

  /// The series of the sum of two numbers that are independent.
  ///
  /// - Complexity: 55 products.
  mutating func multiply(by other: SightingSeries) {
    for power in terms.indices.reversed() {
      var sum = Lanes.zero
      for low in 0...power { sum += terms[low] * other.terms[power - low] }
      terms[power] = sum
    }
  }

  /// Adds a part of another.
  mutating func add(_ other: SightingSeries, times factor: Double) {
    for power in terms.indices { terms[power] += factor * other.terms[power] }
  }

  /// Takes another with a chance.
  mutating func mix(with other: SightingSeries, share: Double) {
    for power in terms.indices {
      terms[power] += share * (other.terms[power] - terms[power])
    }
  }

  /// The series of the sum of as many independent numbers; the count may be a fraction.
  ///
  /// The recurrence of a power of a series: k·p₀·q_k = Σ (n·i − k + i)·p_i·q_(k − i).
  func power(_ count: Double) -> SightingSeries {
    guard count != 1 else { return self }
    var first = terms[0]
    // Who is certain to see it leaves nobody who hasn't.
    first.replace(with: 1e-30, where: first .< 1e-30)
    var found = SightingSeries.zero
    found.terms[0] = Lanes.power(first, count)
    for power in 1..<terms.count {
      var sum = Lanes.zero
      for low in 1...power {
        sum += (count * Double(low) - Double(power - low)) * terms[low] * found.terms[power - low]
      }
      found.terms[power] = sum / (Double(power) * first)
    }
    return found
  }

  /// The chance of more than so many sightings, 0 to 9.
  func chance(ofMoreThan count: Int) -> Lanes {
    var left = Lanes.all(1)
    for power in 0...count { left -= terms[power] }
    left.replace(with: 0, where: left .< 0)
    return left
  }
}
