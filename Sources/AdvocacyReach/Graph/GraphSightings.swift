import AdvocacyCore

/// How often people of imported graphs see the items of a group, for one draw: the series of each
/// channel, multiplied along the tree of who sees by which.
struct GraphSightings {
  private let trie: FollowerTrie
  private let weights: [Lanes]
  /// By channel, the series of who sees by it, at each point; empty: it shows nothing.
  private let channels: [[SightingSeries]]

  /// Works out what each channel shows.
  ///
  /// - Complexity: O(acts × channels × points × 10).
  init(_ group: Int, _ plan: GraphPlan, _ points: AppealPoints, _ rates: GraphRates) {
    trie = plan.tries[group]
    weights = points.weights
    var channels = [[SightingSeries]](repeating: [], count: plan.channels.count)
    for (number, item) in plan.problem.groups[group].enumerated() {
      let pulls = points.pulls[number]
      for (act, _) in plan.items[item].acts {
        let root = plan.roots[plan.acts[act].root]
        for channel in root.channels {
          let rate = points.rate(rates.rate(act, channel), on: root.network)
          guard rate > 0 else { continue }
          if channels[channel].isEmpty { channels[channel] = pulls.map { _ in .none } }
          for place in pulls.indices {
            channels[channel][place].see(Lanes.chance(rate * pulls[place]))
          }
        }
      }
    }
    self.channels = channels
  }

  /// The people who see it at least once, twice, …, ten times.
  ///
  /// - Complexity: O(nodes of the tree × points × 55).
  func people() -> [Double] {
    var sums = [Double](repeating: 0, count: SightingCounts.most)
    var path: [[SightingSeries]] = [weights.map { _ in .none }]
    for node in trie.channels.indices {
      let depth = Int(trie.depths[node])
      path.removeLast(path.count - depth)
      var series = path[depth - 1]
      let own = channels[Int(trie.channels[node])]
      if !own.isEmpty { for place in series.indices { series[place].multiply(by: own[place]) } }
      path.append(series)
      let count = Double(trie.counts[node])
      guard count > 0 else { continue }
      for times in sums.indices {
        var sum = Lanes.zero
        for place in series.indices {
          sum += weights[place] * series[place].chance(ofMoreThan: times)
        }
        sums[times] += count * sum.sum()
      }
    }
    return sums
  }
}
