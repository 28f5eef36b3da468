/// One candidate: a post for one employee's account on one network.
package struct Candidate: Hashable, Sendable, Comparable {
  /// The post.
  package var post: PostID
  /// The employee.
  package var employee: EmployeeID
  /// The network of the account.
  package var network: NetworkID

  /// Makes a candidate.
  package init(post: PostID, employee: EmployeeID, network: NetworkID) {
    self.post = post
    self.employee = employee
    self.network = network
  }

  package static func < (lhs: Self, rhs: Self) -> Bool {
    (lhs.post, lhs.employee, lhs.network) < (rhs.post, rhs.employee, rhs.network)
  }
}

/// One recorded action of one account on one post.
package struct Amplification: Hashable, Sendable {
  /// The employee.
  package var employee: EmployeeID
  /// The network.
  package var network: NetworkID
  /// What the account did.
  package var action: Action
  /// When.
  package var at: Instant
  /// The text it used: 0 for the post's own, else the number of the variant, from 1.
  package var variant: Int
  /// Whether a disclosure was added.
  package var isDisclosed: Bool

  /// Makes an amplification.
  package init(
    employee: EmployeeID, network: NetworkID, action: Action, at: Instant, variant: Int,
    isDisclosed: Bool
  ) {
    self.employee = employee
    self.network = network
    self.action = action
    self.at = at
    self.variant = variant
    self.isDisclosed = isDisclosed
  }
}

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

/// How many candidates of a post on a network got an outcome, and how often a rule spoke for it.
package struct VerdictCount: Hashable, Sendable {
  /// The network.
  package var network: NetworkID
  /// The outcome of the verdicts, or of the rule's findings.
  package var outcome: Verdict.Outcome
  /// The rule whose findings are counted; nil: verdicts are.
  package var rule: RuleID?
  /// How many.
  package var count: Int

  /// Makes a count.
  package init(network: NetworkID, outcome: Verdict.Outcome, rule: RuleID?, count: Int) {
    self.network = network
    self.outcome = outcome
    self.rule = rule
    self.count = count
  }
}

/// Everything decided about one post at one instant: what one transaction writes.
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
  /// The post.
  package var post: PostID
  /// Why.
  package var event: Event
  /// The counts of outcomes and of rules that spoke, sorted.
  package var counts: [VerdictCount]
  /// How many employees, not accounts, were allowed at this event.
  package var allowedEmployees: Int
  /// The candidates that now wait, sorted by employee and network.
  package var waiting: [Waiting]
  /// The candidates that waited and no longer do, sorted by employee and network.
  package var settled: [Candidate]
  /// The actions, sorted by employee, network and action.
  package var amplifications: [Amplification]

  /// Makes a decision.
  package init(
    at: Instant, post: PostID, event: Event, counts: [VerdictCount] = [],
    allowedEmployees: Int = 0, waiting: [Waiting] = [], settled: [Candidate] = [],
    amplifications: [Amplification] = []
  ) {
    self.at = at
    self.post = post
    self.event = event
    self.counts = counts
    self.allowedEmployees = allowedEmployees
    self.waiting = waiting
    self.settled = settled
    self.amplifications = amplifications
  }
}

/// A post that will never be fanned out, and why.
package struct Skip: Hashable, Sendable {
  /// The reasons for which a post is skipped.
  package enum Reason: String, Hashable, Sendable, CaseIterable {
    /// It is dated before the start of the ledger.
    case beforeStart
    /// It was over before it was first seen.
    case expired
    /// It was withdrawn before it fell due.
    case withdrawn

    /// The reason in words.
    package var sentence: String {
      switch self {
      case .beforeStart: "dated before the start of the ledger"
      case .expired: "over before it was first seen"
      case .withdrawn: "withdrawn before it fell due"
      }
    }
  }

  /// The post.
  package var post: PostID
  /// Why.
  package var reason: Reason
  /// The instant of the event.
  package var at: Instant

  /// Makes a skip.
  package init(post: PostID, reason: Reason, at: Instant) {
    self.post = post
    self.reason = reason
    self.at = at
  }
}

/// Somebody's word on a post: an approval or a withdrawal.
package struct Word: Hashable, Sendable {
  /// The kinds of words.
  package enum Kind: String, Hashable, Sendable, CaseIterable {
    /// The post may be amplified.
    case approval
    /// The post must not be amplified any more.
    case withdrawal
  }

  /// The post.
  package var post: PostID
  /// What was said.
  package var kind: Kind
  /// In which role.
  package var role: String
  /// Who, if named.
  package var employee: EmployeeID?
  /// When.
  package var at: Instant

  /// Makes a word.
  package init(post: PostID, kind: Kind, role: String, employee: EmployeeID?, at: Instant) {
    self.post = post
    self.kind = kind
    self.role = role
    self.employee = employee
    self.at = at
  }
}

/// A post of the queue that can't be used, by its content.
package struct SetAside: Hashable, Sendable {
  /// The post's id as written, or an empty text.
  package var post: String
  /// Where it stands.
  package var place: Place
  /// Why.
  package var reason: String
  /// SHA-256 of the bytes of the post as they stand in the queue.
  package var contentHash: [UInt8]

  /// Makes a post set aside.
  package init(post: String, place: Place, reason: String, contentHash: [UInt8]) {
    self.post = post
    self.place = place
    self.reason = reason
    self.contentHash = contentHash
  }
}
