package import AdvocacyModel
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

/// A configuration without its roster, as the ledger keeps it.
///
/// Neither names nor handles are in it. Prices are not either: no decision depends on them.
struct StoredConfiguration: Codable, Sendable {
  private var company: String
  private var zone: String
  private var networks: [StoredNetwork]
  private var pages: [StoredPage]
  private var courses: [StoredCourse]
  private var policy: StoredPolicy
  private var behaviour: StoredBehaviour
  private var audiences: [StoredAudience]
  private var parameters: StoredParameters
  /// Nil where there are none, as in all configurations kept before there were roles.
  private var roles: [StoredRoleGrant]?

  private enum CodingKeys: String, CodingKey {
    case company = "company"
    case zone = "zone"
    case networks = "networks"
    case pages = "pages"
    case courses = "courses"
    case policy = "policy"
    case behaviour = "behaviour"
    case audiences = "audiences"
    case parameters = "parameters"
    case roles = "roles"
  }

  static let damaged = Failure(.badData, "a configuration kept in the ledger is damaged")

  /// Stores a configuration, the employees of its policy under names.
  init(_ configuration: Configuration, naming: EmployeeNaming) throws {
    company = configuration.company
    zone = configuration.calendar.zoneName
    networks = .init(configuration.networks)
    pages = .init(configuration.pages)
    courses = .init(configuration.courses)
    policy = StoredPolicy(configuration.policy, naming: naming)
    behaviour = StoredBehaviour(configuration.behaviour)
    audiences = .init(configuration.audiences)
    parameters = StoredParameters(configuration.parameters)
    let grants = configuration.roles.map { StoredRoleGrant($0, naming: naming) }
    roles = grants.isEmpty ? nil : grants
  }

  /// The configuration, with a roster and the employees whom names stand for.
  ///
  /// - Throws: `badData` for an unknown time zone, or where a rule can't be restored.
  func restored(
    roster: [Employee], employee: @escaping NamedEmployee, rule restore: RuleRestorer
  ) throws(Failure) -> Configuration {
    guard let calendar = CompanyCalendar(zoneName: zone) else {
      throw Failure(.badData, "the ledger names an unknown time zone: \"\(zone)\"")
    }
    return Configuration(
      company: company, calendar: calendar, networks: try networks.restored(),
      pages: try pages.restored(), courses: try courses.restored(), roster: roster,
      policy: try policy.restored(employee: employee, rule: restore),
      behaviour: behaviour.restored(), audiences: try audiences.restored(),
      parameters: parameters.restored(),
      roles: try roles?.map { grant throws(Failure) in try grant.restored(employee) } ?? [])
  }
}

/// Who may approve in a role, as the ledger keeps it.
struct StoredRoleGrant: Codable, Sendable {
  private var role: String
  private var employees: [String]
  private var teams: [String]
  private var period: StoredPeriod

  private enum CodingKeys: String, CodingKey {
    case role = "role"
    case employees = "employees"
    case teams = "teams"
    case period = "period"
  }

  /// Stores a grant, its employees under names.
  init(_ grant: RoleGrant, naming: EmployeeNaming) {
    role = grant.role
    employees = grant.employees.map(naming)
    teams = grant.teams
    period = StoredPeriod(grant.period)
  }

  /// The grant, with the employees whom names stand for.
  func restored(_ employee: NamedEmployee) throws(Failure) -> RoleGrant {
    RoleGrant(
      role: role,
      employees: try employees.map { name throws(Failure) in
        guard let id = employee(name) else { throw StoredConfiguration.damaged }
        return id
      }, teams: teams, period: period.restored())
  }
}

/// A network, as the ledger keeps it.
struct StoredNetwork: StoredForm {
  private var id: NetworkID
  private var title: String
  private var actions: [StoredName<Action>]
  private var textLimit: Int?

  private enum CodingKeys: String, CodingKey {
    case id = "id"
    case title = "title"
    case actions = "actions"
    case textLimit = "textLimit"
  }

  init(_ network: Network) {
    id = network.id
    title = network.title
    actions = .init(network.actions)
    textLimit = network.textLimit
  }

  func restored() throws(Failure) -> Network {
    Network(id: id, title: title, actions: try actions.restored(), textLimit: textLimit)
  }
}

/// The company's own account on a network, as the ledger keeps it.
struct StoredPage: StoredForm {
  private var network: NetworkID
  private var followers: Int
  private var node: UInt64?

  private enum CodingKeys: String, CodingKey {
    case network = "network"
    case followers = "followers"
    case node = "node"
  }

  init(_ page: Page) {
    network = page.network
    followers = page.followers
    node = page.node
  }

  func restored() -> Page { Page(network: network, followers: followers, node: node) }
}

/// A training course, as the ledger keeps it.
struct StoredCourse: StoredForm {
  private var id: CourseID
  private var title: String
  private var validDays: Int?

  private enum CodingKeys: String, CodingKey {
    case id = "id"
    case title = "title"
    case validDays = "validDays"
  }

  init(_ course: Course) {
    id = course.id
    title = course.title
    validDays = course.validDays
  }

  func restored() -> Course { Course(id: id, title: title, validDays: validDays) }
}
