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

/// The digests of the acts that were planned and of those that are no more, recomputed from the
/// tables.
///
/// On the way it looks whether ends are parts of their groups, and each act's only one.
struct PlannedDigests {
  private(set) var planned: [RowDigests.Key: BulkDigest] = [:]
  private(set) var ended: [RowDigests.Key: BulkDigest] = [:]
  /// What doesn't fit together, by link.
  private(set) var problems: [(link: Int64, message: String)] = []

  private let networks: NetworkBytes
  private let voided: VoidedLinks
  /// How many employees there are: no set holds more keys.
  private let limit: Int

  /// Reads all rows.
  ///
  /// - Complexity: O(planned acts); memory for those of one post at a time.
  init(_ db: Database, _ networks: NetworkBytes, _ numbers: PostNumbers) throws {
    self.networks = networks
    voided = try VoidedLinks(db)
    limit = Int(try LedgerSchema.number(db, "SELECT COUNT(*) FROM employee"))
    let posts = try Row.fetchAll(db, sql: "SELECT DISTINCT post FROM plannedGroup")
      .map { try $0.integer(0) }
    for (post, numbers) in numbers.grouped(posts) { try read(post: post, numbers, db) }
  }

  private mutating func read(post: Int64, _ numbers: [Int64], _ db: Database) throws {
    let groups = try db.cachedStatement(
      sql: """
        SELECT link, network, outcome, hour, acts, remaining, number, post FROM plannedGroup
        WHERE post = ?
        """)
    let settlements = try db.cachedStatement(
      sql: "SELECT link, employees FROM plannedEnd WHERE planned = ? ORDER BY link")
    var beginnings: [Int64: [(row: PlannedGroupRow, bytes: [UInt8])]] = [:]
    var ends: [Int64: [(row: PlannedGroupRow, bytes: [UInt8])]] = [:]
    for row in try numbers.flatMap({ try Row.fetchAll(groups, arguments: [$0]) }) {
      let group = PlannedGroupRow(
        post: try row.integer(7), link: try row.integer(0), network: try row.integer(1),
        outcome: try row.integer(2), hour: try row.integer(3))
      let bytes = try row.bytes(4)
      beginnings[group.link, default: []].append((group, bytes))
      let parts = try Row.fetchAll(settlements, arguments: [try row.integer(6)]).map {
        (link: try $0.integer(0), employees: try $0.bytes(1))
      }
      for part in parts { ends[part.link, default: []].append((group, part.employees)) }
      let left = voided.left(
        of: members(of: group, bytes), begunBy: group.link, after: parts.map(\.link)
      ) { left, place in
        without(parts[place].employees, left, parts[place].link, group)
      }
      if left.count != (try row.count(5)) {
        problems.append((group.link, "the number of acts that are still planned is wrong"))
      }
    }
    for (link, parts) in beginnings {
      var digest = RunningDigest()
      for part in parts.sorted(by: { $0.row < $1.row }) {
        part.row.addBeginning(of: part.bytes, to: &digest, networks)
      }
      planned[.init(link: link, post: post)] = digest.finishBulk()
    }
    for (link, parts) in ends {
      var digest = RunningDigest()
      for part in parts.sorted(by: { $0.row < $1.row }) {
        part.row.addEnd(of: part.bytes, to: &digest, networks)
      }
      ended[.init(link: link, post: post)] = digest.finishBulk()
    }
  }

  /// The keys of a group's acts; none where they can't be read.
  private mutating func members(of group: PlannedGroupRow, _ bytes: [UInt8]) -> KeySet {
    guard let entries = PlannedEntry.entries(bytes, hour: group.hour) else {
      problems.append((group.link, "planned acts of link \(group.link) can't be read"))
      return KeySet()
    }
    let keys = KeySet(entries.map(\.key))
    if keys.count != entries.count {
      problems.append((group.link, "an act is planned twice by link \(group.link)"))
    }
    return keys
  }

  /// The keys that are left when some acts ended; no bytes: when all did.
  private mutating func without(
    _ bytes: [UInt8], _ keys: KeySet, _ link: Int64, _ group: PlannedGroupRow
  ) -> KeySet {
    guard !bytes.isEmpty else {
      if keys.isEmpty || link <= group.link {
        problems.append((link, "link \(link) ends acts that are not planned"))
      }
      return KeySet()
    }
    let ended = KeySet(bytes: bytes, limit: limit) ?? KeySet()
    let (common, rest) = keys.split(by: ended)
    if ended.isEmpty || common != ended || link <= group.link {
      problems.append((link, "link \(link) ends acts that are not planned"))
    }
    return rest
  }
}
