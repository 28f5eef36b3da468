import AdvocacyCore
import AdvocacyReport

/// Adds up what a batch did, post by post.
struct AmplifyTally {
  private var posts: [AmplifySummary.Post] = []
  private(set) var skipped: [AmplifySummary.Skipped] = []
  private var positions: [PostID: Int] = [:]

  mutating func add(_ fact: FanOutFact) {
    switch fact {
    case .skip(let skip, _):
      skipped.append(.init(post: skip.post, reason: skip.reason.sentence))
    case .decision(let decision, _): add(decision)
    }
  }

  private mutating func add(_ decision: Decision) {
    let position = positions[decision.post] ?? posts.count
    if position == posts.count {
      positions[decision.post] = position
      posts.append(
        .init(
          id: decision.post, allowed: 0, denied: 0, deferred: 0, needsApproval: 0,
          amplifications: 0))
    }
    for count in decision.counts where count.rule == nil {
      switch count.outcome {
      case .allow, .rewrite: posts[position].allowed += count.count
      case .deny: posts[position].denied += count.count
      case .defer, .needsApproval: continue
      }
    }
    posts[position].amplifications += decision.amplifications.count
  }

  /// The posts, those of their candidates who wait counted as they stand at the end.
  func posts(waiting: (PostID) -> [WaitingGroup]) -> [AmplifySummary.Post] {
    posts.map { post in
      var post = post
      for group in waiting(post.id) {
        switch group.outcome {
        case .needsApproval: post.needsApproval += group.count
        default: post.deferred += group.count
        }
      }
      return post
    }
  }
}
