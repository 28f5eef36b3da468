import AdvocacyFiles
import AdvocacyModel
import AdvocacyReport
import ArgumentParser
import Foundation

/// Holds the engine by counts against what is so.
struct Truth: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Holds reach from counts against exact truth on real follower graphs.",
    discussion: """
      Rows: visible, union, pairs, overlaps, coverage, colleagues, exact, ranges, error, month. Exit \
      codes: 0 all that was asked holds, 1 something doesn't, or with --brief fewer cases hold than are on \
      record.
      """)

  @Option(name: .customLong("row"), help: "A row; all without. Repeatable.")
  var names: [TruthRowName] = []

  @Option(help: "The number of groups on each graph.")
  var groups: Int?

  @Option(help: "The seed of groups, truths and draws.")
  var seed: UInt64 = 1

  @Option(help: "The number of truths drawn from the ranges.")
  var truths: Int?

  @Option(help: "The number of reports held against them.")
  var reportSeeds: Int?

  @Option(help: "The number of seeds over which a report's figures move; few leave the large out.")
  var errorSeeds: Int?

  @Option(help: "The number of threads; never changes a figure.")
  var threads: Int = 2

  @Option(help: "Do this wrong on purpose: \(TruthMutation.allCases.map(\.rawValue)).")
  var mutate: TruthMutation?

  @Flag(help: "Print JSON.")
  var json = false

  @Flag(help: "Leave out the errors by graph and kind of group.")
  var short = false

  @Flag(help: "Work out less, and compare the cases that hold with those on record.")
  var brief = false

  @Option(help: "The cases on record.")
  var baseline: String = "Tests/Benchmarks/truth.json"

  @Flag(help: "With --brief, put the cases that hold on record instead of comparing.")
  var record = false

  func validate() throws {
    guard (1...1000).contains(groups ?? 1), (1...1_000_000).contains(truths ?? 1),
      (1...10_000).contains(reportSeeds ?? 1), (2...10_000).contains(errorSeeds ?? 2),
      (1...1024).contains(threads)
    else { throw ValidationError("Counts are 1 or more.") }
    guard brief || !record else { throw ValidationError("--record goes with --brief.") }
    guard !record || mutate == nil else {
      throw ValidationError("What is done wrong is not put on record.")
    }
  }

  func run() async throws {
    guard TruthCase.areGraphsThere else {
      return print("skipped: needs shared/data/graphs beside the checkout")
    }
    var report = TruthReport(mutation: mutate, rows: [])
    let work = try TruthWork(
      groups: groups ?? 44, setting: setting, mutation: mutate)
    let asked = names.isEmpty ? TruthRowName.allCases : names
    for name in TruthRowName.allCases where asked.contains(name) {
      let (row, seconds) = try await timed { try await work.row(name) }
      report.rows.append(row)
      let taken = "\(name.rawValue): \(NumberFormat.fixed(seconds, decimals: 1)) s\n"
      FileHandle.standardError.write(Data(taken.utf8))
    }
    print(json ? try report.json : report.text(isDetailed: !short), terminator: "")
    let counts = report.rows.flatMap(\.counts)
    guard brief else {
      if !report.isMet { throw ExitCode(1) }
      return
    }
    guard !record else {
      try AtomicFile.replace(
        baseline, with: Array(try TruthRecord(counts: counts).json.utf8), mode: 0o644)
      return print("recorded \(counts.count) counts in \(baseline)")
    }
    let known = try TruthRecord(readFrom: baseline, rows: asked)
    let isKept = known.compare(counts)
    // What is on record may fall short of a goal; what has no count on record may not.
    let isMet = report.rows.allSatisfy { $0.verdict != .missed || !$0.counts.isEmpty }
    if !isKept || !isMet { throw ExitCode(1) }
  }

  private var setting: TruthSetting {
    var setting = TruthSetting(seed: seed, threads: threads)
    if brief {
      (setting.draws, setting.worlds, setting.truths, setting.reportSeeds) = (400, 800, 2000, 10)
      setting.errorSeeds = 24
    }
    setting.truths = truths ?? setting.truths
    setting.reportSeeds = reportSeeds ?? setting.reportSeeds
    setting.errorSeeds = errorSeeds ?? setting.errorSeeds
    return setting
  }
}

/// The rows on some groups.
struct TruthWork: Sendable {
  let cases: [TruthCase]
  let setting: TruthSetting
  let mutation: TruthMutation?

  init(groups: Int, setting: TruthSetting, mutation: TruthMutation?) throws {
    cases = try TruthCase.all(groups: groups, seed: setting.seed, threads: setting.threads)
    self.setting = setting
    self.mutation = mutation
  }

  /// Works a row out.
  func row(_ name: TruthRowName) async throws -> TruthRow {
    let rows = TruthGroupRows(cases: cases, mutation: mutation, setting: setting)
    switch name {
    case .visible: return try await rows.visible()
    case .union: return try await rows.union()
    case .pairs:
      return TruthRow(
        name: .pairs, asked: "union, all pair overlaps known", cases: 0,
        found: "the engine takes no pair overlaps", goal: "within 15 % in 90 %", verdict: .notAsked)
    case .overlaps:
      return try await TruthOverlaps(cases: cases, mutation: mutation, setting: setting).row()
    case .coverage: return try await rows.coverage()
    case .colleagues:
      return try await TruthColleagues(cases: cases, mutation: mutation, setting: setting).row()
    case .exact: return try await TruthExact(mutation: mutation, setting: setting).row()
    case .ranges: return try await TruthRanges(mutation: mutation, setting: setting).row()
    case .error: return try await TruthStatedError(mutation: mutation, setting: setting).row()
    case .month: return try await TruthMonth(mutation: mutation, setting: setting).row()
    }
  }
}

/// How many cases held when they were put on record.
struct TruthRecord: Codable, JSONReport {
  var counts: [TruthCount]
}

extension TruthRecord {
  /// Reads those of some rows.
  init(readFrom path: String, rows: [TruthRowName]) throws {
    let bytes = try FileReading.contents(of: path)
    let known = try JSONDecoder().decode(Self.self, from: Data(bytes))
    counts = known.counts.filter { count in
      rows.contains { count.name == $0.rawValue || count.name.hasPrefix("\($0.rawValue),") }
    }
  }

  /// Prints where fewer or more cases hold than did; whether as many do.
  func compare(_ counts: [TruthCount]) -> Bool {
    let now = Dictionary(counts.map { ($0.name, $0.value) }) { first, _ in first }
    var isKept = true
    for known in self.counts {
      guard let value = now[known.name] else {
        print("\(known.name): on record and not counted any more")
        isKept = false
        continue
      }
      guard value != known.value else { continue }
      let change = value < known.value ? "WORSE" : "better"
      print("\(change) \(known.name): \(value), \(known.value) on record")
      isKept = isKept && value > known.value
    }
    for new in Set(now.keys).subtracting(self.counts.map(\.name)).sorted() {
      print("\(new): not on record")
      isKept = false
    }
    if !isKept { print("if that is meant: advocacy-bench truth --brief --record") }
    return isKept
  }
}

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
