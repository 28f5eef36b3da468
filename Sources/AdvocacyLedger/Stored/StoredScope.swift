import AdvocacyCore

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
