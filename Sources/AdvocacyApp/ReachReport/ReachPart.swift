import AdvocacyFiles
import AdvocacyLedger
import AdvocacyModel
import AdvocacyReach
import AdvocacyReport
import Foundation

/// The sums of some worlds of a report, simulated apart, to be merged with those of others.
struct ReachPart: JSONReport, Codable, Hashable {
  static let schemaName = "advocacy/reach-part/3"

  /// The kind and the version of the file.
  var schema = Self.schemaName
  /// From what the worlds were simulated.
  var origin: Origin
  /// The blocks in order, without gaps.
  var blocks: [BlockSums]
  /// The SHA-256 of this value with nothing here.
  var hash = ""

  /// What parts must have in common; each in a few words or digits.
  struct Origin: Codable, Hashable {
    /// The version of the program.
    var program: String
    /// The head of the ledger's chain.
    var ledger: String
    /// The hash of the report's inputs.
    var inputs: String
    /// The fingerprint of the engine's problem.
    var problem: String
    var seed: UInt64
  }

  /// Makes a part without its hash.
  init(origin: Origin, blocks: [BlockSums]) {
    self.origin = origin
    self.blocks = blocks
  }

  /// The part with its hash, as it is written.
  var sealed: ReachPart {
    get throws {
      var part = self
      part.hash = try unsealedHash
      return part
    }
  }

  /// The worlds of the part.
  var worlds: Range<Int> {
    let first = blocks.first.map(\.block) ?? 0
    return first..<first + blocks.count
  }

  /// Reads a part.
  ///
  /// - Throws: `Failure` with cause `badData` for what is no part, or was changed; as reading does.
  init(readFrom path: String, named name: String) throws {
    let bytes = try FileReading.contents(of: path, limit: Self.largestFile, named: name)
    guard let part = try? JSONDecoder().decode(Self.self, from: Data(bytes)),
      part.schema == Self.schemaName
    else { throw Self.fault(of: bytes, named: name) }
    let first = part.blocks.first?.block ?? 0
    guard try part.unsealedHash == part.hash, !part.blocks.isEmpty,
      part.blocks.indices.allSatisfy({ part.blocks[$0].block == first + $0 })
    else {
      throw Failure(
        .badData, at: Place(file: name), "the part was changed since it was written",
        hint: "Make it again, or copy it again from where it was made")
    }
    self = part
  }

  /// Why bytes are no part: another version's form, or nothing of the kind.
  private static func fault(of bytes: [UInt8], named name: String) -> Failure {
    let schema = try? JSONDecoder().decode(AnyVersion.self, from: Data(bytes)).schema
    guard let schema, schema != schemaName, schema.hasPrefix("advocacy/reach-part/") else {
      return Failure(
        .badData, at: Place(file: name),
        "expected a part of a report (\(schemaName)), found something else",
        hint: "`advocacy reach-report --worlds A..<B --partial FILE` makes one")
    }
    return Failure(
      .badData, at: Place(file: name),
      "the part was made by another version of the program: it is \(schema), expected \(schemaName)",
      hint: "Make it again with this version")
  }

  /// What the forms of all versions have.
  private struct AnyVersion: Decodable {
    var schema: String
  }

  private var unsealedHash: String {
    get throws {
      var open = self
      open.hash = ""
      return SHA256Digest.hex(SHA256Digest.of(Array(try open.json.utf8)))
    }
  }

  /// The largest file that is read, in bytes; assumed: a thousand posts in a thousand blocks.
  private static let largestFile = 1 << 30
}

/// Puts the parts of a report together.
struct PartMerger {
  /// From what the workspace would simulate now.
  var origin: ReachPart.Origin
  /// The engine's problem.
  var problem: ReachProblem

  /// The blocks of all parts, in order.
  ///
  /// - Throws: `Failure` with cause `badData` where a part was made from something else, worlds
  ///   are in two parts, or some are missing in between.
  func blocks(_ parts: [(name: String, part: ReachPart)]) throws(Failure) -> [BlockSums] {
    for (name, part) in parts { try check(part, named: name) }
    let ordered = parts.sorted { $0.part.worlds.lowerBound < $1.part.worlds.lowerBound }
    for (before, after) in zip(ordered, ordered.dropFirst()) {
      let (end, start) = (before.part.worlds.upperBound, after.part.worlds.lowerBound)
      guard end <= start else {
        let shared = min(end, after.part.worlds.upperBound)
        throw Failure(
          .badData, at: Place(file: after.name),
          "worlds \(start)..<\(shared) are in \(before.name) too",
          hint: "Leave one of the two out, or make it of other worlds")
      }
      guard end == start else {
        throw Failure(
          .badData, at: Place(file: after.name),
          "worlds \(end)..<\(start), between \(before.name) and this part, are missing",
          hint: "`advocacy reach-report --worlds '\(end)..<\(start)' --partial FILE` makes them")
      }
    }
    return ordered.flatMap(\.part.blocks)
  }

  private func check(_ part: ReachPart, named name: String) throws(Failure) {
    let found = part.origin
    let differences: [(what: String, found: String, expected: String)] = [
      ("version of the program", found.program, origin.program),
      ("ledger", found.ledger, origin.ledger),
      ("set of inputs (roster, pages, parameters or graph)", found.inputs, origin.inputs),
      ("seed", "\(found.seed)", "\(origin.seed)"),
      ("set of options", found.problem, origin.problem),
    ]
    if let first = differences.first(where: { $0.found != $0.expected }) {
      throw Failure(
        .badData, at: Place(file: name),
        "the part was made from another \(first.what): \(Self.short(first.found)), and here it is "
          + Self.short(first.expected),
        hint: "Make all parts from one state of the workspace and with the same options, --by and "
          + "--format included")
    }
    guard part.blocks.allSatisfy({ problem.fits($0) && $0.worlds == 1 }) else {
      throw Failure(
        .badData, at: Place(file: name), "the part's sums don't fit its own description",
        hint: "Make it again")
    }
  }

  private static func short(_ text: String) -> String {
    text.count > 12 ? text.prefix(12) + "…" : text
  }
}

/// Which worlds a report is made from.
package enum ReportWorlds: Hashable, Sendable {
  /// As many as the error that was asked for takes.
  case asNeeded
  /// Those of a range, written as `A..<B`, in whole blocks.
  case range(String)
  /// Those that the named files hold.
  case parts([String])
}

extension ReportReach {
  /// Simulates the worlds of a range, and writes their sums to a file, whole or not at all.
  ///
  /// - Throws: `Failure`.
  package func writePart(
    worlds: String, to file: String, in environment: Environment
  ) async throws {
    let range = try WorldRange(worlds)
    let inputs = try readInputs(in: environment)
    let part = ReachPart(
      origin: inputs.origin,
      blocks: try await simulate(range, for: inputs, in: environment))
    try OutputFile.write(try part.sealed.json, to: file, in: environment)
  }

  /// The sums of the worlds that the report is made from.
  func sums(
    for inputs: ReportInputs, in environment: Environment
  ) async throws -> [BlockSums] {
    switch worlds {
    case .asNeeded:
      let line = ProgressLine(in: environment)
      defer { line.end() }
      return try await ReachEngine.sums(inputs.problem, inputs.options) { progress in
        line.update(done: progress.blocks, of: progress.needed, "draws")
      }
    case .range(let text):
      return try await simulate(try WorldRange(text), for: inputs, in: environment)
    case .parts(let files):
      let parts = try files.map { file in
        (file, try ReachPart(readFrom: environment.absolutePath(file), named: file))
      }
      return try PartMerger(origin: inputs.origin, problem: inputs.problem).blocks(parts)
    }
  }

  private func simulate(
    _ range: WorldRange, for inputs: ReportInputs, in environment: Environment
  ) async throws -> [BlockSums] {
    let blocks = range.worlds
    let line = ProgressLine(in: environment)
    defer { line.end() }
    return try await ReachEngine.simulate(
      inputs.problem, inputs.options, blocks: blocks
    ) { progress in
      line.update(done: progress.blocks - blocks.lowerBound, of: blocks.count, "draws")
    }
  }
}

extension ReportInputs {
  /// What parts of this report must have in common.
  fileprivate var origin: ReachPart.Origin {
    ReachPart.Origin(
      program: ToolVersion.text, ledger: ledgerHead ?? "empty", inputs: inputsHash,
      problem: problem.fingerprint().text, seed: options.seed)
  }
}

/// Some of the worlds of a report, as the command line names them: `0..<3200`.
struct WorldRange: Hashable {
  let worlds: Range<Int>

  /// Reads a range of worlds.
  ///
  /// - Throws: `Failure` with cause `usage`.
  init(_ text: String) throws(Failure) {
    let ends = text.split(separator: "..<", omittingEmptySubsequences: false).map { Int($0) }
    guard ends.count == 2, let first = ends[0], let end = ends[1] else {
      throw Failure(
        .usage, "--worlds: expected a range such as '0..<3200', found \"\(text)\"",
        hint: "Put it in quotes, since < is a redirection to the shell")
    }
    guard 0 <= first, first < end, end <= Self.most else {
      throw Failure(
        .usage,
        "--worlds: expected 0 <= A < B <= \(Self.most) in A..<B, found \"\(text)\"")
    }
    worlds = first..<end
  }

  /// The most worlds; assumed: sums of that many stay far from the largest integer.
  private static let most = 1_000_000
}
