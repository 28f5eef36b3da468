import AdvocacyLedger
import AdvocacyModel
import AdvocacyPolicy
import AdvocacyReach
import AdvocacyReport

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
      ReachOptions(seed: seed, draws: ReachOptions.row))
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
  /// The blocks, of 16 worlds: one draw from each fiftieth of every assumption's range.
  ///
  /// Times cost much more than reach does, and the parts need fewer worlds than the whole.
  var blocks = 50

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
      timed, ReachOptions(seed: options.seed, draws: blocks, threads: options.threads))
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
