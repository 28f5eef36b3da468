/// Somebody's withdrawal of a post: it must not be amplified any more.
package struct WithdrawalRecord: Hashable, Sendable {
  /// The post.
  package var post: PostID
  /// In which role; may be empty.
  package var role: String
  /// Who, if named.
  package var employee: EmployeeID?
  /// When.
  package var at: Instant

  /// Makes a withdrawal.
  package init(post: PostID, role: String, employee: EmployeeID?, at: Instant) {
    self.post = post
    self.role = role
    self.employee = employee
    self.at = at
  }
}
