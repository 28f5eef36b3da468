package import AdvocacyModel

/// A rule, as the ledger keeps it: what it asks stands under the name of its type.
///
/// `{"id":"owls","kind":{"cooldown":{"hours":3}},"period":{},"scope":{"employees":{}}}`
struct StoredRule: Codable, Sendable {
  private var id: RuleID
  /// The name of the type.
  private var type: String
  /// What the type has to say, employees under names.
  private var parameters: StoredValue
  private var scope: StoredScope
  private var period: StoredPeriod
  /// Nil where the rule holds as its type usually does, and in rules kept before there was a
  /// choice.
  private var hold: StoredName<Hold>?
  private var sentence: String?

  private enum CodingKeys: String, CodingKey {
    case id = "id"
    case kind = "kind"
    case scope = "scope"
    case period = "period"
    case hold = "hold"
    case sentence = "sentence"
  }

  /// Stores a rule, its employees under names.
  init(_ rule: Rule, naming: EmployeeNaming) {
    id = rule.id
    type = rule.type
    parameters = rule.parameters.stored.naming(naming)
    scope = StoredScope(rule.scope, naming: naming)
    period = StoredPeriod(rule.period)
    hold = rule.hold.map(StoredName.init)
    sentence = rule.sentence
  }

  /// The rule, with the employees whom names stand for.
  ///
  /// - Throws: `badData`, and what restoring throws.
  func restored(
    employee: @escaping NamedEmployee, rule restore: RuleRestorer
  ) throws(Failure) -> Rule {
    Rule(
      id: id, try restore(type, parameters, employee),
      scope: try scope.restored(employee), period: period.restored(),
      hold: try hold.restored(), sentence: sentence)
  }

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    id = try container.decode(RuleID.self, forKey: .id)
    let kinds = try container.decode([String: StoredValue].self, forKey: .kind)
    guard let kind = kinds.first, kinds.count == 1 else {
      throw DecodingError.dataCorruptedError(
        forKey: .kind, in: container, debugDescription: "\(kinds.count) types of one rule")
    }
    type = kind.key
    parameters = kind.value
    scope = try container.decode(StoredScope.self, forKey: .scope)
    period = try container.decode(StoredPeriod.self, forKey: .period)
    hold = try container.decodeIfPresent(StoredName<Hold>.self, forKey: .hold)
    sentence = try container.decodeIfPresent(String.self, forKey: .sentence)
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(id, forKey: .id)
    try container.encode([type: parameters], forKey: .kind)
    try container.encode(scope, forKey: .scope)
    try container.encode(period, forKey: .period)
    try container.encodeIfPresent(hold, forKey: .hold)
    try container.encodeIfPresent(sentence, forKey: .sentence)
  }
}

/// The candidates that a rule speaks about, as the ledger keeps them.
struct StoredScope: Codable, Sendable {
  private var networks: [NetworkID]?
  private var topics: [String]?
  private var campaigns: [String]?
  private var hashtags: [String]?
  private var tags: [String]?
  private var employees: StoredSelector

  private enum CodingKeys: String, CodingKey {
    case networks = "networks"
    case topics = "topics"
    case campaigns = "campaigns"
    case hashtags = "hashtags"
    case tags = "tags"
    case employees = "employees"
  }

  /// Stores a scope, its employees under names.
  init(_ scope: Scope, naming: EmployeeNaming) {
    networks = scope.networks
    topics = scope.topics
    campaigns = scope.campaigns
    hashtags = scope.hashtags
    tags = scope.tags
    employees = StoredSelector(scope.employees, naming: naming)
  }

  /// The scope, with the employees whom names stand for.
  func restored(_ employee: NamedEmployee) throws(Failure) -> Scope {
    Scope(
      networks: networks, topics: topics, campaigns: campaigns, hashtags: hashtags, tags: tags,
      employees: try employees.restored(employee))
  }
}

/// A choice of employees, as the ledger keeps it.
struct StoredSelector: Codable, Sendable {
  private var employees: [String]?
  private var teams: [String]?
  private var roles: [String]?
  private var countries: [String]?
  private var languages: [String]?
  private var contracts: [String]?
  private var seniorities: [String]?

  private enum CodingKeys: String, CodingKey {
    case employees = "employees"
    case teams = "teams"
    case roles = "roles"
    case countries = "countries"
    case languages = "languages"
    case contracts = "contracts"
    case seniorities = "seniorities"
  }

  /// Stores a selector, its employees under names.
  init(_ selector: Selector, naming: EmployeeNaming) {
    employees = selector.employees?.map(naming)
    teams = selector.teams
    roles = selector.roles
    countries = selector.countries
    languages = selector.languages
    contracts = selector.contracts
    seniorities = selector.seniorities
  }

  /// The selector, with the employees whom names stand for.
  func restored(_ employee: NamedEmployee) throws(Failure) -> Selector {
    Selector(
      employees: try employees?.map { name throws(Failure) in
        guard let id = employee(name) else { throw StoredConfiguration.damaged }
        return id
      },
      teams: teams, roles: roles, countries: countries, languages: languages,
      contracts: contracts, seniorities: seniorities)
  }
}

/// A stretch of time, as the ledger keeps it.
struct StoredPeriod: StoredForm {
  private var from: Instant?
  private var until: Instant?

  private enum CodingKeys: String, CodingKey {
    case from = "from"
    case until = "until"
  }

  init(_ period: Period) {
    from = period.from
    until = period.until
  }

  func restored() -> Period { Period(from: from, until: until) }
}

/// Gives the text by which an employee stands in a stored policy.
typealias EmployeeNaming = (EmployeeID) -> String

/// Finds the employee of a text in a stored policy; nil where the text can't be an id.
package typealias NamedEmployee = (String) -> EmployeeID?

/// The texts by which employees stand in stored policies: the ledger's random keys, behind a
/// prefix.
enum StoredEmployeeNames {
  private static let prefix = "_employee."
  /// All who have no key, because they were on nobody's roster, look alike.
  private static let unlisted = "_unlisted"

  /// Names employees by key; without keys by roster id, for what is hashed and not kept.
  static func naming(by key: RunInputs.KeyOfEmployee?) -> EmployeeNaming {
    guard let key else { return \.text }
    return { id in key(id).map { prefix + String($0) } ?? unlisted }
  }

  /// Finds employees by the ids that keys lead to.
  ///
  /// An employee who was forgotten, or never had a key, keeps the text for an id, which nobody on a
  /// roster has.
  static func reading(_ ids: [Int64: EmployeeID]) -> NamedEmployee {
    { name in
      guard name.hasPrefix(prefix), let key = Int64(name.dropFirst(prefix.count)) else {
        return EmployeeID(name)
      }
      return ids[key] ?? EmployeeID(name)
    }
  }
}
