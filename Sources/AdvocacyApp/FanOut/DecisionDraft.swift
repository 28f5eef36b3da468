import AdvocacyCore
import AdvocacyPolicy

/// Gathers a decision network by network and puts it in order at the end.
struct DecisionDraft {
  private let post: Post
  private let at: Instant
  private var counts: [VerdictCount] = []
  private var waiting: [WaitingGroup] = []
  private var amplifications: [Amplification] = []
  private var allowed: EmployeeSet
  private var allowedBefore: EmployeeSet

  init(post: Post, at instant: Instant, rosterCount: Int) {
    self.post = post
    self.at = instant
    allowed = EmployeeSet(rosterCount: rosterCount)
    allowedBefore = allowed
  }

  /// Adds a review's counts and those who wait: for a deferral's end, or until the post is over.
  mutating func add(_ review: NetworkReview, end: Instant) {
    counts += review.counts
    waiting.merge(
      review.deferrals.map { until, employees in
        WaitingGroup(
          network: review.network, outcome: .defer, until: until, employees: employees)
      })
    guard !review.needsApproval.isEmpty else { return }
    waiting.merge(
      CollectionOfOne(
        WaitingGroup(
          network: review.network, outcome: .needsApproval, until: end,
          employees: review.needsApproval)))
  }

  /// Counts waiting candidates who left the roster as denied.
  mutating func addLeavers(_ count: Int, on network: NetworkID) {
    guard count > 0 else { return }
    counts.append(VerdictCount(network: network, outcome: .deny, rule: nil, count: count))
  }

  /// Counts employees as allowed, each once whatever the networks.
  mutating func countAllowed(_ employees: EmployeeSet) { allowed.formUnion(employees) }

  /// Leaves employees out of the count who were allowed at an earlier event.
  mutating func countBefore(_ employees: EmployeeSet) { allowedBefore.formUnion(employees) }

  /// Adds the actions of an employee.
  mutating func add(
    _ actions: [Action], of employee: Int, on network: NetworkID, at instant: Instant,
    variant: Int, isDisclosed: Bool
  ) {
    for action in actions {
      amplifications.append(
        Amplification(
          employee: employee, network: network, action: action, at: instant,
          variant: action.hasWords ? variant : 0, isDisclosed: isDisclosed))
    }
  }

  /// The decision, its actions in the order of employee, network and action.
  ///
  /// - Complexity: O(n log n) in the actions, O(n) for a post on one network.
  func decision(event: Decision.Event, settled: [WaitingGroup]) -> Decision {
    let ordered =
      post.networks.count == 1 ? amplifications : amplifications.sorted(by: Self.precedes)
    return Decision(
      at: at, post: post.id, event: event, counts: merged,
      allowedEmployees: allowed.subtracting(allowedBefore).count, waiting: waiting,
      settled: settled, amplifications: ordered)
  }

  private static func precedes(_ lhs: Amplification, _ rhs: Amplification) -> Bool {
    (lhs.employee, lhs.network, lhs.action) < (rhs.employee, rhs.network, rhs.action)
  }

  /// The counts, those of the same network, outcome and rule added up.
  private var merged: [VerdictCount] {
    var totals: [VerdictCount] = []
    let ordered = counts.sorted {
      ($0.network, $0.rule?.text ?? "", $0.outcome) < ($1.network, $1.rule?.text ?? "", $1.outcome)
    }
    for count in ordered {
      if let last = totals.last, last.network == count.network, last.rule == count.rule,
        last.outcome == count.outcome
      {
        totals[totals.count - 1].count += count.count
      } else {
        totals.append(count)
      }
    }
    return totals
  }
}
