/// Everything decided about one post at one instant: what one link covers.
package struct Decision: Hashable, Sendable {
  /// Why candidates were looked at.
  package enum Event: String, Hashable, Sendable, CaseIterable {
    /// The post fell due.
    case due
    /// A deferral ended, or the post was over while candidates waited.
    case resumed
    /// Somebody approved the post.
    case approved
    /// Somebody withdrew the post.
    case withdrawn
  }

  /// The instant of the event.
  package var at: Instant
  package var post: PostID
  /// Why.
  package var event: Event
  /// The counts of outcomes and of rules that spoke, sorted.
  package var counts: [VerdictCount]
  /// The employees who were allowed at this event, on one network at least.
  package var allowed: EmployeeSet
  /// The candidates that now wait, nobody twice on one network.
  package var waiting: [WaitingGroup]
  /// The candidates that waited and no longer do, in groups by what they waited for.
  package var settled: [WaitingGroup]
  /// The acts of those who were asked and take part.
  package var planned: [PlannedGroup]

  package init(
    at: Instant, post: PostID, event: Event, counts: [VerdictCount] = [],
    allowed: EmployeeSet = EmployeeSet(rosterCount: 0), waiting: [WaitingGroup] = [],
    settled: [WaitingGroup] = [],
    planned: [PlannedGroup] = []
  ) {
    self.at = at
    self.post = post
    self.event = event
    self.counts = counts
    self.allowed = allowed
    self.waiting = waiting
    self.settled = settled
    self.planned = planned
  }
}

/// How many candidates of a post on a network got an outcome, and how often a rule spoke for it.
package struct VerdictCount: Hashable, Sendable {
  package var network: NetworkID
  /// The outcome of the verdicts, or of the rule's findings.
  package var outcome: Verdict.Outcome
  /// The rule whose findings are counted; nil: verdicts are.
  package var rule: RuleID?
  /// How many.
  package var count: Int

  package init(network: NetworkID, outcome: Verdict.Outcome, rule: RuleID?, count: Int) {
    self.network = network
    self.outcome = outcome
    self.rule = rule
    self.count = count
  }
}

/// The candidates of one post on one network that wait for the same, and since the same event.
///
/// A set, because whole companies wait together: for the end of the night, or for an approval.
package struct WaitingGroup: Hashable, Sendable {
  package var network: NetworkID
  /// What they wait for: `.defer` or `.needsApproval`.
  package var outcome: Verdict.Outcome
  /// When they are looked at again whatever happens.
  package var until: Instant
  /// The employees, by their index on the roster.
  package var employees: EmployeeSet
  /// Those who are on the roster no more, sorted.
  package var leavers: [EmployeeID]

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
