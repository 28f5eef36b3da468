import AdvocacyCore
import AdvocacyIntake
import AdvocacyPolicy
import Testing

@Suite("The catalogue of policy rules")
struct CatalogueTests {
  static let rows = standing + content + times + frequencies + wordings

  @Test("holds every number from 1 to 39")
  func isWhole() {
    #expect(Set(Self.rows.map(\.number)).sorted() == Array(1...39))
  }

  @Test("holds every type that a configuration can name, and every type is an own kind")
  func coversTypes() throws {
    let named = try Self.rows.flatMap { row in
      try Situation().scene(policy: row.policy).configuration.policy.rules.map(\.kind.name)
    }
    #expect(Set(named) == Set(RuleTypes.names))
  }

  @Test("says what it should where it should, in words for people", arguments: rows)
  func fires(_ row: CatalogueRow) throws {
    let findings = try row.fires.findings(row)
    let finding = try #require(findings.first, "the rule was silent")
    #expect(finding.outcome == row.outcome)
    #expect(finding.reason.contains(row.reason), "\(finding.reason)")
    if let remedy = row.remedy {
      #expect(finding.wouldChange?.contains(remedy) == true, "\(finding.wouldChange ?? "nothing")")
    } else {
      #expect(finding.wouldChange == nil)
    }
    if row.outcome == .defer { #expect(finding.until != nil) }
  }

  @Test("says nothing where it has nothing to say", arguments: rows)
  func isSilent(_ row: CatalogueRow) throws {
    let findings = try row.silent.findings(row)
    #expect(findings.isEmpty, "\(findings)")
  }
}

/// The members of a policy with one rule.
func rule(_ type: String, _ members: String = "", tiers: String = "") -> String {
  let own = members.isEmpty ? "" : ", \(members)"
  return #"\#(tiers)"rules": [{"id": "it", "type": "\#(type)"\#(own)}]"#
}

/// The members of a post about a topic.
func post(about topic: String) -> String {
  #""text": "We open our lab", "topics": ["\#(topic)"]"#
}
