import AdvocacyLedger
import AdvocacyModel
import AdvocacyPolicy
import AdvocacyReach
import AdvocacyReport

/// Moves one assumption at a time to the ends of its range, and looks what the result does.
///
/// All others are drawn as in the report, in some of its own blocks, so that the swings lie about
/// the report's figure.
struct SensitivityStudy {
  /// The problem of the report.
  var problem: ReachProblem
  /// The cell whose figure is looked at.
  var cell: Int
  /// The report's figure of that cell: the multiplier, or the additional people without a page.
  var figure: Double
  /// The inputs of the report.
  var inputs: [ReachReport.Input]
  /// The seed and the threads.
  var options: ReachOptions
  /// How many of the report's blocks are looked at again for each end of a range.
  var blocks: Int

  /// Estimates the figure at both ends of every range.
  ///
  /// - Throws: `Failure`; `CancellationError`.
  func run() async throws -> ReachReport.Sensitivity {
    var plain = problem
    plain.groups = [problem.groups[cell]]
    plain.contributors = nil
    plain.horizons = []
    plain.countsSightings = false
    var parameters: [(name: ParameterName, keys: [String])] = []
    var variants = [plain.parameters]
    for name in ParameterName.allCases {
      let own = inputs.filter { $0.name == name.rawValue && $0.low < $0.high }
      guard !own.isEmpty else { continue }
      var (low, high) = (plain.parameters, plain.parameters)
      for input in own {
        low.override(name, on: input.network, with: Parameter(input.low))
        high.override(name, on: input.network, with: Parameter(input.high))
      }
      parameters.append((name, keys(of: name, own)))
      variants += [low, high]
    }
    let ratios = try await sums(plain, variants).map(Ratio.init)
    let base = ratios[0]
    // The same blocks with one parameter moved: what is moved, as a factor, counts.
    let scale = base.value > 0 ? figure / base.value : 1
    let swings = parameters.enumerated().map { index, parameter in
      let (atLow, atHigh) = (ratios[1 + 2 * index], ratios[2 + 2 * index])
      return ReachReport.Swing(
        input: parameter.name.rawValue, keys: parameter.keys, meaning: parameter.name.meaning,
        atLow: atLow.value * scale, atHigh: atHigh.value * scale,
        standardError: atHigh.standardError(ofDifferenceTo: atLow) * scale)
    }
    return ReachReport.Sensitivity(
      figure: base.isOfPage ? .reachMultiplier : .additionalPeople, center: figure,
      worlds: base.worlds, swings: swings)
  }

  /// Where the configuration sets a parameter on the networks of its inputs.
  ///
  /// A network's own value goes before that of all networks, which then doesn't move it.
  private func keys(of name: ParameterName, _ inputs: [ReachReport.Input]) -> [String] {
    let networks = problem.parameters.overrides.filter { $0.name == name }.map(\.network)
    let keys = inputs.map { input in
      guard let network = input.network, networks.contains(network) else {
        return "parameters.\(name.rawValue)"
      }
      return "networks.\(network).\(name.rawValue)"
    }
    return Array(Set(keys)).sorted()
  }

  private func sums(
    _ problem: ReachProblem, _ variants: [ParameterSet]
  ) async throws -> [[BlockSums]] {
    try await ReachEngine.simulate(
      problem, variants: variants,
      ReachOptions(seed: options.seed, draws: blocks, threads: options.threads, isOutline: true),
      blocks: 0..<blocks)
  }
}

/// The multiplier of some blocks, or people per world where the page reaches nobody.
private struct Ratio {
  let value: Double
  let isOfPage: Bool
  let worlds: Int
  /// Each block's deviation, linearised: a ratio's as that of a mean.
  private let deviations: [Double]

  init(_ blocks: [BlockSums]) {
    let cells = blocks.compactMap { $0.cells.first ?? nil }
    let page = cells.reduce(0.0) { $0 + $1.page }
    let with = cells.reduce(0.0) { $0 + $1.with }
    worlds = blocks.reduce(0) { $0 + $1.worlds }
    isOfPage = page > 0
    let whole = page > 0 ? page : Double(max(1, worlds))
    let ratio = with / whole
    value = ratio
    deviations = zip(cells, blocks).map { cell, block in
      let part = page > 0 ? cell.page : Double(block.worlds)
      return (cell.with - ratio * part) / (whole / Double(max(1, blocks.count)))
    }
  }

  /// The standard error of the difference to the ratio of other parameters in the same blocks.
  func standardError(ofDifferenceTo other: Ratio) -> Double {
    let count = Double(deviations.count)
    guard count > 1 else { return 0 }
    let squares = zip(deviations, other.deviations).reduce(0) { sum, pair in
      sum + (pair.0 - pair.1) * (pair.0 - pair.1)
    }
    return (squares / (count * (count - 1))).squareRoot()
  }
}

/// What posts are likely to bring when the acts planned of them are done.
///
/// Not part of any figure: it is told beside them, and only as a forecast.
struct OutlookStudy {
  let workspace: Workspace
  let configuration: Configuration
  let ledger: Ledger
  let seed: UInt64

  /// Beyond so many accounts (assumed) a look ahead would take longer than people wait.
  private static let mostAccounts = 20_000

  /// The outlook on some posts together; nil where no act is to come.
  ///
  /// Fewer blocks than a report takes: a person waits for it.
  ///
  /// - Throws: `Failure` where the ledger or a graph can't be read.
  func outlook(on posts: [PostFacts]) async throws -> ReachReport.Outlook? {
    guard !posts.isEmpty else { return nil }
    let engine = PolicyEngine(configuration: configuration)
    let known = Dictionary(posts.map { ($0.post.id, $0) }) { first, _ in first }
    let keys = try ledger.keys(of: configuration.roster.map(\.id))
    let groups = try ledger.planned(over: keys, rosterCount: configuration.roster.count).groups
    var instants: [Instant] = []
    var planned: [PostID: [PostFacts.Act]] = [:]
    for group in groups where !group.key.isWaiting {
      guard let post = known[group.key.post]?.post else { continue }
      let acts = group.acts.filter { act in
        act.employee < configuration.roster.count
          && !engine.staysOut(
            act.employee, of: post, on: group.key.network, since: .distantPast,
            through: .distantFuture)
      }
      instants += acts.map(\.at)
      planned[post.id, default: []] +=
        RecordedActs(post: post.id, network: group.key.network, acts: acts).facts
    }
    guard let next = instants.min() else { return nil }
    let acted = posts.reduce(0) { $0 + Set($1.actions.map(\.account)).count }
    let all = posts.map { facts in
      var facts = facts
      facts.actions += planned[facts.post.id] ?? []
      return facts
    }
    return .init(
      acted: acted, planned: instants.count, next: next, expected: try await expected(of: all))
  }

  /// The reach multiplier of all acts, done and to come.
  private func expected(of posts: [PostFacts]) async throws -> ReachReport.Estimate? {
    guard configuration.roster.count * posts.count <= Self.mostAccounts else { return nil }
    let networks = Array(Set(posts.flatMap(\.post.networks))).sorted()
    let cells = ReportCells(posts: posts, networks: networks)
    var problem = try ReachProblem.of(
      posts, cells: cells, networks: networks, configuration: configuration,
      graphs: try GraphLoading(workspace: workspace).graphs(configuration, networks: networks))
    problem.groups = [problem.groups[cells.total]]
    problem.countsSightings = false
    let estimate = try await ReachEngine.estimate(
      problem,
      ReachOptions(seed: seed, draws: ReachOptions.row, isOutline: true))
    return estimate.groups[0].reachMultiplier.map { .init($0) }
  }
}

extension PostFacts.Act {
  /// Who acted where.
  fileprivate var account: [String] { ["\(person)", network.text] }
}

/// How reach grew after the posts: the part of it by each moment, times the report's reach.
struct TimelineStudy {
  /// The problem of the report.
  var problem: ReachProblem
  /// The cell whose growth is looked at.
  var cell: Int
  /// The report's own figures of that cell.
  var reach: ReachReport.Reach
  /// The seed and the threads.
  var options: ReachOptions
  /// How many of the report's draws are looked at again: times cost more than reach does, and the
  /// part that has come by a moment differs less from draw to draw.
  var draws: Int

  /// Estimates the growth.
  ///
  /// - Throws: `Failure`; `CancellationError`.
  func run() async throws -> [ReachReport.Moment] {
    var timed = problem
    timed.groups = [problem.groups[cell]]
    timed.contributors = nil
    timed.countsSightings = false
    timed.horizons = ReachReport.moments
    let estimate = try await ReachEngine.estimate(
      timed, ReachOptions(seed: options.seed, draws: draws, threads: options.threads))
    let found = estimate.groups[0]
    return found.horizons.map { horizon in
      guard let page = horizon.page, let whole = found.page?.mean, let figure = reach.page?.mean
      else {
        let withEmployees = Self.scaled(
          horizon.withEmployees, of: found.withEmployees.mean, to: reach.withEmployees.mean)
        return .init(seconds: horizon.seconds, page: nil, withEmployees: withEmployees)
      }
      // What employees add is scaled by itself: few worlds must not take from the page's own.
      let shown = Self.scaled(page, of: whole, to: figure)
      let added = Self.scaled(
        horizon.withEmployees - page, of: found.withEmployees.mean - whole,
        to: reach.withEmployees.mean - figure)
      return .init(seconds: horizon.seconds, page: shown, withEmployees: shown + added)
    }
  }

  /// The same part of a figure as of the whole that the study found.
  private static func scaled(_ part: Double, of whole: Double, to figure: Double) -> Double {
    whole > 0 ? part / whole * figure : 0
  }
}

/// What the periods before a report's own brought, all of them in the same draws.
///
/// The report's own figures don't depend on it: it is a problem of its own, with fewer draws.
struct TrendStudy {
  let workspace: Workspace
  let data: ReportData
  let options: ReachOptions

  /// The most periods, the report's own one of them.
  private static let mostPeriods = 6
  /// Beyond so many accounts (assumed) the periods before take longer than people wait.
  private static let mostAccounts = 1_000_000

  /// The trend, the report's own period last; nil where fewer than two periods have posts.
  ///
  /// - Throws: `Failure`; `CancellationError`.
  func trend(now figures: ReachReport.Figures) async throws -> [ReachReport.TrendPeriod]? {
    let periods = periods()
    guard periods.count > 1, let first = periods.first, let last = periods.last else { return nil }
    let (ledger, _) = try LedgerAccess(workspace: workspace).reading()
    let facts = try ledger.reportFacts(
      asOf: data.periods.asOf ?? .distantFuture, since: first.lowerBound, until: last.upperBound)
    let configuration = try data.presentFunnel.configuration.withDeparted(
      of: facts.employees, from: ledger)
    let posts = facts.posts(on: configuration)
    guard configuration.roster.count * posts.count <= Self.mostAccounts else { return nil }
    var parts = periods.map { period in
      Part(period: period, posts: posts.indices.filter { period.contains(posts[$0].post.at) })
    }
    parts = Array(parts.drop { $0.posts.isEmpty })
    guard parts.filter({ !$0.posts.isEmpty }).count > 1 else { return nil }
    let estimate = try await estimate(parts, of: posts, configuration)
    var trend = zip(parts, estimate.groups).map { part, cell in
      part.figures(cell, of: part.posts.map { posts[$0] }, on: configuration)
    }
    // The report's own period is as the report has it, where it is one.
    if data.periods.since != nil, data.periods.until != nil {
      trend[trend.count - 1].takeOver(figures)
    }
    return trend
  }

  private func estimate(
    _ parts: [Part], of posts: [PostFacts], _ configuration: Configuration
  ) async throws -> ReachEstimate {
    let networks = Array(Set(posts.flatMap(\.post.networks))).sorted()
    let cells = ReportCells(posts: posts, networks: networks)
    var problem = try ReachProblem.of(
      posts, cells: cells, networks: networks, configuration: configuration,
      graphs: try GraphLoading(workspace: workspace).graphs(configuration, networks: networks))
    problem.groups = parts.map { part in part.posts.flatMap { cells.cells[$0] } }
    problem.countsSightings = false
    return try await ReachEngine.estimate(problem, options.ofStudy)
  }

  /// The periods, the last one the report's own: of the same kind or length before it, or, of a
  /// report over all posts, the months that they fell due in.
  private func periods() -> [Range<Instant>] {
    let calendar = data.configuration.calendar
    if let since = data.periods.since, let until = data.periods.until {
      return before(since..<until, calendar)
    }
    guard let last = data.posts.map(\.post.at).max(),
      let month = CalendarPeriod(.month, holding: last, in: calendar)
    else { return [] }
    let first = data.posts.map(\.post.at).min() ?? last
    return before(month.range(in: calendar), calendar).filter { $0.upperBound > first }
  }

  private func before(_ own: Range<Instant>, _ calendar: CompanyCalendar) -> [Range<Instant>] {
    var periods = [own]
    var named = CalendarPeriod(own, in: calendar)
    let length = own.upperBound - own.lowerBound
    while periods.count < Self.mostPeriods {
      named = named?.previous
      let start = periods[0].lowerBound
      periods.insert(named?.range(in: calendar) ?? start - length..<start, at: 0)
    }
    return periods
  }

  /// A period with its posts, by index.
  private struct Part {
    var period: Range<Instant>
    var posts: [Int]

    func figures(
      _ cell: ReachEstimate.Cell, of posts: [PostFacts], on configuration: Configuration
    ) -> ReachReport.TrendPeriod {
      let took = Set(posts.lazy.flatMap(\.actions).map(\.person)).count
      return ReachReport.TrendPeriod(
        since: period.lowerBound, until: period.upperBound, posts: posts.count,
        shared: posts.count { !$0.actions.isEmpty },
        participation: .init(of: posts, took: took, present: configuration.roster.count),
        reach: .init(
          page: cell.page.map { .init($0) }, withEmployees: .init(cell.withEmployees)),
        additionalPeople: .init(cell.additionalPeople),
        reachMultiplier: cell.reachMultiplier.map { .init($0) })
    }
  }
}

extension ReachReport.TrendPeriod {
  fileprivate mutating func takeOver(_ figures: ReachReport.Figures) {
    participation = figures.participation
    reach = figures.reach
    additionalPeople = figures.additionalPeople
    reachMultiplier = figures.reachMultiplier
  }
}
