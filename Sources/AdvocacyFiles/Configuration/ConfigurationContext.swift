import AdvocacyModel
import AdvocacyPolicy
import StrictJSON

/// What the parts of a configuration must know of each other to be checked.
struct ConfigurationContext {
  /// The company's clock.
  let calendar: CompanyCalendar
  /// The ids of all networks, sorted.
  let networks: [NetworkID]
  /// The ids of the courses.
  var courses: [CourseID] = []
  /// The words that the roster uses, once it is read.
  var rosterLabels = RosterLabels()
  private var employees: [EmployeeID: Int] = [:]
  private var owners: [UInt64: String] = [:]

  init(calendar: CompanyCalendar, networks: [NetworkID]) {
    self.calendar = calendar
    self.networks = networks.sorted()
  }

  /// A network by its id.
  func network(_ node: JSONNode) throws(Failure) -> NetworkID {
    try node.choice("network", among: networks.map { ($0.text, $0) })
  }

  /// The network that a key names.
  func network(of member: JSONMember) throws(Failure) -> NetworkID {
    guard let network = networks.first(where: { $0.text == member.name }) else {
      throw member.key.unknown("network", member.name, known: networks.map(\.text))
    }
    return network
  }

  /// A course by its id.
  func course(_ node: JSONNode) throws(Failure) -> CourseID {
    guard !courses.isEmpty else {
      throw node.failure(
        "unknown course \"\(SafeText.excerpt(try node.text()))\"; there are no courses",
        hint: "Add it to \"courses\"")
    }
    return try node.choice("course", among: courses.map { ($0.text, $0) })
  }

  /// The instant of a written time, one without a zone being the company's.
  func instant(_ node: JSONNode) throws(Failure) -> Instant {
    calendar.instant(of: try node.checked(TextChecks.time))
  }

  /// The instant from which something is over that ends by a written time: a day is the last one.
  func end(_ node: JSONNode) throws(Failure) -> Instant {
    calendar.end(of: try node.checked(TextChecks.time))
  }

  /// A stretch of time by the keys of its two ends.
  func period(
    _ object: JSONObject, from fromKey: String = "from", until untilKey: String = "until"
  ) throws(Failure) -> Period {
    let untilNode = object.optional(untilKey)
    let from = try object.optional(fromKey).map { node throws(Failure) in try instant(node) }
    let until = try untilNode.map { node throws(Failure) in try end(node) }
    let period = Period(from: from, until: until)
    if let untilNode, let error = calendar.error(in: period, fromKey) {
      throw untilNode.failure(error.message, hint: error.hint)
    }
    return period
  }

  /// Takes an employee's id, and returns what is wrong where another has it.
  mutating func claim(_ id: EmployeeID, line: Int) -> ValidationError? {
    guard let other = employees.updateValue(line, forKey: id) else { return nil }
    return ValidationError(
      "duplicate employee \"\(id)\"; the other is at line \(other)",
      hint: "Give each employee their own id")
  }

  /// Takes a node of the follower graphs, and returns what is wrong where somebody else has it.
  mutating func claim(node: UInt64, for owner: String) -> ValidationError? {
    guard let other = owners.updateValue(owner, forKey: node), other != owner else { return nil }
    return ValidationError(
      "node \(node) is also that of \(other)",
      hint: "The same node is the same person on every network; give each their own")
  }

  /// Takes a node for an employee, and returns what is wrong where somebody else has it.
  mutating func claim(node: UInt64, for employee: EmployeeID) -> ValidationError? {
    claim(node: node, for: "employee \"\(employee)\"")
  }
}

extension CompanyCalendar {
  /// What is wrong with a stretch of time that ends before it begins.
  func error(in period: Period, _ fromKey: String) -> ValidationError? {
    guard let from = period.from, let until = period.until, from >= until else { return nil }
    return ValidationError(
      "ends at \(format(until)), not after \"\(fromKey)\" at \(format(from))",
      hint: "Exchange the two, or correct one")
  }
}

/// The keys that each object of `config.json` may have, in the order in which help names them.
///
/// Decoders refuse every other key, and the schema lists exactly these.
enum ConfigurationKeys {
  static let top = [
    "$schema", "company", "language", "pages", "networks", "courses", "employees", "roles",
    "policy",
    "behaviour", "parameters", "rateCard", "links", "strings", "mail",
  ]
  static let company = ["name", "timeZone"]
  static let page = ["followers", "node"]
  static let network =
    ["title", "actions", "textLimit", "audience"]
    + ParameterName.allCases.filter(\.isPerNetwork).map(\.rawValue)
  static let audience = ["file", "edges", "weightColumn"]
  static let parameter = ["low", "typical", "high", "basis", "source"]
  static let parameters = ParameterName.allCases.map(\.rawValue)
  static let course = ["id", "title", "validDays"]
  static let employee = [
    "id", "name", "team", "role", "country", "language", "topics", "consent", "trainings",
    "accounts", "employed", "seniority", "contract", "roles", "leave", "suspended",
    "acknowledgements", "optOuts", "minutesPerWeek",
  ]
  static let rosterTable = ["file", "columns", "ignore", "locale"]
  static let consent = ["from", "until", "networks", "actions", "uses", "evidence"]
  static let datedRole = ["role", "from", "until"]
  static let acknowledgement = ["document", "version", "at"]
  static let optOut = ["topics", "campaigns", "networks", "from", "until"]
  static let period = ["from", "until"]
  static let roleGrant = ["role", "employees", "teams", "from", "until"]
  static let training = ["course", "completed", "score", "level"]
  static let account = ["handle", "followers", "node", "authorized", "verified", "automated"]
  static let policy = ["version", "tiers", "fairPlay", "rules"]
  static let tier = ["id", "title", "courses", "includes", "allows"]
  static let grant = ["actions", "networks", "topics"]
  static let fairPlay = Policy.FairPlay.Guard.allCases.map(\.rawValue)
  static let behaviour = [
    "participation", "topicAffinity", "fatigue", "likeChance", "repostChance", "hours",
    "minutesPerWeek",
  ]
  static let hours = ["from", "until"]
  static let rateCard = ["name", "date", "currency", "source", "rates"]
  static let links = ["utm"]
  static let utm = ["medium", "campaign", "perPerson"]
  static let mail = ["from", "to"]
  static let rates = RateCard.Kind.allCases.map(\.rawValue)
  static let selector = [
    "employees", "teams", "roles", "countries", "languages", "contracts", "seniorities",
  ]
  static let scope = ["networks", "topics", "campaigns", "hashtags", "tags"] + selector

  /// The keys that every rule may have.
  static let rule = ["id", "type", "sentence", "from", "until", "when", "hold"]

  /// The names of weekdays, Monday first.
  static let weekdays = [
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
  ]
}
