package import AdvocacyCore
import GRDB

/// Who took part in what, employees, networks and posts by their place in lists.
package struct Participations: Sendable {
  /// One account that acted on one post after one event.
  package struct Entry: Hashable, Sendable {
    /// The instant of the event that let it.
    package var at: Instant
    /// The place in `employees`.
    package var employee: UInt32
    /// The place in `posts`.
    package var post: UInt32
    /// The place in `networks`.
    package var network: UInt16
    /// Whether an action passed the post on; a like alone does not.
    package var passesOn: Bool
  }

  /// The employees named.
  package var employees: [EmployeeID] = []
  /// The networks known.
  package var networks: [NetworkID] = []
  /// The posts named.
  package var posts: [PostID] = []
  /// The participations, by post in the order of decisions.
  package var entries: [Entry] = []
}

extension Ledger {
  /// Who took part by decisions from an instant on, for caps, fatigue and what is done once only.
  ///
  /// - Parameters:
  ///   - start: The first instant of events that count.
  ///   - always: The posts of which all events count.
  ///   - only: The one employee who counts; nil: all.
  /// - Returns: The participations, one for each account, post and event.
  /// - Throws: `busy`, `permission`, `inputOutput`, `badData`.
  /// - Complexity: O(posts + actions that count on the posts concerned).
  package func participations(
    since start: Instant, andOf always: Set<PostID> = [], of only: EmployeeID? = nil
  ) throws(Failure) -> Participations {
    try read { db in
      let networks = try NetworkIndex(db)
      var employees = EmployeeIndex()
      var result = Participations(networks: networks.networks)
      var key: Int64?
      if let only {
        key = try KeyBook().known(only, db)
        guard key != nil else { return result }
      }
      for (post, events) in try Self.events(since: start, andOf: always, db) {
        let place = UInt32(result.posts.count)
        result.posts.append(post.id)
        let statement = try db.cachedStatement(
          sql: """
            SELECT employee, network, link, action FROM amplification
            WHERE post = ? \(key == nil ? "" : "AND employee = ?")
            ORDER BY employee, network, action
            """)
        let rows = try Row.fetchCursor(
          statement, arguments: StatementArguments([post.number, key].compactMap { $0 }))
        var account: (employee: Int64, network: Int64) = (0, 0)
        var places: [Int64: Int] = [:]
        while let row = try rows.next() {
          let next = (employee: try row.integer(0), network: try row.integer(1))
          let link = try row.integer(2)
          let passesOn = try row.action(3).passesOn
          if next != account { places.removeAll(keepingCapacity: true) }
          account = next
          guard let at = events[link] else { continue }
          if let entry = places[link] {
            if passesOn { result.entries[entry].passesOn = true }
            continue
          }
          places[link] = result.entries.count
          result.entries.append(
            Participations.Entry(
              at: at, employee: try employees.place(of: next.employee, db), post: place,
              network: try networks.place(of: next.network), passesOn: passesOn))
        }
      }
      result.employees = employees.employees
      return result
    }
  }

  /// The posts with a decision from an instant on, with the instants of those decisions by link; of
  /// some posts all decisions.
  private static func events(
    since start: Instant, andOf always: Set<PostID>, _ db: Database
  ) throws -> [((number: Int64, id: PostID), [Int64: Instant])] {
    var posts: [((number: Int64, id: PostID), [Int64: Instant])] = []
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT decision.post, post.id, decision.link, decision.at
        FROM decision JOIN post ON post.number = decision.post
        ORDER BY decision.post, decision.link
        """)
    while let row = try rows.next() {
      let (number, id, at) = (try row.integer(0), try row.id(1) as PostID, try row.instant(3))
      guard at >= start || always.contains(id) else { continue }
      if posts.last?.0.number != number { posts.append(((number, id), [:])) }
      posts[posts.count - 1].1[try row.integer(2)] = at
    }
    return posts
  }
}
