package import AdvocacyModel

/// A parameter of a rule: something that a configuration can say and the ledger can keep.
protocol RuleValue: Sendable {
  /// The value as the ledger keeps it; nil: it keeps none.
  var stored: StoredValue? { get }

  /// Makes the value of what the ledger keeps, or nil where that is none such.
  init?(stored: StoredValue?, employee: (String) -> EmployeeID?)
}

extension Bool: RuleValue {
  var stored: StoredValue? { .bool(self) }

  init?(stored: StoredValue?, employee: (String) -> EmployeeID?) {
    guard case .bool(let value) = stored else { return nil }
    self = value
  }
}

extension Int: RuleValue {
  var stored: StoredValue? { .integer(self) }

  init?(stored: StoredValue?, employee: (String) -> EmployeeID?) {
    guard case .integer(let value) = stored else { return nil }
    self = value
  }
}

extension Double: RuleValue {
  var stored: StoredValue? { .decimal(self) }

  init?(stored: StoredValue?, employee: (String) -> EmployeeID?) {
    switch stored {
    case .decimal(let value): self = value
    case .integer(let value): self = Double(value)
    default: return nil
    }
  }
}

extension String: RuleValue {
  var stored: StoredValue? { .text(self) }

  init?(stored: StoredValue?, employee: (String) -> EmployeeID?) {
    guard case .text(let value) = stored else { return nil }
    self = value
  }
}

extension Instant: RuleValue {
  var stored: StoredValue? { .text(rfc3339) }

  init?(stored: StoredValue?, employee: (String) -> EmployeeID?) {
    guard case .text(let value) = stored, let instant = Instant(rfc3339: value) else { return nil }
    self = instant
  }
}

extension Identifier: RuleValue {
  var stored: StoredValue? {
    if let id = self as? EmployeeID { .employee(id) } else { .text(text) }
  }

  init?(stored: StoredValue?, employee: (String) -> EmployeeID?) {
    switch stored {
    case .employee(let id):
      guard let id = id as? Self else { return nil }
      self = id
    case .text(let text):
      guard let id = Self.self == EmployeeID.self ? employee(text) as? Self : Self(text) else {
        return nil
      }
      self = id
    default: return nil
    }
  }
}

extension Optional: RuleValue where Wrapped: RuleValue {
  var stored: StoredValue? { flatMap(\.stored) }

  init?(stored: StoredValue?, employee: (String) -> EmployeeID?) {
    guard let stored else {
      self = .none
      return
    }
    guard let value = Wrapped(stored: stored, employee: employee) else { return nil }
    self = value
  }
}

extension Array: RuleValue where Element: RuleValue {
  var stored: StoredValue? { .list(compactMap(\.stored)) }

  init?(stored: StoredValue?, employee: (String) -> EmployeeID?) {
    guard case .list(let values) = stored else { return nil }
    let elements = values.compactMap { Element(stored: $0, employee: employee) }
    guard elements.count == values.count else { return nil }
    self = elements
  }
}

extension Dictionary: RuleValue where Key == String, Value: RuleValue {
  var stored: StoredValue? { .object(compactMapValues(\.stored)) }

  init?(stored: StoredValue?, employee: (String) -> EmployeeID?) {
    guard case .object(let members) = stored else { return nil }
    let values = members.compactMapValues { Value(stored: $0, employee: employee) }
    guard values.count == members.count else { return nil }
    self = values
  }
}

extension RuleValue where Self: RawRepresentable<String> {
  var stored: StoredValue? { .text(rawValue) }

  init?(stored: StoredValue?, employee: (String) -> EmployeeID?) {
    guard case .text(let word) = stored else { return nil }
    self.init(rawValue: word)
  }
}

extension Action: RuleValue {}

extension Period: RuleValue {
  var stored: StoredValue? {
    .object(["from": from?.stored, "until": until?.stored].compactMapValues { $0 })
  }

  init?(stored: StoredValue?, employee: (String) -> EmployeeID?) {
    guard let stored, case .object = stored,
      let from = Instant?(stored: stored["from"], employee: employee),
      let until = Instant?(stored: stored["until"], employee: employee)
    else { return nil }
    self.init(from: from, until: until)
  }
}

extension Selector: RuleValue {
  var stored: StoredValue? {
    let lists: [String: StoredValue?] = [
      "employees": employees.stored, "teams": teams.stored, "roles": roles.stored,
      "countries": countries.stored, "languages": languages.stored,
      "contracts": contracts.stored, "seniorities": seniorities.stored,
    ]
    return .object(lists.compactMapValues { $0 })
  }

  init?(stored: StoredValue?, employee: (String) -> EmployeeID?) {
    guard let stored, case .object = stored else { return nil }
    func list<Value: RuleValue>(_ key: String, _: Value.Type = Value.self) -> [Value]?? {
      [Value]?(stored: stored[key], employee: employee)
    }
    guard let employees = list("employees", EmployeeID.self),
      let teams = list("teams", String.self),
      let roles = list("roles", String.self), let countries = list("countries", String.self),
      let languages = list("languages", String.self),
      let contracts = list("contracts", String.self),
      let seniorities = list("seniorities", String.self)
    else { return nil }
    self.init(
      employees: employees, teams: teams, roles: roles, countries: countries,
      languages: languages, contracts: contracts, seniorities: seniorities)
  }
}

extension StoredValue {
  /// The stored form of a selector of employees.
  package static func stored(_ selector: Selector) -> StoredValue {
    selector.stored ?? .object([:])
  }

  /// The stored form of some periods.
  package static func stored(_ periods: [Period]) -> StoredValue {
    periods.stored ?? .list([])
  }
}

extension Rule {
  /// What a later form of the rule has otherwise, key by key, such as `end: 08:00 → 09:00`.
  ///
  /// Keys whose values are too long or too deep for a line stand alone. Rules of different types
  /// have no keys in common.
  package func differences(to later: Rule, calendar: CompanyCalendar) -> [String] {
    let words = DifferenceWords(calendar: calendar)
    let own = (parameters as? any RuleType).map { words.keys(of: $0, later.parameters) } ?? []
    let lists: [(String, [String]?, [String]?)] = [
      ("networks", scope.networks?.map(\.text), later.scope.networks?.map(\.text)),
      ("topics", scope.topics, later.scope.topics),
      ("campaigns", scope.campaigns, later.scope.campaigns),
      ("hashtags", scope.hashtags, later.scope.hashtags), ("tags", scope.tags, later.scope.tags),
    ]
    let labels = lists + words.lists(scope.employees, later.scope.employees)
    let scopes = labels.compactMap { name, then, now in
      words.difference("when \(name)", then?.joined(separator: ", "), now?.joined(separator: ", "))
    }
    let dates = [
      ("from", period.from, later.period.from), ("until", period.until, later.period.until),
    ].compactMap { name, then, now in
      words.difference(name, then.map(calendar.format), now.map(calendar.format))
    }
    return own + scopes + dates + (sentence == later.sentence ? [] : ["sentence"])
  }
}

/// Puts into words how values differ.
private struct DifferenceWords {
  let calendar: CompanyCalendar

  /// The longest value that is quoted (assumed: two fit on a line).
  private static let longest = 40

  func keys<Parameters: RuleType>(
    of then: Parameters, _ now: any RuleParameters
  ) -> [String] {
    guard let now = now as? Parameters else { return [] }
    return Parameters.keys.flatMap { key -> [String] in
      let (before, after) = (key.get(then), key.get(now))
      guard before != after else { return [] }
      if case .selector = key.shape { return selectors(before, after) }
      guard let before = words(before, key.shape), let after = words(after, key.shape) else {
        return [key.name]
      }
      return [difference(key.name, before, after) ?? key.name]
    }
  }

  func difference(_ name: String, _ then: String?, _ now: String?) -> String? {
    guard then != now else { return nil }
    let (then, now) = (then ?? "none", now ?? "none")
    guard max(then.count, now.count) <= Self.longest else { return name }
    return "\(name): \(then) → \(now)"
  }

  func lists(_ then: Selector, _ now: Selector) -> [(String, [String]?, [String]?)] {
    [
      ("employees", then.employees?.map(\.text), now.employees?.map(\.text)),
      ("teams", then.teams, now.teams), ("roles", then.roles, now.roles),
      ("countries", then.countries, now.countries), ("languages", then.languages, now.languages),
      ("contracts", then.contracts, now.contracts),
      ("seniorities", then.seniorities, now.seniorities),
    ]
  }

  /// The lists of a selector that differ, each by its own name.
  private func selectors(_ then: StoredValue?, _ now: StoredValue?) -> [String] {
    func names(_ value: StoredValue?) -> [String] {
      if case .object(let members) = value { Array(members.keys) } else { [] }
    }
    return Set(names(then) + names(now)).sorted().compactMap { name in
      difference(name, words(then?[name], .labels), words(now?[name], .labels))
    }
  }

  /// A value in words; nil where it is too deep.
  private func words(_ value: StoredValue?, _ shape: RuleShape?) -> String? {
    switch value {
    case nil: "none"
    case .bool(let flag): flag ? "yes" : "no"
    case .integer(let number): shape == .minute ? Self.time(number) : "\(number)"
    case .decimal(let number): "\(number)"
    case .text(let text): Instant(rfc3339: text).map(calendar.format) ?? text
    case .employee(let id): id.text
    case .list(let values): listed(values.map { words($0, nil) })
    case .object: nil
    }
  }

  private func listed(_ words: [String?]) -> String? {
    let known = words.compactMap { $0 }
    return known.count == words.count ? known.joined(separator: ", ") : nil
  }

  private static func time(_ minute: Int) -> String {
    func digits(_ number: Int) -> String { (number < 10 ? "0" : "") + "\(number)" }
    return "\(digits(minute / 60)):\(digits(minute % 60))"
  }
}

/// What a comparison of policies has to make up for a rule to speak.
extension Rule {
  /// What has to have happened before.
  package enum PastNeeded: Hashable, Sendable {
    /// Accounts took part so often: each number tells cases apart.
    case participations([Int])
    /// Accounts passed on the same text under another id.
    case sameText
  }

  /// The largest number of earlier posts that is made up (assumed: larger caps are seldom met).
  private static let mostEarlierPosts = 20

  /// What has to have happened before; nil where the rule asks about no past.
  package var pastNeeded: PastNeeded? {
    switch lookback {
    case .nowhere: nil
    case .content: .sameText
    case .window, .span, .everything:
      .participations(
        Set(parameters.stored.wholeNumbers).union([1])
          .filter { (1...Self.mostEarlierPosts).contains($0) }.sorted())
    }
  }

  /// The roles in which approvals count, and how many are asked for; nil where none is.
  package var approvalsNeeded: (roles: [String], count: Int)? {
    wantedApprovals.map { ($0.roles, $0.count) }
  }

  /// The approvals that the rule asks for; nil where it asks for none.
  var wantedApprovals: WantedApprovals? {
    (parameters as? any RuleType).map(\.wanted).flatMap { $0.roles.isEmpty ? nil : $0 }
  }
}

extension StoredValue {
  /// All whole numbers in the value, in no order.
  fileprivate var wholeNumbers: [Int] {
    switch self {
    case .integer(let number): [number]
    case .list(let values): values.flatMap(\.wholeNumbers)
    case .object(let members): members.values.flatMap(\.wholeNumbers)
    case .bool, .decimal, .text, .employee: []
    }
  }
}
