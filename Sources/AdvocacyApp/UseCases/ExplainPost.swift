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
    let found = try PostLookup(queue: try reader.queue(configuration), ledger: try ledger.posts())
      .post(post)
    let decided = try ledger.decidedPosts()[found.id]
    let waiting = Set(
      try ledger.waiting(for: found.id).map {
        Candidate(post: found.id, employee: $0.employee, network: $0.network)
      })
    let then = try decided.map { stored in
      try scene(
        configuration: storedConfiguration(of: found.id, in: ledger, present: configuration),
        ledger: ledger, before: stored.decidedAt, post: found.id)
    }
    let current = try scene(
      configuration: configuration, ledger: ledger, before: nil, post: found.id)
    let instant = max(present.now, max(found.at, facts.watermark))
    let chosen = try employee.map { try configuration.employee(named: $0) }
    let employees = chosen.map { [$0] } ?? configuration.roster
    var verdicts: [Explanation.NetworkVerdict] = []
    for employee in employees {
      for network in found.networks where employee.account(on: network) != nil || chosen != nil {
        let candidate = Candidate(post: found.id, employee: employee.id, network: network)
        if let decided, let then, !waiting.contains(candidate),
          let verdict = then.verdict(on: found, of: candidate, at: decided.decidedAt)
        {
          verdicts.append(
            .init(
              employee: employee.id, network: network, verdict: verdict,
              wouldChange: verdict.wouldChange.map {
                "too late for this post; counts from the next: \($0)"
              }))
        } else if let verdict = current.verdict(on: found, of: candidate, at: instant) {
          verdicts.append(
            .init(
              employee: employee.id, network: network, verdict: verdict,
              wouldChange: verdict.wouldChange))
        }
      }
    }
    var explanation = Explanation(
      post: found.id, employee: chosen?.id, at: decided?.decidedAt ?? instant,
      verdicts: verdicts)
    explanation.timeZone = configuration.calendar.zoneName
    return explanation
  }

  /// The configuration that decided a post, with today's names.
  private func storedConfiguration(
    of post: PostID, in ledger: Ledger, present: Configuration
  ) throws -> Configuration {
    guard let inputs = try ledger.inputs(deciding: post) else { return present }
    let names = Dictionary(present.roster.map { ($0.id, $0.name) }) { first, _ in first }
    return try InputSnapshot.configuration(
      inputs.configurationBytes, roster: inputs.rosterBytes, ids: inputs.employees, names: names)
  }

  private func scene(
    configuration: Configuration, ledger: Ledger, before instant: Instant?, post: PostID
  ) throws -> Scene {
    var participations = try ledger.participations(since: .distantPast)
    if let instant {
      // Strictly before the event: earlier instants, and of this one the posts that come first.
      participations.entries.removeAll { entry in
        entry.at > instant
          || entry.at == instant && participations.posts[Int(entry.post)] >= post
      }
    }
    let words = try ledger.words().filter { word in instant.map { word.at <= $0 } ?? true }
    return Scene(
      configuration: configuration, engine: PolicyEngine(configuration: configuration),
      history: History(
        configuration: configuration, participations: participations,
        posts: try ledger.posts(), words: words))
  }
}

/// A configuration with its policy and the history at an instant.
private struct Scene {
  let configuration: Configuration
  let engine: PolicyEngine
  let history: History

  /// The verdict on a candidate; nil for somebody who wasn't on the roster.
  func verdict(on post: Post, of candidate: Candidate, at instant: Instant) -> Verdict? {
    configuration.position(of: candidate.employee).map { index in
      engine.verdict(
        post, employee: index, on: candidate.network, at: instant, history: history)
    }
  }
}
