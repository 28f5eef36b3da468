import GRDB

/// The digests of those who began to wait and of those who ceased, recomputed from the tables.
///
/// On the way it looks whether settlements are parts of their groups, and each member's only one.
struct WaitingDigests {
  private(set) var waiting: [RowDigests.Key: BulkDigest] = [:]
  private(set) var settled: [RowDigests.Key: BulkDigest] = [:]
  /// What doesn't fit together, by link.
  private(set) var problems: [(link: Int64, message: String)] = []

  private struct Part {
    var row: WaitingRow
    var keys: KeySet
    var bytes: [UInt8]
  }

  private let networks: NetworkBytes
  private let voided: VoidedLinks
  /// The keys of all employees.
  private let known: KeySet
  /// The first link whose digests are over sets; those before are over candidates.
  private let setsFrom: Int64

  /// Reads all rows.
  ///
  /// - Complexity: O(candidates that waited); memory for those of one post at a time.
  init(_ db: Database, _ networks: NetworkBytes, _ numbers: PostNumbers) throws {
    self.networks = networks
    voided = try VoidedLinks(db)
    var keys: [Int64] = []
    let employees = try Row.fetchCursor(db, sql: "SELECT key FROM employee ORDER BY key")
    while let row = try employees.next() { keys.append(try row.integer(0)) }
    known = KeySet(ascending: keys)
    setsFrom = try LedgerSchema.number(db, "SELECT setsFrom FROM ledger")
    let posts = try Row.fetchAll(db, sql: "SELECT DISTINCT post FROM waitingGroup")
      .map { try $0.integer(0) }
    for (post, numbers) in numbers.grouped(posts) { try read(post: post, numbers, db) }
  }

  private mutating func read(post: Int64, _ numbers: [Int64], _ db: Database) throws {
    let groups = try db.cachedStatement(
      sql: """
        SELECT number, link, network, outcome, until, employees, remaining FROM waitingGroup
        WHERE post = ?
        """)
    let settlements = try db.cachedStatement(
      sql: "SELECT link, employees FROM settlement WHERE waiting = ? ORDER BY link")
    var beginnings: [Int64: [Part]] = [:]
    var ends: [Int64: [Part]] = [:]
    for group in try numbers.flatMap({ try Row.fetchAll(groups, arguments: [$0]) }) {
      let row = WaitingRow(
        link: try group.integer(1), network: try group.integer(2),
        outcome: try group.integer(3), until: try group.integer(4))
      let members = part(of: row, try group.bytes(5))
      beginnings[row.link, default: []].append(members)
      let parts = try Row.fetchAll(settlements, arguments: [try group.integer(0)]).map {
        (link: try $0.integer(0), part: part(of: row, try $0.bytes(1)))
      }
      for (link, part) in parts { ends[link, default: []].append(part) }
      let rest = voided.left(of: members.keys, begunBy: row.link, after: parts.map(\.link)) {
        rest, place in
        let (link, part) = parts[place]
        let (common, left) = rest.split(by: part.keys)
        if common != part.keys || link <= row.link {
          problems.append((link, "link \(link) settles candidates who don't wait"))
        }
        return left
      }
      if rest.count != (try group.count(6)) {
        problems.append((row.link, "the number of those who still wait is wrong"))
      }
    }
    for (link, parts) in beginnings {
      let keys = parts.reduce(into: [:]) { $0[$1.row.network, default: []] += $1.keys.keys }
      if keys.values.contains(where: { Set($0).count != $0.count }) {
        problems.append((link, "a candidate waits twice by link \(link)"))
      }
      waiting[.init(link: link, post: post)] = digest(parts, link, isBeginning: true)
    }
    for (link, parts) in ends {
      settled[.init(link: link, post: post)] = digest(parts, link, isBeginning: false)
    }
  }

  /// A set with the row it belongs to; empty where it can't be read.
  private mutating func part(of row: WaitingRow, _ bytes: [UInt8]) -> Part {
    let keys = KeySet(bytes: bytes, limit: known.count)
    if keys.map({ !$0.split(by: known).rest.isEmpty }) ?? true {
      problems.append((row.link, "a set of employees of link \(row.link) can't be read"))
    }
    return Part(row: row, keys: keys ?? KeySet(), bytes: bytes)
  }

  private func digest(_ parts: [Part], _ link: Int64, isBeginning: Bool) -> BulkDigest {
    if link < setsFrom { return digestOfVersion1(parts, isBeginning) }
    var digest = RunningDigest()
    for part in parts.sorted(by: { WaitingRow.precedes($0.row, $1.row) }) {
      if isBeginning {
        part.row.addBeginning(of: part.bytes, to: &digest, networks)
      } else {
        part.row.addEnd(of: part.bytes, to: &digest, networks)
      }
    }
    return digest.finishBulk()
  }

  /// The digest as schema 1 made it: over candidates, by employee and network.
  private func digestOfVersion1(_ parts: [Part], _ isBeginning: Bool) -> BulkDigest {
    var candidates: [(key: Int64, row: WaitingRow)] = []
    for part in parts { candidates += part.keys.keys.map { ($0, part.row) } }
    candidates.sort { ($0.key, $0.row.network) < ($1.key, $1.row.network) }
    var digest = RunningDigest()
    for (key, row) in candidates {
      digest.addRecord { bytes in
        bytes.add(key)
        bytes.addCanonical(networks[row.network])
        guard isBeginning else { return }
        bytes.add(UInt8(truncatingIfNeeded: row.outcome))
        bytes.add(row.until)
      }
    }
    return digest.finishBulk()
  }
}
