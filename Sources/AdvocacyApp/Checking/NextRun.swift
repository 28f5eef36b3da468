import AdvocacyCore
import AdvocacyLedger

/// Tells why the next `amplify` would fail, in its own words, and writes nothing.
///
/// It goes through what a run does in the order in which a run does it.
struct NextRun {
  let workspace: Workspace
  let now: String?

  /// How long a run waits for another: 10 s, as `amplify` does unless told otherwise.
  private static let patience = 10.0
  /// What the journal of the smallest run takes, in bytes (assumed).
  private static let leastFreeBytes = 1 << 16

  /// The failure; nil: nothing is in the way.
  func failure(in environment: Environment) -> Failure? {
    do {
      try require(environment)
      return nil
    } catch let failure as Failure {
      return failure
    } catch {
      return Failure(.internal, error.plainReason)
    }
  }

  private func require(_ environment: Environment) throws {
    let reader = WorkspaceReader(workspace: workspace)
    let configuration = try reader.configuration()
    let present = try PresentTime(now, in: environment, calendar: configuration.calendar)
    let access = LedgerAccess(workspace: workspace)
    try access.requireLockable(patience: Self.patience, in: environment)
    try Ledger.requireWritable(at: workspace.ledger)
    let (ledger, facts) = try access.inspecting()
    try access.requireOwn(ledger, facts)
    // A workspace with a simulated clock is told each instant.
    if present.isAsked || !facts.birth.isClockSimulated {
      _ = try present.writing(facts, calendar: configuration.calendar)
    }
    _ = try reader.queue(configuration, in: environment)
    if let free = FileSystem(of: workspace.directory).freeBytes, free < Self.leastFreeBytes {
      throw Failure(
        .inputOutput, at: Place(file: workspace.ledger), "the disk is full",
        hint: "Free some space and run again")
    }
  }
}
