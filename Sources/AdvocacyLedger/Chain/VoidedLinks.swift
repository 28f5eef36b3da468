import GRDB

/// The stretches of links that rewinds voided: they stay on record and count nowhere.
struct VoidedLinks {
  /// One rewind, which voids the links from `since` to the one before its own.
  private struct Rewind {
    var link: Int64
    var since: Int64
  }

  /// In the order of their links.
  private let rewinds: [Rewind]

  /// Reads the rewinds of a ledger.
  init(_ db: Database) throws {
    let statement = try db.cachedStatement(sql: "SELECT link, since FROM rewind ORDER BY link")
    rewinds = try Row.fetchAll(statement).map {
      Rewind(link: try $0.integer(0), since: try $0.integer(1))
    }
  }

  /// Whether a link was voided.
  func has(_ link: Int64) -> Bool { rewinds.contains { $0.since <= link && link < $0.link } }

  /// Whether a rewind undid what one link did to a group that an earlier one began.
  ///
  /// A group that was voided together with its end keeps that end.
  func undid(_ end: Int64, of beginning: Int64) -> Bool {
    rewinds.contains { beginning < $0.since && $0.since <= end && end < $0.link }
  }

  /// What is left of a group when its ends are taken off one after the other, and those that a
  /// rewind undid are put back.
  ///
  /// - Parameters:
  ///   - whole: All of the group.
  ///   - link: The link that began it.
  ///   - ends: The links of its ends, ascending.
  ///   - take: Takes the end at a place in that list off.
  /// - Returns: What is left.
  /// - Complexity: O(ends + rewinds).
  func left<Group>(
    of whole: Group, begunBy link: Int64, after ends: [Int64], taking take: (Group, Int) -> Group
  ) -> Group {
    var left = whole
    var undoable: [(link: Int64, left: Group)] = []
    var coming = rewinds.filter { link < $0.since }[...]
    func undo(_ rewind: Rewind) {
      while let last = undoable.last, last.link >= rewind.since {
        left = last.left
        undoable.removeLast()
      }
    }
    for (place, end) in ends.enumerated() {
      while let rewind = coming.first, rewind.link < end {
        undo(rewind)
        coming.removeFirst()
      }
      if !coming.isEmpty { undoable.append((end, left)) }
      left = take(left, place)
    }
    for rewind in coming { undo(rewind) }
    return left
  }
}

/// The numbers of posts that are one post: a rewind gives voided rows a number of their own.
struct PostNumbers {
  private let lowest: [Int64: Int64]

  /// Reads the numbers of posts that have several.
  init(_ db: Database) throws {
    var lowest: [Int64: Int64] = [:]
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT number, (SELECT MIN(number) FROM post AS other WHERE other.id = post.id)
        FROM post WHERE id IN (SELECT id FROM post WHERE voidedBy > 0)
        """)
    while let row = try rows.next() { lowest[try row.integer(0)] = try row.integer(1) }
    self.lowest = lowest
  }

  /// The number by which a post is known under all of its numbers: the lowest.
  subscript(number: Int64) -> Int64 { lowest[number] ?? number }

  /// Numbers gathered by post, in order.
  func grouped(_ numbers: [Int64]) -> [(post: Int64, numbers: [Int64])] {
    Dictionary(grouping: numbers) { self[$0] }.sorted { $0.key < $1.key }
      .map { (post: $0.key, numbers: $0.value.sorted()) }
  }
}
