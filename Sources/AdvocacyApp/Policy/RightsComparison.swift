import AdvocacyCore
import AdvocacyReport

/// Compares the rights of everybody who is on either roster.
struct RightsComparison {
  private let employees: [EmployeeID]
  private let before: RightsReader
  private let after: RightsReader

  init(before: Configuration, after: Configuration) {
    employees = Set((before.roster + after.roster).map(\.id)).sorted()
    self.before = RightsReader(before)
    self.after = RightsReader(after)
  }

  /// The changes by network: losses first, then in the order of the posts and of the employees.
  func changes(
    _ probes: [PolicyProbe], on networks: [NetworkID]
  ) -> [PolicyDiff.RightsChange] {
    networks.flatMap { network in
      var merged: [PolicyDiff.RightsChange] = []
      for probe in probes where probe.post.networks.contains(network) {
        for change in changes(probe, on: network) {
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

extension PolicyDiff.RightsChange {
  /// Losses first, stronger verdicts before weaker ones, then by the first employee.
  fileprivate var order: (Int, Int, Int, String) {
    (
      effect == .loses ? 0 : 1, -after.verdict.code, -before.verdict.code,
      employees.first?.text ?? ""
    )
  }
}
