import AdvocacyCore
import Foundation

/// What the ledger keeps of a configuration, so that a decision can be made again.
///
/// Neither names nor handles are in it, and employees stand under the ledger's random keys.
enum InputSnapshot {
  /// The configuration without its roster, as canonical JSON.
  static func bytes(of configuration: Configuration) throws -> [UInt8] {
    try encode(
      StoredConfiguration(
        company: configuration.company, zone: configuration.calendar.zoneName,
        networks: configuration.networks, pages: configuration.pages,
        courses: configuration.courses, policy: configuration.policy,
        behaviour: configuration.behaviour, audiences: configuration.audiences,
        parameters: configuration.parameters))
  }

  /// The roster under the ledger's keys, sorted by key, as canonical JSON.
  static func bytes(
    of roster: [Employee], keys: [EmployeeID: Int64]
  ) throws -> [UInt8] {
    try encode(StoredRoster(roster, keys: keys))
  }

  /// The configuration that bytes stand for, its roster under the ids that keys lead to.
  ///
  /// Employees who were forgotten are left out.
  static func configuration(
    _ bytes: [UInt8], roster: [UInt8], ids: [Int64: EmployeeID], names: [EmployeeID: String]
  ) throws -> Configuration {
    let decoder = JSONDecoder()
    let stored = try decoder.decode(StoredConfiguration.self, from: Data(bytes))
    guard let calendar = CompanyCalendar(zoneName: stored.zone) else {
      throw Failure(.badData, "the ledger names an unknown time zone: \"\(stored.zone)\"")
    }
    let employees = try decoder.decode(StoredRoster.self, from: Data(roster))
      .employees(ids: ids, names: names)
    return Configuration(
      company: stored.company, calendar: calendar, networks: stored.networks,
      pages: stored.pages, courses: stored.courses, roster: employees, policy: stored.policy,
      behaviour: stored.behaviour, audiences: stored.audiences, parameters: stored.parameters)
  }

  private static func encode(_ value: some Encodable) throws -> [UInt8] {
    let encoder = JSONEncoder()
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
