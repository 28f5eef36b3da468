import AdvocacyCore
import AdvocacyReach
import AdvocacyReport

/// How many of a page's followers see something of it in a month, and a single post.
struct TruthMonth: Sendable {
  var mutation: TruthMutation?
  var setting: TruthSetting

  private static let followers = 10_000

  func row() async throws -> TruthRow {
    let often = try await shares(posts: 20, visibility: 0.35)
    let rare = try await shares(posts: 60, visibility: 0.04)
    let found = [
      (often.month, 0.55...0.67), (rare.month, 0.39...0.41), (often.single, 0.345...0.355),
    ]
    let met = found.count { $0.1.contains($0.0) }
    return TruthRow(
      name: .month, asked: "20 posts of a page at 35 %; 60 at 4 %; one at 35 %",
      cases: found.count, found: found.map { TruthGroupRows.percent($0.0) }.joined(separator: "; "),
      goal: "55 to 67; 39 to 41; 34.5 to 35.5 %", verdict: met == found.count ? .met : .missed,
      counts: [TruthCount(name: "month", value: met)])
  }

  /// The share of followers who see one of the posts, and the mean of those who see a single one.
  private func shares(
    posts: Int, visibility: Double
  ) async throws -> (month: Double, single: Double) {
    var set = ParameterSet().typical
    let known: [(ParameterName, Double)] = [
      (.pageVisibility, visibility), (.visibilityExponent, 0), (.shareRate, 0),
    ]
    for (name, value) in known { set.override(name, with: Parameter(value)) }
    if mutation == .looks { set.override(.lookShape, with: Parameter(1_000_000)) }
    let network = ReachProblem.Network(
      id: try TruthCase.network(), page: .init(followers: Self.followers), audience: .synthetic,
      accounts: [])
    let problem = ReachProblem(
      networks: [network], teams: [], parameters: set,
      items: (0..<posts).map { .init(post: $0, network: 0) }, shares: [],
      groups: [Array(0..<posts)] + (0..<posts).map { [$0] })
    let reached = try await problem.known(seed: setting.seed).map { $0.page }
    let whole = Double(Self.followers)
    return ((reached.first ?? 0) / whole, reached.dropFirst().map { $0 / whole }.mean)
  }
}
