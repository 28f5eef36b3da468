import AdvocacyModel

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
  /// What a group is; nil for networks, and in all configurations kept before there were groups.
  private var group: StoredGroup?

  private enum CodingKeys: String, CodingKey {
    case id = "id"
    case title = "title"
    case actions = "actions"
    case textLimit = "textLimit"
    case group = "group"
  }

  init(_ network: Network) {
    id = network.id
    title = network.title
    actions = .init(network.actions)
    textLimit = network.textLimit
    group = network.group.map(StoredGroup.init)
  }

  func restored() throws(Failure) -> Network {
    Network(
      id: id, title: title, actions: try actions.restored(), textLimit: textLimit,
      group: group?.restored())
  }
}

/// What a group is, as the ledger keeps it: nothing that tells its members apart.
struct StoredGroup: Codable, Hashable, Sendable {
  private var network: NetworkID
  private var members: Int
  private var isClosed: Bool

  private enum CodingKeys: String, CodingKey {
    case network = "network"
    case members = "members"
    case isClosed = "isClosed"
  }

  init(_ group: NetworkGroup) {
    network = group.network
    members = group.members
    isClosed = group.isClosed
  }

  func restored() -> NetworkGroup {
    NetworkGroup(network: network, members: members, isClosed: isClosed)
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

/// A policy, as the ledger keeps it.
struct StoredPolicy: Codable, Sendable {
  private var version: String
  /// Nil in policies kept before there were tiers.
  private var tiers: [StoredTier]?
  /// Nil in policies kept before there was fair play: they had none.
  private var fairPlay: StoredFairPlay?
  private var rules: [StoredRule]

  private enum CodingKeys: String, CodingKey {
    case version = "version"
    case tiers = "tiers"
    case fairPlay = "fairPlay"
    case rules = "rules"
  }

  /// Stores a policy, the employees of its rules under names.
  init(_ policy: Policy, naming: EmployeeNaming) {
    version = policy.version
    tiers = .init(policy.tiers)
    fairPlay = StoredFairPlay(policy.fairPlay)
    rules = policy.rules.map { StoredRule($0, naming: naming) }
  }

  /// The policy, with the employees whom names stand for.
  ///
  /// - Throws: `badData` where a rule can't be restored.
  func restored(
    employee: @escaping NamedEmployee, rule restore: RuleRestorer
  ) throws(Failure) -> Policy {
    Policy(
      version: version, tiers: try tiers?.restored() ?? [],
      fairPlay: try fairPlay?.restored(rule: restore) ?? .off,
      rules: try rules.map { rule throws(Failure) in
        try rule.restored(employee: employee, rule: restore)
      })
  }
}

/// A tier of training, as the ledger keeps it.
struct StoredTier: StoredForm {
  private var id: TierID
  private var title: String
  private var courses: [CourseID]
  private var includes: [TierID]
  private var grants: [StoredGrant]

  private enum CodingKeys: String, CodingKey {
    case id = "id"
    case title = "title"
    case courses = "courses"
    case includes = "includes"
    case grants = "grants"
  }

  init(_ tier: Tier) {
    id = tier.id
    title = tier.title
    courses = tier.courses
    includes = tier.includes
    grants = .init(tier.grants)
  }

  func restored() throws(Failure) -> Tier {
    Tier(
      id: id, title: title, courses: courses, includes: includes, grants: try grants.restored())
  }
}

/// What a tier allows, as the ledger keeps it.
struct StoredGrant: StoredForm {
  private var actions: [StoredName<Action>]?
  private var networks: [NetworkID]?
  private var topics: [String]?

  private enum CodingKeys: String, CodingKey {
    case actions = "actions"
    case networks = "networks"
    case topics = "topics"
  }

  init(_ grant: Tier.Grant) {
    actions = .init(grant.actions)
    networks = grant.networks
    topics = grant.topics
  }

  func restored() throws(Failure) -> Tier.Grant {
    Tier.Grant(actions: try actions.restored(), networks: networks, topics: topics)
  }
}

/// Fair play, as the ledger keeps it: what is switched off is not there.
struct StoredFairPlay: Codable, Hashable, Sendable {
  private var stagger: StoredValue?
  private var textUniqueness: StoredValue?

  private enum CodingKeys: String, CodingKey {
    case stagger = "stagger"
    case textUniqueness = "textUniqueness"
  }

  init(_ fairPlay: Policy.FairPlay) {
    stagger = fairPlay.stagger.flatMap(Self.parameters)
    textUniqueness = fairPlay.textUniqueness.flatMap(Self.parameters)
  }

  /// The guards.
  ///
  /// - Throws: `badData` where one can't be restored.
  func restored(rule restore: RuleRestorer) throws(Failure) -> Policy.FairPlay {
    Policy.FairPlay(
      stagger: try stagger.map { stored throws(Failure) in
        try restore(CodingKeys.stagger.rawValue, Self.wrapped(stored)) { EmployeeID($0) }
      },
      textUniqueness: try textUniqueness.map { stored throws(Failure) in
        try restore(CodingKeys.textUniqueness.rawValue, Self.wrapped(stored)) { EmployeeID($0) }
      })
  }

  /// The parameters of a guard, which a rule of its type keeps one object deeper.
  private static func parameters(_ rule: any RuleParameters) -> StoredValue? {
    guard case .object(let members) = rule.stored else { return nil }
    return members["_0"]
  }

  private static func wrapped(_ stored: StoredValue) -> StoredValue { .object(["_0": stored]) }
}
