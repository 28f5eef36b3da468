import AdvocacyModel

/// An agreement to take part, as the ledger keeps it: without where it can be seen.
struct StoredConsent: StoredForm {
  private var period: StoredPeriod
  private var networks: [NetworkID]?
  private var actions: [StoredName<Action>]?
  private var uses: [String]?

  private enum CodingKeys: String, CodingKey {
    case period = "period"
    case networks = "networks"
    case actions = "actions"
    case uses = "uses"
  }

  init(_ consent: Consent) {
    period = StoredPeriod(consent.period)
    networks = consent.networks
    actions = .init(consent.actions)
    uses = consent.uses
  }

  func restored() throws(Failure) -> Consent {
    Consent(
      period: period.restored(), networks: networks, actions: try actions.restored(), uses: uses)
  }
}

/// A course completed, as the ledger keeps it.
struct StoredTraining: StoredForm {
  private var course: CourseID
  private var completed: Instant
  private var score: Int?
  private var level: Int?

  private enum CodingKeys: String, CodingKey {
    case course = "course"
    case completed = "completed"
    case score = "score"
    case level = "level"
  }

  init(_ training: Training) {
    course = training.course
    completed = training.completed
    score = training.score
    level = training.level
  }

  func restored() -> Training {
    Training(course: course, completed: completed, score: score, level: level)
  }
}

/// An account, as the ledger keeps it: without handle, and without what has columns of its own.
struct StoredAccount: StoredForm {
  private var network: NetworkID
  /// Always 0: a column holds the numbers.
  private var followers: Int
  private var authorized: Instant?
  private var isVerified: Bool?
  private var isAutomated: Bool?

  private enum CodingKeys: String, CodingKey {
    case network = "network"
    case followers = "followers"
    case authorized = "authorized"
    case isVerified = "isVerified"
    case isAutomated = "isAutomated"
  }

  init(_ account: Account) {
    network = account.network
    followers = account.followers
    authorized = account.authorized
    isVerified = account.isVerified
    isAutomated = account.isAutomated
  }

  func restored() -> Account {
    Account(
      network: network, followers: followers, authorized: authorized, isVerified: isVerified,
      isAutomated: isAutomated)
  }
}

/// What only some rules ask about an employee, as the ledger keeps it.
struct StoredEmploymentStatus: StoredForm {
  private var seniority: String
  private var contract: String
  private var roles: [DatedRole]
  private var leave: [StoredPeriod]
  private var suspended: [StoredPeriod]
  private var acknowledgements: [Acknowledgement]
  private var optOuts: [OptOut]
  /// nil where there are none, as in ledgers that knew of none.
  private var declined: [OptOut]?
  /// nil where they give no minutes of their own.
  private var minutesPerWeek: Int?

  private enum CodingKeys: String, CodingKey {
    case seniority = "seniority"
    case contract = "contract"
    case roles = "roles"
    case leave = "leave"
    case suspended = "suspended"
    case acknowledgements = "acknowledgements"
    case optOuts = "optOuts"
    case declined = "declined"
    case minutesPerWeek = "minutesPerWeek"
  }

  init(_ status: EmploymentStatus) {
    seniority = status.seniority
    contract = status.contract
    roles = .init(status.roles)
    leave = .init(status.leave)
    suspended = .init(status.suspended)
    acknowledgements = .init(status.acknowledgements)
    optOuts = .init(status.optOuts)
    declined = status.declined.isEmpty ? nil : .init(status.declined)
    minutesPerWeek = status.minutesPerWeek
  }

  func restored() throws(Failure) -> EmploymentStatus {
    EmploymentStatus(
      seniority: seniority, contract: contract, roles: try roles.restored(),
      leave: try leave.restored(), suspended: try suspended.restored(),
      acknowledgements: try acknowledgements.restored(), optOuts: try optOuts.restored(),
      declined: try declined?.restored() ?? [], minutesPerWeek: minutesPerWeek)
  }

  /// A role that an employee has for a time.
  private struct DatedRole: StoredForm {
    var role: String
    var period: StoredPeriod

    enum CodingKeys: String, CodingKey {
      case role = "role"
      case period = "period"
    }

    init(_ role: EmploymentStatus.DatedRole) {
      self.role = role.role
      period = StoredPeriod(role.period)
    }

    func restored() -> EmploymentStatus.DatedRole {
      EmploymentStatus.DatedRole(role: role, period: period.restored())
    }
  }

  /// A document that an employee accepted.
  private struct Acknowledgement: StoredForm {
    var document: String
    var version: String
    var at: Instant

    enum CodingKeys: String, CodingKey {
      case document = "document"
      case version = "version"
      case at = "at"
    }

    init(_ acknowledgement: EmploymentStatus.Acknowledgement) {
      document = acknowledgement.document
      version = acknowledgement.version
      at = acknowledgement.at
    }

    func restored() -> EmploymentStatus.Acknowledgement {
      EmploymentStatus.Acknowledgement(document: document, version: version, at: at)
    }
  }

  /// A free choice to stay out of some posts, or of all.
  private struct OptOut: StoredForm {
    var topics: [String]?
    var campaigns: [String]?
    var networks: [NetworkID]?
    var posts: [PostID]?
    var period: StoredPeriod

    enum CodingKeys: String, CodingKey {
      case topics = "topics"
      case campaigns = "campaigns"
      case networks = "networks"
      case posts = "posts"
      case period = "period"
    }

    init(_ choice: EmploymentStatus.OptOut) {
      topics = choice.topics
      campaigns = choice.campaigns
      networks = choice.networks
      posts = choice.posts
      period = StoredPeriod(choice.period)
    }

    func restored() -> EmploymentStatus.OptOut {
      EmploymentStatus.OptOut(
        topics: topics, campaigns: campaigns, networks: networks, posts: posts,
        period: period.restored())
    }
  }
}
