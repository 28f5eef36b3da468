/// Somebody's word on a post: an approval or a withdrawal.
package struct Word: Hashable, Sendable {
  /// The kinds of words.
  package enum Kind: String, Hashable, Sendable, CaseIterable {
    /// The post may be amplified.
    case approval
    /// The post must not be amplified any more.
    case withdrawal
  }

  /// The post.
  package var post: PostID
  /// What was said.
  package var kind: Kind
  /// In which role.
  package var role: String
  /// Who, if named.
  package var employee: EmployeeID?
  /// When.
  package var at: Instant

  /// Makes a word.
  package init(post: PostID, kind: Kind, role: String, employee: EmployeeID?, at: Instant) {
    self.post = post
    self.kind = kind
    self.role = role
    self.employee = employee
    self.at = at
  }
}
