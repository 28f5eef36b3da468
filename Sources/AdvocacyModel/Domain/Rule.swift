/// One rule of the policy: data, effective-dated, with a sentence for people.
package struct Rule: Sendable {
  /// The id by which explanations name it.
  package var id: RuleID
  /// What it asks.
  package var parameters: any RuleParameters
  /// The posts and employees it speaks about.
  package var scope: Scope
  /// When it is in force.
  package var period: Period
  /// At which moments it speaks; nil: as rules of its type usually do.
  package var hold: Hold?
  /// The sentence for people that the company wrote; nil: the rule's own.
  package var sentence: String?

  package init(
    id: RuleID, _ parameters: any RuleParameters, scope: Scope = Scope(),
    period: Period = Period(), hold: Hold? = nil, sentence: String? = nil
  ) {
    self.id = id
    self.parameters = parameters
    self.scope = scope
    self.period = period
    self.hold = hold
    self.sentence = sentence
  }

  /// The word that names its type.
  package var type: String { parameters.name }

  /// The ids of the rules that are built in; a company's own rules can't have them.
  package static let reservedIDs = BuiltInRule.allCases.map(\.rawValue)
}

extension Rule: Hashable {
  package static func == (lhs: Self, rhs: Self) -> Bool {
    lhs.id == rhs.id && areEqual(lhs.parameters, rhs.parameters) && lhs.scope == rhs.scope
      && lhs.period == rhs.period && lhs.hold == rhs.hold && lhs.sentence == rhs.sentence
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(id)
    hasher.combine(parameters)
    hasher.combine(scope)
    hasher.combine(period)
    hasher.combine(hold)
    hasher.combine(sentence)
  }
}

/// What a rule asks, with its parameters: a value of one of the types of rules.
///
/// The types themselves, with all that they say and how they are read, stand in `AdvocacyPolicy`,
/// each whole in one file.
package protocol RuleParameters: Hashable, Sendable {
  /// The word after `"type"` in a configuration, under which the ledger keeps the rule as well: a
  /// contract.
  static var name: String { get }
  /// The parameters under the ledger's keys.
  var stored: StoredValue { get }
  /// The roles whose approval the rule asks for.
  var approvers: [String] { get }
}

extension RuleParameters {
  /// The word that names the type.
  package var name: String { Self.name }

  /// Nobody: most rules ask for no approval.
  package var approvers: [String] { [] }

  /// Tells whether another rule is of the same type and has the same parameters.
  fileprivate func isEqual(to other: any RuleParameters) -> Bool { other as? Self == self }
}

/// Makes a rule's parameters of their stored form.
///
/// It takes the type's name, the parameters, and what makes an id of the name under which an
/// employee was stored. It throws `badData` for a type that nobody knows and for parameters that are
/// no such rule's.
package typealias RuleRestorer =
  @Sendable (
    _ type: String, _ stored: StoredValue, _ employee: (String) -> EmployeeID?
  ) throws(Failure) -> any RuleParameters

/// Tells whether two rules ask the same, or are both missing.
package func areEqual(_ first: (any RuleParameters)?, _ second: (any RuleParameters)?) -> Bool {
  switch (first, second) {
  case (nil, nil): true
  case (let first?, let second?): first.isEqual(to: second)
  default: false
  }
}

/// The rules that hold without being written; their ids are reserved.
package enum BuiltInRule: String, CaseIterable, Sendable {
  /// Denies employees without an account on the network.
  case account
  /// Denies whom the other rules leave no action.
  case action
  /// Denies employees whose consent is not in force on the network, and withholds the actions
  /// that it doesn't cover.
  case consent
  /// Denies those who are not employed at the instant.
  case employed
  /// Denies a post that is over.
  case expiry
  /// Defers colleagues to slots of their own; part of fair play.
  case stagger = "fair-stagger"
  /// Denies those who are suspended at the instant.
  case suspended
  /// Denies those who have no text that the network takes, with the words that rules add.
  case textLimit = "text-limit"
  /// Keeps colleagues from saying the same; part of fair play.
  case textUniqueness = "fair-words"
  /// Denies who chose to stay out; nobody is told, ranked or asked why.
  case voluntary
  /// Denies a post that welcomes somebody whose consent to it is not in force.
  case welcome = "welcome-consent"
  /// Gives up an act that was moved too often.
  case window = "no-window"
  /// Denies a post that somebody withdrew.
  case withdrawn

  /// The id by which explanations name the rule.
  package var id: RuleID {
    guard let id = RuleID(rawValue) else { preconditionFailure("\(rawValue) is no id") }
    return id
  }

  /// Tells whether an id is reserved for a built-in rule.
  package static func reserves(_ id: RuleID) -> Bool { Self(rawValue: id.text) != nil }
}

/// When policy is asked about a candidate: an allowed one is asked to take part, and the act that
/// follows is judged again.
package enum Moment: Hashable, Sendable {
  /// Somebody is asked to take part.
  case asking
  /// Somebody acts, at the instant of the act.
  case acting
  /// Somebody is asked and acts at once: what a policy says as a whole.
  case either
}

/// The moments at which a rule speaks.
package enum Hold: String, Hashable, Sendable, CaseIterable {
  /// When people are asked, and never about their acts.
  case asking
  /// When they act: whoever is asked may still be kept from it.
  case acting
  /// When they are asked, and again when they act.
  case both

  /// Tells whether a rule that holds so speaks at a moment.
  package func includes(_ moment: Moment) -> Bool {
    switch self {
    case .asking: moment != .acting
    case .acting: moment != .asking
    case .both: true
    }
  }
}

/// The employees that a selector chooses: nil admits all, a list its members.
package struct Selector: Hashable, Sendable {
  /// The employees by id.
  package var employees: [EmployeeID]?
  package var teams: [String]?
  package var roles: [String]?
  package var countries: [String]?
  package var languages: [String]?
  /// The kinds of contract.
  package var contracts: [String]?
  package var seniorities: [String]?

  package init(
    employees: [EmployeeID]? = nil, teams: [String]? = nil, roles: [String]? = nil,
    countries: [String]? = nil, languages: [String]? = nil, contracts: [String]? = nil,
    seniorities: [String]? = nil
  ) {
    self.employees = employees
    self.teams = teams
    self.roles = roles
    self.countries = countries
    self.languages = languages
    self.contracts = contracts
    self.seniorities = seniorities
  }

  /// Tells whether an employee is chosen at an instant: every list given must hold them.
  ///
  /// Of the roles it is enough that the employee has one at that instant.
  package func admits(_ employee: Employee, at instant: Instant) -> Bool {
    admitsApartFromRole(employee)
      && (roles?.contains { employee.hasRole($0, at: instant) } ?? true)
  }

  /// Tells whether every list but that of the roles holds an employee.
  package func admitsApartFromRole(_ employee: Employee) -> Bool {
    (employees?.contains(employee.id) ?? true)
      && (teams?.contains(employee.team) ?? true)
      && (countries?.contains(employee.country) ?? true)
      && (languages?.contains(employee.language) ?? true)
      && (contracts?.contains(employee.status.contract) ?? true)
      && (seniorities?.contains(employee.status.seniority) ?? true)
  }
}

/// The candidates that a rule speaks about: nil admits all, a list posts that share an entry.
package struct Scope: Hashable, Sendable {
  package var networks: [NetworkID]?
  /// The topics, one of which the post must have.
  package var topics: [String]?
  package var campaigns: [String]?
  /// The hashtags, one of which the post must have.
  package var hashtags: [String]?
  /// The tags, one of which the post must have.
  package var tags: [String]?
  package var employees: Selector

  package init(
    networks: [NetworkID]? = nil, topics: [String]? = nil, campaigns: [String]? = nil,
    hashtags: [String]? = nil, tags: [String]? = nil, employees: Selector = Selector()
  ) {
    self.networks = networks
    self.topics = topics
    self.campaigns = campaigns
    self.hashtags = hashtags
    self.tags = tags
    self.employees = employees
  }

  /// Tells whether the rule speaks about a network.
  package func admits(_ network: Network) -> Bool { networks.cover(network) }
}

/// A value as the ledger keeps it: plain JSON, whose keys are a contract with ledgers already
/// written.
package enum StoredValue: Hashable, Sendable {
  /// True or false.
  case bool(Bool)
  /// A whole number.
  case integer(Int)
  /// A decimal number; one without a fraction is read back as a whole one.
  case decimal(Double)
  case text(String)
  /// An employee, whom the ledger names by a random key and never by roster id.
  case employee(EmployeeID)
  /// Values in order.
  case list([StoredValue])
  /// Values by key.
  case object([String: StoredValue])

  /// The value with each employee named as a text.
  ///
  /// - Complexity: O(values).
  package func naming(_ name: (EmployeeID) -> String) -> StoredValue {
    switch self {
    case .employee(let id): .text(name(id))
    case .list(let values): .list(values.map { $0.naming(name) })
    case .object(let members): .object(members.mapValues { $0.naming(name) })
    case .bool, .integer, .decimal, .text: self
    }
  }
}

extension StoredValue: Codable {
  /// Reads any JSON but `null`, which no stored value is.
  package init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let value = try? container.decode(Bool.self) {
      self = .bool(value)
    } else if let value = try? container.decode(Int.self) {
      self = .integer(value)
    } else if let value = try? container.decode(Double.self) {
      self = .decimal(value)
    } else if let value = try? container.decode(String.self) {
      self = .text(value)
    } else if let value = try? container.decode([StoredValue].self) {
      self = .list(value)
    } else {
      self = .object(try container.decode([String: StoredValue].self))
    }
  }

  /// Writes the value; an employee who was not named is written by roster id.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .bool(let value): try container.encode(value)
    case .integer(let value): try container.encode(value)
    case .decimal(let value): try container.encode(value)
    case .text(let value): try container.encode(value)
    case .employee(let id): try container.encode(id.text)
    case .list(let values): try container.encode(values)
    case .object(let members): try container.encode(members)
    }
  }
}
