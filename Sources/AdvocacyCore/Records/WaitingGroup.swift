/// The candidates of one post on one network that wait for the same, and since the same event.
///
/// A set, because whole companies wait together: for the end of the night, or for an approval.
package struct WaitingGroup: Hashable, Sendable {
  /// The network.
  package var network: NetworkID
  /// What they wait for: `.defer` or `.needsApproval`.
  package var outcome: Verdict.Outcome
  /// When they are looked at again whatever happens.
  package var until: Instant
  /// The employees, by their index on the roster.
  package var employees: EmployeeSet
  /// Those who are on the roster no more, sorted.
  package var leavers: [EmployeeID]

  /// Makes a group.
  package init(
    network: NetworkID, outcome: Verdict.Outcome, until: Instant, employees: EmployeeSet,
    leavers: [EmployeeID] = []
  ) {
    self.network = network
    self.outcome = outcome
    self.until = until
    self.employees = employees
    self.leavers = leavers
  }

  /// How many wait.
  ///
  /// - Complexity: O(roster / 64).
  package var count: Int { employees.count + leavers.count }

  /// Whether nobody waits.
  package var isEmpty: Bool { leavers.isEmpty && employees.isEmpty }

  /// Whether another group waits for the same on the same network.
  package func waitsLike(_ other: Self) -> Bool {
    network == other.network && outcome == other.outcome && until == other.until
  }
}

extension [WaitingGroup] {
  /// Adds groups, each to the one that waits for the same, and puts them in order.
  ///
  /// - Complexity: O(groups² + groups × roster / 64).
  package mutating func merge(_ others: some Sequence<WaitingGroup>) {
    for other in others {
      guard let place = firstIndex(where: other.waitsLike) else {
        append(other)
        continue
      }
      self[place].employees.formUnion(other.employees)
      self[place].leavers = Set(self[place].leavers + other.leavers).sorted()
    }
    sort { ($0.network, $0.outcome, $0.until) < ($1.network, $1.outcome, $1.until) }
  }

  /// Takes out the members of groups that wait no more; a group without members goes.
  ///
  /// - Complexity: O(groups² + groups × roster / 64).
  package mutating func remove(_ settled: some Sequence<WaitingGroup>) {
    for other in settled {
      guard let place = firstIndex(where: other.waitsLike) else { continue }
      self[place].employees.subtract(other.employees)
      self[place].leavers.removeAll { other.leavers.contains($0) }
    }
    removeAll(where: \.isEmpty)
  }
}
