package import AdvocacyModel

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
    FrequencyCap.self, Cooldown.self, OnceOnly.self, Stagger.self, TextUniqueness.self,
    PodGuard.self, AutoRepostLimit.self, NoAutoLike.self,
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
  package var inWords: String {
    if let sentence { return String(sentence.withoutFullStop) }
    guard let type = parameters as? any RuleType else { return self.type }
    let words =
      type.ownWords
      ?? String(
        Swift.type(of: type).documentation.summary.withoutFullStop)
    let about = [
      scope.topics.map { " for \($0.alternatives)" },
      scope.campaigns.map { " in campaign \($0.alternatives)" },
      scope.networks.map { " on \($0.map(\.text).alternatives)" },
    ].compactMap { $0 }
    return words + about.joined()
  }
}

extension BuiltInRule {
  /// The rule in a sentence without its full stop.
  package var inWords: String {
    switch self {
    case .account: "Has no account on the network"
    case .action: "The rules together leave nothing to do"
    case .consent: "Has not consented"
    case .employed: "Does not work here at the time"
    case .expiry: "The post was over"
    case .stagger: "Staggered with colleagues"
    case .suspended: "Is suspended"
    case .textLimit: "Too long for the network, with what rules add"
    case .textUniqueness: "A colleague used the same words"
    case .voluntary: "Chose to stay out"
    case .window: "Was moved too often to happen"
    case .withdrawn: "The post was withdrawn"
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
