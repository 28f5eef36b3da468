/// How large a follower graph may be.
package struct GraphLimits: Hashable, Sendable {
  /// The most bytes of text, counted after decompression; 1 GB by default (assumed).
  package var maximumBytes: Int
  /// The most edges; 50 million by default (assumed: some 4 GB of memory while reading).
  package var maximumEdges: Int

  /// Makes limits.
  package init(maximumBytes: Int = 1 << 30, maximumEdges: Int = 50_000_000) {
    self.maximumBytes = maximumBytes
    self.maximumEdges = maximumEdges
  }

  /// The limits where nothing else is said.
  package static let standard = GraphLimits()
}
