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
