import AdvocacyModel
import AdvocacyPolicy
import AdvocacyTestSupport
import Foundation
import GRDB
import Testing

@testable import AdvocacyLedger

/// What a released schema keeps of a company's first run; `Fixtures/make.py` made it.
struct StoredFixture {
  let schema: Int
  let company: String
  let inputs: StoredInputs

  /// The schemas released, and the companies of which each has a fixture.
  static let schemas = [1, 2]
  static let companies = ["every-rule", "fair-play-off", "nearly-empty"]

  init(schema: Int, company: String) throws {
    self.schema = schema
    self.company = company
    let directory = Self.fixtures.appending(path: "schema-\(schema)")
    func bytes(_ name: String) throws -> [UInt8] {
      Array(try Data(contentsOf: directory.appending(path: "\(company).\(name).json")))
    }
    let keys = try JSONDecoder().decode([String: Int64].self, from: Data(bytes("keys")))
    var employees: [Int64: EmployeeID] = [:]
    for (id, key) in keys {
      let employee: EmployeeID = try #require(EmployeeID(id))
      employees[key] = employee
    }
    inputs = StoredInputs(
      now: instant(0), configurationBytes: try bytes("configuration"),
      rosterBytes: try bytes("roster"), employees: employees, policyVersion: "",
      toolVersion: "", semantics: .first)
  }

  /// The configuration that the fixture stands for.
  func configuration(names: [EmployeeID: String] = [:]) throws -> AdvocacyModel.Configuration {
    try StoredInputsCoder.configuration(of: inputs, names: names, rule: Self.restoreRule)
  }

  /// The stored JSON of the configuration, without types.
  func json() throws -> [String: Any] {
    let data = Data(inputs.configurationBytes)
    return try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
  }

  /// Makes what a rule asks of its stored form.
  static var restoreRule: RuleRestorer { RuleCatalogue.restore }

  /// The ledger of the lived-in company, brought from a schema to today's.
  static func ledger(schema: Int) throws -> (directory: TemporaryDirectory, ledger: Ledger) {
    try ledger(of: fixtures.appending(path: "schema-\(schema)/ledger.sql"))
  }

  /// The ledger of the example's company, as release 0.1.0 left it, brought to today's schema.
  static func ledgerForUpgrades() throws -> (directory: TemporaryDirectory, ledger: Ledger) {
    let tests = fixtures.deletingLastPathComponent().deletingLastPathComponent()
    return try ledger(of: tests.appending(path: "Faults/fixtures/schema-1/ledger.sql"))
  }

  /// A ledger of schema 2 whose acts reach beyond its watermark, brought to today's schema.
  static func ledgerAhead() throws -> (directory: TemporaryDirectory, ledger: Ledger) {
    try ledger(of: fixtures.appending(path: "schema-2/ahead.sql"))
  }

  private static func ledger(
    of sql: URL
  ) throws -> (directory: TemporaryDirectory, ledger: Ledger) {
    let directory = try TemporaryDirectory()
    let path = directory.file("ledger.sqlite")
    // The text puts rows in the order of their tables' names.
    var configuration = GRDB.Configuration()
    configuration.foreignKeysEnabled = false
    let queue = try DatabaseQueue(path: path, configuration: configuration)
    let text = try String(contentsOf: sql, encoding: .utf8)
    try queue.writeWithoutTransaction { try $0.execute(sql: text) }
    try queue.close()
    return (directory, try Ledger.open(at: path, access: .write))
  }

  private static let fixtures = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Fixtures")
}

/// The keys of employees, by id.
func keyOfEmployee(_ employees: [Int64: EmployeeID]) -> RunInputs.KeyOfEmployee {
  let keys = Dictionary(employees.map { ($0.value, $0.key) }) { first, _ in first }
  return { keys[$0] }
}
