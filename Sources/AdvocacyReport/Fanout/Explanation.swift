package import AdvocacyCore

/// Every verdict on a post with its rules and what would change it.
package struct Explanation: JSONReport, CompanyTimed, Codable, Hashable, Sendable {
  /// The name and version of this form.
  package private(set) var schema = "advocacy/explain/2"
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
  /// What was said and done of the post after it was decided, in the order of time; it changes
  /// nothing of the verdicts.
  package var later: [Later] = []

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
    /// What the employee's act says, or would say, with link and hashtags and the words that the
    /// rules add; null where no act with words is known and the rules add none.
    @Nullable package var text: String?
    /// Every rule that spoke, by id.
    package var rules: [RuleFinding]
    /// What became of it, in order.
    package var later: [Later]

    /// Makes the entry of a verdict; what would change it is what the rules that decided it say.
    ///
    /// - Parameters:
    ///   - employee: The employee.
    ///   - network: The network of the account.
    ///   - verdict: What policy says.
    ///   - text: What would be published, without the words that the rules add.
    ///   - carried: What an act that is planned or recorded says, with those words; nil: none does.
    ///   - wouldChange: Overrides what the rules say, as after the decision was made.
    ///   - later: What became of it.
    package init(
      employee: EmployeeID, network: NetworkID, verdict: Verdict, text: String,
      carried: String? = nil, wouldChange: String? = nil, later: [Later] = []
    ) {
      self.later = later
      self.employee = employee
      self.network = network
      self.verdict = verdict.outcome
      self.until = verdict.until
      self.rules = verdict.findings.map(RuleFinding.init)
      self.wouldChange = wouldChange
      self.text =
        carried
        ?? (verdict.outcome == .rewrite && !verdict.lines.isEmpty ? verdict.composed(text) : nil)
    }
  }

  /// Something dated that came after a decision.
  package struct Later: Codable, Hashable, Sendable {
    /// What it was.
    package enum Kind: String, Codable, Hashable, Sendable, CaseIterable {
      /// An act was planned, or moved to another instant.
      case planned
      /// An act waits for an approval.
      case waits
      /// The employee acted.
      case acted
      /// A rule prevented the act.
      case prevented
      /// Somebody approved or withdrew the post.
      case statement
      /// The post was found edited.
      case edit
    }

    /// When.
    package var at: Instant
    /// What it was.
    package var kind: Kind
    /// In words.
    package var words: String
    /// The rule that prevented it.
    @Nullable package var rule: RuleID?

    /// Makes a fact.
    package init(at instant: Instant, kind: Kind, words: String, rule: RuleID? = nil) {
      at = instant
      self.kind = kind
      self.words = words
      self.rule = rule
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
