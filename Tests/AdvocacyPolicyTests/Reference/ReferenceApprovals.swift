import AdvocacyModel

/// The approvals of a post that count at an instant, in the order in which they were given.
struct ReferenceApprovals {
  private let given: [ApprovalRecord]

  /// Takes approvals from their instant on, the author's own aside.
  init(_ candidate: ReferenceCandidate) {
    let post = candidate.post
    given = candidate.world.past.approvals
      .filter { $0.post == post.id && $0.at <= candidate.at }
      .filter { $0.employee == nil || $0.employee != post.author }
      .enumerated().sorted { ($0.element.at, $0.offset) < ($1.element.at, $1.offset) }
      .map(\.element)
  }

  /// How many different people approved in any of some roles.
  ///
  /// Who is not named counts once a role, and not beside somebody named in that role, who may be
  /// the same.
  func people(in roles: [String]) -> Int {
    let counted = given.filter { roles.contains($0.role) }
    let named = Set(counted.compactMap(\.employee))
    let rolesOfNamed = Set(counted.filter { $0.employee != nil }.map(\.role))
    let unnamed = Set(counted.filter { $0.employee == nil }.map(\.role))
    return named.count + unnamed.subtracting(rolesOfNamed).count
  }

  /// The most of some roles that approved, each by somebody else.
  func distinctRoles(of roles: [String]) -> Int {
    most(ArraySlice(Set(roles).sorted()), used: [])
  }

  /// Tries every person for every role.
  private func most(_ roles: ArraySlice<String>, used: Set<EmployeeID>) -> Int {
    guard let role = roles.first else { return 0 }
    let rest = roles.dropFirst()
    var best = most(rest, used: used)
    for approval in given where approval.role == role {
      guard let person = approval.employee else {
        best = max(best, 1 + most(rest, used: used))
        continue
      }
      guard !used.contains(person) else { continue }
      best = max(best, 1 + most(rest, used: used.union([person])))
    }
    return best
  }

  /// How many of some roles, from the first on, approved one after the other, each by somebody
  /// else.
  func inOrder(_ roles: [String]) -> Int { longest(roles[...], from: 0, used: []) }

  private func longest(_ roles: ArraySlice<String>, from start: Int, used: Set<EmployeeID>) -> Int {
    guard let role = roles.first else { return 0 }
    var best = 0
    for number in given.indices.dropFirst(start) where given[number].role == role {
      let person = given[number].employee
      if let person, used.contains(person) { continue }
      let taken = person.map { used.union([$0]) } ?? used
      best = max(best, 1 + longest(roles.dropFirst(), from: number + 1, used: taken))
    }
    return best
  }
}
