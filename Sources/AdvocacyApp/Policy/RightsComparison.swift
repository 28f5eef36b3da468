import AdvocacyCore
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
