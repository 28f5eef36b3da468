import AdvocacyModel

/// A policy, as the ledger keeps it.
struct StoredPolicy: Codable, Sendable {
  private var version: String
  /// Nil in policies kept before there were tiers.
  private var tiers: [StoredTier]?
  /// Nil in policies kept before there was fair play: they had none.
  private var fairPlay: StoredFairPlay?
  private var rules: [StoredRule]

  private enum CodingKeys: String, CodingKey {
    case version = "version"
    case tiers = "tiers"
    case fairPlay = "fairPlay"
    case rules = "rules"
  }

  /// Stores a policy, the employees of its rules under names.
  init(_ policy: Policy, naming: EmployeeNaming) {
    version = policy.version
    tiers = .init(policy.tiers)
    fairPlay = StoredFairPlay(policy.fairPlay)
    rules = policy.rules.map { StoredRule($0, naming: naming) }
  }

  /// The policy, with the employees whom names stand for.
  ///
  /// - Throws: `badData` where a rule can't be restored.
  func restored(
    employee: @escaping NamedEmployee, rule restore: RuleRestorer
  ) throws(Failure) -> Policy {
    Policy(
      version: version, tiers: try tiers?.restored() ?? [],
      fairPlay: try fairPlay?.restored(rule: restore) ?? .off,
      rules: try rules.map { rule throws(Failure) in
        try rule.restored(employee: employee, rule: restore)
      })
  }
}

/// A tier of training, as the ledger keeps it.
struct StoredTier: StoredForm {
  private var id: TierID
  private var title: String
  private var courses: [CourseID]
  private var includes: [TierID]
  private var grants: [StoredGrant]

  private enum CodingKeys: String, CodingKey {
    case id = "id"
    case title = "title"
    case courses = "courses"
    case includes = "includes"
    case grants = "grants"
  }

  init(_ tier: Tier) {
    id = tier.id
    title = tier.title
    courses = tier.courses
    includes = tier.includes
    grants = .init(tier.grants)
  }

  func restored() throws(Failure) -> Tier {
    Tier(
      id: id, title: title, courses: courses, includes: includes, grants: try grants.restored())
  }
}

/// What a tier allows, as the ledger keeps it.
struct StoredGrant: StoredForm {
  private var actions: [StoredName<Action>]?
  private var networks: [NetworkID]?
  private var topics: [String]?

  private enum CodingKeys: String, CodingKey {
    case actions = "actions"
    case networks = "networks"
    case topics = "topics"
  }

  init(_ grant: Tier.Grant) {
    actions = .init(grant.actions)
    networks = grant.networks
    topics = grant.topics
  }

  func restored() throws(Failure) -> Tier.Grant {
    Tier.Grant(actions: try actions.restored(), networks: networks, topics: topics)
  }
}

/// Fair play, as the ledger keeps it: what is switched off is not there.
struct StoredFairPlay: Codable, Hashable, Sendable {
  private var stagger: StoredValue?
  private var textUniqueness: StoredValue?

  private enum CodingKeys: String, CodingKey {
    case stagger = "stagger"
    case textUniqueness = "textUniqueness"
  }

  init(_ fairPlay: Policy.FairPlay) {
    stagger = fairPlay.stagger.flatMap(Self.parameters)
    textUniqueness = fairPlay.textUniqueness.flatMap(Self.parameters)
  }

  /// The guards.
  ///
  /// - Throws: `badData` where one can't be restored.
  func restored(rule restore: RuleRestorer) throws(Failure) -> Policy.FairPlay {
    Policy.FairPlay(
      stagger: try stagger.map { stored throws(Failure) in
        try restore(CodingKeys.stagger.rawValue, Self.wrapped(stored)) { EmployeeID($0) }
      },
      textUniqueness: try textUniqueness.map { stored throws(Failure) in
        try restore(CodingKeys.textUniqueness.rawValue, Self.wrapped(stored)) { EmployeeID($0) }
      })
  }

  /// The parameters of a guard, which a rule of its type keeps one object deeper.
  private static func parameters(_ rule: any RuleParameters) -> StoredValue? {
    guard case .object(let members) = rule.stored else { return nil }
    return members["_0"]
  }

  private static func wrapped(_ stored: StoredValue) -> StoredValue { .object(["_0": stored]) }
}
