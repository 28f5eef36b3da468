package import AdvocacyCore

/// One case of a table by which a compliance team holds its policy.
package struct PolicyCase: Hashable, Sendable {
  /// What the case is about, for people; the post and the employee where it has no name.
  package var name: String
  /// Where it stands.
  package var place: Place
  /// The post.
  package var post: Post
  /// The employee; on the roster.
  package var employee: EmployeeID
  /// The networks to look at; each is one of the post's.
  package var networks: [NetworkID]
  /// The instant at which the rules are asked.
  package var at: Instant
  /// What people said of the post before.
  package var approvals: [ApprovalRecord]
  /// The posts that the employee passed on before, on the same networks.
  package var earlier: [Earlier]
  /// What the policy is to say, on every network.
  package var expected: Expectation

  /// A post that was passed on before the case.
  package struct Earlier: Hashable, Sendable {
    /// The post.
    package var post: Post
    /// The instant at which its candidates were decided.
    package var at: Instant
  }

  /// What the policy is to say.
  package struct Expectation: Hashable, Sendable {
    /// The verdict.
    package var outcome: Verdict.Outcome
    /// Where it defers, until when; nil: whenever.
    package var until: Instant?
    /// All rules that speak, sorted; nil: whichever.
    package var rules: [RuleID]?
  }
}
