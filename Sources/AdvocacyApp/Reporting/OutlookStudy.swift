import AdvocacyCore
import AdvocacyLedger
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
