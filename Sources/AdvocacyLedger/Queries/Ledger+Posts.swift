package import AdvocacyModel
import Foundation
import GRDB

/// What the ledger knows of a post that it fanned out or skipped.
package struct StoredPost: Hashable, Sendable {
  /// SHA-256 of the post as it stood in the queue.
  package var contentHash: [UInt8]
  /// The instant of the event that decided it first.
  package var decidedAt: Instant
  /// When it falls due, as it was.
  package var at: Instant
  /// When it is over, as it was.
  package var end: Instant
  /// What became of it.
  package var status: Status
  /// The meaning by which it was read.
  package var semantics: Semantics

  package init(
    contentHash: [UInt8], decidedAt: Instant, at: Instant, end: Instant, status: Status,
    semantics: Semantics = .current
  ) {
    self.contentHash = contentHash
    self.decidedAt = decidedAt
    self.at = at
    self.end = end
    self.status = status
    self.semantics = semantics
  }

  /// What can become of a post.
  package enum Status: Hashable, Sendable {
    /// It fell due and was fanned out.
    case decided
    /// It was fanned out, and withdrawn afterwards.
    case withdrawn
    /// It never is fanned out.
    case skipped(Skip.Reason)

    /// Whether its candidates were decided.
    package var wasDecided: Bool {
      if case .skipped = self { return false }
      return true
    }
  }
}

extension Ledger {
  /// The posts that were fanned out or skipped.
  ///
  /// - Throws: `busy`, `permission`, `inputOutput`, `badData`.
  /// - Complexity: O(posts).
  package func decidedPosts() throws(Failure) -> [PostID: StoredPost] {
    try read { db in
      let rows = try Row.fetchCursor(
        db,
        sql: """
          SELECT post.id, content.hash, COALESCE(due.at, skip.at), content.at, content.ends,
            skip.reason, EXISTS (
              SELECT 1 FROM decision
              WHERE decision.post = content.post AND decision.event = 'withdrawn'),
            run.semantics
          FROM content
          JOIN link ON link.sequence = content.link
          JOIN run ON run.link = link.run
          JOIN post ON post.number = content.post
          LEFT JOIN decision AS due ON due.link = content.link
          LEFT JOIN skip ON skip.link = content.link
          WHERE post.voidedBy = 0
          """)
      var posts: [PostID: StoredPost] = [:]
      while let row = try rows.next() {
        let reason: Skip.Reason? = row.hasNull(atIndex: 5) ? nil : try row.enumeration(5)
        let isWithdrawn = try row.integer(6) == 1
        posts[try row.id(0)] = StoredPost(
          contentHash: try row.bytes(1), decidedAt: try row.instant(2), at: try row.instant(3),
          end: try row.instant(4),
          status: reason.map { .skipped($0) } ?? (isWithdrawn ? .withdrawn : .decided),
          semantics: try row.semantics(7))
      }
      return posts
    }
  }

  /// A post as it was when it was decided, or nil where it never was.
  ///
  /// - Throws: `busy`, `permission`, `inputOutput`, `badData`.
  package func post(_ id: PostID) throws(Failure) -> Post? {
    try read { db in
      let sql = """
        SELECT content.body FROM content JOIN post ON post.number = content.post
        WHERE post.id = ? AND post.voidedBy = 0
        """
      guard let row = try Row.fetchOne(db, sql: sql, arguments: [id.text]) else { return nil }
      var employees = EmployeeNames()
      return try employees.post(id, json: try row.text(0), db)
    }
  }

  /// The posts as they were when they were decided, by id.
  ///
  /// - Throws: `busy`, `permission`, `inputOutput`, `badData`.
  /// - Complexity: O(bytes of all posts).
  package func posts() throws(Failure) -> [PostID: Post] {
    try read { db in
      var employees = EmployeeNames()
      var posts: [PostID: Post] = [:]
      let rows = try Row.fetchCursor(
        db,
        sql: """
          SELECT post.id, content.body FROM content JOIN post ON post.number = content.post
          WHERE post.voidedBy = 0
          """)
      while let row = try rows.next() {
        let id: PostID = try row.id(0)
        posts[id] = try employees.post(id, json: try row.text(1), db)
      }
      return posts
    }
  }

  /// The contents of the queue that were set aside, by hash.
  ///
  /// - Throws: `busy`, `permission`, `inputOutput`, `badData`.
  package func setAsideHashes() throws(Failure) -> Set<[UInt8]> {
    try read { db in
      let rows = try Row.fetchCursor(db, sql: "SELECT contentHash FROM setAside")
      var hashes: Set<[UInt8]> = []
      while let row = try rows.next() { hashes.insert(try row.bytes(0)) }
      return hashes
    }
  }

  /// The posts that were skipped, in the order in which they were.
  ///
  /// - Throws: `busy`, `permission`, `inputOutput`, `badData`.
  package func skips() throws(Failure) -> [Skip] {
    try read { db in
      try Row.fetchAll(
        db,
        sql: """
          SELECT post.id, skip.reason, skip.at FROM skip JOIN post ON post.number = skip.post
          WHERE post.voidedBy = 0 ORDER BY skip.link
          """
      ).map { Skip(post: try $0.id(0), reason: try $0.enumeration(1), at: try $0.instant(2)) }
    }
  }

  /// The approvals and withdrawals, in the order in which they were given.
  ///
  /// - Throws: `busy`, `permission`, `inputOutput`, `badData`.
  package func statements() throws(Failure) -> [PostStatement] {
    try read { db in
      var employees = EmployeeNames()
      return try Row.fetchAll(
        db,
        sql: """
          SELECT post.id, word.kind, word.role, word.employee, word.at, note.text
          FROM word JOIN post ON post.number = word.post LEFT JOIN note ON note.link = word.link
          WHERE post.voidedBy = 0 ORDER BY word.link
          """
      ).map { row in
        PostStatement(
          try row.enumeration(1), post: try row.id(0), role: try row.text(2),
          employee: try row.optionalInteger(3).map { try employees.id(of: $0, db) },
          at: try row.instant(4), note: row.hasNull(atIndex: 5) ? nil : try row.text(5))
      }
    }
  }
}

/// A post as the ledger keeps it: JSON with sorted keys, employees by key, instants as integers.
struct StoredBody: Codable {
  var text: String
  var networks: [NetworkID]
  var at: Int64
  var expires: Int64?
  var link: String?
  var campaign: String?
  var topics: [String]
  var hashtags: [String]
  var variants: [String]
  var variantLanguages: [String?]?
  var author: Int64?
  var tags: [String]?
  var prize: String?
  var isInteractive: Bool?
  var welcomed: Int64?

  private enum CodingKeys: String, CodingKey {
    case text = "text"
    case networks = "networks"
    case at = "at"
    case expires = "expires"
    case link = "link"
    case campaign = "campaign"
    case topics = "topics"
    case hashtags = "hashtags"
    case variants = "variants"
    case variantLanguages = "variantLanguages"
    case author = "author"
    case tags = "tags"
    case prize = "prize"
    case isInteractive = "isInteractive"
    case welcomed = "welcomed"
  }

  /// Takes over a post, its author and whom it welcomes by key.
  init(_ post: Post, author: Int64?, welcomed: Int64?) {
    text = post.text
    networks = post.networks
    at = post.at.milliseconds
    expires = post.expires?.milliseconds
    link = post.link
    campaign = post.campaign
    topics = post.topics
    hashtags = post.hashtags
    variants = post.variants
    variantLanguages = post.variantLanguages.isEmpty ? nil : post.variantLanguages
    self.author = author
    tags = post.tags.isEmpty ? nil : post.tags
    prize = post.prize
    isInteractive = post.isInteractive ? true : nil
    self.welcomed = welcomed
  }

  /// Reads the JSON of a post.
  init(json: String) throws {
    do {
      self = try JSONDecoder().decode(Self.self, from: Data(json.utf8))
    } catch {
      throw CorruptionError(message: "the ledger is damaged: a stored post can't be read")
    }
  }

  /// The JSON of the post.
  var json: String {
    get throws {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
      return String(decoding: try encoder.encode(self), as: UTF8.self)
    }
  }

  /// The post with its id, and those of its author and of whom it welcomes.
  func post(_ id: PostID, author: EmployeeID?, welcomed: EmployeeID?) -> Post {
    Post(
      id: id, text: text, networks: networks, at: Instant(milliseconds: at),
      expires: expires.map(Instant.init(milliseconds:)), link: link, campaign: campaign,
      topics: topics, hashtags: hashtags, variants: variants,
      variantLanguages: variantLanguages ?? [], author: author, tags: tags ?? [],
      prize: prize, isInteractive: isInteractive ?? false, welcomed: welcomed)
  }
}
