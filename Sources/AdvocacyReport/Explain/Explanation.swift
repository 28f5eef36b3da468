package import AdvocacyModel

/// Every verdict on a post with its rules and what would change it.
///
/// What it says in words is in its language, in JSON as well.
package struct Explanation: CommandOutput, CompanyTimed, InLanguage, Codable, Hashable {
  /// The name and version of this form.
  package private(set) var schema = "advocacy/explain/2"
  /// The company's time zone, for people.
  package var timeZone = "UTC"
  /// The language in which it was made.
  package var language = Language.english
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

  package init(post: PostID, employee: EmployeeID?, at: Instant, verdicts: [NetworkVerdict]) {
    self.post = post
    self.employee = employee
    self.at = at
    self.verdicts = verdicts
  }

  /// The verdict on one employee's account on one network.
  package struct NetworkVerdict: Codable, Hashable, Sendable {
    package var employee: EmployeeID
    package var network: NetworkID
    /// The network as people call it.
    package var networkTitle: String
    package var verdict: Verdict.Outcome
    /// When it was decided; null: it is still to come.
    @Nullable package var asked: Instant?
    /// Where deferred, until when.
    @Nullable package var until: Instant?
    /// What would change it, in words, if anything would.
    @Nullable package var wouldChange: String?
    /// Whether that comes too late for this post and counts from the next.
    package var isTooLate: Bool
    /// What the employee's act says, or would say, with link and hashtags and the words that the
    /// rules add; null where no act with words is known and the rules add none.
    @Nullable package var text: String?
    /// Every rule that spoke, the strongest first, then by id.
    package var rules: [RuleFinding]
    /// What the rules said when the employee acted, where one employee is asked about.
    package var acting: [RuleFinding] = []
    /// What became of it, in order.
    package var later: [Later]

    /// Makes the entry of a verdict.
    ///
    /// - Parameters:
    ///   - employee: The employee.
    ///   - network: The network of the account.
    ///   - verdict: What policy says.
    ///   - text: What would be published, without the words that the rules add.
    ///   - carried: What an act that is planned or recorded says, with those words; nil: none does.
    ///   - language: The language of the sentences.
    package init(
      employee: EmployeeID, network: Network, verdict: Verdict, text: String,
      carried: String? = nil, in language: Language = .english
    ) {
      later = []
      isTooLate = false
      self.employee = employee
      self.network = network.id
      networkTitle = network.title
      self.verdict = verdict.outcome
      until = verdict.until
      rules = verdict.findings.enumerated().sorted {
        ($1.element.outcome, $0.offset) < ($0.element.outcome, $1.offset)
      }.map { RuleFinding($0.element, in: language) }
      wouldChange = verdict.remedy?[language]
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

    package init(_ finding: Verdict.Finding, in language: Language = .english) {
      id = finding.rule
      outcome = finding.outcome
      until = finding.until
      reason = finding.why[language]
      wouldChange = finding.remedy?[language]
    }
  }
}

extension Verdict.Outcome {
  /// The verdict as people read it.
  package var word: String {
    switch self {
    case .allow: "allow"
    case .rewrite: "rewrite"
    case .defer: "defer"
    case .needsApproval: "needs approval"
    case .deny: "deny"
    }
  }

  /// The colour that goes with it.
  package var ink: Ink {
    switch self {
    case .allow, .rewrite: .green
    case .defer, .needsApproval: .yellow
    case .deny: .red
    }
  }
}
