import AdvocacyFiles
import AdvocacyLedger
import AdvocacyModel
import AdvocacyPolicy
package import AdvocacyReport
import AdvocacySimulation

/// Holds a policy to a table of cases that a compliance team keeps.
package struct TestPolicy {
  var workspace: Workspace
  var file: String

  package init(workspace: Workspace, file: String) {
    self.workspace = workspace
    self.file = file
  }

  /// Asks the policy of `config.json` about every case; reads neither clock nor ledger.
  ///
  /// What a case doesn't say did not happen: no approval was given and nothing passed on before.
  /// Every rule is asked, whether it holds as people are asked or as they act.
  ///
  /// - Throws: `Failure`: `badData` for a bad table, `configuration` for a bad policy.
  /// - Complexity: O(cases × (roster + rules)).
  package func run(in environment: Environment) throws -> PolicyTestReport {
    let reader = WorkspaceReader(workspace: workspace)
    let configuration = try reader.configuration(in: environment)
    let bytes = try FileReading.contents(of: environment.absolutePath(file), named: file)
    let cases = try PolicyCaseFile.decode(bytes, file: file, configuration: configuration) {
      () throws(Failure) in try reader.usablePosts(configuration, in: environment)
    }
    let engine = PolicyEngine(configuration: configuration.holdingAtBoth)
    let known = configuration.policy.rules.map(\.id) + BuiltInRule.allCases.map(\.id)
    return PolicyTestReport(
      timeZone: configuration.calendar.zoneName, policyVersion: configuration.policy.version,
      cases: cases.map { item in
        let expected = PolicyTestReport.Expectation(
          verdict: item.expected.outcome, until: item.expected.until, rules: item.expected.rules)
        let employee = configuration.position(of: item.employee)
        let history = employee.map { History(configuration, of: item, employee: $0) }
        let answers = item.networks.compactMap { network in
          guard let employee, let history else { return nil as PolicyTestReport.Answer? }
          let verdict = engine.verdict(
            item.post, employee: employee, on: network, at: item.at, moment: .either,
            history: history)
          return .init(network: network, verdict: verdict, expected: expected, known: known)
        }
        return PolicyTestReport.Case(
          name: item.name, place: item.place, post: item.post.id, employee: item.employee,
          at: item.at, expected: expected, answers: answers)
      })
  }
}

extension Configuration {
  /// The same with rules that speak at every moment.
  fileprivate var holdingAtBoth: Configuration {
    var configuration = self
    for index in policy.rules.indices { configuration.policy.rules[index].hold = .both }
    return configuration
  }
}

extension History {
  /// What a case says that took place before it.
  fileprivate init(_ configuration: Configuration, of item: PolicyCase, employee: Int) {
    self.init(configuration: configuration)
    for approval in item.approvals { record(approval) }
    for earlier in item.earlier {
      for network in item.networks {
        record(
          employee: employee, network: network, post: earlier.post, at: earlier.at,
          passesOn: true)
      }
    }
  }
}

extension WorkspaceReader {
  /// The posts of the queue that are not set aside; none where there is no queue.
  ///
  /// - Throws: `Failure` where the queue as a whole can't be read.
  func usablePosts(
    _ configuration: Configuration, in environment: Environment
  ) throws(Failure) -> [Post] {
    try entries(configuration, in: environment).compactMap { try? $0.post.get() }
  }
}

/// Tells which rules spoke in the ledger, and which would speak of the posts still to come.
package struct CoverPolicy {
  var workspace: Workspace
  var period: PeriodArgument

  /// The stretch of time is that of the posts' instants, its end not included; it bounds what is
  /// read from the ledger, not the forecast.
  package init(
    workspace: Workspace, since: String? = nil, until: String? = nil, period: String? = nil
  ) {
    self.workspace = workspace
    self.period = PeriodArgument(since: since, until: until, period: period)
  }

  /// Counts; writes nothing.
  ///
  /// - Throws: `Failure` where config, queue or ledger can't be read, or a time is none.
  package func run(in environment: Environment) throws -> PolicyCoverage {
    let reader = WorkspaceReader(workspace: workspace)
    let configuration = try reader.configuration(in: environment)
    let (ledger, facts) = try LedgerAccess(workspace: workspace).reading()
    let bounds = try period.read(in: environment, calendar: configuration.calendar)
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
