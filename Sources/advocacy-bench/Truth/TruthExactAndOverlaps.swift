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

/// Whether the overlaps asked are those that the engine works with, measured from outside by what
/// pairs of accounts reach together.
struct TruthOverlaps: Sendable {
  var cases: [TruthCase]
  var mutation: TruthMutation?
  var setting: TruthSetting

  /// What is asked, as multiples of what was measured on the graph.
  static let factors = [0.5, 1, 2]
  /// How near an overlap counts as met, in shares of an audience.
  private static let near = 0.02
  /// As far from what was asked, of what can be had, a message is due at the earliest.
  private static let notable = 0.05
  /// The most and the least that is asked to see what can be had.
  private static let (most, least) = (0.98, 0.0005)

  /// One overlap asked of one group, the others as measured.
  private struct Question: Sendable {
    var item: TruthCase
    var name: ParameterName
    var factor: Double
    var asked: Double
  }

  func row() async throws -> TruthRow {
    let questions = cases.flatMap(Self.questions)
    let errors = try await mapped(questions, threads: setting.threads) { try await judge($0) }
    return TruthRow(
      name: .overlaps, asked: "team, company and page overlap at half, once and twice the measured",
      cases: errors.count,
      found: "met within 2 points or named in \(TruthGroupRows.percent(errors.share))",
      goal: "100 %", verdict: errors.allSatisfy(\.isWithin) ? .met : .missed, parts: errors.parts,
      counts: errors.counts(.overlaps))
  }

  private static func questions(_ item: TruthCase) -> [Question] {
    let truth = item.truth
    let known: [(ParameterName, Double?)] = [
      (.teamOverlap, truth.teamOverlap), (.companyOverlap, truth.companyOverlap),
      (.pageOverlap, truth.pageOverlap),
    ]
    return known.flatMap { name, measured in
      guard let measured, measured > 0 else { return [Question]() }
      return factors.compactMap {
        $0 * measured < 0.9
          ? Question(item: item, name: name, factor: $0, asked: $0 * measured) : nil
      }
    }
  }

  private func judge(_ question: Question) async throws -> TruthError {
    let (item, name, asked) = (question.item, question.name, question.asked)
    let found = try await attained(item, name, asked)
    let notes = try await notes(item, name, asked)
    let note = notes.first { $0.parameter == name.rawValue }
    var isRight = abs(found - asked) <= Self.near
    if let note {
      // Only where what can be had differs by more than a twentieth, and then what it is.
      isRight =
        abs(note.attained - asked) > Self.notable * note.attained
        && abs(note.attained - found) <= max(0.01, Self.notable * found)
      if !isRight || abs(found - asked) > Self.near {
        let end = try await attained(item, name, asked > found ? Self.most : Self.least)
        isRight = isRight && abs(note.attained - end) <= max(0.01, Self.notable * end)
      }
    }
    return TruthError(
      graph: item.graph, kind: "\(item.group.kind.rawValue), \(name.rawValue)",
      error: found - asked, isWithin: isRight)
  }

  private func parameters(
    _ item: TruthCase, _ name: ParameterName, _ asked: Double
  ) -> ParameterSet {
    var overlaps = item.overlaps
    overlaps[name] = asked
    let certain = TruthGroupRows.certain
    return item.knownParameters(page: certain, employees: certain, overlaps, mutation)
  }

  private func notes(
    _ item: TruthCase, _ name: ParameterName, _ asked: Double
  ) async throws -> [ReachEstimate.AudienceNote] {
    let options = ReachOptions(
      seed: setting.seed, draws: 1)
    let problem = try item.problem(parameters(item, name, asked))
    return try await ReachEngine.estimate(problem, options).notes
  }

  /// The mean overlap that the engine works with, over all pairs or accounts.
  private func attained(
    _ item: TruthCase, _ name: ParameterName, _ asked: Double
  ) async throws -> Double {
    let parameters = parameters(item, name, asked)
    let seen = TruthGroupRows.certain
    let accounts = item.truth.counts.indices.filter { item.truth.counts[$0] > 0 }
    let singles = accounts.map { [$0] }
    if name == .pageOverlap {
      let alone = try await item.problem(parameters, sharers: singles, hasPage: false)
        .known(seed: setting.seed)
      let beside = try await item.problem(parameters, sharers: singles, hasPage: true)
        .known(seed: setting.seed)
      return zip(alone, beside).map { own, both in
        (own.with - (both.with - both.page)) / (seen * own.with)
      }.mean
    }
    let teams = item.truth.teams
    let pairs = accounts.flatMap { first in
      accounts.filter {
        $0 < first && (teams[$0] == teams[first]) == (name == .teamOverlap)
      }.map { [$0, first] }
    }
    let people = try await item.problem(parameters, sharers: singles + pairs, hasPage: false)
      .known(seed: setting.seed).map(\.with)
    let own = Dictionary(uniqueKeysWithValues: zip(accounts, people))
    return zip(pairs, people.dropFirst(singles.count)).compactMap { pair, both in
      guard let first = own[pair[0]], let second = own[pair[1]] else { return nil }
      return (first + second - both) / (seen * min(first, second))
    }.mean
  }
}

extension [Double] {
  /// The mean; 0 of none.
  var mean: Double { isEmpty ? 0 : reduce(0, +) / Double(count) }
}
