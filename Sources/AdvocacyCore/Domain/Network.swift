/// What a network lets an account do.
package struct Network: Hashable, Sendable {
  /// The id by which posts and accounts name it.
  package var id: NetworkID
  /// The name for people.
  package var title: String
  /// The actions that an account has there.
  package var actions: [Action]
  /// The longest text of a post, in characters, or nil where there is no limit worth a warning.
  package var textLimit: Int?

  /// Makes a network.
  package init(id: NetworkID, title: String, actions: [Action], textLimit: Int?) {
    self.id = id
    self.title = title
    self.actions = actions
    self.textLimit = textLimit
  }

  /// Whether a post can be passed on with own words above it.
  package var hasQuotes: Bool { actions.contains(.quote) }

  /// The action by which a willing account passes a post on: a repost, else a share.
  package var passingOn: Action? {
    if actions.contains(.repost) { return .repost }
    return actions.contains(.share) ? .share : nil
  }

  /// The networks known without configuration.
  ///
  /// Text limits are the networks' own for ordinary accounts (read): X 280, LinkedIn 3,000,
  /// Facebook 63,206 characters.
  package static let builtIn: [Network] = [
    make("blog", "Blog", [.comment, .share], nil),
    make("facebook", "Facebook", [.like, .repost, .quote, .comment], 63_206),
    make("linkedin", "LinkedIn", [.like, .repost, .quote, .comment], 3_000),
    make("x", "X", [.like, .repost, .quote, .comment], 280),
  ].compactMap { $0 }

  private static func make(
    _ id: String, _ title: String, _ actions: [Action], _ limit: Int?
  ) -> Network? {
    NetworkID(id).map { Network(id: $0, title: title, actions: actions, textLimit: limit) }
  }
}
