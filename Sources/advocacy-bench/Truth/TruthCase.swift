import AdvocacyFiles
import AdvocacyModel
import AdvocacyReach
import AdvocacyTestSupport
import Foundation

/// A group on a real graph, what is so of it, and how the engine is asked about it.
struct TruthCase: Sendable {
  var graph: String
  var group: TruthGroup
  var truth: GroupTruth

  /// The graphs, by their file beside the checkout.
  static let graphs = [
    "congress-twitter", "facebook_combined", "wiki-Vote", "soc-Epinions1", "higgs-retweet",
  ]

  /// Whether all graphs are there.
  static var areGraphsThere: Bool {
    graphs.allSatisfy { SharedData.has("graphs/\($0).txt.gz") }
  }

  /// Groups of every graph.
  ///
  /// - Throws: a failure where a graph can't be read.
  static func all(groups: Int, seed: UInt64, threads: Int) throws -> [TruthCase] {
    try graphs.flatMap { name in
      guard let url = SharedData.url("graphs/\(name).txt.gz") else { return [TruthCase]() }
      let graph = TiedGraph(
        try GraphFile.read(url.path, edges: .followedToFollower, threads: threads))
      return TruthGroups(graph, seed: seed).groups(groups).map {
        TruthCase(graph: name, group: $0, truth: GroupTruth($0, on: graph))
      }
    }
  }

  /// Overlaps, as shares of an audience.
  struct Overlaps: Sendable {
    var team: Double
    var company: Double
    var page: Double

    subscript(_ name: ParameterName) -> Double {
      get { name == .teamOverlap ? team : name == .companyOverlap ? company : page }
      set {
        switch name {
        case .teamOverlap: team = newValue
        case .companyOverlap: company = newValue
        default: page = newValue
        }
      }
    }
  }

  /// Those of the group; 0 where it has no such pair.
  var overlaps: Overlaps {
    Overlaps(
      team: truth.teamOverlap ?? 0, company: truth.companyOverlap ?? 0,
      page: truth.pageOverlap ?? 0)
  }

  /// The network on which groups are asked about.
  static func network() throws -> NetworkID {
    guard let id = NetworkID("x") else { throw Failure(.internal, "x is no network") }
    return id
  }

  /// Parameters under which what is seen is known: the page's visibility and an employee's, the
  /// same for every post and person, and nobody passes anything on.
  ///
  /// The rest are the defaults with their ranges.
  static func parameters(
    page: Double, employees: Double, _ mutation: TruthMutation?
  ) -> ParameterSet {
    var set = ParameterSet()
    let fixed: [(ParameterName, Double)] = [
      (.pageVisibility, page), (.visibilityRatio, employees / page), (.visibilityExponent, 0),
      (.appealSpread, 0), (.lookShape, 1_000_000), (.shareRate, 0),
    ]
    for (name, value) in fixed { set.override(name, with: Parameter(value)) }
    guard mutation == .ranges else { return set }
    // An eighth: overlaps differ so much that half of their ranges still covers most groups.
    return set.halved(on: []).halved(on: []).halved(on: [])
  }

  /// Parameters that are all known: the overlaps given, the shares of colleagues as they are, the
  /// rest typical.
  func knownParameters(
    page: Double, employees: Double, _ overlaps: Overlaps, _ mutation: TruthMutation?
  ) -> ParameterSet {
    var set = Self.parameters(page: page, employees: employees, nil).typical
    let isWithout = mutation == .colleagues
    let known: [(ParameterName, Double)] = [
      (.colleagueShare, isWithout ? 0 : truth.colleagueShare),
      (.pageStaffShare, isWithout ? 0 : truth.pageStaffShare),
      (.teamOverlap, overlaps.team), (.companyOverlap, overlaps.company),
      (.pageOverlap, mutation == .page ? 0 : overlaps.page),
    ]
    for (name, value) in known { set.override(name, with: Parameter(value)) }
    if mutation == .activity { set.override(.activityShape, with: Parameter(1_000_000)) }
    return set
  }

  /// One post by the page that every employee passes on as a post of their own.
  func problem(_ parameters: ParameterSet) throws -> ReachProblem {
    try problem(parameters, sharers: [Array(truth.counts.indices)], hasPage: true)
  }

  /// A post for each set of sharers, each a group of its own.
  func problem(
    _ parameters: ParameterSet, sharers: [[Int]], hasPage: Bool
  ) throws -> ReachProblem {
    let network = ReachProblem.Network(
      id: try Self.network(), page: hasPage ? .init(followers: truth.pageCount) : nil,
      audience: .synthetic, accounts: truth.counts.map { .init(followers: $0) })
    return ReachProblem(
      networks: [network], teams: truth.teams, parameters: parameters,
      items: sharers.indices.map { .init(post: $0, network: 0) },
      shares: sharers.enumerated().flatMap { item, employees in
        employees.map { .init(item: item, employee: $0, strength: .full) }
      },
      groups: sharers.indices.map { [$0] })
  }
}

extension ReachProblem {
  /// What the engine says for parameters that are known: the people by group, by the page alone and
  /// with the employees.
  func known(seed: UInt64) async throws -> [(page: Double, with: Double)] {
    let options = ReachOptions(seed: seed, draws: 1)
    let sums = try await ReachEngine.simulate(self, options, blocks: 0..<1)
    return sums.first?.cells.compactMap { $0.map { ($0.page, $0.with) } } ?? []
  }
}

extension ParameterSet {
  /// A copy in which every parameter is known at its typical value, the networks' own included.
  func typical(on networks: [NetworkID]) -> ParameterSet {
    changed(on: networks) { Parameter($0.typical) }
  }

  /// A copy in which every parameter is known, alike on all networks.
  var typical: ParameterSet { typical(on: []) }

  /// A copy in which every range is half as wide, the networks' own included.
  func halved(on networks: [NetworkID]) -> ParameterSet {
    changed(on: networks) { range in
      Parameter(
        low: (range.low + range.typical) / 2, typical: range.typical,
        high: (range.high + range.typical) / 2, basis: range.basis, source: range.source)
    }
  }

  private func changed(
    on networks: [NetworkID], _ change: (Parameter) -> Parameter
  ) -> ParameterSet {
    var copy = self
    for name in ParameterName.allCases {
      copy.override(name, with: change(self[name]))
      guard name.isPerNetwork else { continue }
      for network in networks {
        copy.override(name, on: network, with: change(self[name, network]))
      }
    }
    return copy
  }
}

/// Works on values at once, in their order.
func mapped<Value: Sendable, Result: Sendable>(
  _ values: [Value], threads: Int, _ work: @escaping @Sendable (Value) async throws -> Result
) async throws -> [Result] {
  try await withThrowingTaskGroup(of: (Int, Result).self) { group in
    var results = [Result?](repeating: nil, count: values.count)
    var next = 0
    func start() {
      guard next < values.count else { return }
      let (number, value) = (next, values[next])
      next += 1
      group.addTask { (number, try await work(value)) }
    }
    for _ in 0..<max(1, threads) { start() }
    while let (number, result) = try await group.next() {
      results[number] = result
      start()
    }
    return results.compactMap { $0 }
  }
}
