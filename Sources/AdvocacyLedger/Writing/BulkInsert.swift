import Foundation
import GRDB

extension [UInt8] {
  /// The bytes as SQLite takes them.
  var blob: Data { Data(self) }
}

/// Inserts many rows by prepared statements of 100 rows each.
///
/// All rows share their first columns, if any; a row whose key is there already is left out. A
/// statement that fails leaves the rows before in the table, for the transaction to take back: to
/// undo them itself, SQLite would copy each page that a statement touches beforehand, into a file of
/// its own: 0.3 GB for 100,000 keys in random order (measured).
struct BulkInsert {
  /// 100 rows a statement (measured): more bring nothing.
  private static let rowsAtOnce = 100

  private let many: Statement
  private let one: Statement
  private let shared: [(any DatabaseValueConvertible)?]
  private let width: Int
  private let db: Database
  /// As GRDB takes them without a look through a key path for each.
  private var arguments: [(any DatabaseValueConvertible)?]
  /// How many rows were new.
  private(set) var inserted = 0

  /// Prepares the statements.
  ///
  /// - Parameters:
  ///   - db: The database.
  ///   - table: The table and its columns, as in `amplification (post, link, employee)`.
  ///   - shared: The values of the first columns, the same for all rows; none, unless given.
  ///   - width: The number of the other columns.
  /// - Throws: What SQLite says against the statements.
  init(_ db: Database, into table: String, shared: [Int64] = [], width: Int) throws {
    self.db = db
    self.shared = shared
    self.width = width
    arguments = shared
    let leading = shared.indices.map { "?\($0 + 1), " }.joined()
    func statement(rows: Int) throws -> Statement {
      let values = (0..<rows).map { row in
        let first = shared.count + row * width
        let own = (1...width).map { "?\(first + $0)" }.joined(separator: ", ")
        return "(\(leading)\(own))"
      }
      // No text of others: the table and the columns are constants of this program.
      let tail = "VALUES \(values.joined(separator: ", ")) ON CONFLICT DO NOTHING"
      return try db.cachedStatement(sql: "INSERT OR FAIL INTO " + table + " " + tail)
    }
    many = try statement(rows: Self.rowsAtOnce)
    one = try statement(rows: 1)
  }

  /// Adds a row.
  mutating func add(_ values: (any DatabaseValueConvertible)?...) throws {
    arguments.append(contentsOf: values)
    try writeIfFull()
  }

  /// Adds a row of the table of amplifications, which come by the million.
  mutating func add(post: Int64, _ row: AmplificationRow) throws {
    arguments.append(post)
    arguments.append(row.employee)
    arguments.append(row.network)
    arguments.append(row.action)
    arguments.append(row.at)
    arguments.append(row.variant)
    arguments.append(row.isDisclosed)
    try writeIfFull()
  }

  private mutating func writeIfFull() throws {
    guard arguments.count == shared.count + Self.rowsAtOnce * width else { return }
    try execute(many, arguments)
    arguments.removeLast(arguments.count - shared.count)
  }

  /// Writes the rows that are left over.
  mutating func finish() throws {
    var rest = arguments.dropFirst(shared.count)
    while !rest.isEmpty {
      try execute(one, shared + rest.prefix(width))
      rest = rest.dropFirst(width)
    }
    arguments.removeLast(arguments.count - shared.count)
  }

  private mutating func execute(
    _ statement: Statement, _ arguments: [(any DatabaseValueConvertible)?]
  ) throws {
    statement.setUncheckedArguments(StatementArguments(arguments))
    try statement.execute()
    inserted += db.changesCount
  }
}
