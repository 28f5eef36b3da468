/// What a network lets an account do.
package struct Network: Hashable, Sendable {
  /// The id by which posts and accounts name it.
  package var id: NetworkID
  /// The name for people.
  package var title: String
  /// The actions that an account has there.
  package var actions: [Action]
  /// The longest text of a post, counted as the network counts, or nil where there is no limit worth
  /// a warning.
  package var textLimit: Int?

  package init(id: NetworkID, title: String, actions: [Action], textLimit: Int?) {
    self.id = id
    self.title = title
    self.actions = actions
    self.textLimit = textLimit
  }

  /// How the network counts the length of a text.
  package var counting: TextCounting { KnownNetwork.counting(on: id) }

  /// What the network reads of a hashtag written with its sign; nil: that isn't known, or nothing.
  ///
  /// It is the whole, the beginning, or an empty text where it reads none.
  ///
  /// - Complexity: O(characters).
  package func hashtagRead(of hashtag: String) -> String? {
    KnownNetwork.hashtags(on: id)?.read(hashtag)
  }

  /// Whether a post can be passed on with own words above it.
  package var hasQuotes: Bool { actions.contains(.quote) }

  /// The action by which a willing account passes a post on: a repost, else a share.
  package var passingOn: Action? {
    if actions.contains(.repost) { return .repost }
    return actions.contains(.share) ? .share : nil
  }
}

/// What an employee's account does with a post.
package enum Action: String, Codable, Hashable, Sendable, CaseIterable, Comparable {
  /// Marks the post as liked; reaches followers only at a fraction of the visibility.
  case like
  /// Passes the post on unchanged.
  case repost
  /// Passes the post on with the employee's own words.
  case quote
  /// Answers below the post.
  case comment
  /// Publishes the link anew on the employee's own page, in the employee's own words.
  case share

  /// Whether the action carries words of the employee, in which a disclosure can stand.
  package var hasWords: Bool { self == .quote || self == .comment || self == .share }

  /// Whether the action passes the post on; reports count these as reposts.
  package var passesOn: Bool { self == .repost || self == .quote || self == .share }

  package static func < (lhs: Self, rhs: Self) -> Bool { lhs.code < rhs.code }

  /// A small stable number for storage, 0 to 4; never reassigned.
  package var code: Int {
    switch self {
    case .like: 0
    case .repost: 1
    case .quote: 2
    case .comment: 3
    case .share: 4
    }
  }

  /// Makes an action of its number, or nil where there is none such.
  package init?(code: Int) {
    guard let action = Self.allCases.first(where: { $0.code == code }) else { return nil }
    self = action
  }
}
