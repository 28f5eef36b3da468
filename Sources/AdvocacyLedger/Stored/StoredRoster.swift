import AdvocacyModel

/// A roster as the ledger keeps it: under the ledger's keys, without names and handles.
///
/// In columns, with each distinct value written once: writing a roster by person took longer than
/// fanning a post out to it.
struct StoredRoster {
  private let keys: [Int]
  private let people: People

  private enum People {
    case columns(StoredPeople)
    case profiles(ProfiledPeople)
  }

  static let damaged = Failure(.badData, "a roster kept in the ledger is damaged")

  /// Stores the employees who have a key, in the order of their keys.
  ///
  /// - Complexity: O(roster).
  init(_ roster: [Employee], by order: RosterKeys) {
    keys = order.ranked.map { Int($0) }
    people = .columns(StoredPeople(roster, at: order.indices.map { Int($0) }))
  }

  /// The employees, under the ids that their keys lead to; those who were forgotten are left out.
  ///
  /// - Throws: `Failure` where what is stored doesn't match.
  /// - Complexity: O(rows).
  func employees(
    ids: [Int64: EmployeeID], names: [EmployeeID: String]
  ) throws(Failure) -> [Employee] {
    var employees = keys.map { key in
      ids[Int64(key)].map { Employee(id: $0, name: names[$0] ?? $0.text) }
    }
    switch people {
    case .columns(let people): try people.fill(&employees)
    case .profiles(let people): try people.fill(&employees)
    }
    return employees.compactMap { $0 }
  }
}

extension StoredRoster: Codable {
  private enum CodingKeys: String, CodingKey {
    case keys = "keys"
    case people = "people"
  }

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    keys = try container.decode(PackedNumbers.self, forKey: .keys).numbers
    if let people = try container.decodeIfPresent(StoredPeople.self, forKey: .people) {
      self.people = .columns(people)
    } else {
      people = .profiles(try ProfiledPeople(from: decoder))
    }
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(PackedNumbers(keys), forKey: .keys)
    switch people {
    case .columns(let people): try container.encode(people, forKey: .people)
    case .profiles:
      throw EncodingError.invalidValue(
        self, .init(codingPath: encoder.codingPath, debugDescription: "an old form is only read"))
    }
  }
}

/// What a stored roster knows of its people, as release 0.1.0 wrote it.
///
/// A column holds profiles, which are all that an employee has in common with others at once.
struct ProfiledPeople: Decodable {
  private var profiles: StoredColumn<StoredProfile>
  private var consents: StoredColumn<StoredConsent?>
  private var trainings: StoredColumn<[StoredTraining]>
  private var accounts: [NetworkAccounts]

  /// Fills in what is known of each row's employee; nil stands for one who was forgotten.
  ///
  /// - Throws: `Failure` where the columns don't match.
  /// - Complexity: O(rows).
  func fill(_ employees: inout [Employee?]) throws(Failure) {
    var accountsOf = [[Account]](repeating: [], count: employees.count)
    for column in accounts { try column.give(to: &accountsOf) }
    for row in employees.indices {
      guard let known = employees[row] else { continue }
      let profile = try profiles.value(row)
      employees[row] = Employee(
        id: known.id, name: known.name, team: profile.team, role: profile.role,
        country: profile.country, language: profile.language, topics: profile.topics,
        consent: try consents.value(row), trainings: try trainings.value(row),
        accounts: accountsOf[row], employed: profile.employed, status: profile.status)
    }
  }

  private enum CodingKeys: String, CodingKey {
    case profiles = "profiles"
    case consents = "consents"
    case trainings = "trainings"
    case accounts = "accounts"
  }

  private struct Profile: Hashable {
    var team: String
    var role: String
    var country: String
    var language: String
    var topics: [String]
    var employed: Period
    var status: EmploymentStatus
  }

  private struct StoredProfile: RestorableForm {
    var team: String
    var role: String
    var country: String
    var language: String
    var topics: [String]
    var employed: StoredPeriod
    var status: StoredEmploymentStatus

    enum CodingKeys: String, CodingKey {
      case team = "team"
      case role = "role"
      case country = "country"
      case language = "language"
      case topics = "topics"
      case employed = "employed"
      case status = "standing"
    }

    func restored() throws(Failure) -> Profile {
      Profile(
        team: team, role: role, country: country, language: language, topics: topics,
        employed: employed.restored(), status: try status.restored())
    }
  }

  private struct NetworkAccounts: Decodable {
    var rows: PackedNumbers
    var followers: PackedNumbers
    var nodes: [UInt64?]?
    var rest: StoredColumn<StoredAccount>

    enum CodingKeys: String, CodingKey {
      case rows = "rows"
      case followers = "followers"
      case nodes = "nodes"
      case rest = "rest"
    }

    func give(to accounts: inout [[Account]]) throws(Failure) {
      for (place, row) in rows.numbers.enumerated() {
        guard accounts.indices.contains(row), followers.numbers.indices.contains(place),
          nodes.map({ $0.indices.contains(place) }) ?? true
        else { throw StoredRoster.damaged }
        var account = try rest.value(place)
        account.followers = followers.numbers[place]
        account.node = nodes?[place]
        accounts[row].append(account)
      }
    }
  }
}

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
