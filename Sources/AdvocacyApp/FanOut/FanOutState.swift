package import AdvocacyCore

/// What the ledger and the queue say when a fan-out begins.
package struct FanOutState: Sendable {
  /// The start of the ledger: posts dated before are skipped.
  package var start: Instant
  /// The last instant handled.
  package var watermark: Instant
  /// The posts of the queue that were never decided nor skipped.
  package var newPosts: [Post]
  /// The posts, as they were, that have waiting candidates.
  package var openPosts: [Post]
  /// The waiting candidates by post.
  package var waiting: [PostID: [WaitingGroup]]
  /// When posts with waiting candidates fell due.
  package var firstAsked: [PostID: Instant]
  /// What was ever said of posts, in order.
  package var statements: [PostStatement]

  /// Makes a state.
  package init(
    start: Instant, watermark: Instant, newPosts: [Post], openPosts: [Post] = [],
    waiting: [PostID: [WaitingGroup]] = [:], firstAsked: [PostID: Instant] = [:],
    statements: [PostStatement] = []
  ) {
    self.start = start
    self.watermark = watermark
    self.newPosts = newPosts
    self.openPosts = openPosts
    self.waiting = waiting
    self.firstAsked = firstAsked
    self.statements = statements
  }
}

/// What a fan-out hands to whoever records it: one thing, one transaction.
package enum FanOutFact: Sendable, Hashable {
  /// A post was decided.
  case decision(Decision, Post)
  /// A post was skipped.
  case skip(Skip, Post)
}
