package import AdvocacyCore

/// A table with named columns, read from a file.
package struct Table: Sendable {
  /// The file as failures name it.
  package let file: String
  /// The names of the columns, all different.
  package let header: [String]
  /// The rows in the order of the file; each has a field for every column.
  package let rows: [Row]
  let cause: Failure.Cause

  /// One row with the line where it begins.
  package struct Row: Sendable {
    /// The line, from 1.
    package let line: Int
    /// The fields, one for each column.
    package let fields: [String]
  }

  /// The number of a column, or nil where there is none of that name.
  package func column(_ name: String) -> Int? { header.firstIndex(of: name) }

  /// The place of a row, or of one of its fields where a column is named.
  package func place(of row: Row, column: String = "") -> Place {
    Place(file: file, line: row.line, path: column)
  }

  /// A failure at a row, or at one of its fields where a column is named.
  package func failure(
    at row: Row, column: String = "", _ message: String, hint: String? = nil
  ) -> Failure {
    Failure(cause, at: place(of: row, column: column), message, hint: hint)
  }
}

/// How large a table may be.
package struct TableLimits: Hashable, Sendable {
  /// The most rows; 250,000 by default (assumed: as many as a queue may have posts).
  package var maximumRows: Int
  /// The most columns; 1,000 by default (assumed: exports of HR systems have some 100).
  package var maximumColumns: Int

  /// Sets limits, those not named as usual.
  package init(maximumRows: Int = PostLimits.queuePosts, maximumColumns: Int = 1000) {
    self.maximumRows = maximumRows
    self.maximumColumns = maximumColumns
  }

  /// The limits where nothing else is said.
  package static let standard = TableLimits()
}
