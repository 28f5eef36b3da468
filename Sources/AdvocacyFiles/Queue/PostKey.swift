import AdvocacyModel

/// The fields of a post, by their keys in the queue, in the order in which they are written.
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

/// A text that a post suggests to employees: a text alone, or an object with its language.
struct SuggestedText: Hashable {
  /// The keys of the object.
  enum Key: String, CaseIterable {
    case text
    case language
  }

  var text: String
  /// The language, as BCP 47; nil: everybody may say it.
  var language: String?

  /// The variants of a post as they are read again: each with a language an object, others texts.
  static func written(_ post: Post) -> WrittenJSON? {
    guard !post.variants.isEmpty else { return nil }
    return .list(
      post.variants.enumerated().map { place, text in
        guard let language = post.language(ofVariant: place + 1) else { return .text(text) }
        return .object([
          (key: Key.text.rawValue, value: .text(text)),
          (key: Key.language.rawValue, value: .text(language)),
        ])
      })
  }
}

/// How much a post may hold; bounds against input that was not meant, not rules of any network.
package enum PostLimits {
  /// The longest text or variant, in characters; the longest of any known network is 63,206.
  package static let textCharacters = 65_536
  /// The longest link, in bytes.
  package static let linkBytes = 2048
  /// The longest campaign, topic or hashtag, in characters.
  package static let labelCharacters = 200
  /// The most entries of a list.
  package static let listEntries = 100
  /// The most posts of a queue or of a file to import; 250,000 (assumed: 100 a day for 7 years;
  /// measured: 800,000 small posts take 0.6 GB).
  package static let queuePosts = 250_000
}
