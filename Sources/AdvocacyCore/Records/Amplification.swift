/// One recorded action of one account on one post.
package struct Amplification: Hashable, Sendable {
  /// The employee, by the index on the roster of the run.
  package var employee: Int
  /// The network.
  package var network: NetworkID
  /// What the account did.
  package var action: Action
  /// When.
  package var at: Instant
  /// The text it used: 0 for the post's own, else the number of the variant, from 1.
  package var variant: Int
  /// Whether a disclosure was added.
  package var isDisclosed: Bool

  /// Makes an amplification.
  package init(
    employee: Int, network: NetworkID, action: Action, at: Instant, variant: Int,
    isDisclosed: Bool
  ) {
    self.employee = employee
    self.network = network
    self.action = action
    self.at = at
    self.variant = variant
    self.isDisclosed = isDisclosed
  }
}
