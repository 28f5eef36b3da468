import AdvocacyModel
import Testing

@testable import AdvocacyPolicy

@Suite("The stored form of rules")
struct StoredRuleTests {
  @Test("A rule of any type is read back from what the ledger keeps of it as it was")
  func roundTrips() throws {
    var draws = RandomDraws(RandomKey(11), start: time("2026-10-22T00:00"))
    for type in RuleCatalogue.all {
      for _ in 0..<50 {
        let rule = DrawnSource.parameters(of: type, &draws, calendar: madrid)
        #expect(try isReadBack(rule), "\(rule)")
      }
    }
  }

  @Test("A rule is named by its type's name")
  func names() {
    var draws = RandomDraws(RandomKey(12), start: time("2026-10-22T00:00"))
    for type in RuleCatalogue.all {
      let rule = DrawnSource.parameters(of: type, &draws, calendar: madrid)
      #expect(rule.name == type.name)
    }
  }

  private func isReadBack<Kind: RuleType>(_ rule: Kind) throws -> Bool {
    try Kind(stored: rule.stored, employee: { EmployeeID($0) }) == rule
  }
}
