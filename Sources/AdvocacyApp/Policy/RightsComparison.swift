import AdvocacyModel
import AdvocacyPolicy
import AdvocacyReport

/// Compares the rights of everybody who is on either roster.
struct RightsComparison {
  private let employees: [EmployeeID]
  private let before: RightsReader
  private let after: RightsReader
  /// Whether both rosters have the same people, so that sets of one are sets of the other.
  private let hasSamePeople: Bool

  init(before: Configuration, after: Configuration) {
    employees = Set(before.roster.map(\.id) + after.roster.map(\.id)).sorted()
    hasSamePeople = before.roster.map(\.id) == after.roster.map(\.id)
    self.before = RightsReader(before)
    self.after = RightsReader(after)
  }

  /// The changes by network: losses first, then in the order of the posts and of the employees.
  ///
  /// Of situations that differ by their instant alone, only the first with a change is told.
  func changes(
    _ probes: [PolicyProbe], on networks: [NetworkID]
  ) -> [PolicyDiff.RightsChange] {
    networks.flatMap { network in
      var merged: [PolicyDiff.RightsChange] = []
      var told: Set<ToldChange> = []
      for probe in probes where probe.post.networks.contains(network) {
        for change in changes(probe, on: network) {
          guard probe.origin != .made || told.insert(ToldChange(probe, change)).inserted else {
            continue
          }
          let twin = merged.firstIndex {
            $0.before == change.before && $0.after == change.after
              && $0.employees == change.employees
          }
          if let twin { merged[twin].posts += change.posts } else { merged.append(change) }
        }
      }
      return merged
    }
  }

  private func changes(
    _ probe: PolicyProbe, on network: NetworkID
  ) -> [PolicyDiff.RightsChange] {
    guard
      !hasSamePeople
        || !before.review(probe, on: network).saysTheSame(
          as: after.review(probe, on: network))
    else { return [] }
    let pairs = zip(
      before.rights(of: employees, probe, on: network),
      after.rights(of: employees, probe, on: network))
    var groups: [[PolicyDiff.Rights]: [EmployeeID]] = [:]
    for (employee, rights) in zip(employees, pairs) where !rights.0.isSame(as: rights.1) {
      groups[[rights.0, rights.1], default: []].append(employee)
    }
    return groups.map { rights, employees in
      PolicyDiff.RightsChange(
        network: network, posts: [probe.name], before: rights[0], after: rights[1],
        employees: employees)
    }.sorted { $0.order < $1.order }
  }
}

/// A change as it was told of an earlier instant.
private struct ToldChange: Hashable {
  let kind: String
  let verdicts: [Verdict.Outcome]
  let actions: [[Action]]
  let employees: [EmployeeID]

  init(_ probe: PolicyProbe, _ change: PolicyDiff.RightsChange) {
    kind = probe.kind
    verdicts = [change.before.verdict, change.after.verdict]
    actions = [change.before.actions, change.after.actions]
    employees = change.employees
  }
}

extension NetworkReview {
  /// Whether another review of the same people comes to the same for each of them.
  ///
  /// - Complexity: O(rules that spoke × roster / 64).
  fileprivate func saysTheSame(as other: NetworkReview) -> Bool {
    candidates == other.candidates && denied == other.denied
      && needsApproval == other.needsApproval && rewritten == other.rewritten
      && deferrals.elementsEqual(other.deferrals, by: ==) && rewritings == other.rewritings
  }

  private var rewritings: Set<RewritingFinding> {
    Set(
      findings.filter { $0.outcome == .rewrite }.map {
        RewritingFinding(effect: $0.effect, employees: $0.employees.intersection(rewritten))
      }.filter { !$0.employees.isEmpty })
  }

  /// Whom some rule leaves fewer ways.
  private struct RewritingFinding: Hashable {
    let effect: Verdict.Effect
    let employees: EmployeeSet
  }
}

extension PolicyDiff.RightsChange {
  /// Losses first, stronger verdicts before weaker ones, then by the first employee.
  fileprivate var order: (Int, Int, Int, String) {
    (
      effect == .loses ? 0 : 1, -after.verdict.code, -before.verdict.code,
      employees.first?.text ?? ""
    )
  }
}

/// Tells what one policy lets each employee do with one post on one network.
///
/// Employees about whom the same rules speak have the same rights, so that each such group is
/// worked out once.
struct RightsReader {
  private let engine: PolicyEngine
  private let positions: [EmployeeID: Int]
  private let empty: History
  private let roster: [Employee]

  init(_ configuration: Configuration) {
    engine = PolicyEngine(configuration: configuration)
    empty = History(configuration: configuration)
    roster = configuration.roster
    positions = Dictionary(
      configuration.roster.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first }
    )
  }

  /// What the policy says of everybody in a situation, as sets.
  func review(_ probe: PolicyProbe, on network: NetworkID) -> NetworkReview {
    engine.review(
      probe.post, on: network, at: probe.at, moment: .either, history: history(of: probe))
  }

  /// The rights of employees by their place in a list; none for whom the roster lacks.
  ///
  /// - Complexity: O(employees × rules that speak).
  func rights(of employees: [EmployeeID], _ probe: PolicyProbe, on network: NetworkID)
    -> [PolicyDiff.Rights]
  {
    let history = history(of: probe)
    let review = engine.review(
      probe.post, on: network, at: probe.at, moment: .either, history: history)
    var known: [[Int]: PolicyDiff.Rights] = [:]
    return employees.map { id in
      guard let position = positions[id] else { return .absent }
      let isCandidate = review.candidates.contains(position)
      let spoke = review.findings.indices.filter {
        review.findings[$0].employees.contains(position)
      }
      // Of those who are no candidates each has reasons of their own.
      if isCandidate, let rights = known[spoke] { return rights }
      let verdict = engine.verdict(
        probe.post, employee: position, on: network, at: probe.at, moment: .either,
        history: history)
      let deciding = verdict.findings.filter {
        $0.outcome == verdict.outcome && $0.outcome != .allow
      }.map(\.rule)
      let rights = PolicyDiff.Rights(
        verdict: verdict.outcome, until: verdict.until, rules: deciding,
        actions: engine.actions(for: verdict, on: network, wanted: Action.allCases))
      if isCandidate { known[spoke] = rights }
      return rights
    }
  }

  /// What a situation takes to have happened before.
  private func history(of probe: PolicyProbe) -> History {
    guard probe.past != ProbePast() else { return empty }
    var history = empty
    for number in stride(from: probe.past.earlierPosts, to: 0, by: -1) {
      guard let id = PostID("earlier-\(number)") else { continue }
      let at = probe.at - .minutes(Int64(number))
      let post = Post(
        id: id, text: probe.past.hasSameText ? probe.post.text : id.text,
        networks: probe.post.networks, at: at)
      for network in post.networks {
        for index in roster.indices where roster[index].account(on: network) != nil {
          history.record(employee: index, network: network, post: post, at: at, passesOn: true)
        }
      }
    }
    for (number, role) in probe.past.approvals.enumerated() {
      history.record(
        ApprovalRecord(
          post: probe.post.id, role: role, employee: EmployeeID("_approver.\(number)"),
          at: probe.at))
    }
    return history
  }
}
