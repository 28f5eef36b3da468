/// All that a workspace's `config.json` and roster say, checked and with defaults filled in.
package struct Configuration: Hashable, Sendable {
  /// The name of the company.
  package var company: String
  /// The company's clock.
  package var calendar: CompanyCalendar
  /// The language in which reports speak.
  package var language: Language
  /// The networks: the built-in ones and those that the configuration defines, by id.
  package var networks: [Network]
  /// The company's pages, by network, sorted.
  package var pages: [Page]
  /// The training courses.
  package var courses: [Course]
  /// The employees, sorted by id, without repeats.
  package var roster: [Employee]
  package var policy: Policy
  /// How employees behave in the simulation.
  package var behaviour: Behaviour
  /// The imported follower graphs, by network.
  package var audiences: [AudienceFile]
  /// The parameters of reach: defaults with the configuration's own on top.
  package var parameters: ParameterSet
  /// The prices for a media cost equivalent; nil: none is shown.
  package var rateCard: RateCard?
  /// Who may approve posts in which role; none: whoever may write in the workspace.
  package var roles: [RoleGrant]
  /// How employees are reached; no rule asks about it.
  package var outreach: Outreach
  /// The meaning by which its policy decides.
  package var semantics: Semantics
  /// What reading the roster's table passed over or assumed, a sentence each.
  package var notices: [String]

  package init(
    company: String, calendar: CompanyCalendar, language: Language = .english,
    networks: [Network] = Network.builtIn,
    pages: [Page] = [], courses: [Course] = [], roster: [Employee] = [],
    policy: Policy = Policy(), behaviour: Behaviour = Behaviour(),
    audiences: [AudienceFile] = [], parameters: ParameterSet = ParameterSet(),
    rateCard: RateCard? = nil, roles: [RoleGrant] = [], outreach: Outreach = Outreach(),
    semantics: Semantics = .current, notices: [String] = []
  ) {
    self.company = company
    self.calendar = calendar
    self.language = language
    self.networks = networks.sorted { $0.id < $1.id }
    self.pages = pages.sorted { $0.network < $1.network }
    self.courses = courses
    self.roster = roster.sortedByID()
    self.policy = policy
    self.behaviour = behaviour
    self.audiences = audiences
    self.parameters = parameters
    self.rateCard = rateCard
    self.roles = roles
    self.outreach = outreach
    self.semantics = semantics
    self.notices = notices
  }

  /// The network of an id, if it is known.
  package func network(_ id: NetworkID) -> Network? { networks.first { $0.id == id } }

  /// The position of an employee on the roster, which is sorted by id.
  ///
  /// - Complexity: O(log roster).
  package func position(of employee: EmployeeID) -> Int? {
    roster.position(of: employee) { $0.id }
  }

  /// The company's page on a network, if there is one.
  package func page(on network: NetworkID) -> Page? { pages.first { $0.network == network } }
}

/// The company's own account on a network.
package struct Page: Hashable, Sendable {
  package var network: NetworkID
  /// The number of followers, 0 or more.
  package var followers: Int
  /// The node of the page in the network's imported graph, if there is one.
  package var node: UInt64?

  package init(network: NetworkID, followers: Int, node: UInt64? = nil) {
    self.network = network
    self.followers = followers
    self.node = node
  }
}

/// How employees behave in the simulation.
package struct Behaviour: Hashable, Sendable {
  /// Who of the allowed takes part.
  package var participation: Participation
  /// How much more likely employees take part in topics they care about, 1 or more.
  ///
  /// Default 1.5 (assumed: no figure was found).
  package var topicAffinity: Double
  /// How fast willingness falls with recent participation: factor (k + 1)^-fatigue, 0 or more.
  ///
  /// k counts what the account took part in during the 7 days before. Default 0.2 (assumed).
  package var fatigue: Double
  /// The chance that somebody who takes part likes the post, in [0, 1].
  ///
  /// Default 0.8 (assumed).
  package var likeChance: Double
  /// The chance that somebody who takes part passes the post on, in [0, 1].
  ///
  /// Default 0.6 (assumed).
  package var repostChance: Double
  /// The first minute of the day at which employees act, 0 to 1439.
  ///
  /// Default 8:00 (assumed).
  package var fromMinute: Int
  /// The minute of the day from which employees act no more.
  ///
  /// Default 20:00 (assumed).
  package var untilMinute: Int
  /// The minutes a week that a post's passing on may take of an employee; nil: no limit.
  package var minutesPerWeek: Int?

  package init(
    participation: Participation = .usual, topicAffinity: Double = 1.5, fatigue: Double = 0.2,
    likeChance: Double = 0.8, repostChance: Double = 0.6, fromMinute: Int = 480,
    untilMinute: Int = 1200, minutesPerWeek: Int? = nil
  ) {
    self.participation = participation
    self.topicAffinity = topicAffinity
    self.fatigue = fatigue
    self.likeChance = likeChance
    self.repostChance = repostChance
    self.fromMinute = fromMinute
    self.untilMinute = untilMinute
    self.minutesPerWeek = minutesPerWeek
  }

  /// Who of the allowed employees takes part.
  package enum Participation: Hashable, Sendable {
    /// All of them like and repost at once: the textbook case.
    case everyone
    /// Each with a chance in [0, 1], before affinity and fatigue: its typical value.
    ///
    /// What happened is on record, so that the range widens no figure; reports tell it.
    case chance(Parameter)

    /// The chance in programs of which figures were published.
    package static let usual = Participation.chance(
      Parameter(
        low: 0.10, typical: 0.25, high: 0.50, basis: .assumed,
        source: "share of enrolled employees in a program"))

    /// The key under which reports and listings tell it.
    package static let name = "participation"
    /// What it means, in one sentence.
    package static let meaning = "Share of the allowed employees who take part in a post."
    /// The unit of the chance, in words.
    package static let unit = "share of people"
    /// The chances that make sense.
    package static let allowedValues = 0.0...1.0

    /// The chance with its range and source; 1 where everyone takes part.
    package var parameter: Parameter {
      switch self {
      case .everyone: Parameter(1, source: "everyone takes part")
      case .chance(let chance): chance
      }
    }
  }
}

/// A follower graph to be read from a file of the workspace.
package struct AudienceFile: Hashable, Sendable {
  /// The network it stands for.
  package var network: NetworkID
  /// The file, relative to the workspace.
  package var file: String
  /// Which way its edges point.
  package var edges: Direction
  /// The column, from 1, that holds an edge's probability; nil: there is none.
  package var weightColumn: Int?

  package init(
    network: NetworkID, file: String, edges: Direction = .followerToFollowed,
    weightColumn: Int? = nil
  ) {
    self.network = network
    self.file = file
    self.edges = edges
    self.weightColumn = weightColumn
  }

  /// The meaning of an edge `u v`.
  package enum Direction: String, Hashable, Sendable, CaseIterable {
    /// u follows v.
    case followerToFollowed
    /// v follows u: u can influence v.
    case followedToFollower
  }
}

/// Who may approve posts in a role, and when: people by name, and all of some teams.
package struct RoleGrant: Hashable, Sendable {
  /// The role, as rules that ask for an approval name it.
  package var role: String
  /// The employees who have it.
  package var employees: [EmployeeID]
  /// The teams whose members have it.
  package var teams: [String]
  /// When they have it.
  package var period: Period

  /// Makes a grant; who is named or whose team is named has the role.
  package init(
    role: String, employees: [EmployeeID] = [], teams: [String] = [], period: Period = Period()
  ) {
    self.role = role
    self.employees = employees
    self.teams = teams
    self.period = period
  }

  /// Tells whether an employee has the role by this grant at an instant; who is not employed then
  /// has none.
  package func covers(_ employee: Employee, at instant: Instant) -> Bool {
    period.contains(instant) && employee.employed.contains(instant)
      && (employees.contains(employee.id) || teams.contains(employee.team))
  }
}

extension Configuration {
  /// Tells whether an employee may approve as some role at an instant.
  ///
  /// - Complexity: O(grants).
  package func mayApprove(_ employee: Employee, as role: String, at instant: Instant) -> Bool {
    roles.contains { $0.role == role && $0.covers(employee, at: instant) }
  }

  /// The employees who may approve as some role at an instant, in roster order.
  ///
  /// - Complexity: O(roster × grants of the role).
  package func approvers(as role: String, at instant: Instant) -> [EmployeeID] {
    let grants = roles.filter { $0.role == role && $0.period.contains(instant) }
    guard !grants.isEmpty else { return [] }
    // By index: an employee is too large to be copied for an id.
    return roster.indices.filter { index in
      grants.contains { $0.covers(roster[index], at: instant) }
    }.map { roster[$0].id }
  }
}

/// What a company says that unpaid exposure would have cost as advertising; never what it is worth.
package struct RateCard: Hashable, Sendable {
  /// The name of the card, printed with every figure made from it.
  package var name: String
  /// The day from which the prices are, as `2026-01-15`.
  package var date: String
  /// The currency, as ISO 4217.
  package var currency: String
  /// Where the prices come from, in words.
  package var source: String
  /// The prices, 0 or more, in the order of the kinds.
  package var rates: [Rate]

  package init(name: String, date: String, currency: String, source: String, rates: [Rate]) {
    self.name = name
    self.date = date
    self.currency = currency
    self.source = source
    self.rates = rates
  }

  package struct Rate: Hashable, Sendable {
    /// What is counted.
    package var kind: Kind
    /// The price of one, or of a thousand impressions.
    package var price: Double

    package init(_ kind: Kind, price: Double) {
      self.kind = kind
      self.price = price
    }
  }

  /// What a card may put a price on; the raw values are the keys of the configuration.
  package enum Kind: String, Hashable, Sendable, Codable, CaseIterable {
    /// A thousand displays.
    case perThousandImpressions
    /// An employee who took part in a post on a network.
    case perParticipation
    case perLike
    case perComment
    /// A repost, quote or share.
    case perShare
    /// A click on the link; counted by networks only, so that an estimate has none.
    case perClick

    /// How many make up one price.
    package var unit: Double { self == .perThousandImpressions ? 1000 : 1 }
  }
}

extension RateCard.Kind {
  /// What the price is for, in one sentence.
  package var meaning: String {
    switch self {
    case .perThousandImpressions: "A thousand displays."
    case .perParticipation: "An employee who took part in a post on a network."
    case .perLike: "A like."
    case .perComment: "A comment."
    case .perShare: "A repost, quote or share."
    case .perClick: "A click on the link, which only the networks count."
    }
  }
}
