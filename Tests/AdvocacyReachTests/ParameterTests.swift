import AdvocacyModel
import Foundation
import Testing

@testable import AdvocacyReach

@Suite("Parameters")
struct ParameterTests {
  private func networks() throws -> [NetworkID] {
    try ["blog", "bluesky", "facebook", "linkedin", "mastodon", "threads", "x"].map(Samples.network)
  }

  @Test("every default lies in its allowed range and names its source")
  func defaults() throws {
    let effective = ParameterSet().effective(networks: try networks())
    let shared = ParameterName.allCases.count { !$0.isPerNetwork }
    #expect(effective.count == shared + 7 * (ParameterName.allCases.count - shared))
    for entry in effective {
      #expect(entry.name.fault(in: entry.parameter) == nil)
      #expect(!entry.parameter.source.isEmpty && entry.parameter.basis != .configured)
      #expect(entry.name.meaning.hasSuffix("."))
    }
  }

  @Test("a name that earlier releases had is no name of today")
  func retired() {
    #expect(RetiredParameter.allCases.allSatisfy { ParameterName(rawValue: $0.rawValue) == nil })
  }

  @Test("a network's own override goes before the one for all, and that before the default")
  func overrides() throws {
    let (x, linkedin) = (try Samples.network("x"), try Samples.network("linkedin"))
    var set = ParameterSet()
    set.override(.deepShareFactor, with: Parameter(0.3))
    set.override(.deepShareFactor, on: x, with: Parameter(0.4))
    #expect(set[.deepShareFactor, x].typical == 0.4)
    #expect(set[.deepShareFactor, linkedin].typical == 0.3)
    #expect(ParameterSet()[.deepShareFactor, x].typical == 0.4)
    set.override(.colleagueShare, on: x, with: Parameter(0.6))
    #expect(set[.colleagueShare].typical == 0.6)
    #expect(set[.colleagueShare, linkedin].typical == 0.6)
  }

  @Test("the page's overlap goes with that of a team and of a company, and keeps its range")
  func overlapsTogether() throws {
    let (network, draws) = (try Samples.network("blog"), 2008)
    let set = ParameterSet()
    var values: [ParameterName: [Double]] = [:]
    for block in 0..<draws {
      let source = ParameterSource(
        networks: [network], parameters: set, place: .drawn(RandomKey(5), block: block))
      for name in [ParameterName.teamOverlap, .companyOverlap, .pageOverlap] {
        values[name, default: []].append(source.value(name, network))
      }
    }
    func ranks(_ name: ParameterName) throws -> [Double] {
      let values = try #require(values[name])
      var ranks = [Double](repeating: 0, count: draws)
      for (rank, place) in values.indices.sorted(by: { values[$0] < values[$1] }).enumerated() {
        ranks[place] = Double(rank) - Double(draws - 1) / 2
      }
      return ranks
    }
    func correlation(_ first: ParameterName, _ second: ParameterName) throws -> Double {
      let (one, other) = (try ranks(first), try ranks(second))
      let product = zip(one, other).reduce(0) { $0 + $1.0 * $1.1 }
      return 2 * sin(.pi / 6 * product / one.reduce(0) { $0 + $1 * $1 })
    }
    #expect(abs(try correlation(.teamOverlap, .pageOverlap) - 0.79) < 0.04)
    #expect(abs(try correlation(.companyOverlap, .pageOverlap) - 0.46) < 0.04)
    #expect(abs(try correlation(.companyOverlap, .teamOverlap)) < 0.04)
    let (range, drawn) = (set[.pageOverlap, network], try #require(values[.pageOverlap]))
    for (end, share) in [(range.low, 0.05), (range.typical, 0.5), (range.high, 0.95)] {
      let below = Double(drawn.count { $0 < end }) / Double(draws)
      #expect(abs(below - share) < 0.02, "\(below) of the draws below \(end)")
    }
  }

  @Test("values out of range are told apart, in words")
  func faults() {
    let backwards = Parameter(low: 0.5, typical: 0.2, high: 0.9, basis: .assumed, source: "")
    #expect(ParameterName.deepShareFactor.fault(in: backwards) != nil)
    #expect(ParameterName.shareRate.fault(in: Parameter(1.5)) != nil)
    #expect(ParameterName.shareRate.fault(in: Parameter(.nan)) != nil)
    #expect(ParameterName.shareRate.fault(in: Parameter(0.5)) == nil)
  }
}
