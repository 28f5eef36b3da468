import AdvocacyFiles
import AdvocacyModel
import Testing

@testable import AdvocacyPolicy

@Suite("The catalogue of policy rules")
struct CatalogueTests {
  /// The rows of every rule type, and of the rules built in.
  static let rows =
    RuleCatalogue.all.flatMap { ($0 as? any ReferenceRule.Type)?.rows ?? [] }
    + BuiltInRuleTests.rows

  @Test("holds every number from 1 to 39, and no gap beyond")
  func isWhole() {
    let numbers = Set(Self.rows.map(\.number)).sorted()
    #expect(numbers == Array(1...max(39, numbers.last ?? 0)))
  }

  @Test("holds rows and a plain second reading of every rule type, and each under one name only")
  func coversTypes() throws {
    #expect(Set(RuleCatalogue.all.map { $0.name }).count == RuleCatalogue.all.count)
    for type in RuleCatalogue.all {
      let name = type.name
      let reference = try #require(type as? any ReferenceRule.Type, "\(name) has no reference")
      let named = try reference.rows.flatMap { row in
        try Situation().scene(policy: row.policy).configuration.policy.rules.map(\.type)
      }
      #expect(Set(named) == [name])
    }
  }

  @Test("says what it should where it should, in words for people", arguments: rows)
  func fires(_ row: CatalogueRow) throws {
    let findings = try row.fires.findings(row)
    let finding = try #require(
      findings.first { $0.outcome == row.outcome }, "the rule didn't say so")
    #expect(finding.reason.contains(row.reason), "\(finding.reason)")
    if let remedy = row.remedy {
      #expect(finding.wouldChange?.contains(remedy) == true, "\(finding.wouldChange ?? "nothing")")
    } else {
      #expect(finding.wouldChange == nil)
    }
    if row.outcome == .defer { #expect(finding.until != nil) }
  }

  @Test("says it in Spanish too, and nothing of it in English", arguments: rows)
  func speaksSpanish(_ row: CatalogueRow) throws {
    let english = /\b(the|has|not|until|with|from|of|to|may|must|is)\b/
    for finding in try row.fires.findings(row) + row.silent.findings(row) {
      for sentence in [finding.why, finding.remedy].compactMap(\.self) {
        // What the company wrote, such as texts and titles, is in the company's language.
        let own = sentence.spanish.replacing(/«[^»]*»/, with: "")
        #expect(sentence.spanish != sentence.english, "\(sentence.english)")
        #expect(own.firstMatch(of: english) == nil, "\(sentence.spanish)")
      }
    }
  }

  @Test("says nothing where it has nothing to say, but that it is satisfied", arguments: rows)
  func isSilent(_ row: CatalogueRow) throws {
    let findings = try row.silent.findings(row)
    guard let words = row.satisfied else {
      #expect(findings.isEmpty, "\(findings)")
      return
    }
    #expect(findings.map(\.outcome) == [.allow], "\(findings)")
    #expect(findings.allSatisfy { $0.reason.contains(words) && $0.wouldChange == nil })
  }
}
