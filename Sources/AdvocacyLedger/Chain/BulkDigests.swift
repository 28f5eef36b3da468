import GRDB

/// The number and the digest of many rows of one table under one link.
struct BulkDigest: Hashable {
  /// How many rows.
  var count: Int
  /// Their SHA-256, in the order of the table's key.
  var hash: [UInt8]

  /// The digest of no rows.
  static let none = BulkDigest(count: 0, hash: SHA256Digest.of([]))
}

/// The digests of the rows of one post under a link that may be many.
struct BulkDigests {
  /// The groups that began to wait; in a ledger of schema 1, the candidates.
  var waiting = BulkDigest.none
  /// The groups, or parts of them, whose waiting ended; in a ledger of schema 1, the candidates.
  var settled = BulkDigest.none
  /// The actions.
  var amplifications = BulkDigest.none
  /// The groups of acts that were planned.
  var planned = BulkDigest.none
  /// The groups, or parts of them, whose acts are planned no more.
  var ended = BulkDigest.none
  /// The acts that a rule prevented.
  var preventions = BulkDigest.none
}

/// The bytes of networks' names, made once for many rows.
struct NetworkBytes {
  private let blocks: [Int64: [UInt8]]

  /// Reads the names of all networks.
  init(_ db: Database) throws {
    var blocks: [Int64: [UInt8]] = [:]
    let rows = try Row.fetchCursor(db, sql: "SELECT number, id FROM network")
    while let row = try rows.next() {
      var block = CanonicalBytes()
      block.add(try row.text(1))
      blocks[try row.integer(0)] = block.bytes
    }
    self.blocks = blocks
  }

  /// The canonical bytes of the name of a network.
  subscript(number: Int64) -> [UInt8] { blocks[number] ?? [] }
}

/// One row of the table of amplifications as numbers, less its post and link.
struct AmplificationRow {
  var employee: Int64
  var network: Int64
  var action: Int64
  var at: Int64
  var variant: Int64
  var isDisclosed: Int64

  /// Adds the canonical bytes of the row.
  func add(to digest: inout RunningDigest, _ networks: NetworkBytes) {
    digest.addRecord { bytes in
      bytes.add(employee)
      bytes.addCanonical(networks[network])
      bytes.add(UInt8(truncatingIfNeeded: action))
      bytes.add(at)
      bytes.add(variant)
      bytes.add(UInt8(truncatingIfNeeded: isDisclosed))
    }
  }
}

/// One row of the table of prevented acts as values, less its post and link.
struct PreventionRow {
  var employee: Int64
  var network: Int64
  var at: Int64
  var rule: String

  /// Adds the canonical bytes of the row.
  func add(to digest: inout RunningDigest, _ networks: NetworkBytes) {
    digest.addRecord { bytes in
      bytes.add(employee)
      bytes.addCanonical(networks[network])
      bytes.add(at)
      bytes.add(rule)
    }
  }
}

/// One row of the table of waiting groups, less its post and number.
struct WaitingRow {
  var link: Int64
  var network: Int64
  var outcome: Int64
  var until: Int64

  /// Adds the canonical bytes of the row with those who began to wait.
  func addBeginning(of employees: [UInt8], to digest: inout RunningDigest, _ networks: NetworkBytes)
  {
    digest.addRecord { bytes in
      bytes.addCanonical(networks[network])
      bytes.add(UInt8(truncatingIfNeeded: outcome))
      bytes.add(until)
      bytes.add(employees)
    }
  }

  /// Adds the canonical bytes of those whose waiting ended, who are some of the row.
  func addEnd(of employees: [UInt8], to digest: inout RunningDigest, _ networks: NetworkBytes) {
    digest.addRecord { bytes in
      bytes.add(link)
      bytes.addCanonical(networks[network])
      bytes.add(UInt8(truncatingIfNeeded: outcome))
      bytes.add(until)
      bytes.add(employees)
    }
  }

  /// The order of groups under a link.
  static func precedes(_ lhs: Self, _ rhs: Self) -> Bool {
    (lhs.link, lhs.network, lhs.outcome, lhs.until)
      < (rhs.link, rhs.network, rhs.outcome, rhs.until)
  }
}

extension RunningDigest {
  /// The number of records and their digest.
  mutating func finishBulk() -> BulkDigest {
    let count = count
    return BulkDigest(count: count, hash: finish())
  }
}
