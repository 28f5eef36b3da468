/// A person on the roster, with all that policy may ask about them.
package struct Employee: Hashable, Sendable {
  /// The id on the roster.
  package var id: EmployeeID
  /// The name; never enters the ledger.
  package var name: String
  /// The team, or an empty text.
  package var team: String
  /// The role, or an empty text.
  package var role: String
  /// The country, as ISO 3166-1 alpha-2, or an empty text.
  package var country: String
  /// The language, as BCP 47, or an empty text.
  package var language: String
  /// The topics the employee cares about.
  package var topics: [String]
  /// When the employee agreed to take part; nil: never.
  package var consent: Consent?
  /// The courses completed.
  package var trainings: [Training]
  /// The accounts, one a network at most, sorted by network.
  package var accounts: [Account]
  /// When the employment is in force.
  package var employed: Period

  /// Makes an employee.
  package init(
    id: EmployeeID, name: String = "", team: String = "", role: String = "", country: String = "",
    language: String = "", topics: [String] = [], consent: Consent? = nil,
    trainings: [Training] = [], accounts: [Account] = [], employed: Period = Period()
  ) {
    self.id = id
    self.name = name
    self.team = team
    self.role = role
    self.country = country
    self.language = language
    self.topics = topics
    self.consent = consent
    self.trainings = trainings
    self.accounts = accounts.sorted { $0.network < $1.network }
    self.employed = employed
  }

  /// The account on a network, if there is one.
  package func account(on network: NetworkID) -> Account? {
    accounts.first { $0.network == network }
  }
}

/// A stretch of time from an instant, included, to another, excluded; open where nil.
package struct Period: Hashable, Sendable, Codable {
  /// The first instant inside, or nil for ever before.
  package var from: Instant?
  /// The first instant after, or nil for ever on.
  package var until: Instant?

  /// Makes a period.
  package init(from: Instant? = nil, until: Instant? = nil) {
    self.from = from
    self.until = until
  }

  /// Tells whether an instant lies inside.
  package func contains(_ instant: Instant) -> Bool {
    if let from, instant < from { return false }
    if let until, instant >= until { return false }
    return true
  }
}

/// An employee's agreement to take part: a free choice, dated, and taken back at any time.
package struct Consent: Hashable, Sendable, Codable {
  /// When it is in force.
  package var period: Period
  /// The networks it covers; nil: all.
  package var networks: [NetworkID]?

  /// Makes a consent.
  package init(period: Period, networks: [NetworkID]? = nil) {
    self.period = period
    self.networks = networks
  }
}

/// A course completed.
package struct Training: Hashable, Sendable, Codable {
  /// The course.
  package var course: CourseID
  /// When it was completed.
  package var completed: Instant

  /// Makes a training.
  package init(course: CourseID, completed: Instant) {
    self.course = course
    self.completed = completed
  }
}

/// One employee on one network.
package struct Account: Hashable, Sendable, Codable {
  /// The network.
  package var network: NetworkID
  /// The handle, if known; never enters the ledger.
  package var handle: String?
  /// The number of followers, 0 or more.
  package var followers: Int
  /// The node of the account in the network's imported graph, if there is one.
  package var node: UInt64?

  /// Makes an account.
  package init(network: NetworkID, handle: String? = nil, followers: Int, node: UInt64? = nil) {
    self.network = network
    self.handle = handle
    self.followers = followers
    self.node = node
  }
}

/// A training course that rules may ask for.
package struct Course: Hashable, Sendable, Codable {
  /// The id.
  package var id: CourseID
  /// The title for people.
  package var title: String
  /// For how many days it counts once completed; nil: for ever.
  package var validDays: Int?

  /// Makes a course.
  package init(id: CourseID, title: String, validDays: Int? = nil) {
    self.id = id
    self.title = title
    self.validDays = validDays
  }
}
