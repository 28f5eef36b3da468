import AdvocacyCore
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
    let question = try question()
    let part = ReachPart(
      origin: question.origin,
      blocks: try await simulate(range, for: question, in: environment))
    try OutputFile.write(try part.sealed.json, to: file, in: environment)
  }

  /// The sums of the worlds that the report is made from.
  func sums(
    for question: ReportQuestion, in environment: Environment
  ) async throws -> [BlockSums] {
    switch worlds {
    case .asNeeded:
      let line = ProgressLine(in: environment)
      defer { line.end() }
      return try await ReachEngine.sums(question.problem, question.options) { progress in
        line.update(done: progress.blocks, of: progress.needed, "blocks")
      }
    case .range(let text):
      return try await simulate(try WorldRange(text), for: question, in: environment)
    case .parts(let files):
      let parts = try files.map { file in
        (file, try ReachPart(readFrom: environment.absolutePath(file), named: file))
      }
      return try PartMerger(origin: question.origin, problem: question.problem).blocks(parts)
    }
  }

  private func simulate(
    _ range: WorldRange, for question: ReportQuestion, in environment: Environment
  ) async throws -> [BlockSums] {
    let blocks = range.worlds
    let line = ProgressLine(in: environment)
    defer { line.end() }
    return try await ReachEngine.simulate(
      question.problem, question.options, blocks: blocks
    ) { progress in
      line.update(done: progress.blocks - blocks.lowerBound, of: blocks.count, "blocks")
    }
  }
}

extension ReportQuestion {
  /// What parts of this report must have in common.
  fileprivate var origin: ReachPart.Origin {
    ReachPart.Origin(
      program: ToolVersion.text, ledger: ledgerHead ?? "empty", inputs: inputsHash,
      problem: problem.fingerprint().text, seed: options.seed)
  }
}
