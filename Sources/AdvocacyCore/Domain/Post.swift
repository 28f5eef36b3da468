/// A corporate message in the queue.
package struct Post: Hashable, Sendable {
  /// The id; once fanned out it never is again.
  package var id: PostID
  /// The text; not empty.
  package var text: String
  /// The networks it is published on, without repeats, sorted.
  package var networks: [NetworkID]
  /// When it falls due.
  package var at: Instant
  /// When it is over, or nil for the default of 14 days after it falls due.
  package var expires: Instant?
  /// The page it points to, http or https.
  package var link: String?
  /// The campaign it belongs to.
  package var campaign: String?
  /// What it is about.
  package var topics: [String]
  /// Its hashtags, each with the leading `#`.
  package var hashtags: [String]
  /// Suggested texts for employees' own words.
  package var variants: [String]
  /// The language of each variant, as BCP 47, nil for one that everybody may say; empty where no
  /// variant has one.
  package var variantLanguages: [String?]
  /// The employee who wrote it.
  package var author: EmployeeID?
  /// What only policy asks about, such as `customer-data` or `testimonial`.
  package var tags: [String]
  /// What there is to be won by passing it on, if anything.
  package var prize: String?
  /// Whether it is part of a live exchange rather than prepared beforehand.
  package var isInteractive: Bool

  /// Makes a post.
  package init(
    id: PostID, text: String, networks: [NetworkID], at: Instant, expires: Instant? = nil,
    link: String? = nil, campaign: String? = nil, topics: [String] = [], hashtags: [String] = [],
    variants: [String] = [], variantLanguages: [String?] = [], author: EmployeeID? = nil,
    tags: [String] = [], prize: String? = nil, isInteractive: Bool = false
  ) {
    self.id = id
    self.text = text
    self.networks = Array(Set(networks)).sorted()
    self.at = at
    self.expires = expires
    self.link = link
    self.campaign = campaign
    self.topics = topics
    self.hashtags = hashtags
    self.variants = variants
    self.variantLanguages = variantLanguages.contains { $0 != nil } ? variantLanguages : []
    self.author = author
    self.tags = tags
    self.prize = prize
    self.isInteractive = isInteractive
  }

  /// The life of a post that names no end: 14 days (assumed; reactions are over long before).
  package static let defaultLife = Instant.Span.days(14)

  /// The longest life of a post.
  package static let longestLife = Instant.Span.days(400)

  /// The instant from which nobody amplifies it any more.
  package var end: Instant { expires ?? at + Self.defaultLife }

  /// The words of the post's own text, 0, or of a variant, from 1; of one that it lacks its own.
  package func wording(variant: Int) -> String {
    variants.indices.contains(variant - 1) ? variants[variant - 1] : text
  }
}
