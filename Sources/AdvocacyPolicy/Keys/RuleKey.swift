import AdvocacyModel

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
