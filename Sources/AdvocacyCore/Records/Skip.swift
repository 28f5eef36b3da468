/// A post that will never be fanned out, and why.
package struct Skip: Hashable, Sendable {
  /// The reasons for which a post is skipped.
  package enum Reason: String, Hashable, Sendable, CaseIterable {
    /// It is dated before the start of the ledger.
    case beforeStart
    /// It was over before it was first seen.
    case expired
    /// It was withdrawn before it fell due.
    case withdrawn

    /// The reason in words.
    package var sentence: String {
      switch self {
      case .beforeStart: "dated before the start of the ledger"
      case .expired: "over before it was first seen"
      case .withdrawn: "withdrawn before it fell due"
      }
    }
  }

  /// The post.
  package var post: PostID
  /// Why.
  package var reason: Reason
  /// The instant of the event.
  package var at: Instant

  /// Makes a skip.
  package init(post: PostID, reason: Reason, at: Instant) {
    self.post = post
    self.reason = reason
    self.at = at
  }
}
