/// The keys of a post in the queue, in the order in which they are written.
package enum PostKey: String, CaseIterable, Hashable, Sendable {
  case id
  case text
  case networks
  case at
  case expires
  case link
  case campaign
  case topics
  case hashtags
  case variants
  case author
  case tags
  case prize
  case interactive

  /// The keys that every post has.
  static let required: [PostKey] = [.id, .text, .networks, .at]

  /// Whether the key holds a list of texts.
  var isList: Bool {
    switch self {
    case .networks, .topics, .hashtags, .variants, .tags: true
    default: false
    }
  }
}
