package import AdvocacyCore

/// How much of the past the rules of a policy can ask about: a ledger of years need not be read
/// whole for the next post.
package struct HistoryNeeds: Hashable, Sendable {
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
    let kinds = policy.rulesInForce.map(\.kind)
    since = kinds.reduce(earliest - span) { first, kind in
      switch kind {
      case .frequencyCap(_, let window, _):
        min(first, calendar.window(window, at: earliest).from)
      case .cooldown(let hours): min(first, earliest - .hours(Int64(hours)))
      case .traineeMode: .distantPast
      // No default: the compiler is to ask of each new kind.
      case .trainingRequired, .tierCapability, .policyAcknowledgement, .consentRequired, .segment,
        .expertiseScope, .authenticAccount, .tokenValid, .networkAllowed, .wordBlock,
        .confidentialClass, .killSwitch, .disclosureReject, .approval, .principalPreapproval,
        .adoptionCheck, .testimonial, .embargo, .expiry, .blackout, .quietHours, .paidTimeOnly,
        .leave, .holidays, .onceOnly, .stagger, .textUniqueness, .podGuard, .autoRepostLimit,
        .noAutoLike, .disclosureRequired, .adLabel, .incentiveDisclosure, .ownOpinion,
        .undisclosableAction, .editRights, .retention, .manualOnly, .protectedSpeech:
        first
      }
    }
    // Where a clock goes back, a window that begins later may reach back further.
    if since > .distantPast { since = since - .days(1) }
    posts = kinds.contains(.onceOnly) ? ContentHistory.kin(of: open, among: past) : []
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
