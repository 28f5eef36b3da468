import AdvocacyCore
import AdvocacyPolicy

/// Gathers a decision network by network and puts it in order at the end.
struct DecisionDraft {
  private let post: Post
  private let at: Instant
  private let roster: [Employee]
  private var counts: [VerdictCount] = []
  private var waiting: [Waiting] = []
  private var acts: [(employee: Int, amplification: Amplification)] = []
  private var allowed: EmployeeSet

  init(post: Post, at instant: Instant, roster: [Employee]) {
    self.post = post
    self.at = instant
    self.roster = roster
    allowed = EmployeeSet(rosterCount: roster.count)
  }

  /// Adds a review's counts and those who wait: for a deferral's end, or until the post is over.
  mutating func add(_ review: NetworkReview, end: Instant) {
    counts += review.counts
    for deferral in review.deferrals {
      wait(deferral.employees, on: review.network, for: .defer, until: deferral.until)
    }
    wait(review.needsApproval, on: review.network, for: .needsApproval, until: end)
  }

  private mutating func wait(
    _ employees: EmployeeSet, on network: NetworkID, for outcome: Verdict.Outcome, until: Instant
  ) {
    for employee in employees {
      waiting.append(
        Waiting(
          employee: roster[employee].id, network: network, outcome: outcome, until: until))
    }
  }

  /// Counts waiting candidates who left the roster as denied.
  mutating func addLeavers(_ count: Int, on network: NetworkID) {
    guard count > 0 else { return }
    counts.append(VerdictCount(network: network, outcome: .deny, rule: nil, count: count))
  }

  /// Counts employees as allowed, but for those who were before.
  mutating func countAllowed(_ employees: EmployeeSet, unless wasAllowed: (Int) -> Bool) {
    for employee in employees.subtracting(allowed) where !wasAllowed(employee) {
      allowed.insert(employee)
    }
  }

  /// Adds the actions of an employee.
  mutating func add(
    _ actions: [Action], of employee: Int, on network: NetworkID, at instant: Instant,
    variant: Int, isDisclosed: Bool
  ) {
    for action in actions {
      acts.append(
        (
          employee,
          Amplification(
            employee: roster[employee].id, network: network, action: action, at: instant,
            variant: action.hasWords ? variant : 0, isDisclosed: isDisclosed)
        ))
    }
  }

  /// The decision, everything in the order of employee, network and action.
  ///
  /// - Complexity: O(n log n) in the candidates that wait or act.
  func decision(event: Decision.Event, settled: [Candidate]) -> Decision {
    let ordered = post.networks.count == 1 ? acts : acts.sorted(by: Self.precedes)
    return Decision(
      at: at, post: post.id, event: event, counts: merged,
      allowedEmployees: allowed.count,
      waiting: waiting.sorted { ($0.employee, $0.network) < ($1.employee, $1.network) },
      settled: settled, amplifications: ordered.map(\.amplification))
  }

  private static func precedes(
    _ lhs: (employee: Int, amplification: Amplification),
    _ rhs: (employee: Int, amplification: Amplification)
  ) -> Bool {
    (lhs.employee, lhs.amplification.network, lhs.amplification.action)
      < (rhs.employee, rhs.amplification.network, rhs.amplification.action)
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
