package import AdvocacyCore

extension PolicyEngine {
  /// Tells whether an employee withdrew from a post in a stretch of time: their consent was not in
  /// force at some instant of it, or they chose to stay out.
  ///
  /// - Parameters:
  ///   - employee: The index on the roster.
  ///   - post: The post.
  ///   - network: The network; on one that is not configured nobody withdraws.
  ///   - start: The first instant of the stretch.
  ///   - end: The last instant of the stretch.
  ///   - isAllowed: Whether policy allowed them at the end: then their consent was in force.
  /// - Returns: Whether they did.
  /// - Complexity: O(the employee's dates).
  package func withdrew(
    _ employee: Int, from post: Post, on network: NetworkID, since start: Instant,
    through end: Instant, isAllowed: Bool = false
  ) -> Bool {
    guard let position = position(of: network) else { return false }
    let consent = eligibility.consents[position]
    let mayStayOut = eligibility.optedOut.contains(employee)
    guard mayStayOut || consent.changes(after: start, through: end) else {
      // Nobody's consent begins or ends meanwhile: one look tells.
      return !isAllowed && !consent.contains(employee, at: end)
    }
    guard consent.contains(employee, at: start) else { return true }
    if let change = consent.nextChange(of: employee, after: start), change <= end { return true }
    return staysOut(employee, of: post, on: network, since: start, through: end)
  }

  /// Tells whether an employee chose to stay out of a post at some instant of a stretch of time, its
  /// ends included.
  ///
  /// - Complexity: O(choices), and O(characters of the post) for those who made any.
  package func staysOut(
    _ employee: Int, of post: Post, on network: NetworkID, since start: Instant,
    through end: Instant
  ) -> Bool {
    guard eligibility.optedOut.contains(employee) else { return false }
    return eligibility.staysOut(
      employee, of: PostLabels(post, by: labels), on: network, since: start, through: end)
  }
}
