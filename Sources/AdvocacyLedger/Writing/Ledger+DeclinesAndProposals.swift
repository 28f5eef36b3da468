package import AdvocacyModel
import Foundation
import GRDB

extension Ledger {
  /// Records what employees propose, under numbers of their own.
  ///
  /// - Returns: The numbers, in the order of the proposals.
  /// - Throws: `busy`, `permission`, `inputOutput`, `badData`.
  @discardableResult
  package func propose(
    _ proposals: [(post: ProposedPost, by: EmployeeID)], at instant: Instant
  ) throws(Failure) -> [Int] {
    try write { db in
      var keys = EmployeeKeyTable()
      let highest = try LedgerSchema.number(
        db, "SELECT COALESCE(MAX(number), 0) FROM proposal")
      return try proposals.enumerated().map { place, proposal in
        let number = Int(highest) + place + 1
        try Self.add(
          ProposalRecord(
            number: number, .proposed(proposal.post), by: proposal.by, at: instant), &keys, db)
        return number
      }
    }
  }

  /// Records an answer to a proposal.
  ///
  /// - Throws: `busy`, `permission`, `inputOutput`, `badData`.
  package func record(_ answer: ProposalRecord) throws(Failure) {
    try write { db in
      var keys = EmployeeKeyTable()
      try Self.add(answer, &keys, db)
    }
  }

  /// The record of proposals, in the order in which it was written.
  ///
  /// - Throws: `busy`, `permission`, `inputOutput`, `badData`.
  /// - Complexity: O(entries).
  package func proposalRecords() throws(Failure) -> [ProposalRecord] {
    try read { db in
      // A ledger that was opened for inspection may be older than the table.
      guard try db.tableExists("proposal") else { return [] }
      var names = EmployeeNames()
      let rows = try Row.fetchAll(
        db,
        sql: """
          SELECT proposal.number, proposal.kind, proposal.employee, proposal.role, proposal.at,
            text.body, note.body
          FROM proposal
          LEFT JOIN proposalText AS text ON text.link = proposal.link AND text.part = 'text'
          LEFT JOIN proposalText AS note ON note.link = proposal.link AND note.part = 'note'
          ORDER BY proposal.link
          """)
      return try rows.map { row in
        ProposalRecord(
          number: try row.count(0), try Self.event(row),
          by: try names.id(of: try row.integer(2), db), as: try row.text(3),
          at: try row.instant(4), note: row.hasNull(atIndex: 6) ? nil : try row.text(6))
      }
    }
  }

  private static func event(_ row: Row) throws -> ProposalRecord.Event {
    let kind = ProposalRecord.Event.StoredKind(rawValue: try row.text(1))
    let stored = row.hasNull(atIndex: 5) ? nil : try StoredProposal(json: try row.text(5))
    let post = stored?.restored
    switch kind {
    case .proposed: return .proposed(post)
    case .declined: return .declined
    case .accepted: return .accepted(post, as: stored?.post)
    case nil: throw CorruptionError(message: "the ledger is damaged: a proposal can't be read")
    }
  }

  private static func add(
    _ record: ProposalRecord, _ keys: inout EmployeeKeyTable, _ db: Database
  ) throws {
    let key = try keys.key(of: record.employee, db)
    let text = try record.event.post.map { post in
      StatementNote(try StoredProposal(post, as: record.event.acceptedID).json)
    }
    let note = record.note.map { StatementNote($0) }
    try Chain.append(to: db, .proposal, run: nil) { link in
      try db.cachedStatement(
        sql: """
          INSERT INTO proposal (link, number, kind, employee, role, at, textHash, noteHash)
          VALUES (?, ?, ?, ?, ?, ?, ?, ?)
          """
      ).execute(arguments: [
        link, record.number, record.event.kind.rawValue, key, record.role.storable,
        record.at.milliseconds, text?.hash.blob, note?.hash.blob,
      ])
      let insert = try db.cachedStatement(
        sql: "INSERT INTO proposalText (link, part, salt, body) VALUES (?, ?, ?, ?)")
      for (part, text) in [("text", text), ("note", note)] {
        guard let text else { continue }
        try insert.execute(arguments: [link, part, text.salt.blob, text.text])
      }
      return [:]
    }
  }
}

extension ProposalRecord.Event {
  /// The words under which rows name events.
  fileprivate enum StoredKind: String {
    case proposed
    case accepted
    case declined
  }

  fileprivate var kind: StoredKind {
    switch self {
    case .proposed: .proposed
    case .accepted: .accepted
    case .declined: .declined
    }
  }

  fileprivate var post: ProposedPost? {
    switch self {
    case .proposed(let post), .accepted(let post, _): post
    case .declined: nil
    }
  }

  fileprivate var acceptedID: PostID? {
    if case .accepted(_, let id) = self { return id }
    return nil
  }
}

/// The texts of proposals that go with a person.
struct ProposalTexts {
  /// The links whose text goes: all entries of a proposal whose author is forgotten.
  var texts: [Int64] = []
  /// The links whose note goes.
  var notes: [Int64] = []

  /// The texts of proposals that some people made, the notes that they gave or that their
  /// proposals got, and the notes that tell of one.
  ///
  /// - Complexity: O(entries with a text).
  static func of(
    _ keys: Set<Int64>, or isMentioned: (String) -> Bool, _ db: Database
  ) throws -> ProposalTexts {
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT proposalText.link, proposalText.part, proposalText.body, proposal.employee,
          first.employee
        FROM proposalText JOIN proposal ON proposal.link = proposalText.link
        LEFT JOIN proposal AS first
          ON first.number = proposal.number AND first.kind = 'proposed'
        ORDER BY proposalText.link
        """)
    var found = ProposalTexts()
    for row in rows {
      let isOfAuthor = try row.optionalInteger(4).map(keys.contains) ?? false
      if try row.text(1) == "text" {
        if isOfAuthor { found.texts.append(try row.integer(0)) }
      } else if try isOfAuthor || keys.contains(row.integer(3)) || isMentioned(row.text(2)) {
        found.notes.append(try row.integer(0))
      }
    }
    return found
  }

  /// Erases texts and salts; the hashes stay, and nobody can tell of what they are.
  func erase(_ db: Database) throws {
    let statement = try db.cachedStatement(
      sql: "DELETE FROM proposalText WHERE link = ? AND part = ?")
    for (links, part) in [(texts, "text"), (notes, "note")] {
      for link in links { try statement.execute(arguments: [link, part]) }
    }
  }
}

/// A proposal's post as the ledger keeps it: JSON with sorted keys, instants as integers.
///
/// The id of the post that came of it stands here too, since it is made of the title.
private struct StoredProposal: Codable {
  var title: String
  var text: String
  var networks: [NetworkID]
  var link: String?
  var campaign: String?
  var topics: [String]?
  var hashtags: [String]?
  var at: Int64?
  var expires: Int64?
  var post: PostID?

  private enum CodingKeys: String, CodingKey {
    case title = "title"
    case text = "text"
    case networks = "networks"
    case link = "link"
    case campaign = "campaign"
    case topics = "topics"
    case hashtags = "hashtags"
    case at = "at"
    case expires = "expires"
    case post = "post"
  }

  init(_ post: ProposedPost, as id: PostID?) {
    title = post.title.storable
    text = post.text.storable
    networks = post.networks
    link = post.link
    campaign = post.campaign
    topics = post.topics.isEmpty ? nil : post.topics
    hashtags = post.hashtags.isEmpty ? nil : post.hashtags
    at = post.at?.milliseconds
    expires = post.expires?.milliseconds
    self.post = id
  }

  init(json: String) throws {
    do {
      self = try JSONDecoder().decode(Self.self, from: Data(json.utf8))
    } catch {
      throw CorruptionError(message: "the ledger is damaged: a proposal can't be read")
    }
  }

  var json: String {
    get throws {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
      return String(decoding: try encoder.encode(self), as: UTF8.self)
    }
  }

  var restored: ProposedPost {
    ProposedPost(
      title: title, text: text, networks: networks, link: link, campaign: campaign,
      topics: topics ?? [], hashtags: hashtags ?? [], at: at.map(Instant.init(milliseconds:)),
      expires: expires.map(Instant.init(milliseconds:)))
  }
}

extension Ledger {
  /// Records that an employee stays out of something, or takes part in it again.
  ///
  /// It belongs to no run and takes effect with the next.
  ///
  /// - Throws: `busy`, `permission`, `inputOutput`, `badData`.
  package func record(_ refusals: [Refusal]) throws(Failure) {
    guard !refusals.isEmpty else { return }
    try write { db in
      var keys = EmployeeKeyTable()
      for refusal in refusals {
        let key = try keys.key(of: refusal.employee, db)
        try Chain.append(to: db, .refusal, run: nil) { link in
          try db.cachedStatement(
            sql: """
              INSERT INTO refusal (link, employee, kind, subject, isTakenBack, at)
              VALUES (?, ?, ?, ?, ?, ?)
              """
          ).execute(arguments: [
            link, key, refusal.subject.kind.rawValue, refusal.subject.text.storable,
            refusal.isTakenBack ? 1 : 0, refusal.at.milliseconds,
          ])
          return [:]
        }
      }
    }
  }

  /// What employees said that they stay out of or take part in again, in the order recorded.
  ///
  /// Who was forgotten is given by pseudonym, and so is on no roster.
  ///
  /// - Parameter employee: Who is asked about; nil: everybody.
  /// - Returns: The refusals.
  /// - Throws: `busy`, `permission`, `inputOutput`, `badData`.
  /// - Complexity: O(refusals).
  package func refusals(of employee: EmployeeID? = nil) throws(Failure) -> [Refusal] {
    try read { db in
      // A ledger that was opened for inspection may be older than the table.
      guard try db.tableExists("refusal") else { return [] }
      let key = try employee.flatMap { try EmployeeKeyTable().known($0, db) }
      guard employee == nil || key != nil else { return [] }
      var names = EmployeeNames()
      return try Row.fetchAll(
        db,
        sql: """
          SELECT employee, kind, subject, isTakenBack, at FROM refusal
          WHERE ?1 IS NULL OR employee = ?1 ORDER BY link
          """, arguments: [key]
      ).map { row in
        guard let kind = Refusal.Kind(rawValue: try row.text(1)),
          let subject = Refusal.Subject(kind, try row.text(2))
        else { throw CorruptionError(message: "the ledger is damaged: a refusal can't be read") }
        return Refusal(
          try names.id(of: try row.integer(0), db), subject,
          isTakenBack: try row.integer(3) == 1, at: try row.instant(4))
      }
    }
  }

  /// What employees stay out of at present, by their last word on each subject.
  ///
  /// - Throws: `busy`, `permission`, `inputOutput`, `badData`.
  /// - Complexity: O(refusals).
  package func standingRefusals() throws(Failure) -> StandingRefusals {
    StandingRefusals(try refusals())
  }
}
