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
