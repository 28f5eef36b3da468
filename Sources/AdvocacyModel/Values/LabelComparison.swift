/// How labels, languages and texts compare under a meaning: letter by letter, or as people read
/// them.
package struct LabelComparison: Hashable, Sendable {
  /// Whether they compare as people read them.
  package let folds: Bool

  package init(_ semantics: Semantics) { folds = semantics.foldsLabels }

  /// What labels that are the same have in common; empty where nothing of a label shows.
  ///
  /// - Complexity: O(characters).
  package func key(of label: String) -> String {
    folds ? label.foldedForComparison.withSingleSpaces : label
  }

  /// What hashtags that are the same have in common, `#` or not.
  ///
  /// - Complexity: O(characters).
  package func key(ofHashtag hashtag: String) -> String {
    guard folds else { return hashtag }
    return String(key(of: hashtag).drop { $0 == "#" })
  }

  /// The keys of some labels; what shows nothing has none.
  ///
  /// - Complexity: O(characters).
  package func keys(of labels: [String]) -> Set<String> {
    Set(labels.map(key(of:))).subtracting([""])
  }

  /// The keys of some hashtags; what shows nothing has none.
  ///
  /// - Complexity: O(characters).
  package func keys(ofHashtags hashtags: [String]) -> Set<String> {
    Set(hashtags.map(key(ofHashtag:))).subtracting([""])
  }

  /// What a text is searched as: with small letters, or as people read it, invisible characters
  /// once left out and once taken for spaces.
  ///
  /// - Complexity: O(characters).
  package func readings(of text: String) -> [String] {
    folds ? text.foldedReadings : [text.lowercased()]
  }

  /// Tells whether a language named covers another: `es` covers `es-ES` and `es_MX`, not the other
  /// way (RFC 4647, 3.3.1: basic filtering).
  package func language(_ named: String, covers language: String) -> Bool {
    guard folds else { return named == language }
    let (named, language) = (languageKey(named), languageKey(language))
    return language == named || language.hasPrefix("\(named)-") && !named.isEmpty
  }

  /// What languages that are written the same have in common.
  package func languageKey(_ language: String) -> String {
    folds ? String(language.lowercased().map { $0 == "_" ? "-" : $0 }) : language
  }
}

/// The labels of a post as they compare, worked out once for all rules.
package struct PostLabels: Sendable {
  /// The post itself.
  package let id: PostID
  /// The keys of its topics.
  package let topics: Set<String>
  /// The key of its campaign; nil: it belongs to none.
  package let campaign: String?
  /// The keys of its hashtags; where labels fold, of those in its text and variants as well.
  package let hashtags: Set<String>
  /// The keys of its tags.
  package let tags: Set<String>

  /// Works out the labels of a post.
  ///
  /// - Complexity: O(characters).
  package init(_ post: Post, by comparison: LabelComparison) {
    id = post.id
    topics = comparison.keys(of: post.topics)
    campaign = post.campaign.map(comparison.key(of:))
    tags = comparison.keys(of: post.tags)
    let written = comparison.folds ? ([post.text] + post.variants).flatMap(\.hashtags) : []
    hashtags = comparison.keys(ofHashtags: post.hashtags).union(written)
  }
}

/// The labels that posts are chosen by, as they compare: nil admits all, a set those that share one.
package struct LabelFilter: Sendable {
  private var topics: Set<String>?
  private var campaigns: Set<String>?
  private var hashtags: Set<String>?
  private var tags: Set<String>?

  /// Makes a filter of labels as they are written.
  ///
  /// - Complexity: O(characters).
  package init(
    topics: [String]? = nil, campaigns: [String]? = nil, hashtags: [String]? = nil,
    tags: [String]? = nil, by comparison: LabelComparison
  ) {
    self.topics = topics.map(comparison.keys(of:))
    self.campaigns = campaigns.map(comparison.keys(of:))
    self.hashtags = hashtags.map(comparison.keys(ofHashtags:))
    self.tags = tags.map(comparison.keys(of:))
  }

  package init(_ scope: Scope, by comparison: LabelComparison) {
    self.init(
      topics: scope.topics, campaigns: scope.campaigns, hashtags: scope.hashtags, tags: scope.tags,
      by: comparison)
  }

  /// Tells whether a post with some labels is chosen: it shares one of each list given.
  ///
  /// - Complexity: O(labels).
  package func admits(_ post: PostLabels) -> Bool {
    (topics.map { !$0.isDisjoint(with: post.topics) } ?? true)
      && (campaigns.map { post.campaign.map($0.contains) ?? false } ?? true)
      && (hashtags.map { !$0.isDisjoint(with: post.hashtags) } ?? true)
      && (tags.map { !$0.isDisjoint(with: post.tags) } ?? true)
  }
}
