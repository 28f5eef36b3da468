import AdvocacyCore

/// Something that happens to a post at an instant.
///
/// Events are handled in order of instant and post; of one post at one instant, statements come
/// first, so that an approval counts for a post that falls due with it.
struct FanOutEvent: Comparable {
  enum Kind: Int, Comparable {
    /// Somebody approved or withdrew the post.
    case statement
    /// The post falls due.
    case due
    /// Waiting candidates are looked at again.
    case resume

    static func < (lhs: Self, rhs: Self) -> Bool { lhs.rawValue < rhs.rawValue }
  }

  let at: Instant
  let post: PostID
  let kind: Kind

  static func < (lhs: Self, rhs: Self) -> Bool {
    (lhs.at, lhs.post, lhs.kind) < (rhs.at, rhs.post, rhs.kind)
  }
}
