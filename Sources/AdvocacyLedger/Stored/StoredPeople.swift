import AdvocacyCore
import Dispatch
import Synchronization

/// What a stored roster knows of its people, a row each, without ids, names and handles.
///
/// Each fact has a column of its own: the values of one are few, however many people there are,
/// but hardly two people have all of them in common.
struct StoredPeople: Codable, Sendable {
  private var labels = StoredLabels()
  private var dates = StoredDates()
  private var accounts: [StoredAccounts] = []

  private enum CodingKeys: String, CodingKey {
    case labels = "labels"
    case dates = "dates"
    case accounts = "accounts"
  }

  /// Stores the employees at some places on a roster, each group of facts on a processor.
  ///
  /// - Complexity: O(roster × (topics + trainings + accounts)) on average.
  init(_ roster: [Employee], at places: [Int]) {
    let made = Mutex(self)
    DispatchQueue.concurrentPerform(iterations: 3) { part in
      switch part {
      case 0:
        let dates = StoredDates(roster, at: places)
        made.withLock { $0.dates = dates }
      case 1:
        let labels = StoredLabels(roster, at: places)
        made.withLock { $0.labels = labels }
      default:
        let accounts = StoredAccounts.columns(roster, at: places)
        made.withLock { $0.accounts = accounts }
      }
    }
    self = made.withLock { $0 }
  }

  /// Fills in what is known of each row's employee; nil stands for one who was forgotten.
  ///
  /// - Throws: `Failure` where the columns don't match.
  /// - Complexity: O(rows).
  func fill(_ employees: inout [Employee?]) throws(Failure) {
    try labels.fill(&employees)
    try dates.fill(&employees)
    var accountsOf = [[Account]](repeating: [], count: employees.count)
    for network in accounts { try network.give(to: &accountsOf) }
    for row in employees.indices {
      employees[row]?.accounts = accountsOf[row].sorted { $0.network < $1.network }
    }
  }
}

/// What words a stored roster has for its people.
private struct StoredLabels: Codable, Sendable {
  private var teams = StoredColumn<String>()
  private var roles = StoredColumn<String>()
  private var countries = StoredColumn<String>()
  private var languages = StoredColumn<String>()
  private var topics = StoredListColumn<String>()
  private var statuses = StoredColumn<StoredEmploymentStatus>()

  private enum CodingKeys: String, CodingKey {
    case teams = "teams"
    case roles = "roles"
    case countries = "countries"
    case languages = "languages"
    case topics = "topics"
    case statuses = "standings"
  }

  init() {}

  init(_ roster: [Employee], at places: [Int]) {
    // In the roster's order, in which it lies in memory; that of the places is another.
    for index in roster.indices {
      teams.add(roster[index].team)
      roles.add(roster[index].role)
      countries.add(roster[index].country)
      languages.add(roster[index].language)
      topics.add(roster[index].topics)
      statuses.add(roster[index].status)
    }
    teams = teams.picked(places)
    roles = roles.picked(places)
    countries = countries.picked(places)
    languages = languages.picked(places)
    topics = topics.picked(places)
    statuses = statuses.picked(places)
  }

  func fill(_ employees: inout [Employee?]) throws(Failure) {
    let topics = try topics.lists(count: employees.count)
    for row in employees.indices where employees[row] != nil {
      employees[row]?.team = try teams.value(row)
      employees[row]?.role = try roles.value(row)
      employees[row]?.country = try countries.value(row)
      employees[row]?.language = try languages.value(row)
      employees[row]?.topics = topics[row]
      employees[row]?.status = try statuses.value(row)
    }
  }
}

/// Since when a stored roster's people are what they are.
private struct StoredDates: Codable, Sendable {
  private var joined = StoredColumn<Instant?>()
  private var left = StoredColumn<Instant?>()
  private var consents = StoredColumn<StoredConsent?>()
  private var trainings = StoredListColumn<StoredTraining>()

  private enum CodingKeys: String, CodingKey {
    case joined = "joined"
    case left = "left"
    case consents = "consents"
    case trainings = "trainings"
  }

  init() {}

  init(_ roster: [Employee], at places: [Int]) {
    for index in roster.indices {
      joined.add(roster[index].employed.from)
      left.add(roster[index].employed.until)
      var consent = roster[index].consent
      consent?.evidence = nil
      consents.add(consent)
      trainings.add(roster[index].trainings)
    }
    joined = joined.picked(places)
    left = left.picked(places)
    consents = consents.picked(places)
    trainings = trainings.picked(places)
  }

  func fill(_ employees: inout [Employee?]) throws(Failure) {
    let trainings = try trainings.lists(count: employees.count)
    for row in employees.indices where employees[row] != nil {
      employees[row]?.employed = Period(from: try joined.value(row), until: try left.value(row))
      employees[row]?.consent = try consents.value(row)
      employees[row]?.trainings = trainings[row]
    }
  }
}
