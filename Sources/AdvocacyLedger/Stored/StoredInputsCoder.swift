package import AdvocacyCore
import Foundation

/// Turns what runs decide from into the bytes that the ledger keeps, and back.
///
/// The bytes are canonical JSON: the same inputs always give the same, and the ledger keeps those
/// of the same hash once. Neither names nor handles are in them, and employees stand under the
/// ledger's random keys.
package enum StoredInputsCoder {
  /// Makes the bytes of a configuration without its roster.
  ///
  /// Without keys, employees whom the policy names stand by roster id: to be hashed, not kept.
  /// With keys, those who have none, because they were on nobody's roster, all look alike.
  ///
  /// - Throws: `internal` where a rule has no stored form, and what encoding throws.
  package static func bytes(
    of configuration: Configuration, key: RunInputs.KeyOfEmployee? = nil
  ) throws -> [UInt8] {
    let naming = StoredEmployeeNames.naming(by: key)
    return try encode(StoredConfiguration(configuration, naming: naming))
  }

  /// Makes the bytes of a roster under the ledger's keys, sorted by key.
  ///
  /// - Throws: What encoding throws.
  /// - Complexity: O(roster × (topics + trainings + accounts)) on average, on three processors.
  package static func bytes(of roster: [Employee], by keys: RosterKeys) throws -> [UInt8] {
    try encode(StoredRoster(roster, by: keys))
  }

  /// Restores the configuration that a run decided from, its roster under the ids behind the keys.
  ///
  /// Employees who were forgotten are left out of the roster.
  ///
  /// - Parameters:
  ///   - inputs: What the ledger keeps of the run.
  ///   - names: The names of employees for people, which the ledger doesn't keep.
  ///   - restore: Makes what a rule asks of its stored form.
  /// - Returns: The configuration, without prices.
  /// - Throws: `badData` where what is kept doesn't match, and what decoding throws.
  /// - Complexity: O(bytes).
  package static func configuration(
    of inputs: StoredInputs, names: [EmployeeID: String], rule restore: RuleRestorer
  ) throws -> Configuration {
    let stored = try JSONDecoder().decode(
      StoredConfiguration.self, from: Data(inputs.configurationBytes))
    let roster = try employees(inputs.rosterBytes, ids: inputs.employees, names: names)
    var configuration = try stored.restored(
      roster: roster, employee: StoredEmployeeNames.reading(inputs.employees), rule: restore)
    configuration.semantics = inputs.semantics
    return configuration
  }

  /// Restores the employees of a roster's bytes under the ids that keys lead to.
  ///
  /// Employees whose key leads to none are left out; those without a name get their id for one.
  ///
  /// - Throws: `badData` where what is kept doesn't match, and what decoding throws.
  /// - Complexity: O(bytes).
  package static func employees(
    _ bytes: [UInt8], ids: [Int64: EmployeeID], names: [EmployeeID: String] = [:]
  ) throws -> [Employee] {
    try JSONDecoder().decode(StoredRoster.self, from: Data(bytes))
      .employees(ids: ids, names: names)
  }

  private static func encode(_ value: some Encodable) throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return Array(try encoder.encode(value))
  }
}
