import AdvocacyModel

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
    case joined
    case left
    case seniority
    case contract
    case leaveFrom = "leave_from"
    case leaveUntil = "leave_until"
  }

  /// Other names of columns, as HR systems export them; the clean form of `heading(_:)`.
  private static let aliases: [String: Field] = [
    "employee_id": .id, "employee": .id, "person_id": .id, "personnel_number": .id,
    "full_name": .name, "display_name": .name, "employee_name": .name,
    "department": .team, "dept": .team, "team_name": .team,
    "title": .role, "job_title": .role, "position": .role,
    "country_code": .country, "language_code": .language, "lang": .language, "locale": .language,
    "interests": .topics, "topic": .topics,
    "consent": .consentFrom, "consent_date": .consentFrom, "consent_end": .consentUntil,
    "hire_date": .joined, "start_date": .joined, "hired": .joined,
    "grade": .seniority, "contract_type": .contract, "employee_class": .contract,
    "end_date": .left, "leaving_date": .left, "termination_date": .left,
  ]

  /// The columns of a table by its headings.
  ///
  /// Letter case, and whether words are joined by space, hyphen or underscore, doesn't count.
  ///
  /// - Throws: a failure at the first heading that is unknown or means the same as one before it.
  static func columns(
    of header: [String], file: String, in context: ConfigurationContext
  ) throws(Failure) -> [RosterColumn] {
    let accounts = accountColumns(context.networks)
    var columns: [RosterColumn] = []
    for heading in header {
      let place = Place(file: file, line: 1, path: heading)
      let column = try column(heading, accounts, context, place)
      if let other = columns.firstIndex(of: column) {
        throw Failure(
          .configuration, at: place, "means the same as the column \"\(header[other])\"",
          hint: "Keep one of the two")
      }
      columns.append(column)
    }
    guard columns.contains(.field(.id)) else {
      throw Failure(
        .configuration, at: Place(file: file, line: 1), "there is no column \"id\"",
        hint: "Each employee needs an id that stays the same")
    }
    return columns
  }

  /// Tells whether a heading names the column of ids.
  static func isID(_ heading: String) -> Bool {
    let name = clean(heading)
    return Field(rawValue: name) == .id || aliases[name] == .id
  }

  private static func column(
    _ heading: String, _ accounts: [String: RosterColumn], _ context: ConfigurationContext,
    _ place: Place
  ) throws(Failure) -> RosterColumn {
    if let course = heading.split(separator: ":", maxSplits: 1).last, course != heading,
      clean(heading).hasPrefix("training:")
    {
      return .training(try known(course: course.filter { $0 != " " }, context, place))
    }
    let name = clean(heading)
    if let field = Field(rawValue: name) ?? aliases[name] { return .field(field) }
    if let account = accounts[name] { return account }
    let known = Field.allCases.map(\.rawValue) + context.networks.map { clean($0.text) }
    let hint = NearMiss.hint(name, among: known + accounts.keys.sorted())
    throw Failure(
      .configuration, at: place, "unknown column",
      hint: hint ?? "Known: \(known.joined(separator: ", ")), NETWORK_handle, training:COURSE")
  }

  private static func known(
    course: String, _ context: ConfigurationContext, _ place: Place
  ) throws(Failure) -> CourseID {
    guard let id = context.courses.first(where: { $0.text == course }) else {
      let known = context.courses.map(\.text)
      throw Failure(
        .configuration, at: place,
        "unknown course \"\(SafeText.excerpt(course))\"; known: \(known.joined(separator: ", "))",
        hint: NearMiss.hint(course, among: known) ?? "Add it to \"courses\" in config.json")
    }
    return id
  }

  private static func accountColumns(_ networks: [NetworkID]) -> [String: RosterColumn] {
    var columns: [String: RosterColumn] = [:]
    for network in networks {
      let name = clean(network.text)
      columns[name] = .followers(network)
      columns["\(name)_followers"] = .followers(network)
      columns["\(name)_handle"] = .handle(network)
      columns["\(name)_node"] = .node(network)
    }
    return columns
  }

  /// A heading in small letters, its words joined by underscores.
  private static func clean(_ heading: String) -> String {
    heading.lowercased().split { $0 == " " || $0 == "-" || $0 == "_" }.joined(separator: "_")
  }
}
