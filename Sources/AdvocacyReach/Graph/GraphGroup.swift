import AdvocacyModel

/// The reach of one group of items on imported graphs at depth 1, exactly, for one draw.
///
/// At a point over appeals and looks, a channel is seen with s = 1 − Π (1 − s of its acts), and of
/// the people with a set of channels 1 − Π (1 − s) are reached: nobody is drawn.
struct GraphGroup {
  private let plan: GraphPlan
  private let trie: FollowerTrie
  private let weights: [Lanes]
  /// By channel, the chance of not having seen it, at each point; empty: it shows nothing.
  private let stays: [[Lanes]]

  /// Works out what is seen.
  ///
  /// - Parameters:
  ///   - group: The group's number.
  ///   - plan: The graphs.
  ///   - points: Points over the appeals of the group's items.
  ///   - rates: The rates of acts.
  ///   - horizon: The seconds within which sightings count, with the reaction delays; nil: all do.
  /// - Complexity: O(acts × channels × points).
  init(
    _ group: Int, _ plan: GraphPlan, _ points: AppealPoints, _ rates: GraphRates,
    horizon: (seconds: Int, delays: [ReactionDelay])? = nil
  ) {
    self.plan = plan
    trie = plan.tries[group]
    weights = points.weights
    var sums = [[Lanes]](repeating: [], count: plan.channels.count)
    var late = sums
    for (number, item) in plan.problem.groups[group].enumerated() {
      let pulls = points.pulls[number]
      for (act, delay) in plan.items[item].acts {
        let root = plan.roots[plan.acts[act].root]
        let arrived =
          horizon.map { $0.delays[root.network].share(within: Double($0.seconds) - delay) } ?? 1
        guard arrived > 0 else { continue }
        for channel in root.channels {
          let rate = points.rate(rates.rate(act, channel), on: root.network)
          guard rate > 0 else { continue }
          if arrived == 1 {
            if sums[channel].isEmpty { sums[channel] = weights.map { _ in .zero } }
            for place in weights.indices {
              sums[channel][place] += rate * pulls[place]
            }
          } else {
            if late[channel].isEmpty { late[channel] = weights.map { _ in .all(1) } }
            for place in weights.indices {
              late[channel][place] *=
                1 - arrived * Lanes.chance(rate * pulls[place])
            }
          }
        }
      }
    }
    stays = zip(sums, late).map { sum, late in
      let whole = sum.map { 1 - Lanes.chance($0) }
      if late.isEmpty { return whole }
      return whole.isEmpty ? late : zip(whole, late).map { $0 * $1 }
    }
  }

  /// The people reached, those members of groups aside who are reached elsewhere.
  ///
  /// Elsewhere: by network, what the members of a group see beside it, where that is known.
  ///
  /// - Complexity: O(nodes of the tree × points).
  func reach(_ elsewhere: [Int: MembersElsewhere] = [:]) -> GroupReach.Reach {
    var reach = GroupReach.Reach()
    walk { set in
      let beside = elsewhere.isEmpty ? nil : elsewhere[network(of: set)]
      var (page, with) = (Lanes.zero, Lanes.zero)
      for place in weights.indices {
        let missed = 1 - set.path[set.missed + place]
        let unseen = 1 - set.path[set.start + place]
        page += weights[place] * (beside.map { $0.page[place] * missed } ?? missed)
        with += weights[place] * (beside.map { $0.all[place] * unseen } ?? unseen)
      }
      let (ofPage, ofAll) = (page.sum(), with.sum())
      reach.page += set.people * ofPage
      reach.additional += set.people * (ofAll - ofPage)
    }
    return reach
  }

  private func network(of set: borrowing ChannelSet) -> Int {
    set.channels.last.map { plan.roots[plan.channels[$0].root].network } ?? -1
  }

  /// People of a graph who see by the same channels.
  struct Viewers {
    let network: Int
    /// How many they are, by the points' weights.
    let people: [Lanes]
    /// How many the page misses.
    let missed: [Lanes]
    /// The employees by whose channels they see, with the chance of not having seen each.
    let stays: [(employee: Int, stays: [Lanes])]
  }

  /// Visits the sets of employees' channels with those who see by them.
  ///
  /// - Complexity: O(nodes of the tree × points + the channels of all sets).
  func forEachSet(_ visit: (Viewers) -> Void) {
    walk { set in
      var own: [(employee: Int, stays: [Lanes])] = []
      for channel in set.channels where !stays[channel].isEmpty {
        guard let employee = plan.roots[plan.channels[channel].root].employee else { continue }
        own.append((employee, stays[channel]))
      }
      guard !own.isEmpty else { return }
      visit(
        Viewers(
          network: network(of: set), people: weights.map { set.people * $0 },
          missed: weights.indices.map { set.people * weights[$0] * set.path[set.missed + $0] },
          stays: own))
    }
  }

  /// A set of channels by which people see posts.
  private struct ChannelSet {
    /// How many people.
    var people = 0.0
    /// The channels on the way to it.
    var channels: [Int] = []
    /// The chances of not having seen anything by the first so many channels of the way.
    var path: [Lanes]
    /// Where those for pages begin, and those for all.
    var missed = 0
    var start = 0
  }

  private func walk(_ visit: (borrowing ChannelSet) -> Void) {
    let size = weights.count
    var set = ChannelSet(path: [Lanes](repeating: .all(1), count: (trie.longest + 1) * size))
    // The number of pages among the first so many channels of the way: pages come first.
    var pages = [0]
    for node in trie.channels.indices {
      let (channel, depth) = (Int(trie.channels[node]), Int(trie.depths[node]))
      set.start = depth * size
      set.channels.removeLast(set.channels.count - (depth - 1))
      set.channels.append(channel)
      pages.removeLast(pages.count - depth)
      pages.append(channel < plan.pageChannels ? depth : pages[depth - 1])
      set.missed = pages[depth] * size
      let (before, own) = (set.start - size, stays[channel])
      if own.isEmpty {
        for place in 0..<size { set.path[set.start + place] = set.path[before + place] }
      } else {
        for place in 0..<size {
          set.path[set.start + place] = set.path[before + place] * own[place]
        }
      }
      set.people = Double(trie.counts[node])
      if set.people > 0 { visit(set) }
    }
  }
}

/// A group of items on imported graphs in one draw of the parameters.
struct GraphGroups {
  private let group: Int
  private let plan: GraphPlan
  private let draw: CountsDraw
  private let points: AppealPoints
  private let rates: GraphRates
  private let whole: GraphGroup

  /// Works out what is seen, at points over the appeals of the group's items.
  init(
    _ group: Int, _ plan: GraphPlan, _ draw: CountsDraw, _ points: AppealPoints,
    _ seen: [SeenRates]
  ) {
    self.group = group
    self.plan = plan
    self.draw = draw
    self.points = points
    self.rates = GraphRates(plan, draw, seen)
    whole = GraphGroup(group, plan, points, self.rates)
  }

  /// The people reached beside those whom accounts by count reach.
  func reach(beside counts: GroupReach) -> GroupReach.Reach {
    whole.reach(counts.elsewhere(for: plan.problem))
  }

  /// The people who see it at least once, twice, …, ten times.
  func sightingCounts() -> [Double] { GraphSightings(group, plan, points, rates).people() }

  /// The people reached within some seconds of each post.
  func reach(
    within seconds: Int, _ delays: [ReactionDelay], beside counts: GroupReach
  ) -> GroupReach.Reach {
    GraphGroup(group, plan, points, rates, horizon: (seconds, delays))
      .reach(counts.elsewhere(for: plan.problem))
  }

  /// The problem whose graphs they are.
  var problem: ReachProblem { plan.problem }

  /// Visits the sets of accounts with people who follow just these, as `GraphGroup` does.
  func forEachSet(_ visit: (GraphGroup.Viewers) -> Void) { whole.forEachSet(visit) }

  /// Adds the sightings by network, act by act.
  func addSightings(to sums: inout [Double]) {
    forEachAct { root, people in sums[root.network] += people }
  }

  /// Visits each employee's acts with the sightings that come of them.
  func addSightings(_ visit: (_ employee: Int, _ people: Double) -> Void) {
    forEachAct { root, people in
      if let employee = root.employee { visit(employee, people) }
    }
  }

  private func forEachAct(_ visit: (GraphPlan.Root, Double) -> Void) {
    for item in plan.problem.groups[group] {
      for (number, _) in plan.items[item].acts {
        let act = plan.acts[number]
        let root = plan.roots[act.root]
        visit(
          root,
          root.channels.reduce(0) {
            $0 + Double(plan.channels[$1].followers)
              * GraphRates.chance(plan, draw, act, $1)
          })
      }
    }
  }
}

extension GroupReach.Reach {
  static func + (lhs: Self, rhs: Self) -> Self {
    Self(page: lhs.page + rhs.page, additional: lhs.additional + rhs.additional)
  }
}

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
