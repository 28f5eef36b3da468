import AdvocacyCore
import GRDB

/// Where a rewind to an instant cuts the chain, and the watermark that is true then.
///
/// The chain can only be cut between links. Links stand in the order in which they were written,
/// and what somebody says of a post between two runs is dated before events that the next run
/// handles: so the first link after the instant may take some before it along, and a block of acts
/// goes as a whole. The watermark then goes back to before them, that the next run handles them
/// again.
struct RewindCut {
  /// The first link that is voided; nil: none is.
  private(set) var since: Int64?
  /// The last instant handled by what stands.
  private(set) var watermark: Instant

  private let instant: Instant
  /// The last event that stands.
  private var last: Instant
  /// The first event that is voided.
  private var firstVoided: Instant?
  /// The first link of a run that is not followed by an event yet, and the run's present.
  private var pending: (link: Int64, run: Int64, now: Instant)?

  /// Finds the cut.
  ///
  /// - Complexity: O(links).
  init(at instant: Instant, _ db: Database) throws {
    self.instant = instant
    watermark = instant
    last = Instant(milliseconds: try LedgerSchema.number(db, "SELECT start FROM ledger"))
    let voided = try VoidedLinks(db)
    let rows = try Row.fetchCursor(db, sql: Self.sql)
    while let row = try rows.next() {
      let link = try row.integer(0)
      guard !voided.has(link) else { continue }
      try add(link, row)
    }
    resolvePending()
    watermark = max(last, min(instant, firstVoided.map { $0 - Self.tick } ?? instant))
  }

  private static let tick = Instant.Span(milliseconds: 1)

  private static let sql = """
    SELECT link.sequence, link.kind, link.run, run.now,
      COALESCE(decision.at, skip.at, acts.since), COALESCE(decision.at, skip.at, acts.until),
      word.at
    FROM link LEFT JOIN run ON run.link = link.sequence
    LEFT JOIN decision ON decision.link = link.sequence
    LEFT JOIN skip ON skip.link = link.sequence LEFT JOIN acts ON acts.link = link.sequence
    LEFT JOIN word ON word.link = link.sequence
    ORDER BY link.sequence
    """

  private mutating func add(_ link: Int64, _ row: Row) throws {
    let kind: LinkKind = try row.enumeration(1)
    switch kind {
    case .run:
      resolvePending()
      pending = (link, link, try row.instant(3))
    case .setAside, .edit, .clock: break
    case .birth, .rewind: resolvePending()
    case .statement:
      resolvePending()
      if since == nil, try row.instant(6) > instant { since = link }
    case .decision, .skip, .acts:
      try add(link, from: try row.instant(4), to: try row.instant(5))
    }
  }

  private mutating func add(_ link: Int64, from first: Instant, to end: Instant) throws {
    if since == nil, end > instant { since = pending?.link ?? link }
    pending = nil
    if since == nil {
      last = max(last, end)
    } else {
      firstVoided = min(firstVoided ?? first, first)
    }
  }

  /// A run that recorded no event goes by its own present.
  private mutating func resolvePending() {
    if since == nil, let pending, pending.now > instant { since = pending.link }
    pending = nil
  }
}
