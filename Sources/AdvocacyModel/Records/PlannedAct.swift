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
