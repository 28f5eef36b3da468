import AdvocacyCore
import AdvocacyFiles
import AdvocacyLedger
import Foundation

/// The last link of the ledger that this workspace has seen, kept beside it.
///
/// A ledger that ends before it was put back from a backup, and would amplify again what happened
/// since. The mark is safe to lose: without it nothing is refused.
struct HighWaterMark {
  let workspace: Workspace

  private var path: String { workspace.marks + "/high-water" }

  /// The last link seen; nil where there is no mark.
  var head: ChainHead? {
    guard let text = try? String(contentsOfFile: path, encoding: .utf8) else { return nil }
    let words = text.split(whereSeparator: \.isWhitespace)
    guard words.count == 2, let sequence = Int64(words[0]) else { return nil }
    return ChainHead(sequence: sequence, hash: String(words[1]))
  }

  /// Why a ledger mustn't be written: it lacks the link that was seen; nil where it may.
  func fault(of ledger: Ledger, _ facts: LedgerFacts) throws(Failure) -> Failure? {
    guard let head, facts.head != head, try !ledger.contains(head) else { return nil }
    let found =
      facts.head.sequence < head.sequence
      ? "the ledger ends at link \(facts.head.sequence); this workspace has seen link "
        + "\(head.sequence)"
      : "the ledger has another link \(head.sequence) than this workspace has seen"
    return Failure(
      .badData, at: Place(file: "ledger.sqlite"), found,
      hint: "A backup would amplify again what came after: put the newer ledger back, or remove "
        + ".advocacy/high-water to go on from here")
  }

  /// Moves the mark to the end of a ledger.
  func raise(to ledger: Ledger) throws(Failure) { try set(try ledger.facts().head) }

  /// Sets the mark.
  func set(_ mark: ChainHead) throws(Failure) {
    guard head != mark else { return }
    try AtomicFile.replace(path, with: Array("\(mark.sequence) \(mark.hash)\n".utf8))
  }
}
