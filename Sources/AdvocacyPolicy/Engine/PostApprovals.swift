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
    guard !approvals.isEmpty else { return 0 }
    let voices = voices(in: roles)
    switch manner {
    case .anyRole: return Set(voices.map(\.person)).count
    case .eachRole: return Self.matched(roles, voices)
    case .inOrder: return Self.inOrder(roles, voices)
    }
  }

  /// Somebody's approval in a role.
  private struct Voice {
    /// An employee, or the unnamed person of a role.
    enum Person: Hashable {
      case employee(EmployeeID)
      case unnamed(role: String)
    }

    let person: Person
    let role: String
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
      if let employee = approval.employee { return Voice(person: .employee(employee), role: role) }
      guard !namedRoles.contains(role) else { return nil }
      return Voice(person: .unnamed(role: role), role: role)
    }
  }

  /// How many roles have an approval by a person of their own: a greatest matching.
  private static func matched(_ roles: [String], _ voices: [Voice]) -> Int {
    var roleOfPerson: [Voice.Person: String] = [:]
    func takes(_ role: String, _ tried: inout Set<Voice.Person>) -> Bool {
      for voice in voices where voice.role == role && tried.insert(voice.person).inserted {
        if let other = roleOfPerson[voice.person], !takes(other, &tried) { continue }
        roleOfPerson[voice.person] = role
        return true
      }
      return false
    }
    return roles.count { role in
      var tried: Set<Voice.Person> = []
      return takes(role, &tried)
    }
  }

  /// How many of the first roles approved one after the other, each by somebody else.
  private static func inOrder(_ roles: [String], _ voices: [Voice]) -> Int {
    var people: Set<Voice.Person> = []
    for voice in voices {
      guard people.count < roles.count else { break }
      if voice.role == roles[people.count] { people.insert(voice.person) }
    }
    return people.count
  }
}
