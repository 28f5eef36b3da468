import AdvocacyModel

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
