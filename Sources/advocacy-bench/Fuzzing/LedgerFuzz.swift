import AdvocacyApp
import AdvocacyCore
import AdvocacyLedger
import Foundation

/// Opens spoilt ledgers, asks them everything, and writes what they allow to be written.
struct LedgerFuzz {
  /// A sound ledger of a few posts.
  let seed: [UInt8]
  private let path: String

  init(in directory: URL) throws {
    let workload = Workload(employees: 12, posts: 4, participation: "everyone")
    try workload.write(to: directory)
    let environment = Workload.environment(in: directory.path)
    _ = try MakeWorkspace(
      directory: directory.path, start: Workload.start.rfc3339, isClockSimulated: true, seed: 1
    ).run(in: environment)
    _ = try Amplify(
      workspace: Workspace(directory: directory.path), now: workload.end.rfc3339, wait: 0,
      isDryRun: false
    ).run(in: environment)
    seed = Array(try Data(contentsOf: directory.appendingPathComponent("ledger.sqlite")))
    path = directory.path + "/spoilt.sqlite"
  }

  /// Writes the bytes as a ledger and reads all there is.
  func read(_ bytes: [UInt8]) throws {
    try Data(bytes).write(to: URL(fileURLWithPath: path))
    let ledger = try Ledger.open(at: path, access: .read)
    _ = try ledger.facts()
    // Each question for itself: one that fails must not spare the others.
    let questions: [() throws -> Void] = [
      { _ = try ledger.decidedPosts() }, { _ = try ledger.posts() }, { _ = try ledger.skips() },
      { _ = try ledger.statements() }, { _ = try ledger.waiting(over: ledger.keys(of: [])) },
      { _ = try ledger.waitingCounts() },
      { _ = try ledger.setAsideHashes() }, { _ = try ledger.canonicalDigest() },
      { _ = try ledger.participations(since: .distantPast) }, { _ = try ledger.verify() },
    ]
    for question in questions {
      do { try question() } catch is Failure { continue }
    }
    let writable = try Ledger.open(at: path, access: .write)
    try writable.touch(watermark: Workload.start + .days(400), realTime: Workload.start)
  }
}
