import AdvocacyCore
import AdvocacyLedger

/// Gathers what a run decides, and records much of it at a time.
///
/// A transaction costs five waits for the disk, whatever it holds: those of a backlog hold many
/// facts, and that of an ordinary run all of it, its heartbeat included. What a crash loses the next
/// run decides again, to the same.
struct FactRecorder {
  /// As many rows make a transaction (assumed): about a tenth of a second of writing.
  private static let mostRows = 50_000

  private let run: LedgerRun?
  private var facts: [RunFact] = []
  private var rows = 0
  /// Those whom planned acts name by a place beyond the roster.
  var departed: [EmployeeID] = []

  /// Makes a recorder; without a run nothing is written.
  init(run: LedgerRun?) { self.run = run }

  /// Takes a fact.
  ///
  /// - Throws: What writing throws, once there is enough to write.
  mutating func add(_ fact: RunFact) throws {
    guard run != nil else { return }
    facts.append(fact)
    rows += fact.size
    if rows >= Self.mostRows { try flush() }
  }

  /// Records what was gathered.
  mutating func flush() throws {
    try run?.record(facts, departed: departed)
    facts.removeAll()
    rows = 0
  }

  /// Records what was gathered with the end of the run.
  mutating func finish(at watermark: Instant, real: Instant) throws {
    try run?.record(facts, departed: departed, end: (watermark, real))
    facts.removeAll()
  }
}
