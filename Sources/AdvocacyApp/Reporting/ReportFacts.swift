package import AdvocacyCore

/// What the ledger says of one post, as far as a report needs it.
package struct PostFacts: Sendable {
  /// The post as it was fanned out.
  package var post: Post
  /// How many employees were allowed on at least one network.
  package var allowed: Int
  /// Who they were, by numbers that are the same in all facts; nil where only how many is known.
  package var allowedPeople: EmployeeSet?
  /// How many employees were allowed on each network.
  package var allowedByNetwork: [NetworkID: Int]
  /// How many employees were on the roster then.
  package var roster: Int
  /// The counts of verdicts and of rules that spoke.
  package var counts: [VerdictCount]
  /// Who did what.
  package var actions: [Act]

  /// Makes the facts of a post.
  package init(
    post: Post, allowed: Int, allowedPeople: EmployeeSet? = nil,
    allowedByNetwork: [NetworkID: Int] = [:], roster: Int,
    counts: [VerdictCount] = [], actions: [Act]
  ) {
    self.post = post
    self.allowed = allowed
    self.allowedPeople = allowedPeople
    self.allowedByNetwork = allowedByNetwork
    self.roster = roster
    self.counts = counts
    self.actions = actions
  }

  /// One action.
  package struct Act: Sendable, Hashable {
    /// The employee, by index on the present roster; nil for one who left it.
    package var employee: Int?
    /// The employee's number in the ledger, the same in all facts.
    package var person: Int64
    /// The network.
    package var network: NetworkID
    /// The action.
    package var action: Action
    /// When they did it, in seconds after the post's instant, 0 or more.
    package var delay: Int

    /// Makes an action.
    package init(
      employee: Int?, person: Int64, network: NetworkID, action: Action, delay: Int = 0
    ) {
      self.employee = employee
      self.person = person
      self.network = network
      self.action = action
      self.delay = delay
    }
  }
}
