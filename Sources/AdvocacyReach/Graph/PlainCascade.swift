import AdvocacyModel

/// One post on one graph whose way is an independent cascade: who sees it passes it on, for
/// certain, and each edge carries it with a chance that is the same in all draws.
///
/// It is walked through as `ReachEngine.spread` does, by the same plan with its control. Where
/// appeals or looks vary, edges depend on each other, and only the general walk will do; after few
/// hops its exact first depth tells more than the control.
struct PlainCascade: Sendable {
  private let given: Given
  /// The page alone, and with the employees; nil: nobody passes it on.
  private var page: Course?
  private var all: Course?
  private let isPageAll: Bool
  /// The edges and events that were looked at in the latest draw.
  private(set) var looks = 0

  /// Recognizes such a problem by its typical values, and plans the walks; nil for others.
  ///
  /// - Complexity: O(nodes + edges), and the walks of a pilot.
  init?(_ plan: GraphPlan, _ draw: CountsDraw, key: RandomKey) {
    guard plan.problem.items.count == 1, plan.problem.groups.allSatisfy({ $0 == [0] }),
      let given = Given(plan, draw)
    else { return nil }
    let acts = plan.items[0].acts.map { plan.acts[$0.act] }
    // Of two who share an account, the general walk knows what their followers see.
    guard Set(acts.map { plan.roots[$0.root].node }).count == acts.count else { return nil }
    let ofPage = acts.filter { plan.roots[$0.root].employee == nil }
    self.given = given
    isPageAll = ofPage.count == acts.count
    do {
      page = try Course(plan, draw, acts, from: ofPage, key)
      all = isPageAll ? nil : try Course(plan, draw, acts, from: acts, key)
    } catch {
      // Cancelled: whoever asked throws the same in a moment.
      return nil
    }
  }

  /// Whether the plan is one for a draw's parameters.
  func isMade(for plan: GraphPlan, _ draw: CountsDraw) -> Bool { Given(plan, draw) == given }

  /// The people beyond depth 1 in the worlds of a draw.
  mutating func run(number: Int) -> GraphCascade.Far {
    var far = GraphCascade.Far()
    looks = 0
    far.page = page?.run(number: number, &looks) ?? .zero
    far.with = isPageAll ? far.page : all?.run(number: number, &looks) ?? .zero
    return far
  }
}

/// What the chances of all edges come from.
private struct Given: Sendable, Equatable {
  private let values: [Double]

  /// The values of a draw; nil where its edges depend on each other or people pass on by chance.
  init?(_ plan: GraphPlan, _ draw: CountsDraw) {
    let number = plan.problem.items[0].network
    let network = draw.networks[number]
    guard plan.people.graphs[number] != nil, draw.hops == .max, network.shareRate == 1,
      network.deepShareFactor == 1, network.appealSpread == 0, draw.looks.values == [1]
    else { return nil }
    values =
      [network.pageVisibility, network.visibilityExponent, network.visibilityRatio]
      + [.like, .comment, .repost, .share, .quote].map { draw.factor(of: $0, on: number) }
  }
}

/// The way of the post from some accounts.
private struct Course: Sendable {
  private let plan: CascadePlan
  private var walk: CascadeWalk
  private var masks: CascadeMasks
  /// The people expected at depth 1, and the accounts themselves.
  private let known: Double
  /// What the control is multiplied by, from worlds of their own.
  private let factor: Double
  /// The worlds of a draw, a multiple of 4.
  private let worlds: Int

  init?(
    _ graphs: GraphPlan, _ draw: CountsDraw, _ acts: [GraphPlan.Act],
    from sources: [GraphPlan.Act], _ key: RandomKey
  ) throws {
    guard !sources.isEmpty, let graph = graphs.people.graphs[graphs.problem.items[0].network]
    else { return nil }
    let edges = Edges(graphs, draw, graph, acts)
    let seeds = sources.map { graphs.roots[$0.root].node }
    let network = CascadeNetwork(graph.source, seeds: seeds) {
      edges.chance(of: $0, $1)
    }
    let plan = try CascadePlan(network, worlds: Self.mostWorlds, key: key)
    self.plan = plan
    known = edges.expected(from: seeds) + Double(network.seeds.count)
    walk = plan.walk()
    masks = CascadeMasks(network, plan.gain, plan.strata, isUsed: plan.mode == .masks)
    var moments = CascadeMoments()
    var looks = 0
    let trial = key.keyed(by: "factor")
    for number in 0..<(plan.mode == .masks ? Self.blocks : CascadePlan.block) {
      try Task.checkCancellation()
      let own = trial.keyed(by: UInt64(number))
      let outcome = plan.mode == .masks ? masks.run(key: own) : walk.run(key: own)
      moments.add(reached: outcome.reached, control: outcome.control)
      looks += outcome.looks
    }
    factor = moments.factor
    // As many worlds as a draw's share of the time allows.
    let room = Self.fewLooks * moments.count / max(1, looks)
    worlds = plan.mode == .masks ? CascadePlan.block : max(4, min(CascadePlan.block, room & ~3))
  }

  /// The people beyond depth 1, in the quarters of the worlds.
  mutating func run(number: Int, _ looks: inout Int) -> SIMD4<Double> {
    let key = plan.key.keyed(by: UInt64(number))
    if plan.mode == .masks {
      let outcome = masks.run(key: key)
      looks += outcome.looks
      return SIMD4(repeating: people(outcome) / Double(worlds) - known)
    }
    var sums = SIMD4<Double>.zero
    for world in 0..<worlds {
      let outcome = walk.run(key: key.keyed(by: UInt64(world)))
      looks += outcome.looks
      sums[world % 4] += people(outcome)
    }
    return sums / Double(worlds / 4) - known
  }

  private func people(_ outcome: CascadeOutcome) -> Double {
    Double(outcome.reached) - factor * outcome.control
  }

  /// The worlds for which a plan is made: those of all draws of a report; assumed.
  private static let mostWorlds = 65_536
  /// The blocks by which the control's factor is found, where worlds go together.
  private static let blocks = 8
  /// The looks of a draw at little cost (measured: some tens of milliseconds).
  private static let fewLooks = 4_000_000
}

/// The chances of the edges of a graph.
private struct Edges {
  private let graph: GraphPeople.Graph
  private let isStaff: [Bool]
  /// By node, for the accounts that pass the post on first: the chance that a follower sees it, and
  /// what an imported chance is multiplied by.
  private let roots: [UInt32: (chance: Double, part: Double)]
  /// By node, the visibility of what ordinary people pass on.
  private let visibility: [Double]

  init(
    _ plan: GraphPlan, _ draw: CountsDraw, _ graph: GraphPeople.Graph, _ acts: [GraphPlan.Act]
  ) {
    self.graph = graph
    isStaff = plan.people.isStaff
    let number = plan.problem.items[0].network
    let network = draw.networks[number]
    var roots: [UInt32: (chance: Double, part: Double)] = [:]
    for act in acts {
      let root = plan.roots[act.root]
      roots[root.node] = (
        chance: graph.source.probabilities == nil
          ? GraphRates.chance(plan, draw, act, root.channels.lowerBound) : 0,
        part: act.strength == .like ? network.likeExposure : 1
      )
    }
    self.roots = roots
    let factor = draw.factor(of: .repost, on: number)
    visibility = (0..<UInt32(graph.source.nodeCount)).map {
      network.visibility(of: Double(graph.source.followerCount($0)), factor: factor)
    }
  }

  /// The chance of an edge of a node; nil to staff, who neither count nor pass on.
  func chance(of node: UInt32, _ place: Int) -> Double? {
    guard !isStaff[Int(graph.followers[place])] else { return nil }
    let root = roots[node]
    if let probability = graph.source.probabilities?[place] {
      return probability * (root?.part ?? 1)
    }
    return root?.chance ?? visibility[Int(node)]
  }

  /// The people expected to see the post from some accounts.
  func expected(from nodes: [UInt32]) -> Double {
    var missed: [UInt32: Double] = [:]
    for node in nodes {
      for place in graph.source.row(node) {
        guard let chance = chance(of: node, place) else { continue }
        missed[graph.followers[place], default: 1] *= 1 - chance
      }
    }
    // In order, so that the sum has the same last digits everywhere.
    return missed.sorted { $0.key < $1.key }.reduce(0) { $0 + (1 - $1.value) }
  }
}
