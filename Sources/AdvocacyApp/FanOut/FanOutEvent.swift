import AdvocacyCore

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
