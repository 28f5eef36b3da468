package import AdvocacyCore

/// Every verdict on a post with its rules and what would change it.
package struct Explanation: JSONReport, CompanyTimed, Codable, Hashable, Sendable {
  /// The name and version of this form.
  package private(set) var schema = "advocacy/explain/1"
  /// The company's time zone, for people.
  package var timeZone = "UTC"
  /// The post.
  package var post: PostID
  /// The employee asked about; null: everybody.
  @Nullable package var employee: EmployeeID?
  /// The instant as of which the rules were asked.
  package var at: Instant
  /// The verdicts, by employee and network.
  package var verdicts: [NetworkVerdict]

  /// Makes an explanation.
  package init(
    post: PostID, employee: EmployeeID?, at: Instant, verdicts: [NetworkVerdict]
  ) {
    self.post = post
    self.employee = employee
    self.at = at
    self.verdicts = verdicts
  }

  /// The verdict on one employee's account on one network.
  package struct NetworkVerdict: Codable, Hashable, Sendable {
    /// The employee.
    package var employee: EmployeeID
    /// The network.
    package var network: NetworkID
    /// The verdict.
    package var verdict: Verdict.Outcome
    /// Where deferred, until when.
    @Nullable package var until: Instant?
    /// What would change it, in words, if anything would.
    @Nullable package var wouldChange: String?
    /// The post's own text with the words that the rules add; null where they add none.
    @Nullable package var text: String?
    /// Every rule that spoke, by id.
    package var rules: [RuleFinding]

    /// Makes the entry of a verdict; what would change it is what the rules that decided it say.
    ///
    /// - Parameters:
    ///   - employee: The employee.
    ///   - network: The network of the account.
    ///   - verdict: What policy says.
    ///   - text: The post's own text.
    ///   - wouldChange: Overrides what the rules say, as after the decision was made.
    package init(
      employee: EmployeeID, network: NetworkID, verdict: Verdict, text: String,
      wouldChange: String? = nil
    ) {
      self.employee = employee
      self.network = network
      self.verdict = verdict.outcome
      self.until = verdict.until
      self.rules = verdict.findings.map(RuleFinding.init)
      self.wouldChange = wouldChange
      self.text =
        verdict.outcome == .rewrite && !verdict.lines.isEmpty
        ? verdict.composed(text) : nil
    }
  }

  /// What one rule said.
  package struct RuleFinding: Codable, Hashable, Sendable {
    /// The rule.
    package var id: RuleID
    /// What it asks for.
    package var outcome: Verdict.Outcome
    /// Where it defers, until when.
    @Nullable package var until: Instant?
    /// Why, in a sentence for people.
    package var reason: String
    /// What would change what this rule says, in words, if anything would.
    @Nullable package var wouldChange: String?

    /// Makes the entry of a finding.
    package init(_ finding: Verdict.Finding) {
      id = finding.rule
      outcome = finding.outcome
      until = finding.until
      reason = finding.reason
      wouldChange = finding.wouldChange
    }
  }
}
