package import AdvocacyModel

/// How much of the past the rules of a policy can ask about: a ledger of years need not be read
/// whole for the next post.
package struct HistoryWindow: Hashable, Sendable {
  /// The first instant of events that count.
  package private(set) var since: Instant
  /// The posts whose participations count however long ago they were.
  package let posts: Set<PostID>

  /// Works out what can be asked.
  ///
  /// - Parameters:
  ///   - policy: The policy; a rule counts even where it is not in force yet.
  ///   - calendar: The company's calendar, by which caps count.
  ///   - earliest: The first instant at which a post may be decided.
  ///   - span: What is asked besides rules: this long before an event.
  ///   - open: The posts that may be decided.
  ///   - past: All posts that were decided.
  /// - Complexity: O(rules + characters of all posts).
  package init(
    of policy: Policy, calendar: CompanyCalendar, from earliest: Instant, span: Instant.Span,
    open: [Post], past: some Sequence<Post>
  ) {
    let lookbacks = policy.rulesInForce.map(\.lookback)
    since = lookbacks.reduce(earliest - span) { first, lookback in
      switch lookback {
      case .nowhere, .content: first
      case .window(let window): min(first, calendar.window(window, at: earliest).from)
      case .span(let span): min(first, earliest - span)
      case .everything: .distantPast
      }
    }
    // Where a clock goes back, a window that begins later may reach back further.
    if since > .distantPast { since = since - .days(1) }
    posts = lookbacks.contains(.content) ? ContentHistory.kin(of: open, among: past) : []
  }

  /// Asks about what was done of one post.
  package init(of post: PostID) { self.init(since: .distantFuture, posts: [post]) }

  private init(since: Instant, posts: Set<PostID>) {
    self.since = since
    self.posts = posts
  }

  /// What either of two policies can ask about.
  package func union(_ other: Self) -> Self {
    Self(since: min(since, other.since), posts: posts.union(other.posts))
  }
}

/// How far back a rule looks.
enum Lookback: Hashable, Sendable {
  /// It doesn't ask about the past.
  case nowhere
  /// To the beginning of the calendar window that holds the event.
  case window(FrequencyCap.Window)
  /// So long before the event.
  case span(Instant.Span)
  /// To the first post of all.
  case everything
  /// To all posts that share their text or link with the one decided.
  case content
}

extension Rule {
  /// How far back the rule looks.
  var lookback: Lookback {
    guard let type = parameters as? any RuleType else { return .nowhere }
    return type.lookback
  }
}

extension PolicyEngine {
  /// Whether a rule that speaks when people are asked looks at what accounts did and have planned.
  package var readsPlans: Bool {
    rules.contains { $0.hold.includes(.asking) && $0.rule.lookback != .nowhere }
  }
}
