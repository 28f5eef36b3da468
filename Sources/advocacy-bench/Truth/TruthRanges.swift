import AdvocacyModel
import AdvocacyReach
import AdvocacyReport
import AdvocacyTestSupport

/// Truths drawn from the stated ranges, against the interval of a report on the same ranges.
struct TruthRanges: Sendable {
  var mutation: TruthMutation?
  var setting: TruthSetting
  /// What the truths are drawn from, and the report's ranges but for a mutation.
  var parameters = ParameterSet()

  /// The share of truths that are to lie inside; few truths and draws tell it less exactly: 2,000 by
  /// two standard errors of 0.7 points.
  private var goal: ClosedRange<Double> {
    setting.truths < Self.manyTruths ? 0.865...0.935 : 0.88...0.92
  }

  private static let manyTruths = 4000

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
      goal: setting.truths < Self.manyTruths ? "86.5 to 93.5 %" : "88 to 92 %",
      verdict: goal.contains(multiplier) && goal.contains(additional) ? .met : .missed,
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

/// Whether the error that a report states is the one that its figures have: how far they move from
/// seed to seed.
struct TruthStatedError: Sendable {
  var mutation: TruthMutation?
  var setting: TruthSetting
  var companies = Self.companies

  /// What the stated error may be of the real one.
  ///
  /// An error found from 24 seeds is itself off by 15 %.
  private var bounds: ClosedRange<Double> {
    setting.errorSeeds < Self.manySeeds ? 0.6...1.6 : 0.8...1.25
  }
  private static let manySeeds = 100

  /// A company of two networks.
  struct Company: Sendable {
    var employees: Int
    var posts: Int
    /// The draws of a report; nil for as many as it usually makes.
    var draws: Int?
    /// Whether a brief run looks at it.
    var isBrief = true

    func options(_ problem: ReachProblem, seed: UInt64) -> ReachOptions {
      var options = ReachOptions(for: problem, seed: seed)
      options.draws = draws ?? options.draws
      return options
    }
  }

  static let companies = [
    Company(employees: 12, posts: 3), Company(employees: 300, posts: 10, isBrief: false),
  ]

  /// What one seed says: the figure, its stated error, and the stated error where nothing is left
  /// open, which lacks what the choice of draws leaves.
  private struct Said: Sendable {
    var figure: Double
    var stated: Double
  }

  func row() async throws -> TruthRow {
    var parts: [TruthPart] = []
    var found: [String] = []
    for company in companies where setting.errorSeeds >= Self.manySeeds || company.isBrief {
      let problem = try Self.problem(company)
      let said = try await mapped(Array(1...setting.errorSeeds), threads: setting.threads) {
        [mutation] seed in
        var cells = try await ReachEngine.estimate(
          problem, company.options(problem, seed: UInt64(seed))
        ).groups
        if mutation == .error {
          var known = problem
          known.parameters = problem.parameters.typical(on: problem.networks.map(\.id))
          let others = try await ReachEngine.estimate(
            known, ReachOptions(seed: UInt64(seed), draws: 2)
          ).groups
          for group in cells.indices {
            cells[group].relativeStandardError = others[group].relativeStandardError
          }
        }
        return cells.map {
          Said(figure: $0.reachMultiplier?.mean ?? 0, stated: $0.relativeStandardError ?? 0)
        }
      }
      for (name, group) in [("total", company.posts), ("first post", 0)] {
        let figures = said.map { $0[group].figure }
        let real = figures.standardDeviation / figures.mean
        let stated = said.map { $0[group].stated * $0[group].stated }.mean.squareRoot()
        let ratio = real > 0 ? stated / real : 0
        parts.append(
          TruthPart(
            graph: "\(company.employees) employees, \(company.posts) posts",
            kind: "\(name): stated \(Self.percent(stated)), real \(Self.percent(real))",
            cases: figures.count, within: bounds.contains(ratio) ? figures.count : 0,
            median: ratio - 1, worst: nil))
        found.append(NumberFormat.fixed(ratio, decimals: 2))
      }
    }
    let met = parts.count { $0.within > 0 }
    return TruthRow(
      name: .error, asked: "stated error ÷ what the figure moves by over seeds, total and a post",
      cases: setting.errorSeeds, found: found.joined(separator: "; ") + " times",
      goal: "\(bounds.lowerBound) to \(bounds.upperBound)",
      verdict: met == parts.count ? .met : .missed, parts: parts,
      counts: [TruthCount(name: "error", value: met)])
  }

  private static func percent(_ share: Double) -> String {
    NumberFormat.fixed(100 * share, decimals: 3) + " %"
  }

  /// A company of LinkedIn and X, whose members have 60 to 900 followers and pass on two posts of
  /// three.
  ///
  /// Each post is a group, and all of them together.
  private static func problem(_ company: Company) throws -> ReachProblem {
    let (employees, posts) = (company.employees, company.posts)
    let networks = try [("linkedin", 1500, 7), ("x", 900, 11)].map { name, page, step in
      guard let id = NetworkID(name) else { throw Failure(.internal, "\(name) is no network") }
      return ReachProblem.Network(
        id: id, page: .init(followers: page), audience: .synthetic,
        accounts: (0..<employees).map { .init(followers: 60 + $0 * step * 17 % 840) })
    }
    let strengths: [ReachProblem.Strength] = [.repost, .quote, .repost, .like, .share]
    let items = (0..<posts).flatMap { post in
      networks.indices.map { ReachProblem.Item(post: post, network: $0) }
    }
    let shares = items.indices.flatMap { item in
      (0..<employees).filter { ($0 + item / 2) % 3 != 0 }.map {
        ReachProblem.Share(item: item, employee: $0, strength: strengths[(item + $0) % 5])
      }
    }
    return ReachProblem(
      networks: networks, teams: (0..<employees).map { $0 / 6 }, parameters: ParameterSet(),
      items: items, shares: shares,
      groups: (0..<posts).map { [2 * $0, 2 * $0 + 1] } + [Array(items.indices)])
  }
}

extension [Double] {
  /// The standard deviation of a sample; 0 of fewer than two.
  var standardDeviation: Double {
    guard count > 1 else { return 0 }
    let mean = mean
    return (reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(count - 1)).squareRoot()
  }
}
