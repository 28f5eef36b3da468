import AdvocacyCore
import AdvocacyReach
import AdvocacyReport
import AdvocacyTestSupport

/// What is seen of a group, and by how many: the engine, given two overlaps, against every follower.
struct TruthGroupRows: Sendable {
  var cases: [TruthCase]
  var mutation: TruthMutation?
  var setting: TruthSetting

  /// The visibilities of the page and of an employee.
  static let (page, employees) = (0.04, 0.08)
  /// As good as certain to be seen: the engine's chances end here.
  static let certain = 0.999

  /// Visible reach with the measured overlaps: within 10 % in 95 % of groups.
  func visible() async throws -> TruthRow {
    let errors = try await errors(
      page: Self.page, employees: Self.employees, margin: 0.10
    ) { $0.reach(page: Self.page, employees: Self.employees) }
    return Self.row(
      .visible, "visible reach, page 4 %, employees 8 %, overlaps known", errors, margin: "10 %",
      bar: 0.95, goal: 0.95)
  }

  /// The union with the measured overlaps: within 15 % in 72 % of groups, in 80 % one day.
  func union() async throws -> TruthRow {
    let errors = try await errors(page: Self.certain, employees: Self.certain, margin: 0.15) {
      Double($0.union)
    }
    return Self.row(
      .union, "union (seen with 0.999), overlaps known", errors, margin: "15 %", bar: 0.72,
      goal: 0.80)
  }

  private func errors(
    page: Double, employees: Double, margin: Double,
    _ truth: @escaping @Sendable (GroupTruth) -> Double
  ) async throws -> [TruthError] {
    try await mapped(cases, threads: setting.threads) { [mutation, setting] item in
      let parameters = item.knownParameters(
        page: page, employees: employees, item.overlaps, mutation)
      let found = try await item.problem(parameters).known(seed: setting.seed)
      let error = (found.first?.with ?? 0) / truth(item.truth) - 1
      return TruthError(
        graph: item.graph, kind: item.group.kind.rawValue, error: error,
        isWithin: abs(error) <= margin)
    }
  }

  private static func row(
    _ name: TruthRowName, _ asked: String, _ errors: [TruthError], margin: String, bar: Double,
    goal: Double
  ) -> TruthRow {
    let share = errors.share
    let median = errors.map(\.error).median.map(TruthReport.signed) ?? "–"
    let goals = goal > bar ? ", \(NumberFormat.percent(goal)) to come" : ""
    return TruthRow(
      name: name, asked: asked, cases: errors.count,
      found: "within \(margin) in \(percent(share)), median \(median)",
      goal: "within \(margin) in \(NumberFormat.percent(bar))\(goals)",
      verdict: share >= goal ? .met : share >= bar ? .barMet : .missed, parts: errors.parts,
      counts: errors.counts(name))
  }

  static func percent(_ share: Double) -> String {
    NumberFormat.fixed(100 * share, decimals: 1) + " %"
  }

  // MARK: Intervals

  /// The interval of what is seen, with counts and visibility known and nothing else: it covers what
  /// is so in 80 to 97 % of groups.
  func coverage() async throws -> TruthRow {
    let draws = setting.draws
    let errors = try await mapped(cases, threads: setting.threads) { [mutation, setting] item in
      let parameters = TruthCase.parameters(
        page: Self.page, employees: Self.employees, mutation)
      let options = ReachOptions(
        seed: setting.seed, draws: draws)
      let figure = try await ReachEngine.estimate(item.problem(parameters), options).groups[0]
        .withEmployees
      let truth = item.truth.reach(page: Self.page, employees: Self.employees)
      return TruthError(
        graph: item.graph, kind: item.group.kind.rawValue, error: figure.mean / truth - 1,
        isWithin: figure.low <= truth && truth <= figure.high)
    }
    let share = errors.share
    return TruthRow(
      name: .coverage, asked: "interval of visible reach from counts, visibility known",
      cases: errors.count, found: "covers \(Self.percent(share))", goal: "80 to 97 %",
      verdict: (0.80...0.97).contains(share) ? .met : .missed, parts: errors.parts,
      counts: errors.counts(.coverage))
  }
}

/// How much is worked out.
struct TruthSetting: Sendable {
  var seed: UInt64 = 1
  /// Never changes a figure.
  var threads = 2
  /// Draws of a report.
  var draws = 2000
  /// Worlds of the plain simulator.
  var worlds = 4000
  /// Truths drawn from the ranges, and the seeds of the report held against them.
  var truths = 4000
  var reportSeeds = 40
  /// Seeds of the report whose stated error is held against how far its figures move.
  var errorSeeds = 200
}
