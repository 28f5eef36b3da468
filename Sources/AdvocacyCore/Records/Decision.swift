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
  /// The post.
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

  /// Makes a decision.
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
