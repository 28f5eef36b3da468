import AdvocacyCore
import Testing

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

  @Test("values out of range are told apart, in words")
  func faults() {
    let backwards = Parameter(low: 0.5, typical: 0.2, high: 0.9, basis: .assumed, source: "")
    #expect(ParameterName.deepShareFactor.fault(in: backwards) != nil)
    #expect(ParameterName.shareRate.fault(in: Parameter(1.5)) != nil)
    #expect(ParameterName.shareRate.fault(in: Parameter(.nan)) != nil)
    #expect(ParameterName.shareRate.fault(in: Parameter(0.5)) == nil)
  }
}
