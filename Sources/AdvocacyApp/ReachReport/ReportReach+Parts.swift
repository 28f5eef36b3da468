import AdvocacyModel
import AdvocacyReach
import AdvocacyReport

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
    let inputs = try readInputs(now: environment.now())
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
        line.update(done: progress.blocks, of: progress.needed, "blocks")
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
      line.update(done: progress.blocks - blocks.lowerBound, of: blocks.count, "blocks")
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
