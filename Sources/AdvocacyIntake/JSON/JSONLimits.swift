/// How large and how deep a JSON document may be.
package struct JSONLimits: Hashable, Sendable {
  /// The most bytes a document may have; 64 MB by default (assumed: 100,000 posts and more).
  package var maximumBytes: Int
  /// The most containers that may lie inside each other; 64 by default (assumed: ours need 6).
  package var maximumDepth: Int
  /// The most keys and values of a document; 8 million by default (assumed: 200,000 employees have
  /// 6 million; measured: 10 million numbers in a list take 0.9 GB to read).
  package var maximumValues: Int
  /// The most lines of NDJSON; 250,000 by default (assumed: as many as a queue may have posts).
  package var maximumLines: Int

  /// Makes limits.
  package init(
    maximumBytes: Int = 64 << 20, maximumDepth: Int = 64, maximumValues: Int = 8_000_000,
    maximumLines: Int = PostLimits.queuePosts
  ) {
    self.maximumBytes = maximumBytes
    self.maximumDepth = maximumDepth
    self.maximumValues = maximumValues
    self.maximumLines = maximumLines
  }

  /// What to do about a file that is larger than any is meant to be.
  static let hint = "Leave out what is long past; files this large are not what it is made for"

  /// The limits where nothing else is said.
  package static let standard = JSONLimits()
}
