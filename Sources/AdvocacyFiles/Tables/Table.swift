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
