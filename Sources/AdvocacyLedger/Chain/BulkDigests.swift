import AdvocacyModel
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

/// A row of the table of planned groups, less its number, its acts and how many are left.
struct PlannedGroupRow: Hashable, Comparable {
  /// The outcome of acts that wait for their own instant.
  static let planned: Int64 = 0
  /// The outcome of acts that wait for an approval.
  static let waiting = Int64(Verdict.Outcome.needsApproval.code)

  var post: Int64
  /// The link by which they began.
  var link: Int64
  var network: Int64
  var outcome: Int64
  /// The instant from which those of the group are counted; for those who wait, the end of the
  /// approval.
  var hour: Int64

  /// Adds a group with its acts and their number.
  static let insertSQL = """
    INSERT INTO plannedGroup (post, link, network, outcome, hour, acts, remaining)
    VALUES (?, ?, ?, ?, ?, ?, ?)
    """

  /// The arguments of `insertSQL` for acts in their stored form.
  func arguments(acts: [UInt8], count: Int) -> StatementArguments {
    [post, link, network, outcome, hour, acts.blob, count]
  }

  static func < (lhs: Self, rhs: Self) -> Bool {
    (lhs.link, lhs.post, lhs.network, lhs.outcome, lhs.hour)
      < (rhs.link, rhs.post, rhs.network, rhs.outcome, rhs.hour)
  }

  /// Adds the canonical bytes of the row with the acts that began.
  func addBeginning(of acts: [UInt8], to digest: inout RunningDigest, _ networks: NetworkBytes) {
    digest.addRecord { bytes in
      bytes.addCanonical(networks[network])
      bytes.add(UInt8(truncatingIfNeeded: outcome))
      bytes.add(hour)
      bytes.add(acts)
    }
  }

  /// Adds the canonical bytes of those whose acts ended; no bytes: of all that were left.
  func addEnd(of employees: [UInt8], to digest: inout RunningDigest, _ networks: NetworkBytes) {
    digest.addRecord { bytes in
      bytes.add(link)
      bytes.addCanonical(networks[network])
      bytes.add(UInt8(truncatingIfNeeded: outcome))
      bytes.add(hour)
      bytes.add(employees)
    }
  }
}

/// One planned act in a group's bytes.
struct PlannedEntry: Hashable {
  /// The key of the employee.
  var key: Int64
  /// When, in milliseconds since 1970.
  var at: Int64
  /// A bit for each action, by its code.
  var actions: UInt8
  /// The text: 0 for the post's own, else the number of the variant.
  var variant: Int64
  /// How often the act was moved.
  var attempt: UInt8
  /// Whether a disclosure is added.
  var isDisclosed: Bool

  /// The bytes of a group's acts, by instant and key.
  ///
  /// - Complexity: O(n log n).
  static func bytes(of entries: [PlannedEntry], hour: Int64) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(entries.count * 10)
    for entry in entries.sorted(by: { ($0.at, $0.key) < ($1.at, $1.key) }) {
      // An instant before the hour, of a clock that an older program kept, takes ten bytes.
      bytes.appendLEB128(UInt64(bitPattern: entry.at &- hour))
      bytes.appendLEB128(UInt64(bitPattern: entry.key))
      bytes.append(entry.actions)
      bytes.appendLEB128(UInt64(bitPattern: entry.variant) << 1 | (entry.isDisclosed ? 1 : 0))
      bytes.append(entry.attempt)
    }
    return bytes
  }

  /// Reads the acts of a group; nil where the bytes are none.
  ///
  /// - Complexity: O(bytes).
  static func entries(_ bytes: [UInt8], hour: Int64) -> [PlannedEntry]? {
    var rest = bytes[...]
    var entries: [PlannedEntry] = []
    while !rest.isEmpty {
      guard let offset = rest.popLEB128(), let key = rest.popLEB128(),
        let actions = rest.popFirst(), let words = rest.popLEB128(), let attempt = rest.popFirst(),
        actions < 32, let key = Int64(exactly: key), let variant = Int64(exactly: words >> 1)
      else { return nil }
      entries.append(
        PlannedEntry(
          key: key, at: hour &+ Int64(bitPattern: offset), actions: actions, variant: variant,
          attempt: attempt, isDisclosed: words & 1 == 1))
    }
    return entries
  }

  /// The rows of actions that the act stands for.
  func rows(network: Int64) -> [AmplificationRow] {
    ActionSet(rawValue: actions).actions.map { action in
      AmplificationRow(
        employee: key, network: network, action: Int64(action.code), at: at,
        variant: action.hasWords ? variant : 0, isDisclosed: isDisclosed ? 1 : 0)
    }
  }
}
