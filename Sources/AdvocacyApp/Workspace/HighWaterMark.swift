import AdvocacyCore
import AdvocacyIntake
import AdvocacyLedger
import Foundation

/// The last link of the ledger that this workspace has seen, kept beside it.
///
/// A ledger that ends before it was put back from a backup, and would amplify again what happened
/// since. The mark is safe to lose: without it nothing is refused.
struct HighWaterMark {
  let workspace: Workspace

  private var path: String { workspace.marks + "/high-water" }

  /// The number of the last link seen; nil where there is no mark.
  var sequence: Int64? {
    guard let text = try? String(contentsOfFile: path, encoding: .utf8) else { return nil }
    return text.split(separator: " ").first.flatMap { Int64($0) }
  }

  /// Why a ledger mustn't be written: it ends before the mark; nil where it may.
  func fault(of facts: LedgerFacts) -> Failure? {
    guard let sequence, facts.head.sequence < sequence else { return nil }
    return Failure(
      .badData, at: Place(file: "ledger.sqlite"),
      "the ledger ends at link \(facts.head.sequence); this workspace has seen link \(sequence)",
      hint: "A backup would amplify again what came after: put the newer ledger back, or remove "
        + ".advocacy/high-water to go on from here")
  }

  /// Moves the mark to the end of a ledger.
  func raise(to ledger: Ledger) throws(Failure) {
    let head = try ledger.facts().head
    guard sequence != head.sequence else { return }
    try AtomicFile.replace(path, with: Array("\(head.sequence) \(head.hash)\n".utf8))
  }
}
