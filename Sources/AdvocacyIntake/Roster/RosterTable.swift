import AdvocacyCore
import Foundation

/// Reads the roster from a table, as an HR system exports it.
enum RosterTable {
  /// The name of the table beside the configuration.
  static let defaultFile = "employees.csv"

  /// How many rows one thread takes at a time: 4,096 (assumed), a few milliseconds' work.
  private static let rowsAtOnce = 4096

  /// Reads the employees of a table, large ones on all processors.
  ///
  /// - Throws: a failure with the line and column of the first row in which something is wrong.
  /// - Complexity: O(bytes).
  static func employees(
    _ bytes: [UInt8], file: String, in context: inout ConfigurationContext
  ) throws(Failure) -> [Employee] {
    let table = try TableFile.read(
      bytes, file: file, cause: .configuration,
      limits: RosterLimits.table)
    let columns = try RosterColumn.columns(of: table.header, file: file, in: context)
    let reader = RosterRowReader(table: table, columns: columns, context: context)
    let count = table.rows.count
    var start = 0
    let (pieces, fault) = PieceWork<Range<Int>, [Employee], Failure>.run(
      threads: min(ProcessInfo.processInfo.activeProcessorCount, count / rowsAtOnce + 1),
      next: { () throws(Failure) in
        guard start < count else { return nil }
        defer { start += rowsAtOnce }
        return start..<min(start + rowsAtOnce, count)
      },
      work: { rows throws(Failure) in
        var reader = reader
        return try reader.employees(rows)
      })
    var employees: [Employee] = []
    employees.reserveCapacity(count)
    for piece in pieces { employees += piece }
    for (employee, row) in zip(employees, table.rows) {
      try reader.claim(employee, row, in: &context)
    }
    if let fault { throw fault }
    return employees
  }
}
