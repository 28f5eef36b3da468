/// A candidate that waits: for a deferral's end, or for an approval until the post is over.
package struct Waiting: Hashable, Sendable {
  /// The employee.
  package var employee: EmployeeID
  /// The network.
  package var network: NetworkID
  /// What it waits for: `.defer` or `.needsApproval`.
  package var outcome: Verdict.Outcome
  /// When it is looked at again whatever happens.
  package var until: Instant

  /// Makes a waiting candidate.
  package init(
    employee: EmployeeID, network: NetworkID, outcome: Verdict.Outcome, until: Instant
  ) {
    self.employee = employee
    self.network = network
    self.outcome = outcome
    self.until = until
  }
}
