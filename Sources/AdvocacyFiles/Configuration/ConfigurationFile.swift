package import AdvocacyModel
import AdvocacyPolicy
import StrictJSON

/// Reads `config.json`.
package enum ConfigurationFile {
  /// Reads and checks a configuration with its roster, and fills in every default.
  ///
  /// - Parameters:
  ///   - bytes: The text of the file.
  ///   - file: The name by which failures call it.
  ///   - readRoster: Reads the roster's table: by the path that the configuration names, or (nil)
  ///     the one beside it, which may be missing; nil is then returned.
  ///   - readMembers: Reads a file with the nodes of a group's members, by its path; nil: there is
  ///     none.
  /// - Returns: The configuration.
  /// - Throws: a failure with cause `configuration` at the first thing wrong, and whatever
  ///   `readRoster` throws.
  /// - Complexity: O(bytes of both files).
  package static func decode(
    _ bytes: [UInt8], file: String = "config.json",
    readRoster: (String?) throws(Failure) -> [UInt8]? = { _ throws(Failure) in nil },
    readMembers: (String) throws(Failure) -> [UInt8]? = { _ throws(Failure) in nil }
  ) throws(Failure) -> Configuration {
    let root = try JSONDocument.parse(bytes: bytes, file: file, cause: .configuration).object()
    try root.refuseUnknownKeys(known: ConfigurationKeys.top)
    _ = try root.optional("$schema")?.text()
    let (company, calendar) = try company(root.required("company"))
    let language: Language = try root.optional("language")?.choice("language") ?? .english

    var networks = NetworksDecoder(sourceName: file)
    try networks.read(root.optional("networks"))
    try networks.readShared(root.optional("parameters"))
    var groups = GroupsDecoder(networks, sourceName: file)
    try groups.read(root.optional("groups"), readMembers)
    let places = networks.networks + groups.networks

    var context = ConfigurationContext(calendar: calendar, networks: places)
    let pages = try PageDecoder.pages(root.optional("pages"), in: &context)
    let courses = try courses(root.optional("courses"))
    context.courses = courses.map(\.id)
    let (people, notices) = try roster(root.optional("employees"), in: &context, readRoster)
    context.rosterLabels = RosterLabels(people)
    let roster = try groups.joined(by: people, context.rosterLabels)
    let behaviour = try BehaviourDecoder.behaviour(
      root.optional("behaviour"), sourceName: file)
    var policy = try PolicyDecoder(context: context).policy(root.optional("policy"))
    let isTimeKept =
      behaviour.minutesPerWeek != nil
      || roster.indices.contains { roster[$0].status.minutesPerWeek != nil }
    if isTimeKept { policy.keepTime() }
    return Configuration(
      company: company, calendar: calendar, language: language, networks: places,
      pages: pages,
      courses: courses, roster: roster,
      policy: policy, behaviour: behaviour,
      audiences: networks.audiences, parameters: groups.parameters,
      rateCard: try RateCardDecoder.card(root.optional("rateCard")),
      roles: try RolesDecoder(context: context).roles(root.optional("roles")),
      outreach: try OutreachDecoder.outreach(root), notices: notices)
  }

  private static func company(_ node: JSONNode) throws(Failure) -> (String, CompanyCalendar) {
    let object = try node.object()
    try object.refuseUnknownKeys(known: ConfigurationKeys.company)
    let name = try object.required("name").checked(TextChecks.label)
    let zoneNode = try object.required("timeZone")
    let zone = try zoneNode.text()
    guard let calendar = CompanyCalendar(zoneName: zone) else {
      throw zoneNode.failure(
        "unknown time zone \"\(SafeText.excerpt(zone))\"",
        hint: "Write a name of the time-zone database, for example Europe/Madrid or UTC")
    }
    return (name, calendar)
  }

  private static func courses(_ node: JSONNode?) throws(Failure) -> [Course] {
    var courses: [Course] = []
    for node in try node?.elements(atMost: 10_000, "courses") ?? [] {
      let object = try node.object()
      try object.refuseUnknownKeys(known: ConfigurationKeys.course)
      let idNode = try object.required("id")
      let id: CourseID = try idNode.id()
      guard !courses.contains(where: { $0.id == id }) else {
        throw idNode.failure("duplicate course \"\(id)\"", hint: "Give each course its own id")
      }
      courses.append(
        Course(
          id: id, title: try object.optional("title")?.checked(TextChecks.label) ?? id.text,
          validDays: try object.optional("validDays")?.integer(in: 1...36_500)))
    }
    return courses
  }

  private static func roster(
    _ node: JSONNode?, in context: inout ConfigurationContext,
    _ readRoster: (String?) throws(Failure) -> [UInt8]?
  ) throws(Failure) -> (employees: [Employee], notices: [String]) {
    if let node, node.kind == .array {
      return (try EmployeeDecoder.employees(node, in: &context), [])
    }
    let settings = try node.map { node throws(Failure) in try RosterSettings(node) }
    let path = settings?.file
    guard let bytes = try readRoster(path) else {
      guard let node, let path else { return ([], []) }
      throw node.failure(
        "there is no file \"\(SafeText.excerpt(path))\"",
        hint: "Put the roster there, or name its file")
    }
    return try RosterTable.employees(
      bytes, file: path ?? RosterTable.defaultFile, settings ?? RosterSettings(), in: context)
  }
}

/// Reads how employees behave in the simulation.
enum BehaviourDecoder {
  /// The behaviour; what it doesn't name is as usual.
  static func behaviour(
    _ node: JSONNode?, sourceName: String
  ) throws(Failure) -> Behaviour {
    var behaviour = Behaviour()
    guard let object = try node?.object() else { return behaviour }
    try object.refuseUnknownKeys(known: ConfigurationKeys.behaviour)
    if let node = object.optional("participation") {
      behaviour.participation = try participation(node, sourceName: sourceName)
    }
    if let node = object.optional("topicAffinity") {
      behaviour.topicAffinity = try node.decimal(in: 1...100)
    }
    if let node = object.optional("fatigue") { behaviour.fatigue = try node.decimal(in: 0...10) }
    if let node = object.optional("likeChance") {
      behaviour.likeChance = try node.decimal(in: 0...1)
    }
    if let node = object.optional("repostChance") {
      behaviour.repostChance = try node.decimal(in: 0...1)
    }
    behaviour.minutesPerWeek = try object.optional("minutesPerWeek")?
      .integer(in: StatusDecoder.minutes)
    if let hours = try object.optional("hours")?.object() { try read(hours, into: &behaviour) }
    return behaviour
  }

  private static func participation(
    _ node: JSONNode, sourceName: String
  ) throws(Failure) -> Behaviour.Participation {
    switch node.kind {
    case .number, .object:
      .chance(try ParameterDecoder(sourceName: sourceName).participation(node))
    case .string:
      try node.choice("participation", among: [("everyone", Behaviour.Participation.everyone)])
    default:
      throw node.mismatch(
        "\"everyone\", a number from 0 to 1, or an object with low, typical and high")
    }
  }

  private static func read(
    _ object: JSONObject, into behaviour: inout Behaviour
  ) throws(Failure) {
    try object.refuseUnknownKeys(known: ConfigurationKeys.hours)
    let from = try object.required("from").checked(TextChecks.minute)
    let untilNode = try object.required("until")
    let until = try untilNode.text() == "24:00" ? 1440 : untilNode.checked(TextChecks.minute)
    guard from < until else {
      throw untilNode.failure(
        "expected a time of day after \"from\"", hint: "Employees act from morning to evening")
    }
    behaviour.fromMinute = from
    behaviour.untilMinute = until
  }
}

/// Reads the rate card, if the company has one.
enum RateCardDecoder {
  /// The prices that make sense: a bound against slips of the keyboard.
  static let price = 0.0...1_000_000

  static func card(_ node: JSONNode?) throws(Failure) -> RateCard? {
    guard let node else { return nil }
    let object = try node.object()
    try object.refuseUnknownKeys(known: ConfigurationKeys.rateCard)
    let ratesNode = try object.required("rates")
    let written = try ratesNode.object()
    try written.refuseUnknownKeys(known: ConfigurationKeys.rates)
    var rates: [RateCard.Rate] = []
    for kind in RateCard.Kind.allCases {
      guard let own = written.optional(kind.rawValue) else { continue }
      rates.append(.init(kind, price: try own.decimal(in: price)))
    }
    guard !rates.isEmpty else {
      throw ratesNode.failure(
        "expected at least one price, found none",
        hint: "Known: \(ConfigurationKeys.rates.joined(separator: ", "))")
    }
    return RateCard(
      name: try object.required("name").checked(TextChecks.label),
      date: try object.required("date").checked(date),
      currency: try object.required("currency").checked(currency),
      source: try object.required("source").checked(TextChecks.label), rates: rates)
  }

  private static func date(_ text: String) throws(ValidationError) -> String {
    guard text.utf8.count == 10, case .local(let civil)? = WrittenTime(text),
      civil.millisecondOfDay == 0
    else {
      throw ValidationError(
        "expected a date, found \"\(SafeText.excerpt(text))\"", hint: "Write it as 2026-01-15")
    }
    return text
  }

  private static func currency(_ text: String) throws(ValidationError) -> String {
    guard text.utf8.count == 3, text.utf8.allSatisfy({ (0x41...0x5A).contains($0) }) else {
      throw ValidationError(
        "expected a currency of three capitals, found \"\(SafeText.excerpt(text))\"",
        hint: "Write it as in ISO 4217, for example EUR")
    }
    return text
  }
}

/// What the parts of a configuration must know of each other to be checked.
struct ConfigurationContext {
  /// The company's clock.
  let calendar: CompanyCalendar
  /// The ids of all networks, sorted; groups aside.
  let networks: [NetworkID]
  /// The ids of all networks and groups, sorted.
  let places: [NetworkID]
  /// The ids of the courses.
  var courses: [CourseID] = []
  /// The words that the roster uses, once it is read.
  var rosterLabels = RosterLabels()
  private var employees: [EmployeeID: Int] = [:]
  private var owners: [UInt64: String] = [:]

  init(calendar: CompanyCalendar, networks: [Network]) {
    self.calendar = calendar
    self.networks = networks.filter { $0.group == nil }.map(\.id).sorted()
    places = networks.map(\.id).sorted()
  }

  /// What a configuration tells of itself, its roster aside.
  init(_ configuration: Configuration) {
    self.init(calendar: configuration.calendar, networks: configuration.networks)
    courses = configuration.courses.map(\.id)
  }

  /// A network or group by its id.
  func network(_ node: JSONNode) throws(Failure) -> NetworkID {
    try node.choice("network", among: places.map { ($0.text, $0) })
  }

  /// A group by its id.
  func group(_ node: JSONNode) throws(Failure) -> NetworkID {
    let known = Set(places).subtracting(networks).sorted()
    guard !known.isEmpty else {
      throw node.failure(
        "unknown group \"\(SafeText.excerpt(try node.text()))\"; there are no groups",
        hint: "Add it to \"groups\"")
    }
    return try node.choice("group", among: known.map { ($0.text, $0) })
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
    "groups", "policy", "behaviour", "parameters", "rateCard", "links", "strings", "mail",
  ]
  static let company = ["name", "timeZone"]
  static let page = ["followers", "node"]
  static let network =
    ["title", "actions", "textLimit", "audience"]
    + ParameterName.allCases.filter(\.isPerNetwork).map(\.rawValue)
  static let audience = ["file", "edges", "weightColumn"]
  static let group =
    ["id", "network", "title", "members", "closed", "employees", "welcome"]
    + ParameterName.allCases.filter(\.isOfGroup).map(\.rawValue)
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
  static let scope = ["networks", "groups", "topics", "campaigns", "hashtags", "tags"] + selector

  /// The keys that every rule may have.
  static let rule = ["id", "type", "sentence", "from", "until", "when", "hold"]

  /// The names of weekdays, Monday first.
  static let weekdays = [
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
  ]
}
