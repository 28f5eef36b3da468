import AdvocacyModel
import AdvocacyPolicy

/// Gathers a decision network by network and puts it in order at the end.
struct DecisionDraft {
  private let post: Post
  private let at: Instant
  private var counts: [VerdictCount] = []
  private var waiting: [WaitingGroup] = []
  private var planned: [NetworkID: [PlannedAct]] = [:]
  private var allowed: EmployeeSet

  init(post: Post, at instant: Instant, rosterCount: Int) {
    self.post = post
    self.at = instant
    allowed = EmployeeSet(rosterCount: rosterCount)
  }

  /// Adds a review's counts and those who wait: for a deferral's end, or until the post is over.
  mutating func add(
    _ review: NetworkReview, deferrals: [Instant: EmployeeSet], end: Instant
  ) {
    counts += review.counts
    waiting.merge(
      deferrals.map { until, employees in
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

  /// Adds an act that somebody asked will do.
  mutating func add(_ act: PlannedAct, on network: NetworkID) {
    planned[network, default: []].append(act)
  }

  /// The acts planned on a network so far.
  func planned(on network: NetworkID) -> [PlannedAct] { planned[network] ?? [] }

  /// The decision, its acts by network and clock hour of company time.
  ///
  /// - Complexity: O(acts).
  func decision(
    event: Decision.Event, settled: [WaitingGroup], calendar: CompanyCalendar
  ) -> Decision {
    Decision(
      at: at, post: post.id, event: event, counts: merged,
      allowed: allowed, waiting: waiting,
      settled: settled, planned: groups(calendar))
  }

  private func groups(_ calendar: CompanyCalendar) -> [PlannedGroup] {
    var clock = CompanyClock(calendar)
    var groups: [PlannedGroup] = []
    for (network, acts) in planned.sorted(by: { $0.key < $1.key }) {
      let byHour = Dictionary(grouping: acts) { clock.startOfHour(at: $0.at) }
      groups += byHour.sorted { $0.key < $1.key }.map { hour, acts in
        PlannedGroup(.init(post: post.id, network: network, hour: hour), acts: acts)
      }
    }
    return groups
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
