package import AdvocacyModel

/// One parameter of a type of rule: its key in a configuration, what may stand there, and where the
/// ledger keeps it.
struct RuleKey<Parameters: RuleType>: Sendable {
  /// The key in a configuration.
  let name: String
  /// What its value looks like; nil: a configuration doesn't have it, only the ledger does.
  let shape: RuleShape?
  /// What the value means, for the schema.
  let meaning: String
  /// Whether the key has to be there.
  let isRequired: Bool
  /// Whether a configuration without a required key is read all the same, as it always was.
  let toleratesAbsence: Bool
  /// The keys that lead to the value in the ledger: a contract.
  let path: [String]
  let get: @Sendable (Parameters) -> StoredValue?
  private let put: @Sendable (inout Parameters, StoredValue?, (String) -> EmployeeID?) -> Bool

  /// Makes a key that may be there.
  ///
  /// - Parameters:
  ///   - name: The key.
  ///   - property: The property that holds the value.
  ///   - shape: What the value looks like.
  ///   - meaning: What it means.
  ///   - stored: Where the ledger keeps it, keys separated by dots; nil: under its name.
  init<Value: RuleValue>(
    _ name: String, _ property: any WritableKeyPath<Parameters, Value> & Sendable,
    _ shape: RuleShape, _ meaning: String = "", stored: String? = nil
  ) {
    self.init(name, property, shape, meaning, isRequired: false, stored: stored ?? name)
  }

  /// Makes a key that has to be there.
  static func required<Value: RuleValue>(
    _ name: String, _ property: any WritableKeyPath<Parameters, Value> & Sendable,
    _ shape: RuleShape, _ meaning: String = "", stored: String? = nil,
    toleratesAbsence: Bool = false
  ) -> Self {
    Self(
      name, property, shape, meaning, isRequired: true, toleratesAbsence: toleratesAbsence,
      stored: stored ?? name)
  }

  /// Makes a parameter that no configuration has, but the ledger keeps.
  static func kept<Value: RuleValue>(
    _ stored: String, _ property: any WritableKeyPath<Parameters, Value> & Sendable
  ) -> Self {
    Self(stored, property, nil, "", isRequired: false, stored: stored)
  }

  private init<Value: RuleValue>(
    _ name: String, _ property: any WritableKeyPath<Parameters, Value> & Sendable,
    _ shape: RuleShape?, _ meaning: String, isRequired: Bool, toleratesAbsence: Bool = false,
    stored: String
  ) {
    self.name = name
    self.shape = shape
    self.meaning = meaning
    self.isRequired = isRequired
    self.toleratesAbsence = toleratesAbsence
    path = stored.split(separator: ".").map(String.init)
    get = { $0[keyPath: property].stored }
    put = { parameters, stored, employee in
      guard let value = Value(stored: stored, employee: employee) else { return false }
      parameters[keyPath: property] = value
      return true
    }
  }

  /// Sets the parameter to a value read from a configuration.
  func set(_ parameters: inout Parameters, _ value: StoredValue) throws(Failure) {
    guard put(&parameters, value, { EmployeeID($0) }) else {
      throw Failure(.internal, "the rule type \(Parameters.name) can't hold its key \"\(name)\"")
    }
  }

  /// Sets the parameter to the value that the ledger keeps.
  ///
  /// - Throws: `badData` where there is none such.
  func restore(
    _ parameters: inout Parameters, from stored: StoredValue, _ employee: (String) -> EmployeeID?
  ) throws(Failure) {
    let value = path.reduce(Optional(stored)) { value, key in value?[key] }
    guard value != nil || !isRequired, put(&parameters, value, employee) else {
      throw Failure(
        .badData,
        "a rule of type \(Parameters.name) kept in the ledger is damaged: "
          + path.joined(separator: "."))
    }
  }
}

extension RuleType {
  /// The parameters as the ledger keeps them: each under its own path of keys.
  var stored: StoredValue {
    Self.keys.reduce(into: StoredValue.object([:])) { stored, key in
      if let value = key.get(self) { stored.set(value, at: key.path[...]) }
    }
  }

  /// Makes a rule of what the ledger keeps.
  ///
  /// - Throws: `badData` where a parameter is missing or is none such.
  init(stored: StoredValue, employee: (String) -> EmployeeID?) throws(Failure) {
    self.init()
    for key in Self.keys { try key.restore(&self, from: stored, employee) }
  }
}

extension StoredValue {
  /// The value under a key; nil where there is none.
  subscript(key: String) -> StoredValue? {
    guard case .object(let members) = self else { return nil }
    return members[key]
  }

  /// Puts a value where keys lead, objects made on the way.
  mutating func set(_ value: StoredValue, at path: ArraySlice<String>) {
    guard let key = path.first else {
      self = value
      return
    }
    var members: [String: StoredValue] = [:]
    if case .object(let known) = self { members = known }
    members[key, default: .object([:])].set(value, at: path.dropFirst())
    self = .object(members)
  }
}

/// What the value of a rule's key looks like in a configuration.
///
/// The reader of configurations, the schema and made-up examples go by these shapes; the compiler
/// asks all of them about a new one.
package enum RuleShape: Hashable, Sendable {
  /// True or false.
  case flag
  /// A whole number within bounds.
  case integer(ClosedRange<Int>)
  /// A number within bounds.
  case decimal(ClosedRange<Double>)
  /// One of a few words; the noun names what is chosen.
  case choice(_ noun: String, among: [Choice])
  /// A word or phrase.
  case label
  /// Words or phrases.
  case labels
  /// Roles; one that is nearly a role of the roster is a slip.
  case roles
  /// Single words.
  case singleWords
  /// Single words in which `*` stands for any letters and `?` for one.
  case globs
  /// Domains of sites.
  case domains
  /// A text for people to read.
  case text
  /// Such texts by language, network or country.
  case texts(by: TextKey)
  /// A course by its id.
  case course
  /// Networks by their ids.
  case networks
  /// Actions.
  case actions
  /// Employees by what they are.
  case selector
  /// An instant.
  case time
  /// Civil days, each the period that it lasts.
  case days
  /// A time of day, as the minute of the day.
  case minute
  /// Weekdays, 1 for Monday to 7 for Sunday.
  case weekdays(atMost: Int)
  /// A count for each of some tiers, within bounds.
  case tierCounts(ClosedRange<Int>)

  /// The longest glob, in characters: each is a state in one machine word.
  package static let longestGlob = 63

  /// A word with the value that it stands for.
  package struct Choice: Hashable, Sendable {
    package var word: String
    /// What it stands for.
    package var value: StoredValue
  }

  /// What texts are told apart by.
  package enum TextKey: Hashable, Sendable, CaseIterable {
    /// The employee's language.
    case language
    case network
    /// The employee's country.
    case country
  }

  /// One of the words of an enumeration.
  static func choice<Value: CaseIterable & RawRepresentable<String>>(
    _ noun: String, of _: Value.Type
  ) -> RuleShape {
    .choice(
      noun, among: Value.allCases.map { Choice(word: $0.rawValue, value: .text($0.rawValue)) })
  }

  /// One of two words, the first of which stands for false.
  static func flag(_ noun: String, no: String, yes: String) -> RuleShape {
    .choice(
      noun, among: [Choice(word: no, value: .bool(false)), Choice(word: yes, value: .bool(true))])
  }
}

/// One rule as a configuration writes it, key by key.
package protocol RuleSource {
  /// When the rule is in force.
  var period: Period { get }
  /// The company's clock.
  var calendar: CompanyCalendar { get }
  /// The tiers of training that there are.
  var tiers: [TierID] { get }

  /// The value of a key, as the ledger would keep it; nil where the key is not there.
  ///
  /// - Throws: `configuration` where the value is not what the shape says.
  func value(of key: String, as shape: RuleShape) throws(Failure) -> StoredValue?

  /// The stretch of time between the instants of two keys.
  ///
  /// - Throws: `configuration` where one is no time, or they are not in order.
  func period(from: String, until: String) throws(Failure) -> Period

  /// Tells whether a key is there.
  func has(_ key: String) -> Bool

  /// The failure that a key is missing.
  func missing(_ key: String) -> Failure

  /// A failure at a key's value; at the rule itself where the key is nil or not there.
  func failure(at key: String?, _ message: String, hint: String?) -> Failure
}

extension RuleSource {
  /// The value of a key that has to be there.
  ///
  /// - Throws: `configuration` where it is missing or not what the shape says.
  func required<Value: RuleValue>(
    _ key: String, _ shape: RuleShape, as type: Value.Type = Value.self
  ) throws(Failure) -> Value {
    guard let value: Value = try optional(key, shape) else { throw missing(key) }
    return value
  }

  /// The value of a key that may be there.
  ///
  /// - Throws: `configuration` where it is not what the shape says.
  func optional<Value: RuleValue>(
    _ key: String, _ shape: RuleShape, as type: Value.Type = Value.self
  ) throws(Failure) -> Value? {
    guard let stored = try value(of: key, as: shape) else { return nil }
    guard let value = Value(stored: stored, employee: { EmployeeID($0) }) else {
      throw Failure(.internal, "the key \"\(key)\" of a rule holds another kind of value")
    }
    return value
  }

  /// A failure at a key's value; at the rule itself where the key is nil or not there.
  func failure(at key: String?, _ message: String) -> Failure {
    failure(at: key, message, hint: nil)
  }
}
