import AdvocacyLedger
import AdvocacyModel
package import AdvocacyReport
import AdvocacySimulation

/// Tells which rules spoke in the ledger, and which would speak of the posts still to come.
package struct CoverPolicy {
  var workspace: Workspace
  var since: String?
  var until: String?

  /// The stretch of time is that of the posts' instants, its end not included; it bounds what is
  /// read from the ledger, not the forecast.
  package init(workspace: Workspace, since: String? = nil, until: String? = nil) {
    self.workspace = workspace
    self.since = since
    self.until = until
  }

  /// Counts; writes nothing.
  ///
  /// - Throws: `Failure` where config, queue or ledger can't be read, or a time is none.
  package func run(in environment: Environment) throws -> PolicyCoverage {
    let reader = WorkspaceReader(workspace: workspace)
    let configuration = try reader.configuration()
    let (calendar, now) = (configuration.calendar, environment.now())
    let (ledger, facts) = try LedgerAccess(workspace: workspace).reading()
    let bounds = (
      since: try since.map {
        try TimeArgument.instant($0, option: "--since", calendar: calendar, now: now)
      },
      until: try until.map {
        try TimeArgument.end($0, option: "--until", calendar: calendar, now: now)
      }
    )
    if let since = bounds.since, let until = bounds.until, since >= until {
      throw Failure(.usage, "--since is not before --until, so no post can lie between them")
    }
    let past = try ledger.ruleTallies(since: bounds.since, until: bounds.until)
    var forecast = RuleForecast()
    try forecast.run(
      configuration, ledger, facts,
      newPosts: try QueueIntake(
        entries: try reader.queue(configuration, in: environment),
        decided: try ledger.decidedPosts()
      ).newPosts)
    return PolicyCoverage(
      timeZone: configuration.calendar.zoneName, policyVersion: configuration.policy.version,
      decidedPosts: past.posts, openPosts: forecast.posts,
      rules: rows(configuration.policy, past: past.rules, forecast: forecast.tallies))
  }

  private func rows(
    _ policy: Policy, past: [RuleTally], forecast: [RuleID: PolicyCoverage.Tally]
  ) -> [PolicyCoverage.Row] {
    let spoken = Dictionary(past.map { ($0.rule, $0) }) { first, _ in first }
    let types = Dictionary(policy.rules.map { ($0.id, $0.type) }) { first, _ in first }
    return Set(types.keys).union(spoken.keys).union(forecast.keys).map { id in
      let origin: PolicyCoverage.Origin =
        types[id] != nil ? .policy : BuiltInRule.reserves(id) ? .builtIn : .former
      return PolicyCoverage.Row(
        id: id, type: types[id], origin: origin,
        ledger: spoken[id].map { .init(counts: $0.counts, posts: $0.posts, last: $0.last) },
        forecast: forecast[id])
    }
  }
}

/// What rules would say if the fan-out went on to the end of every post and nobody spoke.
private struct RuleForecast {
  private var counts: [RuleID: [Verdict.Outcome: Int]] = [:]
  private var posted: [RuleID: Set<PostID>] = [:]
  private var last: [RuleID: Instant] = [:]
  /// How many posts are decided or have candidates who wait.
  private(set) var posts = 0

  /// The rules that would speak.
  var tallies: [RuleID: PolicyCoverage.Tally] {
    Dictionary(
      counts.map { rule, counts in
        let tally = PolicyCoverage.Tally(
          counts: counts, posts: posted[rule]?.count ?? 0, last: last[rule] ?? .distantPast)
        return (rule, tally)
      }, uniquingKeysWith: { first, _ in first })
  }

  mutating func run(
    _ configuration: Configuration, _ ledger: Ledger, _ facts: LedgerFacts, newPosts: [Post]
  ) throws {
    let stored = try ledger.posts()
    let open = Set(try ledger.waitingCounts().map(\.post)).compactMap { stored[$0] }
    guard let end = (newPosts + open).map(\.end).max() else { return }
    var fanOut = try FanOut(
      configuration: configuration, ledger: ledger, facts: facts,
      keys: try ledger.keys(of: configuration.roster.map(\.id)), newPosts: newPosts)
    var seen = Set(open.map(\.id))
    fanOut.run(to: end) { fact in
      guard case .decision(let decision, let post) = fact else { return }
      seen.insert(post.id)
      for count in decision.counts {
        guard let rule = count.rule else { continue }
        counts[rule, default: [:]][count.outcome, default: 0] += count.count
        posted[rule, default: []].insert(post.id)
        last[rule] = max(last[rule] ?? .distantPast, decision.at)
      }
    }
    posts = seen.count
  }
}
