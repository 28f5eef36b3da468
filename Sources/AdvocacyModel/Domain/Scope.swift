/// The employees that a selector chooses: nil admits all, a list its members.
package struct Selector: Hashable, Sendable {
  /// The employees by id.
  package var employees: [EmployeeID]?
  package var teams: [String]?
  package var roles: [String]?
  package var countries: [String]?
  package var languages: [String]?
  /// The kinds of contract.
  package var contracts: [String]?
  package var seniorities: [String]?

  package init(
    employees: [EmployeeID]? = nil, teams: [String]? = nil, roles: [String]? = nil,
    countries: [String]? = nil, languages: [String]? = nil, contracts: [String]? = nil,
    seniorities: [String]? = nil
  ) {
    self.employees = employees
    self.teams = teams
    self.roles = roles
    self.countries = countries
    self.languages = languages
    self.contracts = contracts
    self.seniorities = seniorities
  }

  /// Tells whether an employee is chosen at an instant: every list given must hold them.
  ///
  /// Of the roles it is enough that the employee has one at that instant.
  package func admits(_ employee: Employee, at instant: Instant) -> Bool {
    admitsApartFromRole(employee)
      && (roles?.contains { employee.hasRole($0, at: instant) } ?? true)
  }

  /// Tells whether every list but that of the roles holds an employee.
  package func admitsApartFromRole(_ employee: Employee) -> Bool {
    (employees?.contains(employee.id) ?? true)
      && (teams?.contains(employee.team) ?? true)
      && (countries?.contains(employee.country) ?? true)
      && (languages?.contains(employee.language) ?? true)
      && (contracts?.contains(employee.status.contract) ?? true)
      && (seniorities?.contains(employee.status.seniority) ?? true)
  }
}

/// The candidates that a rule speaks about: nil admits all, a list posts that share an entry.
package struct Scope: Hashable, Sendable {
  package var networks: [NetworkID]?
  /// The topics, one of which the post must have.
  package var topics: [String]?
  package var campaigns: [String]?
  /// The hashtags, one of which the post must have.
  package var hashtags: [String]?
  /// The tags, one of which the post must have.
  package var tags: [String]?
  package var employees: Selector

  package init(
    networks: [NetworkID]? = nil, topics: [String]? = nil, campaigns: [String]? = nil,
    hashtags: [String]? = nil, tags: [String]? = nil, employees: Selector = Selector()
  ) {
    self.networks = networks
    self.topics = topics
    self.campaigns = campaigns
    self.hashtags = hashtags
    self.tags = tags
    self.employees = employees
  }

  /// Tells whether the rule speaks about a network.
  package func admits(_ network: NetworkID) -> Bool { networks?.contains(network) ?? true }
}
