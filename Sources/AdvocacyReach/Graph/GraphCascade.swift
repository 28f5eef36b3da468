import AdvocacyModel

/// The people whom the posts on imported graphs reach beyond the followers of page and employees, in
/// up to 256 worlds of a draw, with storage that it keeps.
///
/// Depth 1 is known exactly; so only the worlds of those who pass a post on are walked through, and
/// whether somebody had seen it before is asked where a chain comes by.
struct GraphCascade {
  private let plan: GraphPlan
  private let key: RandomKey
  private let strata: CascadeStrata
  /// By network; nil where there is no graph.
  private var walks: [MaskWalk<PostRules>?]
  private var coins: PostCoins?
  /// Whom the page's post and all posts reach, by item.
  private var page: [[Reached]] = []
  private var all: [[Reached]] = []
  /// The same, where the post's way is a plain independent cascade.
  private var plain: PlainCascade?
  private var plainFar: Far?
  /// The place of each person among those of a group.
  private var places: [UInt32]
  /// The worlds that are walked through in a draw: as many of each quarter.
  private(set) var worlds = 4
  /// The people and edges that were looked at in the latest draw.
  private(set) var looks = 0

  /// Somebody whom the chains of an item have come by.
  private struct Reached {
    let person: UInt32
    /// The worlds in which a chain alone brings it.
    let far: WorldMask
    /// Those in which they see it from an account they follow.
    let near: WorldMask
  }

  /// People beyond depth 1 by quarters of the worlds: by the page alone, and with the employees.
  struct Far: Sendable {
    var page = SIMD4<Double>.zero
    var with = SIMD4<Double>.zero

    /// The means over all worlds.
    var means: (page: Double, with: Double) { (page.sum() / 4, with.sum() / 4) }
  }

  /// The worlds of a quarter.
  private var quarter: Double { Double(worlds / 4) }

  init(_ plan: GraphPlan, key: RandomKey) {
    self.plan = plan
    self.key = key.keyed(by: "cascades")
    strata = CascadeStrata(self.key.keyed(by: "strata"))
    walks = plan.problem.networks.map { _ in nil }
    places = Array(repeating: .max, count: plan.people.count)
    choose()
  }

  /// Chooses how many worlds a draw has, by walking through some of a pilot at typical values.
  ///
  /// As many as take little time; or all where more hardly take more, since a look at an edge serves
  /// all worlds.
  private mutating func choose() {
    let problem = plan.problem
    let draw = CountsDraw(
      ParameterSource(
        networks: problem.networks.map(\.id), parameters: problem.parameters, place: .typical))
    plain = PlainCascade(plan, draw, key: key.keyed(by: "plain"))
    guard plain == nil else { return }
    var least: Int?
    for more in [4, 16, 64, 256] {
      let before = worlds
      worlds = more
      run(draw, number: 0)
      if looks > max(Self.fewLooks, 2 * (least ?? .max / 2)) {
        worlds = before
        break
      }
      least = least ?? looks
    }
    coins = nil
  }

  /// The looks of a draw at little cost (measured: a third of a millisecond).
  private static let fewLooks = 10_000

  /// Walks through the worlds of a draw.
  ///
  /// - Parameters:
  ///   - draw: The parameters.
  ///   - number: The draw's number, by which coins are keyed.
  /// - Complexity: O(followers of those who pass items on, and edges of those who see them).
  mutating func run(_ draw: CountsDraw, number: Int) {
    plainFar = nil
    if let isMade = plain?.isMade(for: plan, draw), isMade {
      plainFar = plain?.run(number: number)
      looks = plain?.looks ?? 0
      return
    }
    let coins = PostCoins(
      plan, draw, number: number, key: key, worlds: worlds, strata)
    self.coins = coins
    page.removeAll(keepingCapacity: true)
    all.removeAll(keepingCapacity: true)
    looks = 0
    for item in plan.items.indices {
      let roots = plan.items[item].acts.map { plan.acts[$0.act].root }
      let ofPage = roots.filter { plan.roots[$0].employee == nil }
      page.append(run(item, ofPage, coins, hasEmployees: false))
      all.append(
        ofPage.count == roots.count
          ? page[item] : run(item, roots, coins, hasEmployees: true))
    }
  }

  private mutating func run(
    _ item: Int, _ roots: [Int], _ coins: PostCoins, hasEmployees: Bool
  ) -> [Reached] {
    let network = plan.problem.items[item].network
    let hops = coins.draw.hops - 1
    guard !roots.isEmpty, hops > 0, coins.draw.networks[network].shareRate > 0,
      let graph = plan.people.graphs[network]
    else { return [] }
    var walk =
      walks[network] ?? MaskWalk(PostRules(graph, coins, item: item), places: 0)
    // Kept in one place only, so that its storage isn't copied.
    walks[network] = nil
    walk.rules.begin(coins, item: item, hasEmployees: hasEmployees)
    walk.clear()
    let before = walk.rules.looks
    for root in roots {
      for place in graph.source.row(plan.roots[root].node) {
        let person = graph.followers[place]
        guard let passes = walk.rules.passesFirst(person), !plan.people.isStaff[Int(person)]
        else { continue }
        let place = walk.rules.place(of: person)
        walk.admit(place)
        let worlds = walk.rules.near[place] & passes
        if worlds.hasWorlds { walk.start(place, reached: .zero, passing: worlds) }
      }
    }
    walk.run(waves: hops)
    var reached: [Reached] = []
    for (place, person) in walk.rules.people.enumerated() {
      let near = walk.rules.near[place]
      let far = walk.reached[place] & ~near
      // Who sees it from an account they follow only matters where another item's chain comes by.
      guard far.hasWorlds || near.hasWorlds, near != .everyWorld else { continue }
      reached.append(Reached(person: person, far: far, near: near))
    }
    looks += walk.rules.looks - before
    walks[network] = walk
    return reached
  }

  // MARK: Groups

  /// The people beyond depth 1 of some items' union.
  ///
  /// - Complexity: O(people met by the chains of the items).
  mutating func reach(_ items: [Int]) -> Far {
    if let plainFar { return plainFar }
    guard let coins else { return Far() }
    if items.count == 1 { return Far(page: sum(page[items[0]]), with: sum(all[items[0]])) }
    let exposure = coins.exposure(of: items)
    return Far(
      page: union(items.map { (item: $0, reached: page[$0]) }, coins, exposure, employees: false),
      with: union(items.map { (item: $0, reached: all[$0]) }, coins, exposure, employees: true))
  }

  private func sum(_ reached: [Reached]) -> SIMD4<Double> {
    var sums = SIMD4<UInt64>.zero
    for one in reached { sums &+= one.far.wordCounts }
    return SIMD4<Double>(sums) / quarter
  }

  /// The people whom the chains of an item bring, by network; each counts as a sighting.
  func addSightings(of items: [Int], to sums: inout [Double]) {
    if let plainFar {
      for item in items { sums[plan.problem.items[item].network] += plainFar.means.with }
      return
    }
    guard coins != nil else { return }
    for item in items {
      sums[plan.problem.items[item].network] += sum(all[item]).sum() / 4
    }
  }

  /// Whom some chain of the items brings and none of the items from an account they follow.
  ///
  /// Whether they see another item from such an account is known where its chains came by; else
  /// with which chance, which is as good and varies less.
  private mutating func union(
    _ items: [(item: Int, reached: [Reached])], _ coins: PostCoins,
    _ exposure: [SIMD4<Double>], employees: Bool
  ) -> SIMD4<Double> {
    var people: [UInt32] = []
    var far: [WorldMask] = []
    var near: [WorldMask] = []
    var known: [SIMD4<Double>] = []
    for (item, reached) in items {
      for one in reached {
        if places[Int(one.person)] == .max {
          places[Int(one.person)] = UInt32(people.count)
          people.append(one.person)
          far.append(.zero)
          near.append(.zero)
          known.append(.zero)
        }
        let place = Int(places[Int(one.person)])
        far[place] |= one.far
        near[place] |= one.near
        known[place] += coins.exposure(of: item, Int(one.person), employees: employees)
      }
    }
    var sums = SIMD4<Double>.zero
    for (place, person) in people.enumerated() {
      places[Int(person)] = .max
      let worlds = far[place] & ~near[place]
      guard worlds.hasWorlds else { continue }
      var open = -known[place]
      for case .some(let following) in plan.following {
        for channel in following.channels(of: Int(person))
        where employees || channel < plan.pageChannels {
          open += exposure[Int(channel)]
        }
      }
      open.replace(with: 0, where: open .< 1e-12)
      let look = coins.look(coins.look(of: Int(person)))
      let missed = 1 - Lanes.chance(Lanes(lowHalf: open * look, highHalf: .zero)).lowHalf
      sums += SIMD4<Double>(worlds.wordCounts) * missed
    }
    return sums / quarter
  }
}

extension BlockSums.Cell {
  /// Adds a draw: what is known exactly, and the walks through graphs, whose quarters are batches
  /// that tell how much is left to chance.
  mutating func add(page: Double, with: Double, _ walked: GraphCascade.Far?) {
    guard let walked else { return addBatch(page: page, with: with) }
    for quarter in 0..<4 {
      addBatch(page: (page + walked.page[quarter]) / 4, with: (with + walked.with[quarter]) / 4)
    }
  }
}

extension CountsDraw {
  /// The hops that a post takes on a graph at most: the largest depth allowed is no limit.
  var hops: Int {
    Double(depth) < ParameterName.cascadeDepth.allowedValues.upperBound ? depth : .max
  }
}
