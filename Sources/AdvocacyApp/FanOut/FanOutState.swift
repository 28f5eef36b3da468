package import AdvocacyCore

/// What the ledger and the queue say when a fan-out begins.
package struct FanOutState: Sendable {
  /// The start of the ledger: posts dated before are skipped.
  package var start: Instant
  /// The last instant handled.
  package var watermark: Instant
  /// The posts of the queue that were never decided nor skipped.
  package var newPosts: [Post]
  /// The posts, as they were, that have waiting candidates or planned acts.
  package var openPosts: [Post]
  /// The waiting candidates by post.
  package var waiting: [PostID: [WaitingGroup]]
  /// The planned acts.
  package var planned: [PlannedGroup]
  /// Those who left the roster, whom planned acts name by a place beyond it.
  package var departed: [EmployeeID]
  /// Those of them who were forgotten.
  package var forgotten: Set<EmployeeID>
  /// When posts with waiting candidates fell due.
  package var firstAsked: [PostID: Instant]
  /// What was ever said of posts, in order.
  package var statements: [PostStatement]

  /// Makes a state.
  package init(
    start: Instant, watermark: Instant, newPosts: [Post], openPosts: [Post] = [],
    waiting: [PostID: [WaitingGroup]] = [:], planned: [PlannedGroup] = [],
    departed: [EmployeeID] = [], forgotten: Set<EmployeeID> = [],
    firstAsked: [PostID: Instant] = [:],
    statements: [PostStatement] = []
  ) {
    self.start = start
    self.watermark = watermark
    self.newPosts = newPosts
    self.openPosts = openPosts
    self.waiting = waiting
    self.planned = planned
    self.departed = departed
    self.forgotten = forgotten
    self.firstAsked = firstAsked
    self.statements = statements
  }
}

/// What a fan-out hands to whoever records it: one thing, one link.
package enum FanOutFact: Sendable, Hashable {
  /// A post was decided.
  case decision(Decision, Post)
  /// A post was skipped.
  case skip(Skip, Post)
  /// What became of planned acts.
  case acts(ActsBlock)
}
