import AdvocacyCore
import AdvocacyLedger
import Foundation

/// What the ledger keeps of a configuration, so that a decision can be made again.
///
/// Neither names nor handles are in it, and employees stand under the ledger's random keys.
enum InputSnapshot {
  /// The configuration without its roster, as canonical JSON.
  ///
  /// Without their keys, employees whom the policy names stand by roster id: to be hashed, not
  /// kept. With them, those without a key, who were on nobody's roster, all look alike.
  static func bytes(
    of configuration: Configuration, key: RunInputs.KeyOfEmployee? = nil
  ) throws -> [UInt8] {
    let naming = key.map { key in
      EmployeeNaming { text in
        EmployeeID(text).flatMap(key).map { keyPrefix + String($0) } ?? "_unlisted"
      }
    }
    return try encode(
      StoredConfiguration(
        company: configuration.company, zone: configuration.calendar.zoneName,
        networks: configuration.networks, pages: configuration.pages,
        courses: configuration.courses, policy: configuration.policy,
        behaviour: configuration.behaviour, audiences: configuration.audiences,
        parameters: configuration.parameters), naming)
  }

  private static let keyPrefix = "_employee."

  /// The roster under the ledger's keys, sorted by key, as canonical JSON.
  static func bytes(of roster: [Employee], by keys: RosterKeys) throws -> [UInt8] {
    try encode(StoredRoster(roster, by: keys))
  }

  /// The configuration that bytes stand for, its roster under the ids that keys lead to.
  ///
  /// Employees who were forgotten are left out.
  static func configuration(
    _ bytes: [UInt8], roster: [UInt8], ids: [Int64: EmployeeID], names: [EmployeeID: String]
  ) throws -> Configuration {
    let decoder = JSONDecoder()
    if let key = EmployeeNaming.key {
      decoder.userInfo[key] = EmployeeNaming { name in
        guard name.hasPrefix(keyPrefix), let key = Int64(name.dropFirst(keyPrefix.count)) else {
          return name
        }
        return ids[key]?.text ?? name
      }
    }
    let stored = try decoder.decode(StoredConfiguration.self, from: Data(bytes))
    guard let calendar = CompanyCalendar(zoneName: stored.zone) else {
      throw Failure(.badData, "the ledger names an unknown time zone: \"\(stored.zone)\"")
    }
    let employees = try employees(roster, ids: ids, names: names)
    return Configuration(
      company: stored.company, calendar: calendar, networks: stored.networks,
      pages: stored.pages, courses: stored.courses, roster: employees, policy: stored.policy,
      behaviour: stored.behaviour, audiences: stored.audiences, parameters: stored.parameters)
  }

  /// The employees of a roster's bytes under the ids that keys lead to; others are left out.
  static func employees(
    _ bytes: [UInt8], ids: [Int64: EmployeeID], names: [EmployeeID: String] = [:]
  ) throws -> [Employee] {
    try JSONDecoder().decode(StoredRoster.self, from: Data(bytes))
      .employees(ids: ids, names: names)
  }

  private static func encode(
    _ value: some Encodable, _ naming: EmployeeNaming? = nil
  ) throws -> [UInt8] {
    let encoder = JSONEncoder()
    if let key = EmployeeNaming.key { encoder.userInfo[key] = naming }
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return Array(try encoder.encode(value))
  }
}

private struct StoredConfiguration: Codable {
  var company: String
  var zone: String
  var networks: [Network]
  var pages: [Page]
  var courses: [Course]
  var policy: Policy
  var behaviour: Behaviour
  var audiences: [AudienceFile]
  var parameters: ParameterSet
}
