import AdvocacyCore

/// How large a follower graph may be.
package struct GraphLimits: Hashable, Sendable {
  /// The most bytes of text, counted after decompression; 1 GB by default (assumed).
  package var maximumBytes: Int
  /// The most edges; 50 million by default (assumed: 1 GB of memory while reading).
  package var maximumEdges: Int

  /// Makes limits.
  package init(maximumBytes: Int = 1 << 30, maximumEdges: Int = 50_000_000) {
    self.maximumBytes = maximumBytes
    self.maximumEdges = maximumEdges
  }

  /// The failure of a text that is too large.
  static func tooLarge(_ file: String, limit: Int) -> Failure {
    Failure(
      .badData, at: Place(file: file), "expected at most \(limit) bytes of text, found more",
      hint: hint)
  }

  static let hint = "Leave out the nodes that no account can reach"

  /// The limits where nothing else is said.
  package static let standard = GraphLimits()
}
