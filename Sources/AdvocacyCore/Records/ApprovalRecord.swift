/// Somebody's approval of a post.
package struct ApprovalRecord: Hashable, Sendable {
  /// The post.
  package var post: PostID
  /// In which role.
  package var role: String
  /// Who, if named.
  package var employee: EmployeeID?
  /// When.
  package var at: Instant

  /// Makes an approval.
  package init(post: PostID, role: String, employee: EmployeeID?, at: Instant) {
    self.post = post
    self.role = role
    self.employee = employee
    self.at = at
  }
}
