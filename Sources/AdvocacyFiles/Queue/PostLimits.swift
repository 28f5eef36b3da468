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
