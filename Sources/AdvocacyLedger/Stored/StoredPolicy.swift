import AdvocacyCore

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
  init(_ policy: Policy, naming: EmployeeNaming) throws {
    version = policy.version
    tiers = .init(policy.tiers)
    fairPlay = StoredFairPlay(policy.fairPlay)
    rules = try policy.rules.map { try StoredRule($0, naming: naming) }
  }

  /// The policy, with the employees whom names stand for.
  ///
  /// - Throws: `badData` where a rule can't be restored.
  func restored(
    employee: @escaping NamedEmployee, rule restore: RuleRestoring
  ) throws(Failure) -> Policy {
    Policy(
      version: version, tiers: try tiers?.restored() ?? [],
      fairPlay: fairPlay?.restored() ?? .off,
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
  private var actions: [StoredWord<Action>]?
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
struct StoredFairPlay: StoredForm {
  private var stagger: StoredStagger?
  private var textUniqueness: StoredTextUniqueness?

  private enum CodingKeys: String, CodingKey {
    case stagger = "stagger"
    case textUniqueness = "textUniqueness"
  }

  init(_ fairPlay: Policy.FairPlay) {
    stagger = fairPlay.stagger.map(StoredStagger.init)
    textUniqueness = fairPlay.textUniqueness.map(StoredTextUniqueness.init)
  }

  func restored() -> Policy.FairPlay {
    Policy.FairPlay(
      stagger: stagger?.restored(), textUniqueness: textUniqueness?.restored())
  }
}

/// How colleagues are spread over time, as the ledger keeps it.
struct StoredStagger: StoredForm {
  private var gapMinutes: Int
  private var share: Double
  private var seed: Int
  private var concernsEveryPost: Bool

  private enum CodingKeys: String, CodingKey {
    case gapMinutes = "gapMinutes"
    case share = "share"
    case seed = "seed"
    case concernsEveryPost = "concernsEveryPost"
  }

  init(_ stagger: Rule.Stagger) {
    gapMinutes = stagger.gapMinutes
    share = stagger.share
    seed = stagger.seed
    concernsEveryPost = stagger.concernsEveryPost
  }

  func restored() -> Rule.Stagger {
    Rule.Stagger(
      gapMinutes: gapMinutes, share: share, seed: seed, concernsEveryPost: concernsEveryPost)
  }
}

/// How different colleagues' words have to be, as the ledger keeps it.
struct StoredTextUniqueness: StoredForm {
  private var similarity: Double
  private var accountsPerText: Int
  private var includesShares: Bool

  private enum CodingKeys: String, CodingKey {
    case similarity = "similarity"
    case accountsPerText = "accountsPerText"
    case includesShares = "includesShares"
  }

  init(_ demand: Rule.TextUniqueness) {
    similarity = demand.similarity
    accountsPerText = demand.accountsPerText
    includesShares = demand.includesShares
  }

  func restored() -> Rule.TextUniqueness {
    Rule.TextUniqueness(
      similarity: similarity, accountsPerText: accountsPerText, includesShares: includesShares)
  }
}
