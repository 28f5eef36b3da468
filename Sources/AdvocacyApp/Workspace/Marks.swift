import AdvocacyFiles
import AdvocacyLedger
import AdvocacyModel
import Foundation
import SystemFiles

/// A mark in `.advocacy`: a few lines of the workspace's own, with a checksum.
///
/// A mark may be missing, and then protects nothing. One that is there and isn't what was written is
/// never taken for missing: whoever needs it is refused, and told how to go on.
struct Mark: Sendable {
  /// What the file is called.
  let name: String
  /// What removing the file gives up, for those who have no better copy.
  let consequence: String
  /// Tells whether lines are such a mark as it was written before there were checksums.
  let wasWritten: @Sendable ([String]) -> Bool

  /// The lines of the mark; nil where there is none.
  ///
  /// - Throws: `Failure`: `badData` where it is damaged or no regular file, `permission`,
  ///   `inputOutput`.
  func lines(in workspace: Workspace) throws(Failure) -> [String]? {
    let path = path(in: workspace)
    guard !Paths.isLink(path) else {
      throw damaged("expected a regular file, found a link")
    }
    let bytes: [UInt8]
    do {
      bytes = try FileReading.contents(of: path, named: shown)
    } catch {
      guard error.cause != .missingInput else { return nil }
      throw error.cause == .badData ? damaged(error.message) : error
    }
    guard let text = String(validating: bytes, as: UTF8.self), text.utf8.last == 0x0A else {
      throw damaged(bytes.isEmpty ? "it is empty" : "it is cut or not a text")
    }
    var lines = text.dropLast().split(separator: "\n", omittingEmptySubsequences: false)
      .map(String.init)
    guard lines[0].hasPrefix("advocacy") else {
      guard wasWritten(lines) else { throw damaged("it is not what was written") }
      return lines
    }
    let head = lines.removeFirst()
    guard head == self.head(over: lines) else { throw damaged("it is not what was written") }
    return lines
  }

  /// Replaces the mark.
  ///
  /// - Throws: `Failure`: `permission`, `cannotCreate`, `inputOutput`.
  func write(_ lines: [String], in workspace: Workspace) throws(Failure) {
    let text = ([head(over: lines)] + lines).map { $0 + "\n" }.joined()
    try AtomicFile.replace(path(in: workspace), with: Array(text.utf8), named: shown)
  }

  private var shown: String { ".advocacy/\(name)" }

  private func path(in workspace: Workspace) -> String { workspace.marks + "/" + name }

  /// The first line: which mark it is, and 64 bits of SHA-256 of the rest.
  private func head(over lines: [String]) -> String {
    let all = ([name] + lines).joined(separator: "\n")
    let digest = SHA256Digest.of(Array("advocacy mark 1 \(all)".utf8))
    return "advocacy-mark 1 \(name) \(SHA256Digest.hex(digest.prefix(8)))"
  }

  private func damaged(_ what: String) -> Failure {
    Failure(
      .badData, at: Place(file: shown), "the mark is damaged: \(what)",
      hint: "Put it back from a backup of the workspace; or remove it: \(consequence)")
  }
}

extension Mark {
  /// The id of the ledger that the workspace began with.
  static let ledgerID = Mark(
    name: "ledger-id", consequence: "then whichever ledger is there is accepted"
  ) { lines in
    lines.count == 1 && isHexadecimal(lines[0].filter { $0 != "-" }, digits: 32)
  }

  /// The last link of the ledger that the workspace has seen.
  static let highWater = Mark(
    name: "high-water", consequence: "then an older ledger is accepted, and may amplify again"
  ) { lines in
    lines.count == 1 && ChainHead(mark: lines[0]) != nil
  }

  /// Who was forgotten.
  static let forgotten = Mark(
    name: "forgotten", consequence: "then a roster may bring back who was forgotten"
  ) { lines in
    isHexadecimal(lines[0], digits: 32)
      && lines.dropFirst().allSatisfy { isHexadecimal($0, digits: 64) }
  }

  private static func isHexadecimal(_ text: String, digits: Int) -> Bool {
    text.utf8.count == digits
      && text.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
  }
}

extension ChainHead {
  /// A head as its mark has it: the number of the link and its digest.
  fileprivate init?(mark line: String) {
    let words = line.split(separator: " ", omittingEmptySubsequences: false)
    guard words.count == 2, let sequence = Int64(words[0]), sequence >= 0,
      words[1].utf8.count == 64,
      String(sequence) == words[0], SHA256Digest.bytes(hex: String(words[1])) != nil
    else { return nil }
    self.init(sequence: sequence, hash: String(words[1]))
  }
}

/// The last link of the ledger that this workspace has seen, kept beside it.
///
/// A ledger that ends before it was put back from a backup, and would amplify again what happened
/// since. The mark is safe to lose: without it nothing is refused.
struct HighWaterMark {
  let workspace: Workspace

  /// The last link seen; nil where there is no mark.
  ///
  /// - Throws: `Failure` where the mark is damaged or can't be read.
  func head() throws(Failure) -> ChainHead? {
    try Mark.highWater.lines(in: workspace)?.first.flatMap(ChainHead.init(mark:))
  }

  /// Moves the mark to the end of a ledger.
  func raise(to ledger: Ledger) throws(Failure) { try set(try ledger.facts().head) }

  /// Sets the mark.
  ///
  /// - Throws: `Failure`, which says that what the ledger recorded before stands.
  func set(_ head: ChainHead) throws(Failure) {
    if let marked = try? self.head(), marked == head { return }
    do {
      try Mark.highWater.write(["\(head.sequence) \(head.hash)"], in: workspace)
    } catch {
      var failure = error
      failure.hint =
        [error.hint, "What was recorded in the ledger stands"].compactMap { $0 }
        .joined(separator: ". ")
      throw failure
    }
  }
}
