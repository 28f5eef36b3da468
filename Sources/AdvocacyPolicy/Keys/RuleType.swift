package import AdvocacyModel

/// A type of rule: how it is written, kept, compiled and put into words, all in one file.
///
/// To add one, write a file in `Rules` and name the type in `RuleCatalogue.all`. The schema, the
/// table in the docs, the hints for misspelled types and the random scenes of the tests follow.
protocol RuleType: RuleParameters {
  /// Makes a rule with the usual parameters.
  ///
  /// Those that a configuration has to give have a value all the same, since reading overwrites it.
  init()

  /// The keys in a configuration, in the order in which they are read and listed.
  static var keys: [RuleKey<Self>] { get }

  /// What the docs say of the type.
  static var documentation: RuleDocumentation { get }

  /// The moments at which a rule of the type speaks where it doesn't say.
  static var defaultHold: Hold { get }

  /// The moments that a rule of the type may be given.
  static var allowedHolds: Set<Hold> { get }

  /// Reads the parameters from a configuration.
  ///
  /// - Throws: `configuration` at the first key that is missing or wrong.
  init(reading source: any RuleSource) throws(Failure)

  /// Checks what single keys can't tell.
  ///
  /// - Throws: `configuration` at the key to be corrected.
  func check(_ source: any RuleSource) throws(Failure)

  /// Works out what the rule says, as far as neither post nor history matters.
  ///
  /// - Complexity: O(roster × lists given), plus sorting dates.
  func compiled(_ facts: CompilationFacts) -> any CompiledRule

  /// How far back the rule looks.
  var lookback: Lookback { get }

  /// What the rule finds in posts themselves, scope aside; comparisons of policies ask about each.
  var traits: Set<PostTrait> { get }

  /// The employees whom the rule names itself, scope aside.
  var namedEmployees: [EmployeeID] { get }

  /// The approvals that the rule asks for; none where it names no role.
  var wanted: WantedApprovals { get }

  /// The rule in two or three words, for lists of reasons; nil: its id has to do.
  var shortReason: String? { get }

  /// The rule in a sentence made from its keys, without its full stop; nil: what all of its type do.
  var ownWords: Sentence? { get }
}

extension RuleType {
  static var defaultHold: Hold { .both }

  /// Most rules hold at both: what is wrong when people are asked is wrong when they act.
  static var allowedHolds: Set<Hold> { [defaultHold] }

  /// Makes a rule with some parameters other than the usual ones.
  init(_ set: (inout Self) -> Void) {
    self.init()
    set(&self)
  }

  init(reading source: any RuleSource) throws(Failure) {
    try self.init(keysOf: source)
    try check(source)
  }

  /// Reads one key after the other.
  init(keysOf source: any RuleSource) throws(Failure) {
    self.init()
    for key in Self.keys {
      guard let shape = key.shape else { continue }
      if let value = try source.value(of: key.name, as: shape) {
        try key.set(&self, value)
      } else if key.isRequired, !key.toleratesAbsence {
        throw source.missing(key.name)
      }
    }
  }

  func check(_ source: any RuleSource) throws(Failure) {}

  var lookback: Lookback { .nowhere }

  var traits: Set<PostTrait> { [] }

  var namedEmployees: [EmployeeID] { [] }

  var ownWords: Sentence? { nil }

  var wanted: WantedApprovals { WantedApprovals(roles: approvers) }

  var shortReason: String? {
    approvers.isEmpty ? nil : approvers.joined(separator: " or ")
  }
}

/// Something about a post that a rule finds by itself.
package enum PostTrait: Hashable, Sendable {
  case tag(String)
  case prize
  /// A link to a site of others.
  case linkElsewhere
  /// Suggested texts.
  case variants
  /// Words in its text.
  case words(String)
}

/// What the docs' table of rules says of a type.
package struct RuleDocumentation: Hashable, Sendable {
  /// The number in the catalogue of policy rules.
  package var number: Int
  /// What the rule does, as a sentence.
  package var summary: String
  /// Its keys where more than their names is to be said; nil: their names.
  package var keys: String?
  /// The verdicts it can give.
  package var verdict: String
  /// How far it is simulated.
  package var simulated: String
  /// Where the idea comes from.
  package var source: String

  init(
    _ number: Int, _ summary: String, keys: String? = nil, verdict: String,
    simulated: String = "yes", source: String
  ) {
    self.number = number
    self.summary = summary
    self.keys = keys
    self.verdict = verdict
    self.simulated = simulated
    self.source = source
  }
}

/// The types of rules that there are: the one list of them.
package enum RuleCatalogue {
  /// All types, in the order in which help and docs name them.
  static let all: [any RuleType.Type] = [
    // Who may speak.
    TrainingRequired.self, TierCapability.self, TraineeMode.self, PolicyAcknowledgement.self,
    ConsentRequired.self, Segment.self, ExpertiseScope.self, AuthenticAccount.self,
    TokenValid.self,
    // What may be passed on, and where.
    NetworkAllowed.self, WordBlock.self, ConfidentialClass.self, KillSwitch.self,
    DisclosureReject.self,
    // Who has to agree first.
    Approval.self, PrincipalPreapproval.self, AdoptionCheck.self, Testimonial.self,
    // When.
    Embargo.self, Expiry.self, Blackout.self, QuietHours.self, PaidTimeOnly.self, Leave.self,
    Holidays.self,
    // How often, and not all at once.
    FrequencyCap.self, TimeBudget.self, Cooldown.self, OnceOnly.self, Stagger.self,
    TextUniqueness.self, PodGuard.self, AutoRepostLimit.self, NoAutoLike.self,
    // In which words.
    DisclosureRequired.self, AdLabel.self, IncentiveDisclosure.self, OwnOpinion.self,
    UndisclosableAction.self, EditRights.self,
    // What a simulation can only remind of.
    Retention.self, ManualOnly.self, ProtectedSpeech.self,
  ]

  /// What others may know of each type, in the same order.
  package static let entries = all.map { Entry(of: $0) }

  /// The words after `"type"`, in the same order.
  package static let names = entries.map(\.name)

  /// The entry of a type; nil where there is no such type.
  package static func entry(named name: String) -> Entry? { entries.first { $0.name == name } }

  /// Makes a rule's parameters of what the ledger keeps.
  package static let restore: RuleRestorer = { name, stored, employee throws(Failure) in
    guard let type = all.first(where: { $0.name == name }) else {
      throw Failure(.badData, "the ledger keeps a rule of an unknown type: \"\(name)\"")
    }
    return try type.init(stored: stored, employee: employee)
  }

  /// A type as readers, schema and docs see it.
  package struct Entry: Sendable {
    /// The word that names it.
    package let name: String
    /// Its keys in a configuration, besides those of all rules.
    package let keys: [Key]
    /// What the docs say of it.
    package let documentation: RuleDocumentation
    /// The moments at which a rule of the type speaks where it doesn't say.
    package let defaultHold: Hold
    /// The moments that a rule of the type may be given.
    package let holds: [Hold]
    private let type: any RuleType.Type

    fileprivate init<Parameters: RuleType>(of type: Parameters.Type) {
      name = Parameters.name
      keys = Parameters.keys.compactMap { key in
        key.shape.map {
          Key(name: key.name, shape: $0, meaning: key.meaning, isRequired: key.isRequired)
        }
      }
      documentation = Parameters.documentation
      defaultHold = Parameters.defaultHold
      holds = Hold.allCases.filter(Parameters.allowedHolds.contains)
      self.type = type
    }

    /// Reads a rule of the type.
    ///
    /// - Throws: `configuration` at the first key that is missing or wrong.
    package func read(_ source: any RuleSource) throws(Failure) -> any RuleParameters {
      try type.init(reading: source)
    }
  }

  /// A key of a type.
  package struct Key: Hashable, Sendable {
    /// The key.
    package let name: String
    /// What its value looks like.
    package let shape: RuleShape
    /// What the value means; empty where its shape says it all.
    package let meaning: String
    /// Whether it has to be there.
    package let isRequired: Bool
  }
}

extension Policy {
  /// Adds the rule that keeps people's time, unless one was written: where a configuration says how
  /// many minutes a week anybody gives.
  package mutating func keepTime() {
    guard !rules.contains(where: { $0.type == TimeBudget.name }) else { return }
    let taken = Set(rules.map(\.id.text))
    let id = (1...taken.count + 1).lazy.map { $0 == 1 ? "time-budget" : "time-budget-\($0)" }
      .first { !taken.contains($0) }.flatMap { RuleID($0) }
    guard let id else { return }
    rules = (rules + [Rule(id: id, TimeBudget())]).sorted { $0.id < $1.id }
  }
}

extension Rule {
  /// What the rule finds in posts themselves, scope aside.
  package var traits: Set<PostTrait> { (parameters as? any RuleType)?.traits ?? [] }

  /// The employees whom the rule names, in its scope or itself.
  package var namedEmployees: Set<EmployeeID> {
    let own = (parameters as? any RuleType)?.namedEmployees ?? []
    return Set(own + (scope.employees.employees ?? []))
  }

  /// The moments at which the rule speaks: its own, or those usual for its type.
  package var holdInForce: Hold {
    guard let hold else {
      return (parameters as? any RuleType).map { Swift.type(of: $0).defaultHold } ?? .both
    }
    return hold
  }

  /// The rule in two or three words, for lists of reasons; nil: its id has to do.
  package var shortReason: String? { (parameters as? any RuleType)?.shortReason }

  /// The rule in a sentence without its full stop: the company's own, or one made from its keys.
  ///
  /// - Parameter kind: What rules of its type are called, for those whose keys make no sentence.
  /// - Returns: The sentence.
  package func inWords(kind: Sentence) -> Sentence {
    if let sentence { return Sentence(alike: String(sentence.withoutFullStop)) }
    let words = (parameters as? any RuleType)?.ownWords ?? kind
    let about = [
      scope.topics.map(\.anyOf).map { Sentence(" for \($0.english)", es: " para \($0.spanish)") },
      scope.campaigns.map(\.anyOf).map {
        Sentence(" in campaign \($0.english)", es: " en la campaña \($0.spanish)")
      },
      scope.networks.map { $0.map(\.text).anyOf }.map {
        Sentence(" on \($0.english)", es: " en \($0.spanish)")
      },
    ].compactMap { $0 }
    return ([words] + about).joined(by: Sentence(alike: ""))
  }
}

extension BuiltInRule {
  /// The rule in a sentence without its full stop.
  package var inWords: Sentence {
    switch self {
    case .account: Sentence("Has no account on the network", es: "No tiene cuenta en la red")
    case .action:
      Sentence(
        "The rules together leave nothing to do", es: "Las reglas juntas no dejan nada que hacer")
    case .consent: Sentence("Has not consented", es: "No ha consentido")
    case .employed: Sentence("Does not work here at the time", es: "No trabaja aquí en esa fecha")
    case .expiry: Sentence("The post was over", es: "La publicación había terminado")
    case .stagger: Sentence("Staggered with colleagues", es: "Por turnos con sus compañeros")
    case .suspended: Sentence("Is suspended", es: "Está suspendido")
    case .textLimit:
      Sentence(
        "Too long for the network, with what rules add",
        es: "Demasiado largo para la red, con lo que añaden las reglas")
    case .textUniqueness:
      Sentence("A colleague used the same words", es: "Un compañero usó las mismas palabras")
    case .voluntary: Sentence("Chose to stay out", es: "Prefirió no participar")
    case .welcome:
      Sentence(
        "Whom it welcomes has not consented",
        es: "La persona a quien da la bienvenida no ha consentido")
    case .window: Sentence("Was moved too often to happen", es: "Se aplazó demasiadas veces")
    case .withdrawn: Sentence("The post was withdrawn", es: "La publicación se retiró")
    }
  }
}

extension Policy.FairPlay {
  /// The guards that are on without being asked for.
  package static let usual = Policy.FairPlay(
    stagger: Stagger(), textUniqueness: TextUniqueness())

  /// The type of rule that stands behind a guard's key.
  package enum Guard: String, CaseIterable, Sendable {
    /// Colleagues are kept from speaking all at once.
    case stagger
    /// Colleagues are kept from saying the same.
    case textUniqueness
  }

  /// Reads what a configuration says of a guard.
  ///
  /// - Throws: `configuration` at the first key that is wrong.
  package static func reading(
    _ guarding: Guard, _ source: any RuleSource
  ) throws(Failure) -> any RuleParameters {
    switch guarding {
    case .stagger: try Stagger(guarding: source)
    case .textUniqueness: try TextUniqueness(keysOf: source)
    }
  }
}
