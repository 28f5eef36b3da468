import AdvocacyCore
import AdvocacyReach
import AdvocacyReport
import AdvocacyTestSupport

/// Truths drawn from the stated ranges, against the interval of a report on the same ranges.
struct TruthRanges: Sendable {
  var mutation: TruthMutation?
  var setting: TruthSetting
  /// What the truths are drawn from, and the report's ranges but for a mutation.
  var parameters = ParameterSet()

  /// The share of truths that are to lie inside.
  static let goal = 0.88...0.92

  /// What came of a truth: the multiplier and the additional people.
  private struct Truth: Sendable {
    var multiplier: Double
    var additional: Double
  }

  func row() async throws -> TruthRow {
    let networks = try Self.problem(parameters).networks.map(\.id)
    let ranges = PlainRanges(parameters, networks: networks)
    let key = RandomKey(setting.seed).keyed(by: "truths")
    let truths = try await mapped(Array(0..<setting.truths), threads: setting.threads) {
      [setting] number in
      let drawn = ranges.draw(key.keyed(by: UInt64(number)))
      let found = try await Self.problem(drawn).known(seed: setting.seed)
      let (page, with) = found.first ?? (1, 1)
      return Truth(multiplier: with / page, additional: with - page)
    }
    let draws = setting.draws
    let report = try Self.problem(reported(networks))
    let shares = try await mapped(Array(0..<setting.reportSeeds), threads: setting.threads) {
      number in
      let options = ReachOptions(
        seed: 1000 + UInt64(number), draws: draws)
      let cell = try await ReachEngine.estimate(report, options).groups[0]
      return (
        multiplier: Self.share(truths.map(\.multiplier), cell.reachMultiplier),
        additional: Self.share(truths.map(\.additional), cell.additionalPeople)
      )
    }
    let (multiplier, additional) = (
      shares.map(\.multiplier).mean, shares.map(\.additional).mean
    )
    return TruthRow(
      name: .ranges, asked: "truths drawn from the ranges, \(setting.reportSeeds) reports",
      cases: truths.count,
      found: "multiplier \(TruthGroupRows.percent(multiplier)), additional people "
        + "\(TruthGroupRows.percent(additional)) inside",
      goal: "88 to 92 %",
      verdict: Self.goal.contains(multiplier) && Self.goal.contains(additional) ? .met : .missed,
      share: min(multiplier, additional))
  }

  /// The ranges of the report.
  private func reported(_ networks: [NetworkID]) -> ParameterSet {
    switch mutation {
    case .ranges: parameters.halved(on: networks)
    case .correlation: parameters.overriding(.networkCorrelation, with: Parameter(0))
    default: parameters
    }
  }

  private static func share(_ truths: [Double], _ figure: ReachEstimate.Figure?) -> Double {
    guard let figure, !truths.isEmpty else { return 0 }
    let inside = truths.count { figure.low <= $0 && $0 <= figure.high }
    return Double(inside) / Double(truths.count)
  }

  /// Eight employees in two teams, two networks and three posts, of which each passes on two.
  static func problem(_ parameters: ParameterSet) throws -> ReachProblem {
    let followers = [
      [400, 250, 800, 150, 90, 600, 320, 210], [120, 300, 60, 500, 80, 240, 180, 90],
    ]
    let networks = try zip(["linkedin", "x"], followers).map { name, counts in
      guard let id = NetworkID(name) else { throw Failure(.internal, "\(name) is no network") }
      return ReachProblem.Network(
        id: id, page: .init(followers: name == "x" ? 900 : 1500), audience: .synthetic,
        accounts: counts.map { .init(followers: $0) })
    }
    let strengths: [ReachProblem.Strength] = [.repost, .quote, .repost, .like, .share]
    let items = (0..<3).flatMap { post in
      networks.indices.map { ReachProblem.Item(post: post, network: $0) }
    }
    let shares = items.indices.flatMap { item in
      (0..<8).filter { ($0 + item / 2) % 3 != 0 }.map { employee in
        ReachProblem.Share(
          item: item, employee: employee, strength: strengths[(item + employee) % 5])
      }
    }
    return ReachProblem(
      networks: networks, teams: (0..<8).map { $0 / 4 }, parameters: parameters, items: items,
      shares: shares, groups: [Array(items.indices)])
  }
}
