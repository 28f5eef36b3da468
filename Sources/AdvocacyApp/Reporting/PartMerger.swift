import AdvocacyCore
import AdvocacyReach

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
