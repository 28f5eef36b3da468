/// How large a table may be.
package struct TableLimits: Hashable, Sendable {
  /// The most rows; 250,000 by default (assumed: as many as a queue may have posts).
  package var maximumRows: Int
  /// The most columns; 1,000 by default (assumed: exports of HR systems have some 100).
  package var maximumColumns: Int

  /// Makes limits.
  package init(maximumRows: Int = PostLimits.queuePosts, maximumColumns: Int = 1000) {
    self.maximumRows = maximumRows
    self.maximumColumns = maximumColumns
  }

  /// The limits where nothing else is said.
  package static let standard = TableLimits()
}
