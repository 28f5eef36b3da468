package import AdvocacyModel
package import AdvocacyPolicy

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

/// Something other than an act that happens to a post at an instant.
///
/// Events come in the order of instants, kinds and posts; acts of the same instant come after all of
/// them.
struct FanOutEvent: Comparable {
  enum Kind: Int, Comparable {
    /// Somebody approved the post.
    case approval
    /// The post falls due.
    case due
    /// Candidates who waited are looked at again: a deferral ends, or the post is over.
    case resume

    static func < (lhs: Self, rhs: Self) -> Bool { lhs.rawValue < rhs.rawValue }
  }

  let at: Instant
  let kind: Kind
  let post: PostID

  static func < (lhs: Self, rhs: Self) -> Bool {
    (lhs.at, lhs.kind, lhs.post) < (rhs.at, rhs.kind, rhs.post)
  }
}

/// The posts that a fan-out may have to do with, by their places in the order of ids.
struct PostPlaces {
  /// The posts, by id.
  let posts: [Post]
  private let places: [PostID: UInt32]

  /// Puts posts in order; of two with one id the later one counts.
  ///
  /// - Complexity: O(n log n).
  init(_ posts: [Post]) {
    let byID = Dictionary(posts.map { ($0.id, $0) }) { _, last in last }
    self.posts = byID.values.sorted { $0.id < $1.id }
    places = Dictionary(
      self.posts.enumerated().map { ($0.element.id, UInt32($0.offset)) }
    ) { first, _ in first }
  }

  /// The place of a post; nil for one that is none of them.
  func place(of id: PostID) -> UInt32? { places[id] }

  /// The post of an id; nil for one that is none of them.
  subscript(id: PostID) -> Post? { places[id].map { posts[Int($0)] } }
}

extension HistoryWindow {
  /// What a configuration's rules, and the tiring of its employees, can ask about.
  ///
  /// - Complexity: O(rules + characters of all posts).
  package init(
    of configuration: Configuration, from earliest: Instant, open: [Post],
    past: some Sequence<Post>
  ) {
    self.init(
      of: configuration.policy, calendar: configuration.calendar, from: earliest,
      span: configuration.behaviour.fatigue > 0 ? CandidateEvaluator.fatigueWindow : .seconds(0),
      open: open, past: past)
  }
}

extension History {
  /// Plans an act.
  mutating func plan(_ act: PlannedAct, of post: Post, on network: NetworkID) {
    plan(
      employee: act.employee, network: network, post: post, at: act.at,
      passesOn: !act.actions.isDisjoint(with: .passingOn))
  }

  /// Takes a planned act back.
  mutating func unplan(_ act: PlannedAct, of post: Post, on network: NetworkID) {
    unplan(
      employee: act.employee, network: network, post: post, at: act.at,
      passesOn: !act.actions.isDisjoint(with: .passingOn))
  }
}
