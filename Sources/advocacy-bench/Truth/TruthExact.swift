import AdvocacyModel
import AdvocacyReach
import AdvocacyReport
import AdvocacyTestSupport

/// Problems in which nothing is left open, against people drawn one by one.
///
/// The pool of the plain people is found apart from the engine, by halving, and their activity and
/// looks are drawn from the distributions themselves.
struct TruthExact: Sendable {
  var mutation: TruthMutation?
  var setting: TruthSetting
  var scenes = Self.scenes

  /// Accounts of one pool that all pass some posts on.
  struct Scene: Sendable {
    var name: String
    var followers: [Int]
    var isOneTeam: Bool
    var posts: Int
    var overlap: Double
    var pageOverlap: Double
  }

  static let scenes = [
    Scene(
      name: "2 employees, 1 post", followers: [300, 180], isOneTeam: true, posts: 1, overlap: 0.3,
      pageOverlap: 0.2),
    Scene(
      name: "8 employees, 3 posts", followers: [400, 120, 90, 250, 60, 310, 150, 200],
      isOneTeam: true, posts: 3, overlap: 0.25, pageOverlap: 0.15),
    Scene(
      name: "6 employees, 10 posts", followers: [240, 90, 130, 320, 70, 180], isOneTeam: false,
      posts: 10, overlap: 0.1, pageOverlap: 0.1),
    Scene(
      name: "12 employees, 1 post",
      followers: [200, 90, 310, 120, 60, 150, 240, 80, 100, 170, 130, 280], isOneTeam: false,
      posts: 1, overlap: 0.15, pageOverlap: 0.3),
  ]

  private static let known = (
    page: 700.0, pageVisibility: 0.15, ownVisibility: 0.18, spread: 1.0, activity: 0.2, look: 0.18
  )
  /// What the engine may be off beside four standard errors of the simulation.
  private static let margin = 0.005
  private static let rounding = 1e-12

  func row() async throws -> TruthRow {
    let found = try await mapped(scenes, threads: setting.threads) { try await judge($0) }
    let errors = found.flatMap(\.errors)
    // A sum of fifty equal numbers, divided, may be off in its last digit.
    let width = found.map(\.width).max().map { $0 < Self.rounding ? 0 : $0 } ?? 0
    let isMet = width == 0 && errors.allSatisfy(\.isWithin)
    let worst = errors.map { abs($0.error) }.max() ?? 0
    return TruthRow(
      name: .exact, asked: "everything known, against people drawn one by one",
      cases: errors.count,
      found: "width \(width == 0 ? "0" : TruthGroupRows.percent(width)); "
        + "\(errors.count(where: \.isWithin)) of \(errors.count) agree, worst "
        + TruthReport.signed(worst),
      goal: "width 0; 0.5 % and 4 se", verdict: isMet ? .met : .missed, parts: errors.parts,
      counts: [
        TruthCount(name: "exact", value: errors.count(where: \.isWithin)),
        TruthCount(name: "exact, no width", value: found.count { $0.width < Self.rounding }),
      ])
  }

  private func judge(_ scene: Scene) async throws -> (errors: [TruthError], width: Double) {
    let options = ReachOptions(
      seed: setting.seed, draws: 50)
    let cell = try await ReachEngine.estimate(problem(scene), options).groups[0]
    let figures = [cell.page, cell.reachMultiplier, cell.withEmployees, cell.additionalPeople]
    let width = figures.compactMap { $0 }.map { ($0.high - $0.low) / $0.mean }.max() ?? 0
    guard let plain = Self.plain(scene).simulate(worlds: setting.worlds, seed: setting.seed).first
    else { return ([], width) }
    let pairs = [
      ("page", cell.page?.mean ?? 0, plain.page),
      ("with employees", cell.withEmployees.mean, plain.with),
      ("additional people", cell.additionalPeople.mean, plain.additional),
    ]
    let errors = pairs.map { name, own, estimate in
      TruthError(
        graph: scene.name, kind: name, error: own / estimate.mean - 1,
        isWithin: abs(own - estimate.mean)
          <= Self.margin * estimate.mean + 4 * estimate.standardError)
    }
    return (errors, width)
  }

  /// The problem with every parameter known.
  private func problem(_ scene: Scene) throws -> ReachProblem {
    let known = Self.known
    var set = ParameterSet().typical
    let values: [(ParameterName, Double)] = [
      (.pageVisibility, known.pageVisibility),
      (.visibilityRatio, known.ownVisibility / known.pageVisibility), (.visibilityExponent, 0),
      (.appealSpread, known.spread),
      (.lookShape, mutation == .looks ? 1_000_000 : known.look),
      (.activityShape, mutation == .activity ? 1_000_000 : known.activity), (.shareRate, 0),
      (.colleagueShare, 0), (.pageStaffShare, 0), (.teamOverlap, scene.overlap),
      (.companyOverlap, scene.overlap), (.pageOverlap, mutation == .page ? 0 : scene.pageOverlap),
    ]
    for (name, value) in values { set.override(name, with: Parameter(value)) }
    let network = ReachProblem.Network(
      id: try TruthCase.network(), page: .init(followers: Int(known.page)), audience: .synthetic,
      accounts: scene.followers.map { .init(followers: $0) })
    return ReachProblem(
      networks: [network], teams: scene.followers.indices.map { scene.isOneTeam ? 0 : $0 },
      parameters: set, items: (0..<scene.posts).map { .init(post: $0, network: 0) },
      shares: (0..<scene.posts).flatMap { item in
        scene.followers.indices.map { .init(item: item, employee: $0, strength: .full) }
      },
      groups: [Array(0..<scene.posts)])
  }

  /// The same as people.
  private static func plain(_ scene: Scene) -> PlainScene {
    let pool = PlainPool(
      followers: scene.followers.map(Double.init), overlap: scene.overlap,
      pageOverlap: scene.pageOverlap, activity: known.activity)
    func rate(_ chance: Double) -> Double {
      PlainPool.seenRate(chance, spread: known.spread, look: known.look)
    }
    let own = rate(known.ownVisibility)
    var plain = PlainScene()
    plain.pools = [(pool.size, pool.rates.enumerated().map { ($0, 0, $1) })]
    plain.pages = [(known.page, pool.pageRate)]
    plain.activity = .gamma(shape: known.activity)
    plain.look = .gamma(shape: known.look)
    plain.appealSpread = [known.spread]
    plain.items = (0..<scene.posts).map { ($0, 0) }
    plain.pageRates = plain.items.map { _ in rate(known.pageVisibility) }
    plain.shares = plain.items.indices.flatMap { item in
      scene.followers.indices.map { (item, $0, own, 0) }
    }
    plain.groups = [Array(plain.items.indices)]
    return plain
  }
}

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
