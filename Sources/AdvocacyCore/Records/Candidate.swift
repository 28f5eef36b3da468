/// One candidate: a post for one employee's account on one network.
package struct Candidate: Hashable, Sendable, Comparable {
  /// The post.
  package var post: PostID
  /// The employee.
  package var employee: EmployeeID
  /// The network of the account.
  package var network: NetworkID

  /// Makes a candidate.
  package init(post: PostID, employee: EmployeeID, network: NetworkID) {
    self.post = post
    self.employee = employee
    self.network = network
  }

  package static func < (lhs: Self, rhs: Self) -> Bool {
    (lhs.post, lhs.employee, lhs.network) < (rhs.post, rhs.employee, rhs.network)
  }
}
