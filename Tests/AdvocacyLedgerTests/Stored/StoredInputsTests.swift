import AdvocacyModel
import AdvocacyTestSupport
import Foundation
import Testing

@testable import AdvocacyLedger

@Suite("Inputs kept by released schemas")
struct StoredInputsTests {
  @Test(
    "a configuration kept is read, and kept again in the same bytes",
    arguments: StoredFixture.schemas, StoredFixture.companies)
  func configurationBytes(schema: Int, company: String) throws {
    let fixture = try StoredFixture(schema: schema, company: company)
    let again = try StoredInputsCoder.bytes(
      of: fixture.configuration(), key: keyOfEmployee(fixture.inputs.employees))
    #expect(text(again) == withoutRetired(text(fixture.inputs.configurationBytes)))
  }

  @Test("a parameter that this release has no more stays in a configuration kept")
  func retiredParameters() throws {
    let kept = try StoredFixture(schema: 2, company: "every-rule").inputs.configurationBytes
    let stored = try #require(
      text(kept).firstMatch(of: /"parameters":(\{"overrides":\[.*?\]\})/)?.output.1)
    #expect(stored.contains("halfLifeHours") && stored.contains("likeRate"))
    let form = try JSONDecoder().decode(StoredParameters.self, from: Data(stored.utf8))
    #expect(try json(form) == stored)
    let names = Set(form.restored().overrides.map(\.name))
    #expect(names == [.cascadeDepth, .marketSize, .pageVisibility, .visibilityRatio])
  }

  @Test(
    "a roster kept by schema 2 is kept again in the same bytes",
    arguments: StoredFixture.companies)
  func rosterBytes(company: String) throws {
    let fixture = try StoredFixture(schema: 2, company: company)
    let roster = try fixture.configuration().roster
    let key = keyOfEmployee(fixture.inputs.employees)
    let again = try StoredInputsCoder.bytes(
      of: roster, by: RosterKeys(roster.map { key($0.id) }))
    #expect(text(again) == text(fixture.inputs.rosterBytes))
  }

  @Test("schema 1 and schema 2 kept the same of a company", arguments: StoredFixture.companies)
  func sameCompany(company: String) throws {
    let first = try StoredFixture(schema: 1, company: company).configuration()
    #expect(try StoredFixture(schema: 2, company: company).configuration() == first)
  }

  @Test("employees have today's names, and those without one their ids")
  func names() throws {
    let ana = try #require(EmployeeID("ana"))
    let fixture = try StoredFixture(schema: 2, company: "every-rule")
    let roster = try fixture.configuration(names: [ana: "Ana Ruiz"]).roster
    #expect(roster.map(\.name) == ["Ana Ruiz", "ben", "carla", "dora"])
  }

  @Test("somebody forgotten is on no roster, and a rule about them is about nobody")
  func forgotten() throws {
    var inputs = try StoredFixture(schema: 2, company: "every-rule").inputs
    let ana = try #require(EmployeeID("ana"))
    inputs.employees = inputs.employees.filter { $0.value != ana }
    let configuration = try StoredInputsCoder.configuration(
      of: inputs, names: [:], rule: StoredFixture.restoreRule)
    #expect(configuration.roster.map(\.id.text) == ["ben", "carla", "dora"])
    let rule = configuration.policy.rules.first { $0.id.text == "segment-people" }
    let selected = try #require(rule?.scope.employees.employees)
    #expect(selected.map(\.text) == ["_employee.3", "_unlisted"])
  }

  @Test("roles come back with those who have them, the forgotten left to their keys")
  func roles() throws {
    let fixture = try StoredFixture(schema: 2, company: "every-rule")
    var configuration = try fixture.configuration()
    let (ana, ben) = (try #require(EmployeeID("ana")), try #require(EmployeeID("ben")))
    configuration.roles = [
      RoleGrant(role: "legal", employees: [ana, ben], period: Period(from: instant(0))),
      RoleGrant(role: "editor", teams: ["marketing"]),
    ]
    var inputs = fixture.inputs
    inputs.configurationBytes = try StoredInputsCoder.bytes(
      of: configuration, key: keyOfEmployee(inputs.employees))
    #expect(!text(inputs.configurationBytes).contains("\"ana\""))
    func restored() throws -> [RoleGrant] {
      try StoredInputsCoder.configuration(
        of: inputs, names: [:], rule: StoredFixture.restoreRule
      ).roles
    }
    #expect(try restored() == configuration.roles)
    inputs.employees = inputs.employees.filter { $0.value != ana }
    #expect(try restored().first?.employees.last == ben)
    #expect(try restored().first?.employees.contains(ana) == false)
  }

  @Test(
    "a configuration that is none is told, and never trapped on",
    arguments: [
      ("\"zone\":\"Europe/Madrid\"", "\"zone\":\"Europe/Nowhere\""), ("\"once\"", "\"-once\""),
      ("\"onceOnly\":{}", "\"onceAgain\":{}"), ("\"onceOnly\":{}", ""),
      ("\"onceOnly\":{}", "\"onceOnly\":{},\"leave\":{}"), ("\"like\"", "\"love\""),
      ("_employee.3", "employee 3"), ("\"chance\"", "\"luck\""),
      ("\"cooldown\":{\"hours\":2}", "\"cooldown\":{}"), ("Z\"", "\""),
    ])
  func damage(old: String, new: String) throws {
    var inputs = try StoredFixture(schema: 2, company: "every-rule").inputs
    let damaged = text(inputs.configurationBytes).replacing(old, with: new)
    inputs.configurationBytes = Array(damaged.utf8)
    #expect(throws: (any Error).self) {
      try StoredInputsCoder.configuration(
        of: inputs, names: [:], rule: StoredFixture.restoreRule)
    }
  }

  @Test("what schemas of before kept of posts and inputs is read", arguments: StoredFixture.schemas)
  func ledger(schema: Int) throws {
    let (directory, ledger) = try StoredFixture.ledger(schema: schema)
    defer { withExtendedLifetime(directory) {} }
    #expect(try ledger.verify().problems == [])
    let inputs = try #require(try ledger.inputs(deciding: postID("one")))
    let configuration = try StoredInputsCoder.configuration(
      of: inputs, names: [:], rule: StoredFixture.restoreRule)
    #expect(configuration.policy.rules.map(\.id.text) == ["asked-plain", "night", "trained"])
    // Ben was forgotten since.
    #expect(configuration.roster.map(\.id.text) == ["ana", "carla"])
    let post = try #require(try ledger.post(postID("one")))
    #expect(post.variants == ["A lab!", "Our lab opens"])
    #expect(post.hashtags == ["#Lab"] && post.tags == ["a"] && post.prize == "A mug")
    #expect(post.campaign == "atlas" && post.author?.text == "ana" && post.isInteractive)
    #expect(try ledger.statements().map(\.kind) == [.approval, .withdrawal, .withdrawal])
    #expect(try ledger.skips().map(\.reason) == [.beforeStart, .withdrawn])
  }

  @Test("the inputs in the ledger that release 0.1.0 left for upgrades are read")
  func upgradedLedger() throws {
    let (directory, ledger) = try StoredFixture.ledgerForUpgrades()
    defer { withExtendedLifetime(directory) {} }
    let inputs = try #require(try ledger.inputs(deciding: postID("madrid-lab")))
    let configuration = try StoredInputsCoder.configuration(
      of: inputs, names: [:], rule: StoredFixture.restoreRule)
    #expect(configuration.company == "Acme Robotics")
    #expect(configuration.behaviour.participation == .everyone)
    #expect(configuration.policy.rules.count == 11)
    // Luis was forgotten since.
    #expect(configuration.roster.count == 11)
    let again = try StoredInputsCoder.bytes(
      of: configuration, key: keyOfEmployee(inputs.employees))
    #expect(text(again) == text(inputs.configurationBytes))
  }

  private func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
}

/// The bytes of a configuration without the parameters that this release has no more.
private func withoutRetired(_ bytes: String) -> String {
  RetiredParameter.allCases.reduce(bytes) { bytes, name in
    let kept = bytes.components(separatedBy: "{\"name\":\"\(name.rawValue)\"")
    return kept.dropFirst().reduce(kept[0]) { text, part in
      guard let end = part.firstRange(of: "}}")?.upperBound else { return text + part }
      let rest = part[end...]
      return text + (rest.hasPrefix(",") ? rest.dropFirst() : rest)
    }
  }
}
