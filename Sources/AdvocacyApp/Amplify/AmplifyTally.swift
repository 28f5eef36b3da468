import AdvocacyCore
import AdvocacyReport

/// Adds up what a batch did, post by post.
struct AmplifyTally {
  private var posts: [AmplifySummary.Post] = []
  private(set) var skipped: [AmplifySummary.Skipped] = []
  private var positions: [PostID: Int] = [:]
  private var asked: [PostID: EmployeeSet] = [:]

  mutating func add(_ fact: FanOutFact) {
    switch fact {
    case .skip(let skip, _):
      skipped.append(.init(post: skip.post, reason: skip.reason.sentence))
    case .decision(let decision, _): add(decision)
    case .acts(let block): add(block)
    }
  }

  /// The place of a post's counts, made where there are none.
  private mutating func position(of post: PostID) -> Int {
    if let position = positions[post] { return position }
    positions[post] = posts.count
    posts.append(.init(id: post))
    return posts.count - 1
  }

  private mutating func add(_ decision: Decision) {
    let position = position(of: decision.post)
    var asked = asked[decision.post] ?? decision.allowed
    if asked.rosterCount == decision.allowed.rosterCount { asked.formUnion(decision.allowed) }
    self.asked[decision.post] = asked
    posts[position].employeesAsked = asked.count
    for count in decision.counts where count.rule == nil {
      switch count.outcome {
      case .allow, .rewrite: posts[position].allowed += count.count
      case .deny: posts[position].denied += count.count
      case .defer, .needsApproval: continue
      }
    }
  }

  private mutating func add(_ block: ActsBlock) {
    for recorded in block.recorded {
      let position = position(of: recorded.post)
      posts[position].acts += recorded.acts.count
      posts[position].amplifications += recorded.acts.reduce(0) {
        $0 + $1.actions.rawValue.nonzeroBitCount
      }
    }
    for act in block.prevented { posts[position(of: act.post)].prevented += 1 }
  }

  /// The posts; those of their candidates who wait, and their planned acts, counted as they stand at
  /// the end.
  func posts(
    waiting: (PostID) -> [WaitingGroup], planned: (PostID) -> PlannedCount
  ) -> [AmplifySummary.Post] {
    posts.map { post in
      var post = post
      for group in waiting(post.id) {
        switch group.outcome {
        case .needsApproval: post.needsApproval += group.count
        default: post.deferred += group.count
        }
      }
      let acts = planned(post.id)
      post.planned = acts.instants.count
      post.nextAct = acts.instants.first
      post.needsApproval += acts.waiting
      return post
    }
  }
}
