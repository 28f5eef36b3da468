import AdvocacyModel

/// How employees behave, as the ledger keeps it.
struct StoredBehaviour: StoredForm {
  private var participation: StoredParticipation
  private var topicAffinity: Double
  private var fatigue: Double
  private var likeChance: Double
  private var repostChance: Double
  private var fromMinute: Int
  private var untilMinute: Int
  /// nil where there is no limit, as in ledgers that knew of none.
  private var minutesPerWeek: Int?

  private enum CodingKeys: String, CodingKey {
    case participation = "participation"
    case topicAffinity = "topicAffinity"
    case fatigue = "fatigue"
    case likeChance = "likeChance"
    case repostChance = "repostChance"
    case fromMinute = "fromMinute"
    case untilMinute = "untilMinute"
    case minutesPerWeek = "minutesPerWeek"
  }

  init(_ behaviour: Behaviour) {
    participation = StoredParticipation(behaviour.participation)
    topicAffinity = behaviour.topicAffinity
    fatigue = behaviour.fatigue
    likeChance = behaviour.likeChance
    repostChance = behaviour.repostChance
    fromMinute = behaviour.fromMinute
    untilMinute = behaviour.untilMinute
    minutesPerWeek = behaviour.minutesPerWeek
  }

  func restored() -> Behaviour {
    Behaviour(
      participation: participation.restored(), topicAffinity: topicAffinity, fatigue: fatigue,
      likeChance: likeChance, repostChance: repostChance, fromMinute: fromMinute,
      untilMinute: untilMinute, minutesPerWeek: minutesPerWeek)
  }
}

/// Who takes part, as the ledger keeps it: `{"everyone":{}}` or `{"chance":{"_0":0.25}}`.
///
/// Nothing is decided by a chance's range, which is left out.
struct StoredParticipation: StoredForm {
  private let participation: Behaviour.Participation

  private enum CodingKeys: String, CodingKey {
    case everyone = "everyone"
    case chance = "chance"
  }

  private struct Everyone: Codable {}

  private struct Chance: Codable {
    var value: Double

    enum CodingKeys: String, CodingKey {
      case value = "_0"
    }
  }

  init(_ participation: Behaviour.Participation) { self.participation = participation }

  func restored() -> Behaviour.Participation { participation }

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    if let chance = try container.decodeIfPresent(Chance.self, forKey: .chance) {
      participation = .chance(Parameter(chance.value))
    } else {
      _ = try container.decode(Everyone.self, forKey: .everyone)
      participation = .everyone
    }
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    switch participation {
    case .everyone: try container.encode(Everyone(), forKey: .everyone)
    case .chance(let chance): try container.encode(Chance(value: chance.typical), forKey: .chance)
    }
  }
}

/// An imported follower graph, as the ledger keeps it: where it was read, not what was in it.
struct StoredAudience: StoredForm {
  private var network: NetworkID
  private var file: String
  private var edges: StoredName<AudienceFile.Direction>
  private var weightColumn: Int?

  private enum CodingKeys: String, CodingKey {
    case network = "network"
    case file = "file"
    case edges = "edges"
    case weightColumn = "weightColumn"
  }

  init(_ audience: AudienceFile) {
    network = audience.network
    file = audience.file
    edges = .init(audience.edges)
    weightColumn = audience.weightColumn
  }

  func restored() -> AudienceFile {
    AudienceFile(
      network: network, file: file, edges: edges.restored(), weightColumn: weightColumn)
  }
}

/// The company's own parameters, as the ledger keeps them: those that replace defaults.
struct StoredParameters: StoredForm {
  private var overrides: [StoredOverride]

  private enum CodingKeys: String, CodingKey {
    case overrides = "overrides"
  }

  init(_ parameters: ParameterSet) {
    // The names kept decide the order, which must not depend on the names in the program.
    overrides = parameters.overrides.map(StoredOverride.init).sorted { $0.order < $1.order }
  }

  func restored() -> ParameterSet {
    var parameters = ParameterSet()
    for own in overrides {
      guard let value = own.restored() else { continue }
      parameters.override(value.name, on: value.network, with: value.parameter)
    }
    return parameters
  }
}

/// A parameter that replaces a default, on a network or on all, as the ledger keeps it.
struct StoredOverride: Codable, Sendable {
  private var network: NetworkID?
  private var name: StoredParameterName
  private var parameter: StoredParameter

  private enum CodingKeys: String, CodingKey {
    case network = "network"
    case name = "name"
    case parameter = "parameter"
  }

  init(_ own: EffectiveParameter) {
    network = own.network
    name = .current(own.name)
    parameter = StoredParameter(own.parameter)
  }

  /// The value; nil under a name that this release has no more.
  func restored() -> EffectiveParameter? {
    guard case .current(let name) = name else { return nil }
    return EffectiveParameter(network: network, name: name, parameter: parameter.restored())
  }

  /// What overrides are sorted by.
  fileprivate var order: (String, String) {
    (name.storedName, network?.text ?? "")
  }
}

/// The name of a parameter, as the ledger keeps it: also one that only earlier releases had.
enum StoredParameterName: Codable, Sendable, Equatable {
  case current(ParameterName)
  case retired(RetiredParameter)

  /// The name that the ledger keeps for it.
  var storedName: String {
    switch self {
    case .current(let name): name.storedName
    case .retired(let name): name.storedName
    }
  }

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let word = try container.decode(String.self)
    if let name = ParameterName(storedName: word) {
      self = .current(name)
    } else if let name = RetiredParameter(storedName: word) {
      self = .retired(name)
    } else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "an unknown word: \(word)")
    }
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(storedName)
  }
}

/// A number with its range, as the ledger keeps it.
struct StoredParameter: StoredForm {
  private var low: Double
  private var typical: Double
  private var high: Double
  private var basis: StoredName<Basis>
  private var source: String

  private enum CodingKeys: String, CodingKey {
    case low = "low"
    case typical = "typical"
    case high = "high"
    case basis = "basis"
    case source = "source"
  }

  init(_ parameter: Parameter) {
    low = parameter.low
    typical = parameter.typical
    high = parameter.high
    basis = .init(parameter.basis)
    source = parameter.source
  }

  func restored() -> Parameter {
    Parameter(
      low: low, typical: typical, high: high, basis: basis.restored(), source: source)
  }
}
