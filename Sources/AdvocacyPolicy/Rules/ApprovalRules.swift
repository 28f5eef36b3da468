import AdvocacyModel

/// Asks for the approval of a number of different people in some roles.
struct Approval: RuleType, CompiledRule {
  /// How the people of an approval count.
  enum Manner: String, Hashable, Sendable, CaseIterable, RuleValue {
    /// So many different people, in any of the roles.
    case anyRole
    /// So many different roles, each by somebody else.
    case eachRole
    /// The first so many roles as listed, one after the other, each by somebody else.
    case inOrder
  }

  static let name = "approval"

  /// The roles in which an approval counts, in the order in which `inOrder` asks them.
  var roles: [String] = []
  /// How many approvals, 1 or more.
  var count = 1
  /// How they count; nil: in any role.
  var manner: Manner?

  private static let counts = RuleShape.integer(1...100)
  private static let manners = RuleShape.choice("manner", of: Manner.self)

  static let keys: [RuleKey<Self>] = [
    .required("roles", \.roles, .labels),
    RuleKey("count", \.count, counts, "How many different people; 1 otherwise."),
    RuleKey("manner", \.manner, manners, "How they count; anyRole otherwise."),
  ]

  static let documentation = RuleDocumentation(
    35, "Asks for the approval of a number of different people in some roles.",
    keys: "`roles`, `count`, `manner`: `anyRole`, `eachRole`, `inOrder`",
    verdict: "needs approval", source: "Hootsuite, Clearview")

  var approvers: [String] { roles }

  var wanted: WantedApprovals {
    WantedApprovals(roles: roles, count: count, manner: manner ?? .anyRole)
  }

  init() {}

  /// Where roles count, all of them are asked unless fewer are asked for.
  init(reading source: any RuleSource) throws(Failure) {
    roles = try source.required("roles", .labels)
    manner = try source.optional("manner", Self.manners)
    let isByRole = manner == .eachRole || manner == .inOrder
    let given: Int? = try source.optional("count", Self.counts)
    count = given ?? (isByRole ? roles.count : 1)
    if isByRole, given != nil, count > roles.count {
      throw source.failure(
        at: "count", "asks for \(count) roles of \(roles.count)",
        hint: "Name more roles, or ask for fewer")
    }
  }

  func answer(_ context: EvaluationContext) -> RuleAnswer {
    context.unless(count: count) { $0.count(in: roles, manner: manner ?? .anyRole) }
  }

  func explain(_ decision: RuleDecision, to candidate: CandidateFacts) -> RuleExplanation {
    let manner = manner ?? .anyRole
    guard !decision.isSatisfied else {
      return candidate.approved(in: roles, count: count, manner: manner)
    }
    let given = candidate.approvals.count(in: roles, manner: manner)
    let sofar = given == 0 ? "none yet" : "\(given) so far"
    let open = manner == .inOrder ? Array(roles.dropFirst(given)) : roles
    let more = given == 0 || manner == .inOrder ? "" : ", besides those given"
    return RuleExplanation(
      "needs \(Self.words(count, roles, manner)) (\(sofar))",
      "get \(Self.words(count - given, open, manner))\(more)")
  }

  /// A number of approvals in words: `1 approval from finance or legal`.
  static func words(_ count: Int, _ roles: [String], _ manner: Manner = .anyRole) -> String {
    switch manner {
    case .anyRole:
      return "\(count) approval\(count == 1 ? "" : "s") from \(roles.alternatives)"
    case .eachRole where count == roles.count && count > 1:
      return "approvals from \(roles.alternatives(joinedBy: "and"))"
    case .eachRole:
      return "approvals from \(count) of \(roles.alternatives(joinedBy: "and"))"
    case .inOrder:
      return "approval from \(roles.prefix(max(0, count)).joined(separator: ", then "))"
    }
  }

  var ownWords: String? { "Needs \(Self.words(count, roles, manner ?? .anyRole))" }
}

/// Asks a principal to sign prepared posts; a live exchange is supervised afterwards.
struct PrincipalPreapproval: RuleType, CompiledRule {
  static let name = "principalPreapproval"

  /// The roles of principals.
  var roles: [String] = []
  /// How many of them sign, 1 or more.
  var count = 1

  static let keys: [RuleKey<Self>] = [
    .required("roles", \.roles, .labels, toleratesAbsence: true),
    RuleKey(
      "count", \.count, .integer(1...100), "How many different people; 1 otherwise."),
  ]

  static let documentation = RuleDocumentation(
    13, "Asks a principal to sign prepared posts.",
    keys: "`roles`, `count`; the post's `interactive`",
    verdict: "needs approval; allow with a reminder where live", source: "FINRA 2210")

  var approvers: [String] { roles }

  var wanted: WantedApprovals { WantedApprovals(roles: roles, count: count) }

  func answer(_ context: EvaluationContext) -> RuleAnswer {
    guard !context.post.isInteractive else { return .everyone(.allow) }
    return context.unless(count: count) { $0.count(in: roles) }
  }

  func explain(_ decision: RuleDecision, to candidate: CandidateFacts) -> RuleExplanation {
    guard !decision.isSatisfied else { return candidate.approved(in: roles, count: count) }
    guard decision.outcome == .needsApproval else {
      return RuleExplanation("a live exchange is supervised afterwards by \(roles.listed)")
    }
    return RuleExplanation(
      "a prepared post needs the signature of a principal (\(roles.alternatives))",
      candidate.approval(by: roles))
  }
}

/// Asks for an approval of links to sites of others, or denies them where no role is named.
struct AdoptionCheck: RuleType, CompiledRule {
  static let name = "adoptionCheck"

  /// The domains of the company's own sites; their subdomains are its own too.
  var domains: [String] = []
  /// The roles, one of which approves; none: denied.
  var roles: [String] = []

  static let keys: [RuleKey<Self>] = [
    .required("domains", \.domains, .domains), RuleKey("roles", \.roles, .labels),
  ]

  static let documentation = RuleDocumentation(
    14, "Asks for an approval of links to sites of others, or denies them.",
    verdict: "needs approval, or deny", simulated: "by the link's host",
    source: "FINRA RN 17-18")

  var approvers: [String] { roles }

  var traits: Set<PostTrait> { [.linkElsewhere] }

  func answer(_ context: EvaluationContext) -> RuleAnswer {
    leadsElsewhere(context.post) ? context.unlessApproved(by: roles) : .silent
  }

  func explain(_ decision: RuleDecision, to candidate: CandidateFacts) -> RuleExplanation {
    guard !decision.isSatisfied else { return candidate.approved(in: roles) }
    return RuleExplanation(
      "the link leads to others, whose words the company would adopt",
      roles.isEmpty ? "link to a site of the company" : candidate.approval(by: roles))
  }

  private func leadsElsewhere(_ post: Post) -> Bool {
    guard let host = post.link?.host else { return false }
    return !domains.contains { host == $0.folded || host.hasSuffix(".\($0.folded)") }
  }
}

extension String {
  /// The host of an http or https link, in small letters.
  fileprivate var host: String {
    let rest = folded.drop { $0 != "/" }.drop { $0 == "/" }
    let authority = rest.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
    let host = authority.split(separator: "@").last ?? authority
    return String(host.prefix { $0 != ":" })
  }
}

/// Asks for an approval of each post until an account took part a number of times.
struct TraineeMode: RuleType, CompiledRule {
  static let name = "traineeMode"

  /// How many posts are looked at first.
  var posts = 1
  /// The roles, one of which approves.
  var roles: [String] = []

  static let keys: [RuleKey<Self>] = [
    .required("posts", \.posts, .integer(1...1000), "How many posts are looked at first."),
    .required("roles", \.roles, .labels, toleratesAbsence: true),
  ]

  static let documentation = RuleDocumentation(
    3, "Asks for an approval of each post until an account took part a number of times.",
    verdict: "needs approval", source: "MusterPoint")

  var approvers: [String] { roles }

  var lookback: Lookback { .everything }

  func answer(_ context: EvaluationContext) -> RuleAnswer {
    let until = context.approvals.next(after: context.at)
    guard context.approvals.through(context.at).count(in: roles) == 0 else {
      return context.satisfied(until: until)
    }
    let others: RuleDecision? = context.semantics.tellsWhatSatisfied ? .satisfied : nil
    return .history(.fewerThan(posts, .ask, others: others), until: until)
  }

  func explain(_ decision: RuleDecision, to candidate: CandidateFacts) -> RuleExplanation {
    guard !decision.isSatisfied || candidate.approvals.count(in: roles) == 0 else {
      return candidate.approved(in: roles)
    }
    let done = candidate.participations(from: .distantPast)
    let planned = candidate.planned(from: .distantPast, before: .distantFuture)
    let more = planned == 0 ? "" : ", \(planned) planned"
    let progress = "\(candidate.network.title): \(done) of \(posts) posts done\(more)"
    guard !decision.isSatisfied else {
      return RuleExplanation("\(candidate.name) is no trainee any more on \(progress)")
    }
    return RuleExplanation(
      "\(candidate.name) is a trainee on \(progress)", candidate.approval(by: roles))
  }
}
