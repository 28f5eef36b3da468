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
    let more = "\(count - given)\(given == 0 ? "" : " more")"
    switch manner {
    case .anyRole:
      return RuleExplanation(
        "needs approval by \(count) of: \(roles.listed); \(given) given",
        "approval by \(more) of: \(roles.listed)")
    case .eachRole:
      return RuleExplanation(
        "needs approval in \(count) of the roles: \(roles.listed); \(given) given",
        "approval in \(more) of the roles: \(roles.listed)")
    case .inOrder:
      let rest = roles.dropFirst(given).prefix(max(0, count - given))
      return RuleExplanation(
        "needs approval in this order: \(roles.listed); \(given) given",
        "approval by \(rest.joined(separator: ", then "))")
    }
  }
}
