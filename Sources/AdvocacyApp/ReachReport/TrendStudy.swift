import AdvocacyLedger
import AdvocacyModel
import AdvocacyReach
import AdvocacyReport

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
