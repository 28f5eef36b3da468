package import AdvocacyModel

/// The approvals of one post, and when it was withdrawn.
struct PostApprovals: Sendable {
  private let approvals: [ApprovalRecord]
  private let withdrawals: [WithdrawalRecord]
  private let author: EmployeeID?

  /// Takes what is on record of a post.
  init(_ post: Post, approvals: [ApprovalRecord], withdrawals: [WithdrawalRecord]) {
    self.init(approvals: approvals, withdrawals: withdrawals, author: post.author)
  }

  private init(
    approvals: [ApprovalRecord], withdrawals: [WithdrawalRecord], author: EmployeeID?
  ) {
    self.approvals = approvals
    self.withdrawals = withdrawals
    self.author = author
  }

  /// What was on record at an instant.
  func through(_ instant: Instant) -> PostApprovals {
    PostApprovals(
      approvals: approvals.filter { $0.at <= instant },
      withdrawals: withdrawals.filter { $0.at <= instant }, author: author)
  }

  /// The first withdrawal, if there is one.
  var withdrawal: WithdrawalRecord? { withdrawals.min { $0.at < $1.at } }

  /// When the next approval is given after an instant; nil: none is on record.
  func next(after instant: Instant) -> Instant? {
    approvals.map(\.at).filter { $0 > instant }.min()
  }

  /// How many approvals in some roles count.
  ///
  /// The author never counts. An approval without a name counts once a role, and only where nobody
  /// with a name approved in that role, since it may be the same person.
  ///
  /// - Complexity: O(approvals × roles).
  func count(in roles: [String], manner: Approval.Manner = .anyRole) -> Int {
    approvals.isEmpty ? 0 : counted(in: roles, manner: manner).count
  }

  /// The approvals in some roles that count, in the order in which they were given.
  ///
  /// - Complexity: O(approvals × roles).
  func counted(in roles: [String], manner: Approval.Manner) -> [Voice] {
    let voices = voices(in: roles)
    switch manner {
    case .anyRole:
      var people: Set<Voice.Person> = []
      return voices.filter { people.insert($0.person).inserted }
    case .eachRole: return Self.matched(roles, voices)
    case .inOrder: return Self.inOrder(roles, voices)
    }
  }

  /// Somebody's approval in a role.
  struct Voice {
    /// An employee, or the unnamed person of a role.
    enum Person: Hashable {
      case employee(EmployeeID)
      case unnamed(role: String)
    }

    let person: Person
    let role: String
    let at: Instant
  }

  /// The approvals that count, in the order in which they were given.
  private func voices(in roles: [String]) -> [Voice] {
    let valid = approvals.filter { approval in
      roles.contains(approval.role) && (approval.employee == nil || approval.employee != author)
    }
    let namedRoles = Set(valid.filter { $0.employee != nil }.map(\.role))
    let ordered = valid.enumerated().sorted {
      ($0.element.at, $0.offset) < ($1.element.at, $1.offset)
    }
    return ordered.map(\.element).compactMap { approval in
      let role = approval.role
      if let employee = approval.employee {
        return Voice(person: .employee(employee), role: role, at: approval.at)
      }
      guard !namedRoles.contains(role) else { return nil }
      return Voice(person: .unnamed(role: role), role: role, at: approval.at)
    }
  }

  /// The approvals of as many roles as can be, each by a person of its own: a greatest matching.
  private static func matched(_ roles: [String], _ voices: [Voice]) -> [Voice] {
    var roleOfPerson: [Voice.Person: String] = [:]
    func takes(_ role: String, _ tried: inout Set<Voice.Person>) -> Bool {
      for voice in voices where voice.role == role && tried.insert(voice.person).inserted {
        if let other = roleOfPerson[voice.person], !takes(other, &tried) { continue }
        roleOfPerson[voice.person] = role
        return true
      }
      return false
    }
    for role in roles {
      var tried: Set<Voice.Person> = []
      _ = takes(role, &tried)
    }
    return voices.filter { voice in
      guard roleOfPerson[voice.person] == voice.role else { return false }
      roleOfPerson[voice.person] = nil
      return true
    }
  }

  /// The approvals of the first roles, one after the other, each by somebody else.
  private static func inOrder(_ roles: [String], _ voices: [Voice]) -> [Voice] {
    var people: Set<Voice.Person> = []
    return voices.filter { voice in
      people.count < roles.count && voice.role == roles[people.count]
        && people.insert(voice.person).inserted
    }
  }
}

/// The approvals that a rule asks for: how many, in which roles, and how they count.
struct WantedApprovals: Hashable, Sendable {
  var roles: [String]
  var count = 1
  var manner = Approval.Manner.anyRole
}

/// The approvals that a rule asks for one post, and how many of them were given.
package struct ApprovalDemand: Hashable, Sendable {
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
