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
  /// The topics the employee cares about, and knows about.
  package var topics: [String]
  /// When the employee agreed to take part; nil: never.
  package var consent: Consent?
  /// The courses completed.
  package var trainings: [Training]
  /// The accounts, one a network at most, sorted by network.
  package var accounts: [Account]
  /// When the employment is in force.
  package var employed: Period
  /// What only some rules ask about.
  package var status: EmploymentStatus

  package init(
    id: EmployeeID, name: String = "", team: String = "", role: String = "", country: String = "",
    language: String = "", topics: [String] = [], consent: Consent? = nil,
    trainings: [Training] = [], accounts: [Account] = [], employed: Period = Period(),
    status: EmploymentStatus = EmploymentStatus()
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
    self.status = status
  }

  /// The account on a network, if there is one.
  package func account(on network: NetworkID) -> Account? {
    accounts.first { $0.network == network }
  }

  /// Tells whether the employee has a role at an instant: the own one, or one given for a time.
  ///
  /// - Complexity: O(roles given).
  package func hasRole(_ name: String, at instant: Instant) -> Bool {
    role == name || status.roles.contains { $0.role == name && $0.period.contains(instant) }
  }
}

/// An employee's agreement to take part: a free choice, dated, and taken back at any time.
package struct Consent: Hashable, Sendable {
  /// When it is in force.
  package var period: Period
  /// The networks it covers; nil: all.
  package var networks: [NetworkID]?
  /// The actions it covers; nil: all.
  package var actions: [Action]?
  /// The uses of the employee's data it covers, such as `leaderboard`; nil: all.
  package var uses: [String]?
  /// Where the agreement can be seen, such as a file number; never enters the ledger.
  package var evidence: String?

  package init(
    period: Period, networks: [NetworkID]? = nil, actions: [Action]? = nil, uses: [String]? = nil,
    evidence: String? = nil
  ) {
    self.period = period
    self.networks = networks
    self.actions = actions
    self.uses = uses
    self.evidence = evidence
  }
}

/// A course completed.
package struct Training: Hashable, Sendable {
  package var course: CourseID
  /// When it was completed.
  package var completed: Instant
  /// The score reached, 0 to 100, if known.
  package var score: Int?
  /// The level reached, 1 or more, if the course has levels.
  package var level: Int?

  package init(course: CourseID, completed: Instant, score: Int? = nil, level: Int? = nil) {
    self.course = course
    self.completed = completed
    self.score = score
    self.level = level
  }
}

/// One employee on one network.
package struct Account: Hashable, Sendable {
  package var network: NetworkID
  /// The handle, if known; never enters the ledger.
  package var handle: String?
  /// The number of followers, 0 or more.
  package var followers: Int
  /// The node of the account in the network's imported graph, if there is one.
  package var node: UInt64?
  /// When the employee last let the company's tool act for the account, if known.
  package var authorized: Instant?
  /// Whether the account is a person's own, verified one; nil: nobody looked.
  package var isVerified: Bool?
  /// Whether a machine speaks through the account; nil: it does not.
  package var isAutomated: Bool?

  package init(
    network: NetworkID, handle: String? = nil, followers: Int, node: UInt64? = nil,
    authorized: Instant? = nil, isVerified: Bool? = nil, isAutomated: Bool? = nil
  ) {
    self.network = network
    self.handle = handle
    self.followers = followers
    self.node = node
    self.authorized = authorized
    self.isVerified = isVerified
    self.isAutomated = isAutomated
  }
}

extension [Employee] {
  /// Tells whether each employee's id comes after the one before, so that none is there twice.
  ///
  /// - Complexity: O(n).
  package var isAscendingByID: Bool {
    indices.dropFirst().allSatisfy { self[$0 - 1].id < self[$0].id }
  }

  /// The employees by id, as they are where they stand so already.
  ///
  /// - Complexity: O(n log n); by index, since an employee is too large to be moved log n times.
  func sortedByID() -> [Employee] {
    guard !isAscendingByID else { return self }
    return indices.sorted { self[$0].id < self[$1].id }.map { self[$0] }
  }
}

/// What only some rules ask about an employee; all of it is dated.
package struct EmploymentStatus: Hashable, Sendable {
  /// The seniority, such as `senior`, or an empty text.
  package var seniority: String
  /// The kind of contract, such as `hourly`, or an empty text.
  package var contract: String
  /// Roles given for a time, besides the employee's own.
  package var roles: [DatedRole]
  /// When the employee is on leave.
  package var leave: [Period]
  /// When the employee is suspended from taking part.
  package var suspended: [Period]
  /// The documents accepted.
  package var acknowledgements: [Acknowledgement]
  /// What the employee chose to stay out of, as the roster has it; never shown nor ranked.
  package var optOuts: [OptOut]
  /// What the employee stays out of by their own word, as the ledger has it; never shown nor ranked.
  package var declined: [OptOut]
  /// The minutes a week that the employee gives; nil: as the company asks.
  package var minutesPerWeek: Int?

  package init(
    seniority: String = "", contract: String = "", roles: [DatedRole] = [], leave: [Period] = [],
    suspended: [Period] = [], acknowledgements: [Acknowledgement] = [], optOuts: [OptOut] = [],
    declined: [OptOut] = [], minutesPerWeek: Int? = nil
  ) {
    self.seniority = seniority
    self.contract = contract
    self.roles = roles
    self.leave = leave
    self.suspended = suspended
    self.acknowledgements = acknowledgements
    self.optOuts = optOuts
    self.declined = declined
    self.minutesPerWeek = minutesPerWeek
  }

  /// All that the employee stays out of, by roster and by their own word.
  package var choices: [OptOut] { declined.isEmpty ? optOuts : optOuts + declined }

  /// A role that an employee has for a time.
  package struct DatedRole: Hashable, Sendable {
    package var role: String
    /// When it is theirs.
    package var period: Period

    package init(role: String, period: Period) {
      self.role = role
      self.period = period
    }
  }

  /// A document that an employee accepted.
  package struct Acknowledgement: Hashable, Sendable {
    package var document: String
    /// Its version.
    package var version: String
    /// When it was accepted.
    package var at: Instant

    package init(document: String, version: String, at: Instant) {
      self.document = document
      self.version = version
      self.at = at
    }
  }

  /// A free choice to stay out of some posts, or of all.
  package struct OptOut: Hashable, Sendable {
    /// The topics, one of which the post has; nil: any.
    package var topics: [String]?
    /// The campaigns; nil: any.
    package var campaigns: [String]?
    /// The networks; nil: any.
    package var networks: [NetworkID]?
    /// The posts themselves; nil: any.
    package var posts: [PostID]?
    /// When the choice holds.
    package var period: Period

    package init(
      topics: [String]? = nil, campaigns: [String]? = nil, networks: [NetworkID]? = nil,
      posts: [PostID]? = nil, period: Period = Period()
    ) {
      self.topics = topics
      self.campaigns = campaigns
      self.networks = networks
      self.posts = posts
      self.period = period
    }
  }
}

/// A training course that rules and tiers may ask for.
package struct Course: Hashable, Sendable {
  package var id: CourseID
  /// The title for people.
  package var title: String
  /// For how many days it counts once completed; nil: for ever.
  package var validDays: Int?

  package init(id: CourseID, title: String, validDays: Int? = nil) {
    self.id = id
    self.title = title
    self.validDays = validDays
  }
}

/// What finishing some courses lets an employee do.
///
/// After Dell's model (Hindu BusinessLine): a course of two hours lets enthusiasts pass company
/// news on, a certification of eight hours lets professionals use branded handles.
package struct Tier: Hashable, Sendable {
  package var id: TierID
  /// The title for people.
  package var title: String
  /// The courses that must count at the instant asked about.
  package var courses: [CourseID]
  /// The tiers below, whose courses it asks for as well and whose grants it has too.
  package var includes: [TierID]
  /// What it allows besides.
  package var grants: [Grant]

  package init(
    id: TierID, title: String, courses: [CourseID] = [], includes: [TierID] = [],
    grants: [Grant] = []
  ) {
    self.id = id
    self.title = title
    self.courses = courses
    self.includes = includes
    self.grants = grants
  }

  /// Actions on networks about topics.
  package struct Grant: Hashable, Sendable {
    /// The actions; nil: all.
    package var actions: [Action]?
    /// The networks; nil: all.
    package var networks: [NetworkID]?
    /// The topics, one of which the post must have; nil: any post.
    package var topics: [String]?

    package init(
      actions: [Action]? = nil, networks: [NetworkID]? = nil, topics: [String]? = nil
    ) {
      self.actions = actions
      self.networks = networks
      self.topics = topics
    }
  }
}
