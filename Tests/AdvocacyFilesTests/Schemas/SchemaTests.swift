import AdvocacyModel
import AdvocacyPolicy
import Foundation
import Testing

@testable import AdvocacyFiles

@Suite("The schemas")
struct SchemaTests {
  private let config: SchemaReader
  private let queue: SchemaReader
  private let policyCases: SchemaReader

  init() throws {
    config = try SchemaReader(ConfigurationSchema.text)
    queue = try SchemaReader(QueueSchema.text)
    policyCases = try SchemaReader(PolicyCaseSchema.text)
  }

  @Test("list exactly the keys that the decoders know")
  func keys() throws {
    let posts = try queue.keys("$defs", "post")
    #expect(posts == PostKey.allCases.map(\.rawValue))
    #expect(try queue.required("$defs", "post") == PostKey.required.map(\.rawValue))
    let expected: [([String], [String])] = [
      (["config"], ConfigurationKeys.top),
      (["config", "properties", "company"], ConfigurationKeys.company),
      (["config", "properties", "policy"], ConfigurationKeys.policy),
      (["config", "properties", "behaviour"], ConfigurationKeys.behaviour),
      (["config", "properties", "behaviour", "properties", "hours"], ConfigurationKeys.hours),
      (["config", "properties", "parameters"], ConfigurationKeys.parameters),
      (["config", "properties", "employees", "oneOf", "2"], ConfigurationKeys.rosterTable),
      (["page"], ConfigurationKeys.page),
      (["network"], ConfigurationKeys.network),
      (["network", "properties", "audience"], ConfigurationKeys.audience),
      (["parameter", "oneOf", "1"], ConfigurationKeys.parameter),
      (["course"], ConfigurationKeys.course),
      (["role"], ConfigurationKeys.roleGrant),
      (["employee"], ConfigurationKeys.employee),
      (["employee", "properties", "consent"], ConfigurationKeys.consent),
      (["employee", "properties", "employed"], ConfigurationKeys.period),
      (["employee", "properties", "trainings", "items"], ConfigurationKeys.training),
      (
        ["employee", "properties", "accounts", "additionalProperties"], ConfigurationKeys.account
      ),
      (["tier"], ConfigurationKeys.tier),
      (["tier", "properties", "allows", "items"], ConfigurationKeys.grant),
      (["employee", "properties", "optOuts", "items"], ConfigurationKeys.optOut),
      (["employee", "properties", "leave", "items"], ConfigurationKeys.period),
      (["employee", "properties", "suspended", "items"], ConfigurationKeys.period),
      (["employee", "properties", "roles", "items"], ConfigurationKeys.datedRole),
      (
        ["employee", "properties", "acknowledgements", "items"], ConfigurationKeys.acknowledgement
      ),
      (["config", "properties", "rateCard"], ConfigurationKeys.rateCard),
      (["config", "properties", "rateCard", "properties", "rates"], ConfigurationKeys.rates),
      (["config", "properties", "links"], ConfigurationKeys.links),
      (["config", "properties", "links", "properties", "utm"], ConfigurationKeys.utm),
      (["config", "properties", "mail"], ConfigurationKeys.mail),
      (["scope"], ConfigurationKeys.scope),
      (["selector"], ConfigurationKeys.selector),
    ]
    for (path, keys) in expected {
      #expect(try config.keys(["$defs"] + path) == keys, "\(path)")
    }
    for (index, kind) in RuleCatalogue.entries.enumerated() {
      let path = ["$defs", "rule", "oneOf", "\(index)"]
      #expect(try config.keys(path) == ConfigurationKeys.rule + kind.keys.map(\.name))
      #expect(try config.text(path + ["properties", "type", "const"]) == kind.name)
    }
  }

  @Test("list the keys of a table of policy cases, and of the posts in it")
  func policyCaseKeys() throws {
    #expect(try policyCases.keys("$defs", "table") == PolicyCaseKeys.top)
    #expect(try policyCases.keys("$defs", "case") == PolicyCaseKeys.policyCase)
    #expect(try policyCases.required("$defs", "case") == PolicyCaseKeys.required)
    #expect(try policyCases.keys("$defs", "post") == PostKey.allCases.map(\.rawValue))
    let items = ["$defs", "case", "properties"]
    #expect(
      try policyCases.keys(items + ["approvals", "items"]) == PolicyCaseKeys.approval)
    #expect(try policyCases.keys(items + ["earlier", "items"]) == PolicyCaseKeys.earlier)
  }

  @Test("name each kind of rule once, the decoder's own word for it among them")
  func ruleTypes() throws {
    let example = try ConfigurationFile.decode(try Repository.exampleConfiguration())
    let types = RuleCatalogue.names
    #expect(Set(types).count == types.count)
    #expect(example.policy.rules.map(\.type).allSatisfy(types.contains))
  }

  @Test("admit the example, and so does the decoder")
  func example() throws {
    let value = try JSONSerialization.jsonObject(with: Data(try Repository.exampleConfiguration()))
    #expect(try config.faults(in: value) == [])
  }

  @Test("refuse what the decoder refuses", arguments: Self.wrong)
  func refuses(_ fields: String) throws {
    let text = #"{"company": {"name": "Acme", "timeZone": "UTC"}, \#(fields)}"#
    #expect(throws: Failure.self) { try ConfigurationFile.decode(Array(text.utf8)) }
    let value = try JSONSerialization.jsonObject(with: Data(text.utf8))
    #expect(try config.faults(in: value) != [])
  }

  static let wrong = [
    #""polcy": {}"#, #""pages": {"x": {}}"#, #""pages": {"x": {"followers": -1}}"#,
    #""employees": [{"name": "Ana"}]"#, #""employees": [{"id": "-a"}]"#,
    #""employees": [{"id": "a", "country": "Spain"}]"#,
    #""employees": [{"id": "a", "consent": {}}]"#,
    #""employees": [{"id": "a", "employed": {"from": "1.1.2026"}}]"#,
    #""behaviour": {"participation": 2}"#, #""behaviour": {"participation": "all"}"#,
    #""behaviour": {"hours": {"from": "8:00", "until": "20:00"}}"#,
    #""policy": {"rules": [{"id": "a", "type": "frequencyCap", "count": 1, "window": "year"}]}"#,
    #""policy": {"rules": [{"id": "a", "type": "onceOnly", "count": 1}]}"#,
    #""policy": {"rules": [{"id": "a", "type": "podGuard", "share": 2, "hours": 1}]}"#,
    #""policy": {"rules": [{"id": "a", "type": "retention", "years": 3}]}"#,
    #""policy": {"fairPlay": true}"#, #""policy": {"fairPlay": {"stagger": {"gap": 5}}}"#,
    #""policy": {"tiers": [{"id": "a", "allows": [{"action": ["like"]}]}]}"#,
    #""policy": {"rules": [{"id": "a", "type": "segment"}]}"#,
    #""networks": {"x": {"pageVisibility": {"low": 0.1}}}"#,
    #""networks": {"x": {"marketSize": 5000}}"#,
    #""networks": {"x": {"actions": ["like", "boost"]}}"#,
  ]
}
