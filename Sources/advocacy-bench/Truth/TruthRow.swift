import AdvocacyModel
import AdvocacyReport
import ArgumentParser

/// What the engine by counts is held to.
enum TruthRowName: String, Codable, Sendable, CaseIterable, ExpressibleByArgument {
  case visible
  case union
  case pairs
  case overlaps
  case coverage
  case colleagues
  case exact
  case ranges
  case error
  case month
}

/// What is done wrong on purpose, to see a row fail.
enum TruthMutation: String, Codable, Sendable, CaseIterable, ExpressibleByArgument {
  /// Colleagues and staff stay in the counts.
  case colleagues
  /// Reports have ranges of half the width.
  case ranges
  /// Reports draw networks' unknowns apart.
  case correlation
  /// People are equally active.
  case activity
  /// The overlap with the page is lost.
  case page
  /// People look equally often.
  case looks
  /// The error stated is what the choice of appeals leaves, without that of draws.
  case error
}

/// What came of a row.
struct TruthRow: Codable, Sendable {
  var name: TruthRowName
  /// What was asked.
  var asked: String
  /// The number of groups, pairs or draws; 0 where nothing was asked.
  var cases: Int
  /// What came out.
  var found: String
  /// What is to hold.
  var goal: String
  var verdict: Verdict
  /// The share of cases that hold, of several kinds the least.
  var share: Double?
  /// What came out in parts, for whoever looks for the cause.
  var parts: [TruthPart] = []
  /// What is put on record.
  var counts: [TruthCount] = []

  /// Whether it holds.
  enum Verdict: String, Codable, Sendable {
    case met
    /// What it must be, though not what it is to become.
    case barMet = "bar met"
    case missed = "NOT MET"
    case notAsked = "not asked"
  }
}

/// The errors of some groups.
struct TruthPart: Codable, Sendable {
  var graph: String
  var kind: String
  var cases: Int
  var within: Int
  /// The median of relative errors.
  var median: Double?
  /// The relative error farthest from none.
  var worst: Double?
}

/// A number of cases that hold, on record; more is better.
struct TruthCount: Codable, Sendable, Hashable {
  var name: String
  var value: Int
}

/// All rows.
struct TruthReport: JSONReport, Sendable {
  var mutation: TruthMutation?
  var rows: [TruthRow]

  /// Whether every row that was asked holds.
  var isMet: Bool { rows.allSatisfy { $0.verdict != .missed } }
}

/// A relative error of a case.
struct TruthError: Sendable {
  var graph: String
  var kind: String
  var error: Double
  var isWithin: Bool
}

extension [TruthError] {
  /// The errors by graph and kind.
  var parts: [TruthPart] {
    let groups = Dictionary(grouping: self) { [$0.graph, $0.kind] }
    return groups.sorted { ($0.key[0], $0.key[1]) < ($1.key[0], $1.key[1]) }.map { key, errors in
      TruthPart(
        graph: key[0], kind: key[1], cases: errors.count, within: errors.count(where: \.isWithin),
        median: errors.map(\.error).median,
        worst: errors.map(\.error).max { abs($0) < abs($1) })
    }
  }

  /// How many hold on each graph, under a row's name.
  func counts(_ name: TruthRowName) -> [TruthCount] {
    Dictionary(grouping: self, by: \.graph).sorted { $0.key < $1.key }.map { graph, errors in
      TruthCount(name: "\(name.rawValue), \(graph)", value: errors.count(where: \.isWithin))
    }
  }

  /// The share that hold.
  var share: Double { isEmpty ? 0 : Double(count(where: \.isWithin)) / Double(count) }
}

extension [Double] {
  /// The middle one in order; nil where there is none.
  var median: Double? {
    guard !isEmpty else { return nil }
    let sorted = sorted()
    return (sorted[(count - 1) / 2] + sorted[count / 2]) / 2
  }
}

extension TruthReport {
  /// The rows as aligned tables: what holds, and where what came out lies.
  func text(isDetailed: Bool) -> String {
    var table = TextTable(columns: [
      .init("row"), .init("asked"), .init("cases", .right), .init("came out"), .init("goal"),
      .init(""),
    ])
    for row in rows {
      table.add([
        .init(row.name.rawValue), .init(row.asked),
        .init(row.cases > 0 ? NumberFormat.count(row.cases) : "–"), .init(row.found),
        .init(row.goal), .init(row.verdict.rawValue),
      ])
    }
    let head = mutation.map { "done wrong on purpose: \($0.rawValue)\n" } ?? ""
    let parts = isDetailed ? rows.filter { !$0.parts.isEmpty }.map(Self.text) : []
    return ([head + table.rendered(.plain)] + parts).joined(separator: "\n")
  }

  private static func text(_ row: TruthRow) -> String {
    var table = TextTable(columns: [
      .init(row.name.rawValue), .init("kind"), .init("cases", .right), .init("within", .right),
      .init("median error", .right), .init("worst", .right),
    ])
    for part in row.parts {
      table.add([
        .init(part.graph), .init(part.kind), .init("\(part.cases)"), .init("\(part.within)"),
        .init(part.median.map(signed) ?? ""), .init(part.worst.map(signed) ?? ""),
      ])
    }
    return table.rendered(.plain)
  }

  /// A relative error in per cent, with its sign.
  static func signed(_ error: Double) -> String {
    (error < 0 ? "" : "+") + NumberFormat.fixed(100 * error, decimals: 1) + " %"
  }
}
