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
    let open = manner == .inOrder ? Array(roles.dropFirst(given)) : roles
    let areMore = given > 0 && manner != .inOrder
    let (all, missing) = (
      Self.words(count, roles, manner), Self.words(count - given, open, manner)
    )
    return RuleExplanation(
      Sentence(
        "needs \(all.english) (\(given == 0 ? "none yet" : "\(given) so far"))",
        es: "necesita \(all.spanish) (\(given == 0 ? "aún ninguna" : "\(given) por ahora"))"),
      Sentence(
        "get \(missing.english)\(areMore ? ", besides those given" : "")",
        es: "conseguir \(missing.spanish)\(areMore ? ", además de las que hay" : "")"))
  }

  /// A number of approvals in words: `1 approval from finance or legal`.
  static func words(_ count: Int, _ roles: [String], _ manner: Manner = .anyRole) -> Sentence {
    let (any, all) = (roles.anyOf, roles.allOf)
    switch manner {
    case .anyRole:
      return Sentence(
        "\(count) approval\(count == 1 ? "" : "s") from \(any.english)",
        es: "\(count) \(count == 1 ? "aprobación" : "aprobaciones") de \(any.spanish)")
    case .eachRole where count == roles.count && count > 1:
      return Sentence("approvals from \(all.english)", es: "aprobaciones de \(all.spanish)")
    case .eachRole:
      return Sentence(
        "approvals from \(count) of \(all.english)",
        es: "aprobaciones de \(count) de \(all.spanish)")
    case .inOrder:
      let next = roles.prefix(max(0, count))
      return Sentence(
        "approval from \(next.joined(separator: ", then "))",
        es: "aprobación de \(next.joined(separator: ", después de "))")
    }
  }

  var ownWords: Sentence? {
    let words = Self.words(count, roles, manner ?? .anyRole)
    return Sentence("Needs \(words.english)", es: "Necesita \(words.spanish)")
  }
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
      return RuleExplanation(
        Sentence(
          "a live exchange is supervised afterwards by \(roles.listed)",
          es: "una conversación en vivo la revisa después \(roles.listed)"))
    }
    return RuleExplanation(
      Sentence(
        "a prepared post needs the signature of a principal (\(roles.anyOf.english))",
        es: "una publicación preparada necesita la firma de un responsable (\(roles.anyOf.spanish))"
      ),
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
      Sentence(
        "the link leads to others, whose words the company would adopt",
        es: "el enlace lleva a terceros, cuyas palabras la empresa haría suyas"),
      roles.isEmpty
        ? Sentence("link to a site of the company", es: "enlazar a un sitio de la empresa")
        : candidate.approval(by: roles))
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
    let title = candidate.network.title
    let progress = Sentence(
      "\(title): \(done) of \(posts) posts done" + (planned == 0 ? "" : ", \(planned) planned"),
      es: "\(title): \(done) de \(posts) publicaciones hechas"
        + (planned == 0 ? "" : ", \(planned) en previsión"))
    guard !decision.isSatisfied else {
      return RuleExplanation(
        Sentence(
          "\(candidate.name) is no trainee any more on \(progress.english)",
          es: "\(candidate.name) ya no está en prácticas en \(progress.spanish)"))
    }
    return RuleExplanation(
      Sentence(
        "\(candidate.name) is a trainee on \(progress.english)",
        es: "\(candidate.name) está en prácticas en \(progress.spanish)"),
      candidate.approval(by: roles))
  }
}
