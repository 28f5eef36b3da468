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

/// A post that will never be fanned out, and why.
package struct Skip: Hashable, Sendable {
  /// The reasons for which a post is skipped.
  package enum Reason: String, Hashable, Sendable, CaseIterable {
    /// It is dated before the start of the ledger.
    case beforeStart
    /// It was over before it was first seen.
    case expired
    /// It was withdrawn before it fell due.
    case withdrawn

    /// The reason in words.
    package var sentence: Sentence {
      switch self {
      case .beforeStart:
        Sentence(
          "dated before the start of the ledger", es: "tiene fecha anterior al inicio del registro")
      case .expired:
        Sentence(
          "over before it was first seen", es: "había terminado antes de verse por primera vez")
      case .withdrawn:
        Sentence("withdrawn before it fell due", es: "se retiró antes de que tocara")
      }
    }
  }

  package var post: PostID
  /// Why.
  package var reason: Reason
  /// The instant of the event.
  package var at: Instant

  package init(post: PostID, reason: Reason, at: Instant) {
    self.post = post
    self.reason = reason
    self.at = at
  }
}

/// A post of the queue that can't be used, by its content.
package struct SetAside: Hashable, Sendable {
  /// The post's id as written, or an empty text.
  package var post: String
  /// Where it stands.
  package var place: Place
  /// Why.
  package var reason: String
  /// SHA-256 of the bytes of the post as they stand in the queue.
  package var contentHash: [UInt8]

  package init(post: String, place: Place, reason: String, contentHash: [UInt8]) {
    self.post = post
    self.place = place
    self.reason = reason
    self.contentHash = contentHash
  }
}
