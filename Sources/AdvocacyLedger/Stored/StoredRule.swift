import AdvocacyCore

/// A rule, as the ledger keeps it: what it asks stands under the name of its type.
///
/// `{"id":"owls","kind":{"cooldown":{"hours":3}},"period":{},"scope":{"employees":{}}}`
struct StoredRule: Codable, Sendable {
  private var id: RuleID
  /// The name of the type.
  private var type: String
  /// What the type has to say, employees under names.
  private var parameters: StoredValue
  private var scope: StoredScope
  private var period: StoredPeriod
  /// Nil where the rule holds as its type usually does, and in rules kept before there was a choice.
  private var hold: StoredName<Hold>?
  private var sentence: String?

  private enum CodingKeys: String, CodingKey {
    case id = "id"
    case kind = "kind"
    case scope = "scope"
    case period = "period"
    case hold = "hold"
    case sentence = "sentence"
  }

  /// Stores a rule, its employees under names.
  init(_ rule: Rule, naming: EmployeeNaming) {
    id = rule.id
    type = rule.type
    parameters = rule.parameters.stored.naming(naming)
    scope = StoredScope(rule.scope, naming: naming)
    period = StoredPeriod(rule.period)
    hold = rule.hold.map(StoredName.init)
    sentence = rule.sentence
  }

  /// The rule, with the employees whom names stand for.
  ///
  /// - Throws: `badData`, and what restoring throws.
  func restored(
    employee: @escaping NamedEmployee, rule restore: RuleRestorer
  ) throws(Failure) -> Rule {
    Rule(
      id: id, try restore(type, parameters, employee),
      scope: try scope.restored(employee), period: period.restored(),
      hold: try hold.restored(), sentence: sentence)
  }

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    id = try container.decode(RuleID.self, forKey: .id)
    let kinds = try container.decode([String: StoredValue].self, forKey: .kind)
    guard let kind = kinds.first, kinds.count == 1 else {
      throw DecodingError.dataCorruptedError(
        forKey: .kind, in: container, debugDescription: "\(kinds.count) types of one rule")
    }
    type = kind.key
    parameters = kind.value
    scope = try container.decode(StoredScope.self, forKey: .scope)
    period = try container.decode(StoredPeriod.self, forKey: .period)
    hold = try container.decodeIfPresent(StoredName<Hold>.self, forKey: .hold)
    sentence = try container.decodeIfPresent(String.self, forKey: .sentence)
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(id, forKey: .id)
    try container.encode([type: parameters], forKey: .kind)
    try container.encode(scope, forKey: .scope)
    try container.encode(period, forKey: .period)
    try container.encodeIfPresent(hold, forKey: .hold)
    try container.encodeIfPresent(sentence, forKey: .sentence)
  }
}
