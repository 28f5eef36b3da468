/// How large and how deep a JSON document may be.
package struct JSONLimits: Hashable, Sendable {
  /// The most bytes a document may have; 64 MB by default (assumed: 100,000 posts and more).
  package var maximumBytes: Int
  /// The most containers that may lie inside each other; 64 by default (assumed: ours need 6).
  package var maximumDepth: Int

  /// Makes limits.
  package init(maximumBytes: Int = 64 << 20, maximumDepth: Int = 64) {
    self.maximumBytes = maximumBytes
    self.maximumDepth = maximumDepth
  }

  /// The limits where nothing else is said.
  package static let standard = JSONLimits()
}
