package import AdvocacyCore

/// The approvals that a rule asks for: how many, in which roles, and how they count.
struct WantedApprovals: Hashable, Sendable {
  var roles: [String]
  var count = 1
  var manner = Approval.Manner.anyRole
}

/// The approvals that a rule asks for one post, and how many of them were given.
package struct ApprovalDemand: Hashable, Sendable {
  /// The rule.
  package let rule: RuleID
  private let wanted: WantedApprovals
  /// How many approvals that count were given.
  package let given: Int
  /// The roles in which another approval would count; none where the demand is met.
  package let openRoles: [String]

  init(_ rule: RuleID, _ wanted: WantedApprovals, _ approvals: PostApprovals) {
    self.rule = rule
    self.wanted = wanted
    given = approvals.count(in: wanted.roles, manner: wanted.manner)
    guard given < wanted.count else { openRoles = []; return }
    switch wanted.manner {
    case .anyRole: openRoles = wanted.roles
    case .eachRole: openRoles = wanted.roles.filter { approvals.count(in: [$0]) == 0 }
    case .inOrder: openRoles = Array(wanted.roles.dropFirst(given).prefix(1))
    }
  }

  /// The roles in which an approval counts.
  package var roles: [String] { wanted.roles }

  /// How many approvals the rule asks for, 1 or more.
  package var count: Int { wanted.count }

  /// Whether all approvals were given.
  package var isMet: Bool { given >= wanted.count }

  /// What is asked for, such as `2 approvals from finance or legal`; where some were given, what is
  /// still missing.
  package var words: String {
    let missing = max(0, count - given)
    let number = "\(missing)\(given > 0 ? " more" : "")"
    let approvals = "\(number) approval\(missing == 1 ? "" : "s")"
    switch wanted.manner {
    case .anyRole: return "\(approvals) from \(roles.joined(separator: " or "))"
    case .eachRole:
      let open = openRoles.isEmpty ? roles : openRoles
      let isEach = missing == open.count
      return "\(approvals) from \(open.joined(separator: isEach ? " and " : " or "))"
        + (missing > 1 ? ", each by somebody else" : "")
    case .inOrder:
      let open = roles.dropFirst(given).prefix(missing)
      return "\(approvals) from \(open.joined(separator: ", then "))"
    }
  }
}

extension PolicyEngine {
  /// The approvals that the rules in force at an instant ask for a post, by rule.
  ///
  /// A rule that asks only for some accounts, such as those of trainees, is among them.
  ///
  /// - Parameters:
  ///   - post: The post.
  ///   - instant: The instant at which rules are asked; approvals after it don't count.
  ///   - history: The approvals given.
  /// - Returns: What is asked for, met or not; none where nobody has to approve.
  /// - Complexity: O(networks × rules that ask for approvals × approvals).
  package func approvals(
    for post: Post, at instant: Instant, history: History
  ) -> [ApprovalDemand] {
    var demands: [RuleID: ApprovalDemand] = [:]
    for network in post.networks {
      let context = context(
        post, on: network, at: instant, moment: .either, history: history)
      let unapproved = context.unapproved
      for rule in rules where demands[rule.id] == nil && rule.concerns(context) {
        guard let wanted = rule.rule.wantedApprovals,
          rule.answer(unapproved).statement.asksForApproval
        else { continue }
        demands[rule.id] = ApprovalDemand(
          rule.id, wanted, context.approvals.through(instant))
      }
    }
    return demands.values.sorted { $0.rule < $1.rule }
  }
}

extension EvaluationContext {
  /// The same before anybody approved the post.
  fileprivate var unapproved: EvaluationContext {
    EvaluationContext(
      post: post, labels: labels, network: network, position: position, at: at, moment: moment,
      approvals: PostApprovals(post, approvals: [], withdrawals: []), calendar: calendar,
      semantics: semantics, texts: texts)
  }
}

extension RuleAnswer.Statement {
  /// Whether it asks everybody, or some, for an approval.
  fileprivate var asksForApproval: Bool {
    switch self {
    case .silent: false
    case .everyone(let decision): decision.outcome == .needsApproval
    case .people, .history: true
    }
  }
}
