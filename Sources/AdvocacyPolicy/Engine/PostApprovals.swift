import AdvocacyCore

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
