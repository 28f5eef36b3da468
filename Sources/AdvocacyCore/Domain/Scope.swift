/// The employees that a selector chooses: nil admits all, a list its members.
package struct Selector: Hashable, Sendable, Codable {
  /// The employees by id.
  package var employees: [EmployeeID]?
  /// The teams.
  package var teams: [String]?
  /// The roles.
  package var roles: [String]?
  /// The countries.
  package var countries: [String]?
  /// The languages.
  package var languages: [String]?

  /// Makes a selector.
  package init(
    employees: [EmployeeID]? = nil, teams: [String]? = nil, roles: [String]? = nil,
    countries: [String]? = nil, languages: [String]? = nil
  ) {
    self.employees = employees
    self.teams = teams
    self.roles = roles
    self.countries = countries
    self.languages = languages
  }

  /// Tells whether an employee is chosen: every list that is given must hold them.
  package func admits(_ employee: Employee) -> Bool {
    (employees?.contains(employee.id) ?? true)
      && (teams?.contains(employee.team) ?? true)
      && (roles?.contains(employee.role) ?? true)
      && (countries?.contains(employee.country) ?? true)
      && (languages?.contains(employee.language) ?? true)
  }
}

/// The candidates that a rule speaks about: nil admits all, a list posts that share an entry.
package struct Scope: Hashable, Sendable, Codable {
  /// The networks.
  package var networks: [NetworkID]?
  /// The topics, one of which the post must have.
  package var topics: [String]?
  /// The campaigns.
  package var campaigns: [String]?
  /// The hashtags, one of which the post must have.
  package var hashtags: [String]?
  /// The employees.
  package var employees: Selector

  /// Makes a scope.
  package init(
    networks: [NetworkID]? = nil, topics: [String]? = nil, campaigns: [String]? = nil,
    hashtags: [String]? = nil, employees: Selector = Selector()
  ) {
    self.networks = networks
    self.topics = topics
    self.campaigns = campaigns
    self.hashtags = hashtags
    self.employees = employees
  }

  /// Tells whether the rule speaks about a post at all.
  package func admits(_ post: Post) -> Bool {
    (topics?.contains(where: post.topics.contains) ?? true)
      && (campaigns.map { $0.contains(post.campaign ?? "") } ?? true)
      && (hashtags?.contains(where: post.hashtags.contains) ?? true)
  }

  /// Tells whether the rule speaks about a network.
  package func admits(_ network: NetworkID) -> Bool { networks?.contains(network) ?? true }
}
