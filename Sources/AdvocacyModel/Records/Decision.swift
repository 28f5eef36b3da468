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

/// What an employee who was asked will do, fixed at that moment but for what policy says then.
package struct PlannedAct: Hashable, Sendable {
  /// The instant of the act; for one that waits for an approval, that of the post's end.
  package var at: Instant
  /// The employee, by the index on the roster of the run; from the roster's count on, by the place
  /// among those who left it.
  package var employee: Int { Int(place) }
  /// The actions, after what rules made of them when the employee was asked.
  package var actions: ActionSet
  /// The text: 0 for the post's own, else the number of the variant, from 1.
  package var variant: Int { Int(text) }
  /// How often the act was moved.
  package var attempt: UInt8
  /// Whether a disclosure is added.
  package var isDisclosed: Bool

  // Millions of acts are planned at once: each takes 24 bytes.
  private let place: UInt32
  private let text: UInt16

  /// Makes a planned act; a variant beyond 65,535, which no post has, is the last of them.
  package init(
    employee: Int, at instant: Instant, actions: ActionSet, variant: Int = 0, attempt: UInt8 = 0,
    isDisclosed: Bool = false
  ) {
    self.at = instant
    self.actions = actions
    self.attempt = attempt
    self.isDisclosed = isDisclosed
    place = UInt32(clamping: employee)
    text = UInt16(clamping: variant)
  }

  /// How often an act is moved before it is given up.
  package static let mostAttempts: UInt8 = 32
}

/// Acts of one post on one network that stand together in the ledger.
package struct PlannedGroup: Hashable, Sendable {
  /// What the acts have in common.
  package struct Key: Hashable, Sendable {
    package var post: PostID
    package var network: NetworkID
    /// The first instant of the clock hour of company time in which the acts are; for those that
    /// wait, the instant until which they do.
    package var hour: Instant
    /// Whether the acts wait for an approval.
    package var isWaiting: Bool

    package init(post: PostID, network: NetworkID, hour: Instant, isWaiting: Bool = false) {
      self.post = post
      self.network = network
      self.hour = hour
      self.isWaiting = isWaiting
    }
  }

  /// What they have in common.
  package var key: Key
  /// The acts, nobody's twice.
  package var acts: [PlannedAct]

  package init(_ key: Key, acts: [PlannedAct]) {
    self.key = key
    self.acts = acts
  }
}

/// How many acts of a post are planned, and for when.
package struct PlannedCount: Hashable, Sendable {
  package var post: PostID
  /// The instants of the acts that wait for nothing but their time, ascending.
  package var instants: [Instant]
  /// How many wait for an approval.
  package var waiting: Int

  package init(post: PostID, instants: [Instant], waiting: Int) {
    self.post = post
    self.instants = instants
    self.waiting = waiting
  }
}

/// What became of planned acts within a clock hour of company time: what one link covers.
package struct ActsBlock: Hashable, Sendable {
  /// The first instant handled.
  package var since: Instant
  /// The last instant handled.
  package var until: Instant
  /// The acts that happened.
  package var recorded: [RecordedActs] = []
  /// The acts that a rule prevented.
  package var prevented: [PreventedAct] = []
  /// The acts that were moved or wait now, as they are planned from here on.
  package var planned: [PlannedGroup] = []
  /// The acts that are planned no more as they were: happened, prevented, moved, or dropped.
  package var ended: [EndedActs] = []

  package init(at instant: Instant) {
    since = instant
    until = instant
  }

  /// Whether nothing became of any act.
  package var isEmpty: Bool { ended.isEmpty }
}

/// Acts of one post on one network that happened.
package struct RecordedActs: Hashable, Sendable {
  package var post: PostID
  package var network: NetworkID
  /// The acts as they were done: what policy left of the plans.
  package var acts: [PlannedAct]

  package init(post: PostID, network: NetworkID, acts: [PlannedAct]) {
    self.post = post
    self.network = network
    self.acts = acts
  }
}

/// An act that a rule prevented.
package struct PreventedAct: Hashable, Sendable {
  package var post: PostID
  package var network: NetworkID
  /// The employee, as planned acts name them.
  package var employee: Int
  /// When it would have happened.
  package var at: Instant
  package var rule: RuleID

  package init(post: PostID, network: NetworkID, employee: Int, at: Instant, rule: RuleID) {
    self.post = post
    self.network = network
    self.employee = employee
    self.at = at
    self.rule = rule
  }
}

/// Acts of a group that are planned no more as they were.
package struct EndedActs: Hashable, Sendable {
  /// The group.
  package var key: PlannedGroup.Key
  /// Whose, as planned acts name them.
  package var employees: [Int]
  /// Whether none of the group is left.
  package var isLast: Bool

  package init(key: PlannedGroup.Key, employees: [Int], isLast: Bool) {
    self.key = key
    self.employees = employees
    self.isLast = isLast
  }
}
