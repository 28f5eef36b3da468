import AdvocacyReport
import AdvocacyTestSupport
import ArgumentParser
import Foundation

/// Tells how far real groups differ in what a company seldom knows of itself: the ranges of the
/// defaults rest on it.
struct GroupFacts: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "groups",
    abstract: "Measures overlaps and colleagues of groups on real follower graphs.")

  @Option(help: "The number of groups on each graph, for each seed.")
  var groups: Int = 44

  @Option(help: "The first seed of groups.")
  var seed: UInt64 = 70

  @Option(help: "The number of seeds.")
  var seeds: Int = 11

  @Option(help: "The number of threads; never changes a figure.")
  var threads: Int = 2

  func validate() throws {
    guard (1...1000).contains(groups), (1...1000).contains(seeds), (1...1024).contains(threads)
    else { throw ValidationError("Counts are 1 or more.") }
  }

  func run() async throws {
    guard TruthCase.areGraphsThere else {
      return print("skipped: needs shared/data/graphs beside the checkout")
    }
    let cases = try (0..<UInt64(seeds)).flatMap {
      try TruthCase.all(groups: groups, seed: seed + $0, threads: threads)
    }
    let facts: [(String, (GroupTruth) -> Double?)] = [
      ("team overlap", { $0.teamOverlap }), ("company overlap", { $0.companyOverlap }),
      ("page overlap", { $0.pageOverlap }), ("colleagues who follow", { $0.colleagueShare }),
      ("staff who follow the page", { $0.pageStaffShare }),
    ]
    var table = TextTable(columns: [
      .init("of"), .init("groups"), .init("number", .right), .init("5 %", .right),
      .init("median", .right), .init("95 %", .right),
    ])
    let kinds = Dictionary(grouping: cases) { $0.group.kind.rawValue }.sorted { $0.key < $1.key }
    for (name, fact) in facts {
      for (kind, cases) in [("all", cases)] + kinds.map({ ($0.key, $0.value) }) {
        let values = cases.compactMap { fact($0.truth) }.sorted()
        guard !values.isEmpty else { continue }
        let ends = [0.05, 0.5, 0.95].map { share in
          TextTable.Cell(
            NumberFormat.fixed(
              100 * values[Int((share * Double(values.count - 1)).rounded())], decimals: 2) + " %")
        }
        table.add([.init(name), .init(kind), .init("\(values.count)")] + ends)
      }
    }
    print(table.rendered(.plain), terminator: "")
    print(together(facts.prefix(3), cases.map(\.truth)).rendered(.plain), terminator: "")
  }

  /// How far the overlaps of a group go together: the correlation of normals that have the rank
  /// correlation found (Pearson 1907: 2 sin(π ρ / 6)).
  private func together(
    _ facts: ArraySlice<(String, (GroupTruth) -> Double?)>, _ groups: [GroupTruth]
  ) -> TextTable {
    var table = TextTable(columns: [
      .init("together"), .init("number", .right), .init("correlation", .right),
    ])
    for (place, first) in facts.enumerated() {
      for second in facts.dropFirst(place + 1) {
        let pairs = groups.compactMap { group in
          first.1(group).flatMap { one in second.1(group).map { (one, $0) } }
        }
        guard pairs.count > 2 else { continue }
        let (one, other) = (ranks(pairs.map(\.0)), ranks(pairs.map(\.1)))
        let middle = Double(pairs.count - 1) / 2
        let product = zip(one, other).reduce(0) { $0 + ($1.0 - middle) * ($1.1 - middle) }
        let squares = one.reduce(0) { $0 + ($1 - middle) * ($1 - middle) }
        let correlation = 2 * sin(.pi / 6 * product / squares)
        table.add([
          .init("\(first.0), \(second.0)"), .init("\(pairs.count)"),
          .init(NumberFormat.fixed(correlation, decimals: 2)),
        ])
      }
    }
    return table
  }

  private func ranks(_ values: [Double]) -> [Double] {
    var ranks = [Double](repeating: 0, count: values.count)
    for (rank, place) in values.indices.sorted(by: { values[$0] < values[$1] }).enumerated() {
      ranks[place] = Double(rank)
    }
    return ranks
  }
}
