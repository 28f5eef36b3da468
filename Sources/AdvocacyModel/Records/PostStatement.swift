/// What somebody said of a post: an approval or a withdrawal.
package enum PostStatement: Hashable, Sendable {
  /// The post may be amplified.
  case approval(ApprovalRecord)
  /// The post must not be amplified any more.
  case withdrawal(WithdrawalRecord)

  /// The kinds, under the words by which ledger and reports name them.
  package enum Kind: String, Hashable, Sendable, CaseIterable {
    /// The post may be amplified.
    case approval
    /// The post must not be amplified any more.
    case withdrawal
  }

  package init(
    _ kind: Kind, post: PostID, role: String, employee: EmployeeID?, at: Instant,
    note: String? = nil
  ) {
    switch kind {
    case .approval:
      self = .approval(
        ApprovalRecord(post: post, role: role, employee: employee, at: at, note: note))
    case .withdrawal:
      self = .withdrawal(
        WithdrawalRecord(post: post, role: role, employee: employee, at: at, note: note))
    }
  }

  /// What was said.
  package var kind: Kind {
    switch self {
    case .approval: .approval
    case .withdrawal: .withdrawal
    }
  }

  package var post: PostID {
    switch self {
    case .approval(let approval): approval.post
    case .withdrawal(let withdrawal): withdrawal.post
    }
  }

  /// In which role; may be empty.
  package var role: String {
    switch self {
    case .approval(let approval): approval.role
    case .withdrawal(let withdrawal): withdrawal.role
    }
  }

  /// Who, if named.
  package var employee: EmployeeID? {
    switch self {
    case .approval(let approval): approval.employee
    case .withdrawal(let withdrawal): withdrawal.employee
    }
  }

  /// When.
  package var at: Instant {
    switch self {
    case .approval(let approval): approval.at
    case .withdrawal(let withdrawal): withdrawal.at
    }
  }

  /// What they added in their own words, if anything.
  package var note: String? {
    switch self {
    case .approval(let approval): approval.note
    case .withdrawal(let withdrawal): withdrawal.note
    }
  }
}

/// Somebody's approval of a post.
package struct ApprovalRecord: Hashable, Sendable {
  package var post: PostID
  /// In which role.
  package var role: String
  /// Who, if named.
  package var employee: EmployeeID?
  /// When.
  package var at: Instant
  /// What the person added in their own words, if anything; for people, never for rules.
  package var note: String?

  package init(
    post: PostID, role: String, employee: EmployeeID?, at: Instant, note: String? = nil
  ) {
    self.post = post
    self.role = role
    self.employee = employee
    self.at = at
    self.note = note
  }
}

/// Somebody's withdrawal of a post: it must not be amplified any more.
package struct WithdrawalRecord: Hashable, Sendable {
  package var post: PostID
  /// In which role; may be empty.
  package var role: String
  /// Who, if named.
  package var employee: EmployeeID?
  /// When.
  package var at: Instant
  /// What the person added in their own words, if anything; for people, never for rules.
  package var note: String?

  package init(
    post: PostID, role: String, employee: EmployeeID?, at: Instant, note: String? = nil
  ) {
    self.post = post
    self.role = role
    self.employee = employee
    self.at = at
    self.note = note
  }
}
