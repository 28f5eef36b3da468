import AdvocacyModel
import StrictJSON

/// What a column of the roster's table holds.
enum RosterColumn: Hashable {
  case field(Field)
  case training(CourseID)
  case followers(NetworkID)
  case handle(NetworkID)
  case node(NetworkID)

  /// The columns that don't hang on courses or networks.
  enum Field: String, CaseIterable {
    case id
    case name
    case team
    case role
    case country
    case language
    case topics
    case consentFrom = "consent_from"
    case consentUntil = "consent_until"
    case consentNetworks = "consent_networks"
    case consentEvidence = "consent_evidence"
    case joined
    case left
    case seniority
    case contract
    case leaveFrom = "leave_from"
    case leaveUntil = "leave_until"
    case optOut = "opt_out"
    case optOutTopics = "opt_out_topics"
    case optOutCampaigns = "opt_out_campaigns"
    case optOutNetworks = "opt_out_networks"
    case optOutFrom = "opt_out_from"
    case optOutUntil = "opt_out_until"
    case minutesPerWeek = "minutes_per_week"
  }

  /// Other names of columns, as HR systems export them, by their keys.
  private static let aliases: [String: Field] = [
    "employee_id": .id, "employee": .id, "person_id": .id, "personnel_number": .id,
    "full_name": .name, "display_name": .name, "employee_name": .name,
    "department": .team, "dept": .team, "team_name": .team,
    "title": .role, "job_title": .role, "position": .role,
    "country_code": .country, "language_code": .language, "lang": .language, "locale": .language,
    "interests": .topics, "topic": .topics,
    "consent": .consentFrom, "consent_date": .consentFrom, "consent_end": .consentUntil,
    "consent_source": .consentEvidence, "consent_reference": .consentEvidence,
    "hire_date": .joined, "start_date": .joined, "hired": .joined,
    "grade": .seniority, "contract_type": .contract, "employee_class": .contract,
    "end_date": .left, "leaving_date": .left, "termination_date": .left,
    "optout": .optOut, "opted_out": .optOut, "optouttopics": .optOutTopics,
    "optoutcampaigns": .optOutCampaigns, "optoutnetworks": .optOutNetworks,
    "personalnummer": .id, "personal_nr": .id, "mitarbeiter_id": .id, "abteilung": .team,
    "stelle": .role, "land": .country, "sprache": .language, "themen": .topics,
    "eintritt": .joined, "eintrittsdatum": .joined, "austritt": .left, "austrittsdatum": .left,
    "id_empleado": .id, "id_de_empleado": .id, "numero_de_empleado": .id,
    "nombre_completo": .name, "nombre_y_apellidos": .name, "departamento": .team, "equipo": .team,
    "puesto": .role, "cargo": .role, "pais": .country, "idioma": .language, "temas": .topics,
    "fecha_de_alta": .joined, "fecha_de_baja": .left, "matricule": .id, "nom_complet": .name,
    "equipe": .team, "poste": .role, "pays": .country, "langue": .language,
  ]

  /// The columns of a table, by the settings first and its headings otherwise, and what to say of
  /// columns that are not used; nil for each of these.
  ///
  /// Letter case, accents, and whether words are joined by space, hyphen or underscore, don't
  /// count. A heading that is nearly a known one, or that may tell who takes no part, is refused
  /// unless the settings pass over it: as a slip it would do harm in silence.
  ///
  /// - Throws: a failure at the first heading that is refused or means the same as one before it,
  ///   or at the setting that names none.
  static func columns(
    of table: Table, _ settings: RosterSettings, in context: ConfigurationContext
  ) throws(Failure) -> (columns: [RosterColumn?], notices: [String]) {
    let names = RosterColumnNames(table, context)
    var columns = [RosterColumn?](repeating: nil, count: table.header.count)
    for entry in settings.columns {
      let (index, column) = try names.mapped(entry)
      guard columns[index] == nil, !columns.contains(column) else {
        throw entry.heading.failure(
          "the column or the field is named twice", hint: "Keep one of the two")
      }
      columns[index] = column
    }
    let mapped = columns
    let ignored = try names.ignored(settings)
    var unused: [String] = []
    for (index, heading) in table.header.enumerated()
    where mapped[index] == nil && !ignored.contains(index) {
      guard let column = try names.column(heading), !mapped.contains(column) else {
        unused.append(heading)
        continue
      }
      if let other = columns.firstIndex(of: column) {
        throw names.failure(
          heading, "means the same as the column \"\(table.header[other])\"",
          hint: "Keep one of the two, or list the other under \"ignore\" of \"employees\"")
      }
      columns[index] = column
    }
    guard columns.contains(.field(.id)) else { throw withoutID(table) }
    guard !unused.isEmpty else { return (columns, []) }
    let list = unused.prefix(5).map { "\"\(SafeText.excerpt($0))\"" }.joined(separator: ", ")
    let more = unused.count > 5 ? " and \(unused.count - 5) more" : ""
    return (columns, ["columns not used: \(list)\(more)"])
  }

  /// Whether its cells are dates.
  var isDate: Bool {
    switch self {
    case .training: true
    case .field(let field):
      [
        .consentFrom, .consentUntil, .joined, .left, .leaveFrom, .leaveUntil, .optOutFrom,
        .optOutUntil,
      ].contains(field)
    case .followers, .handle, .node: false
    }
  }

  /// Tells whether a heading names the column of ids.
  static func isID(_ heading: String) -> Bool { field(Heading.key(heading)) == .id }

  /// The keys of all headings that are known, but those of trainings.
  static func knownKeys(networks: [NetworkID]) -> Set<String> {
    Set(Field.allCases.map(\.rawValue) + aliases.keys + accountColumns(networks).keys)
  }

  /// What is wrong with a table that doesn't say who is who.
  static func withoutID(_ table: Table) -> Failure {
    Failure(
      .configuration, at: Place(file: table.file, line: table.headerLine),
      "there is no column \"id\"",
      hint: "Each employee needs an id that stays the same; if it has another heading, name that "
        + "in config.json: \"employees\": {\"columns\": {\"id\": \"…\"}}")
  }

  /// The field of a heading's key.
  fileprivate static func field(_ key: String) -> Field? { Field(rawValue: key) ?? aliases[key] }

  fileprivate static func accountColumns(_ networks: [NetworkID]) -> [String: RosterColumn] {
    var columns: [String: RosterColumn] = [:]
    for network in networks {
      let name = Heading.key(network.text)
      columns[name] = .followers(network)
      columns["\(name)_followers"] = .followers(network)
      columns["\(name)_handle"] = .handle(network)
      columns["\(name)_node"] = .node(network)
    }
    return columns
  }
}

/// What the headings of one table mean.
private struct RosterColumnNames {
  let table: Table
  let context: ConfigurationContext
  let accounts: [String: RosterColumn]

  init(_ table: Table, _ context: ConfigurationContext) {
    self.table = table
    self.context = context
    accounts = RosterColumn.accountColumns(context.networks)
  }

  /// The column that a setting names, and what it holds.
  func mapped(_ entry: RosterSettings.Column) throws(Failure) -> (Int, RosterColumn) {
    guard let column = try known(entry.field) else {
      throw entry.heading.failure(
        "an employee has no field \"\(SafeText.excerpt(entry.field))\"; known: "
          + "\(known.joined(separator: ", ")), training:COURSE",
        hint: NearMiss.hint(entry.field, among: known))
    }
    let heading = try entry.heading.text()
    guard let index = try table.column(named: heading) else {
      throw entry.heading.failure(
        "\(table.file) has no column \"\(SafeText.excerpt(heading))\"; it has: "
          + table.header.prefix(20).joined(separator: ", "),
        hint: NearMiss.hint(heading, among: table.header))
    }
    return (index, column)
  }

  /// The columns that the settings pass over.
  func ignored(_ settings: RosterSettings) throws(Failure) -> Set<Int> {
    var columns: Set<Int> = []
    for node in settings.ignored {
      let heading = try node.text()
      guard let found = table.columns(matching: heading) else {
        throw node.failure(
          "\(table.file) has no column \"\(SafeText.excerpt(heading))\"",
          hint: NearMiss.hint(heading, among: table.header) ?? "Take it off the list")
      }
      columns.formUnion(found)
    }
    return columns
  }

  /// What a heading means; nil where nobody knows and nothing depends on it.
  func column(_ heading: String) throws(Failure) -> RosterColumn? {
    if let column = try known(heading) { return column }
    let key = Heading.key(heading)
    if let meant = known.first(where: { NearMiss.isSlip(key, of: $0) }) {
      throw failure(heading, "unknown column", hint: "Did you mean \"\(meant)\"?")
    }
    guard !Self.telling.contains(where: key.contains) else {
      throw failure(
        heading, "unknown column, which may say who takes no part",
        hint: "Say in config.json what it holds, under \"columns\" of \"employees\", or list it "
          + "under \"ignore\"")
    }
    return nil
  }

  /// Words in headings that nobody may pass over unasked.
  private static let telling = [
    "consent", "opt_out", "optout", "opted", "opt_in", "optin", "einwilligung", "widerruf",
  ]

  private func known(_ heading: String) throws(Failure) -> RosterColumn? {
    let key = Heading.key(heading)
    if key.hasPrefix("training:"), let mark = heading.firstIndex(of: ":") {
      let course = heading[heading.index(after: mark)...].filter { $0 != " " }
      return .training(try known(course: course, heading))
    }
    return RosterColumn.field(key).map { .field($0) } ?? accounts[key]
  }

  private var known: [String] {
    RosterColumn.Field.allCases.map(\.rawValue) + accounts.keys.sorted()
  }

  private func known(course: String, _ heading: String) throws(Failure) -> CourseID {
    guard let id = context.courses.first(where: { $0.text == course }) else {
      let known = context.courses.map(\.text)
      throw failure(
        heading,
        "unknown course \"\(SafeText.excerpt(course))\"; known: \(known.joined(separator: ", "))",
        hint: NearMiss.hint(course, among: known) ?? "Add it to \"courses\" in config.json")
    }
    return id
  }

  /// A failure at a heading.
  func failure(_ heading: String, _ message: String, hint: String) -> Failure {
    Failure(
      .configuration, at: Place(file: table.file, line: table.headerLine, path: heading), message,
      hint: hint)
  }
}

extension RosterColumn {
  /// The heading that a table has for it where nobody chose another.
  var heading: String {
    switch self {
    case .field(let field): field.rawValue
    case .training(let course): "training:\(course)"
    case .followers(let network): "\(network)_followers"
    case .handle(let network): "\(network)_handle"
    case .node(let network): "\(network)_node"
    }
  }

  /// The key of an employee of `config.json` under which it stands.
  var key: String {
    switch self {
    case .training: "trainings"
    case .followers, .handle, .node: "accounts"
    case .field(let field):
      switch field {
      case .joined, .left: "employed"
      case .consentFrom, .consentUntil, .consentNetworks, .consentEvidence: "consent"
      case .leaveFrom, .leaveUntil: "leave"
      case .optOut, .optOutTopics, .optOutCampaigns, .optOutNetworks, .optOutFrom, .optOutUntil:
        "optOuts"
      case .id, .name, .team, .role, .country, .language, .topics, .seniority, .contract:
        field.rawValue
      case .minutesPerWeek: "minutesPerWeek"
      }
    }
  }

  /// Whether it tells what an employee chose to stay out of.
  var isOptOut: Bool { key == "optOuts" }

  /// The cell that says what an employee has in it; empty where there is nothing.
  func text(of employee: Employee, by calendar: CompanyCalendar) -> String {
    func day(_ instant: Instant?) -> String { instant.map { calendar.beginning($0) } ?? "" }
    func end(_ instant: Instant?) -> String { instant.map { calendar.ending($0) } ?? "" }
    switch self {
    case .training(let course):
      return day(employee.trainings.filter { $0.course == course }.map(\.completed).max())
    case .followers(let network):
      return employee.account(on: network).map { String($0.followers) } ?? ""
    case .handle(let network): return employee.account(on: network)?.handle ?? ""
    case .node(let network): return employee.account(on: network)?.node.map { String($0) } ?? ""
    case .field(let field):
      switch field {
      case .id: return employee.id.text
      case .name: return employee.name
      case .team: return employee.team
      case .role: return employee.role
      case .country: return employee.country
      case .language: return employee.language
      case .topics: return employee.topics.joined(separator: "; ")
      case .consentFrom: return day(employee.consent?.period.from)
      case .consentUntil: return end(employee.consent?.period.until)
      case .consentNetworks:
        return employee.consent?.networks?.map(\.text).joined(separator: "; ") ?? ""
      case .consentEvidence: return employee.consent?.evidence ?? ""
      case .joined: return day(employee.employed.from)
      case .left: return end(employee.employed.until)
      case .seniority: return employee.status.seniority
      case .contract: return employee.status.contract
      case .minutesPerWeek: return employee.status.minutesPerWeek.map { String($0) } ?? ""
      case .leaveFrom: return day(employee.status.leave.last?.from)
      case .leaveUntil: return end(employee.status.leave.last?.until)
      case .optOut, .optOutTopics, .optOutCampaigns, .optOutNetworks, .optOutFrom, .optOutUntil:
        return ""
      }
    }
  }

  /// Gives an employee what a newer row has in it.
  ///
  /// A course completed again counts beside the first time; leave that is new comes after the
  /// older, or in its place where a table holds the roster.
  func carry(from row: Employee, to employee: inout Employee, isTable: Bool) {
    switch self {
    case .training(let course):
      guard let new = row.trainings.last(where: { $0.course == course }) else { return }
      if isTable { employee.trainings.removeAll { $0.course == course } }
      employee.trainings.append(new)
    case .followers(let network), .handle(let network), .node(let network):
      guard let new = row.account(on: network) else { return }
      guard let place = employee.accounts.firstIndex(where: { $0.network == network }) else {
        employee.accounts = (employee.accounts + [new]).sorted { $0.network < $1.network }
        return
      }
      if case .followers = self { employee.accounts[place].followers = new.followers }
      if case .handle = self { employee.accounts[place].handle = new.handle }
      if case .node = self { employee.accounts[place].node = new.node }
    case .field(let field): Self.carry(field, from: row, to: &employee, isTable: isTable)
    }
  }

  private static func carry(
    _ field: Field, from row: Employee, to employee: inout Employee, isTable: Bool
  ) {
    switch field {
    case .name: employee.name = row.name
    case .team: employee.team = row.team
    case .role: employee.role = row.role
    case .country: employee.country = row.country
    case .language: employee.language = row.language
    case .topics: employee.topics = row.topics
    case .joined: employee.employed.from = row.employed.from
    case .left: employee.employed.until = row.employed.until
    case .seniority: employee.status.seniority = row.status.seniority
    case .contract: employee.status.contract = row.status.contract
    case .minutesPerWeek: employee.status.minutesPerWeek = row.status.minutesPerWeek
    case .consentFrom, .consentUntil, .consentNetworks, .consentEvidence:
      guard let new = row.consent else { return }
      var consent = employee.consent ?? Consent(period: Period(from: new.period.from))
      switch field {
      case .consentFrom: consent.period.from = new.period.from
      case .consentUntil: consent.period.until = new.period.until
      case .consentNetworks: consent.networks = new.networks
      default: consent.evidence = new.evidence
      }
      employee.consent = consent
    case .leaveFrom, .leaveUntil:
      guard let new = row.status.leave.last, !employee.status.leave.contains(new) else { return }
      employee.status.leave = isTable ? [new] : employee.status.leave + [new]
    case .id, .optOut, .optOutTopics, .optOutCampaigns, .optOutNetworks, .optOutFrom, .optOutUntil:
      break
    }
  }
}
