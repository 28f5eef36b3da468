import Foundation
import GRDB
import GRDBSQLite

extension [UInt8] {
  /// The bytes as SQLite takes them.
  var blob: Data { Data(self) }
}

/// Inserts many rows of numbers, with a text at the end or without, by prepared statements of 100
/// rows each.
///
/// All rows share their first columns, if any; a row whose key is there already is left out. A
/// statement that fails leaves the rows before in the table, for the transaction to take back: to
/// undo them itself, SQLite would copy each page that a statement touches beforehand, into a file
/// of its own: 0.3 GB for 100,000 keys in random order (measured).
///
/// The numbers are bound by SQLite's own functions: boxed as GRDB's arguments they cost a tenth of
/// the time of a backlog of five million acts (measured).
struct BulkInsert {
  /// 100 rows a statement (measured): more bring nothing.
  private static let rowsAtOnce = 100

  private let many: Statement
  private let one: Statement
  private let shared: [Int64]
  /// How many numbers a row has.
  private let width: Int
  private let hasText: Bool
  private let db: Database
  private var numbers: [Int64] = []
  private var texts: [String] = []
  /// How many rows were new.
  private(set) var inserted = 0

  /// Prepares the statements.
  ///
  /// - Parameters:
  ///   - db: The database.
  ///   - table: The table and its columns, as in `amplification (post, link, employee)`.
  ///   - shared: The values of the first columns, the same for all rows; none, unless given.
  ///   - numbers: How many of the other columns are numbers.
  ///   - hasText: Whether a column of text follows them.
  /// - Throws: What SQLite says against the statements.
  init(
    _ db: Database, into table: String, shared: [Int64] = [], numbers: Int, hasText: Bool = false
  ) throws {
    self.db = db
    self.shared = shared
    self.width = numbers
    self.hasText = hasText
    let columns = hasText ? numbers + 1 : numbers
    let leading = shared.indices.map { "?\($0 + 1), " }.joined()
    func statement(rows: Int) throws -> Statement {
      let values = (0..<rows).map { row in
        let first = shared.count + row * columns
        let own = (1...columns).map { "?\(first + $0)" }.joined(separator: ", ")
        return "(\(leading)\(own))"
      }
      // No text of others: the table and the columns are constants of this program.
      let tail = "VALUES \(values.joined(separator: ", ")) ON CONFLICT DO NOTHING"
      let statement = try db.cachedStatement(sql: "INSERT OR FAIL INTO " + table + " " + tail)
      // Tells GRDB that nothing is missing: the values are bound below.
      statement.setUncheckedArguments(StatementArguments())
      return statement
    }
    many = try statement(rows: Self.rowsAtOnce)
    one = try statement(rows: 1)
  }

  /// Adds a row.
  mutating func add(_ values: Int64..., text: String) throws {
    numbers.append(contentsOf: values)
    texts.append(text)
    try writeIfFull()
  }

  /// Adds a row of the table of amplifications, which come by the million.
  mutating func add(post: Int64, _ row: AmplificationRow) throws {
    numbers.append(post)
    numbers.append(row.employee)
    numbers.append(row.network)
    numbers.append(row.action)
    numbers.append(row.at)
    numbers.append(row.variant)
    numbers.append(row.isDisclosed)
    try writeIfFull()
  }

  private mutating func writeIfFull() throws {
    guard numbers.count == Self.rowsAtOnce * width else { return }
    try execute(many, rows: 0..<Self.rowsAtOnce)
    numbers.removeAll(keepingCapacity: true)
    texts.removeAll(keepingCapacity: true)
  }

  /// Writes the rows that are left over.
  mutating func finish() throws {
    for row in 0..<numbers.count / width { try execute(one, rows: row..<row + 1) }
    numbers.removeAll()
    texts.removeAll()
  }

  private mutating func execute(_ statement: Statement, rows: Range<Int>) throws {
    // Safe: the statement outlives the call, every place is one of its own, and SQLite copies texts.
    let prepared = unsafe statement.sqliteStatement
    unsafe sqlite3_reset(prepared)
    var place: Int32 = 0
    func bind(_ number: Int64) throws {
      place += 1
      try Self.check(unsafe sqlite3_bind_int64(prepared, place, number))
    }
    for number in shared { try bind(number) }
    for row in rows {
      for number in numbers[row * width..<(row + 1) * width] { try bind(number) }
      guard hasText else { continue }
      place += 1
      try Self.check(unsafe sqlite3_bind_text(prepared, place, texts[row], -1, Self.copied))
    }
    try statement.execute()
    inserted += db.changesCount
  }

  /// Tells SQLite to keep a copy of a text: its `SQLITE_TRANSIENT`, a macro that Swift doesn't see.
  private static let copied = unsafe unsafeBitCast(-1, to: sqlite3_destructor_type.self)

  private static func check(_ code: Int32) throws {
    guard code == SQLITE_OK else { throw DatabaseError(resultCode: ResultCode(rawValue: code)) }
  }
}
