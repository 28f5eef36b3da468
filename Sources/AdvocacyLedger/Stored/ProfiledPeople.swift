import AdvocacyCore

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
