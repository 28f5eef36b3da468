package import AdvocacyCore

/// One post of a ledger's export, with all that was decided and done.
package struct ExportedPost: Codable, Hashable, Sendable {
  /// The post.
  package var id: String
  /// When it fell due; nil for a post of which only approvals are known.
  @Nullable package var at: Instant?
  /// When it is over.
  @Nullable package var ends: Instant?
  /// Why it never is fanned out; nil where it is.
  @Nullable package var skipped: String?
  /// What was decided, in order.
  package var decisions: [Decision]
  /// What was done.
  package var actions: [Action]

  /// Makes a post.
  package init(
    id: String, at: Instant?, ends: Instant?, skipped: String?, decisions: [Decision],
    actions: [Action]
  ) {
    self.id = id
    self.at = at
    self.ends = ends
    self.skipped = skipped
    self.decisions = decisions
    self.actions = actions
  }

  /// What was decided at one instant.
  package struct Decision: Codable, Hashable, Sendable {
    /// When.
    package var at: Instant
    /// Why candidates were looked at.
    package var event: String
    /// How many there were.
    package var candidates: Int
    /// How many employees were allowed.
    package var allowedEmployees: Int

    /// Makes a decision.
    package init(at: Instant, event: String, candidates: Int, allowedEmployees: Int) {
      self.at = at
      self.event = event
      self.candidates = candidates
      self.allowedEmployees = allowedEmployees
    }
  }

  /// One action of one account.
  package struct Action: Codable, Hashable, Sendable {
    /// Who, by pseudonym or roster id.
    package var employee: String
    /// Where.
    package var network: String
    /// What.
    package var action: String
    /// When.
    package var at: Instant
    /// The text it used: 0 for the post's own, else the number of the variant.
    package var variant: Int
    /// Whether a disclosure was added.
    package var isDisclosed: Bool

    /// Makes an action.
    package init(
      employee: String, network: String, action: String, at: Instant, variant: Int,
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
}
