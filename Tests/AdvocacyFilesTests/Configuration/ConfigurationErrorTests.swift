import AdvocacyModel
import AdvocacyPolicy
import Testing

@testable import AdvocacyFiles

@Suite("Wrong configurations")
struct ConfigurationErrorTests {
  /// A wrong line inside an otherwise right configuration, and what is said about it.
  struct Wrong: Sendable, CustomTestStringConvertible {
    var lines: String
    var message: String
    var testDescription: String { lines }
  }

  private static let head = "\"company\": {\"name\": \"Acme\", \"timeZone\": \"Europe/Madrid\"},"

  private static func failure(_ lines: String) -> Failure? {
    let text = "{\n\(lines)\n}"
    do throws(Failure) {
      _ = try ConfigurationFile.decode(Array(text.utf8))
      return nil
    } catch {
      return error
    }
  }

  @Test("are refused with place, finding and advice", arguments: Self.catalogue)
  func isRefused(_ wrong: Wrong) {
    let failure = Self.failure(Self.head + "\n" + wrong.lines)
    #expect(failure?.description == wrong.message)
    #expect(failure?.cause == .configuration)
  }

  /// The networks that there are without configuration.
  private static let builtInNetworks = Network.builtIn.map(\.id.text).joined(separator: ", ")

  static let catalogue = general + roles + policies

  private static let general: [Wrong] = [
    Wrong(
      lines: #""polcy": {}"#,
      message: #"config.json:3:1: unknown key "polcy". Did you mean "policy"?"#),
    Wrong(
      lines: #""pages": {"linkdin": {"followers": 3}}"#,
      message: "config.json:3:11: pages.linkdin: unknown network \"linkdin\"; "
        + "known: \(builtInNetworks). Did you mean \"linkedin\"?"),
    Wrong(
      lines: #""pages": {"x": {"followers": -1}}"#,
      message: "config.json:3:30: pages.x.followers: expected a whole number from 0 to "
        + "10000000000, found the number -1"),
    Wrong(
      lines: #""pages": {"x": {}}"#,
      message: #"config.json:3:16: pages.x: missing the key "followers""#),
    Wrong(
      lines: #""employees": [{"id": "ana"},\#n{"id": "ana"}]"#,
      message: "config.json:4:8: employees[1].id: duplicate employee \"ana\"; the other is at "
        + "line 3. Give each employee their own id"),
    Wrong(
      lines: #""employees": [{"id": "ana ruiz"}]"#,
      message: "config.json:3:22: employees[0].id: expected an id, found \"ana ruiz\". An id is "
        + "1 to 128 letters (a to z), digits, dots, underscores and hyphens, and begins with "
        + "neither a dot nor a hyphen"),
    Wrong(
      lines: #""employees": [{"id": "ana", "consent": {"from": "2026-13-01"}}]"#,
      message: "config.json:3:49: employees[0].consent.from: expected a time, found "
        + "\"2026-13-01\", a day that no calendar has. Write it as " + TimeGrammar.absoluteForms),
    Wrong(
      lines:
        #""employees": [{"id": "ana", "consent": {"from": "2026-02-01", "until": "2026-01-01"}}]"#,
      message: "config.json:3:72: employees[0].consent.until: ends at 2026-01-02T00:00:00+01:00, "
        + "not after \"from\" at 2026-02-01T00:00:00+01:00. Exchange the two, or correct one"),
    Wrong(
      lines: #""employees": [{"id": "ana", "accounts": {"x": {"followers": 1, "node": 7}}},"#
        + #"{"id": "ben", "accounts": {"x": {"followers": 1, "node": 7}}}]"#,
      message: "config.json:3:134: employees[1].accounts.x.node: node 7 is also that of employee "
        + "\"ana\". The same node is the same person on every network; give each their own"),
    Wrong(
      lines: #""employees": [{"id": "ana", "country": "Spain"}]"#,
      message: "config.json:3:40: employees[0].country: expected a country of two letters, found "
        + "\"Spain\". Write it as in ISO 3166-1, for example ES"),
    Wrong(
      lines: #""employees": "staff.csv""#,
      message: "config.json:3:14: employees: there is no file \"staff.csv\". Put the roster "
        + "there, or name its file"),
    Wrong(
      lines: #""courses": [{"id": "basics"}],"policy": {"rules": [{"id": "trained", "type": "#
        + #""trainingRequired", "course": "basic"}]}"#,
      message: "config.json:3:108: policy.rules[0].course: unknown course \"basic\"; known: "
        + "basics. Did you mean \"basics\"?"),
    Wrong(
      lines: #""policy": {"rules": [{"id": "cap", "type": "frequencyCup", "count": 1}]}"#,
      message: "config.json:3:44: policy.rules[0].type: unknown type \"frequencyCup\"; known: "
        + RuleCatalogue.names.joined(separator: ", ") + ". Did you mean \"frequencyCap\"?"),
    Wrong(
      lines: #""policy": {"rules": [{"id": "consent", "type": "onceOnly"}]}"#,
      message: "config.json:3:29: policy.rules[0].id: the id \"consent\" belongs to a built-in "
        + "rule. Give the rule another id"),
    Wrong(
      lines: #""policy": {"rules": [{"id": "cap", "type": "onceOnly", "sentense": "day"}]}"#,
      message:
        "config.json:3:56: policy.rules[0]: unknown key \"sentense\". Did you mean \"sentence\"?"),
    Wrong(
      lines:
        #""policy": {"rules": [{"id": "q", "type": "quietHours", "start": "8:00", "end": "09:00"}]}"#,
      message: "config.json:3:65: policy.rules[0].start: expected a time of day, found \"8:00\". "
        + "Write hours and minutes, for example 08:00"),
    Wrong(
      lines:
        #""policy": {"rules": [{"id": "b", "type": "blackout", "starts": "2026-02-01", "ends": "2026-01-01"}]}"#,
      message: "config.json:3:86: policy.rules[0].ends: ends at 2026-01-02T00:00:00+01:00, not "
        + "after \"starts\" at 2026-02-01T00:00:00+01:00. Exchange the two, or correct one"),
    Wrong(
      lines: #""behaviour": {"participation": 1.5}"#,
      message: "config.json:3:32: behaviour.participation: expected a number from 0 to 1, "
        + "found the number 1.5"),
    Wrong(
      lines: #""behaviour": {"participation": "everybody"}"#,
      message: "config.json:3:32: behaviour.participation: unknown participation \"everybody\"; "
        + "known: everyone. Did you mean \"everyone\"?"),
    Wrong(
      lines: #""behaviour": {"participation": {"typical": 0.5, "high": 1.5}}"#,
      message: "config.json:3:32: behaviour.participation: participation must lie between 0 "
        + "and 1"),
    Wrong(
      lines: #""parameters": {"participation": 0.5}"#,
      message: "config.json:3:16: parameters: unknown key \"participation\". It has one place: "
        + "write \"behaviour\": {\"participation\": …}"),
    Wrong(
      lines: #""networks": {"x": {"halfLifeHours": 2}}"#,
      message: "config.json:3:20: networks.x: unknown key \"halfLifeHours\". No figure ever "
        + "depended on it; leave it out"),
    Wrong(
      lines: #""parameters": {"lookShapes": 2}"#,
      message: "config.json:3:16: parameters: unknown key \"lookShapes\". Did you mean "
        + "\"lookShape\"?"),
    Wrong(
      lines: #""networks": {"x": {"pageVisibility": {"low": 0.2, "typical": 0.1}}}"#,
      message: "config.json:3:38: networks.x.pageVisibility: pageVisibility must have low ≤ "
        + "typical ≤ high"),
    Wrong(
      lines: #""networks": {"x": {"marketSize": 1000000}}"#,
      message: "config.json:3:20: networks.x.marketSize: \"marketSize\" is one value for all "
        + "networks. Put it under \"parameters\""),
    Wrong(
      lines: #""networks": {"intranet": {"title": "Intranet"}}"#,
      message: "config.json:3:26: networks.intranet: missing the key \"actions\" of the new "
        + "network \"intranet\". List what accounts can do there: like, repost, quote, comment, "
        + "share"),
  ]

  @Test("without a company are refused")
  func missingCompany() {
    #expect(
      Self.failure("").map(\.description) == #"config.json:1:1: missing the key "company""#)
  }

  @Test("with a zone that nobody knows are refused")
  func unknownZone() {
    let failure = Self.failure(#""company": {"name": "Acme", "timeZone": "Madrid"}"#)
    #expect(
      failure?.description == "config.json:2:41: company.timeZone: unknown time zone \"Madrid\". "
        + "Write a name of the time-zone database, for example Europe/Madrid or UTC")
  }
}
