import AdvocacyCore
import AdvocacyLedger
import AdvocacyPolicy
package import AdvocacyReport

/// Tells every verdict on a post with its rules and what would change it.
package struct ExplainPost {
  var workspace: Workspace
  var post: String
  var employee: String?
  var now: String?

  /// Makes the use case.
  package init(workspace: Workspace, post: String, employee: String?, now: String?) {
    self.workspace = workspace
    self.post = post
    self.employee = employee
    self.now = now
  }

  /// Explains: a decided post as of then, from the inputs that the ledger keeps; one that waits as
  /// of now.
  ///
  /// - Throws: `Failure`: `usage` for an unknown post or employee.
  package func run(in environment: Environment) throws -> Explanation {
    let reader = WorkspaceReader(workspace: workspace)
    let configuration = try reader.configuration()
    let present = try PresentTime(now, in: environment, calendar: configuration.calendar)
    let (ledger, facts) = try LedgerAccess(workspace: workspace).reading()
    let posts = try ledger.posts()
    let found = try PostLookup(
      queue: try reader.queue(configuration, in: environment), ledger: posts
    )
    .post(post)
    let decided = try ledger.decidedPosts()[found.id]
    let keys = try ledger.keys(of: configuration.roster.map(\.id))
    let waiting = try ledger.waiting(over: keys, for: found.id).flatMap(\.groups)
    let chosen = try employee.map { try configuration.employee(named: $0) }
    let dueAt = max(found.at, facts.watermark)
    let instant = max(present.now, dueAt)
    let configurationThen = try decided.map { _ in
      try storedConfiguration(of: found.id, in: ledger, present: configuration)
    }
    let window = [configuration, configurationThen].compactMap { $0 }.map {
      HistoryWindow(
        of: $0, from: min(dueAt, decided?.decidedAt ?? dueAt), open: [found], past: posts.values)
    }.reduce(HistoryWindow(of: found.id)) { $0.union($1) }
    let record = PostRecord(
      post: found, statements: try ledger.statements().filter { $0.post == found.id },
      // No rule looks at what somebody else did.
      participations: try ledger.participations(
        since: window.since, andOf: window.posts, of: chosen?.id),
      posts: posts, watermark: facts.watermark)
    var current = Retrospect(configuration: configuration, record: record)
    var then = configurationThen.map { Retrospect(configuration: $0, record: record) }
    let skip = reasonToSkip(
      found, decided: decided, isWithdrawn: record.statements.contains { $0.kind == .withdrawal },
      start: facts.birth.start
    ).map(Verdict.init(skipped:))
    var verdicts: [Explanation.NetworkVerdict] = []
    for (index, employee) in configuration.roster.enumerated()
    where chosen.map({ $0.id == employee.id }) ?? true {
      for network in found.networks where employee.account(on: network) != nil || chosen != nil {
        let waits = waiting.contains {
          $0.network == network && $0.employees.contains(index)
        }
        let candidate = Candidate(post: found.id, employee: employee.id, network: network)
        if let skip {
          verdicts.append(
            .init(employee: employee.id, network: network, verdict: skip, text: found.text))
          continue
        }
        if let decided, !waits,
          let verdict = then?.settled(candidate, from: decided.decidedAt)
        {
          let change = verdict.wouldChange.map {
            "too late for this post; counts from the next: \($0)"
          }
          verdicts.append(
            .init(
              employee: employee.id, network: network, verdict: verdict, text: found.text,
              wouldChange: change))
        } else if let verdict = current.verdict(
          on: candidate, at: waits ? instant : dueAt)
        {
          verdicts.append(
            .init(
              employee: employee.id, network: network, verdict: verdict, text: found.text,
              wouldChange: verdict.wouldChange))
        }
      }
    }
    var explanation = Explanation(
      post: found.id, employee: chosen?.id, at: decided?.decidedAt ?? dueAt,
      verdicts: verdicts)
    explanation.timeZone = configuration.calendar.zoneName
    return explanation
  }

  /// Why a post was skipped, or will be; nil where it is a matter of policy.
  private func reasonToSkip(
    _ post: Post, decided: StoredPost?, isWithdrawn: Bool, start: Instant
  ) -> Skip.Reason? {
    guard let decided else {
      if post.at < start { return .beforeStart }
      return isWithdrawn ? .withdrawn : nil
    }
    guard case .skipped(let reason) = decided.status else { return nil }
    return reason
  }

  /// The configuration that decided a post, with today's names.
  private func storedConfiguration(
    of post: PostID, in ledger: Ledger, present: Configuration
  ) throws -> Configuration {
    guard let inputs = try ledger.inputs(deciding: post) else { return present }
    let names = Dictionary(present.roster.map { ($0.id, $0.name) }) { first, _ in first }
    return try StoredInputsCoder.configuration(
      of: inputs, names: names, rule: RuleCatalogue.restore)
  }
}

extension Verdict {
  /// The verdict on everybody's candidates of a post that is skipped.
  fileprivate init(skipped reason: Skip.Reason) {
    let rule = RuleID("skipped").map {
      Finding(rule: $0, outcome: .deny, reason: "the post is skipped: \(reason.sentence)")
    }
    self.init(outcome: .deny, findings: [rule].compactMap { $0 })
  }
}
