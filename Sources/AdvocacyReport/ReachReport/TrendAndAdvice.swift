package import AdvocacyModel

extension ReachReport {
  /// What the posts of one period of a trend brought.
  package struct TrendPeriod: Codable, Hashable, Sendable {
    /// The first instant of the period.
    package var since: Instant
    /// The instant before which it ends.
    package var until: Instant
    /// How many posts it had.
    package var posts: Int
    /// How many of them anybody acted on.
    package var shared: Int
    /// Who took part, was allowed to, and was on the roster.
    package var participation: Participation
    package var reach: Reach
    /// Distinct people the page alone would not have reached.
    package var additionalPeople: Estimate
    /// Reach with the employees ÷ reach of the page alone; null where there is no page.
    @Nullable package var reachMultiplier: Estimate?

    package init(
      since: Instant, until: Instant, posts: Int, shared: Int, participation: Participation,
      reach: Reach, additionalPeople: Estimate, reachMultiplier: Estimate?
    ) {
      self.since = since
      self.until = until
      self.posts = posts
      self.shared = shared
      self.participation = participation
      self.reach = reach
      self.additionalPeople = additionalPeople
      self.reachMultiplier = reachMultiplier
    }
  }

  /// Something to do next, computed from the run.
  package struct Advice: Codable, Hashable, Sendable {
    /// What is to be done.
    package enum Kind: String, Codable, Hashable, Sendable, CaseIterable {
      /// Give the approval for which a post waited.
      case approve
      /// Look at a rule that held people back.
      case reviewRule
      /// Train people who lack a training.
      case train
      /// Train people again whose training lapses soon.
      case renewTraining
      /// Measure an assumption.
      case measure
    }

    package var kind: Kind
    /// The rule that it is about, if it is about one.
    @Nullable package var rule: RuleID? = nil
    /// The type of that rule.
    @Nullable package var ruleType: String? = nil
    /// The post that was held, by its text or id.
    @Nullable package var post: String? = nil
    /// The course of the training, or the parameter to be measured.
    @Nullable package var subject: String? = nil
    /// The roles whose approval is asked for.
    package var roles: [String] = []
    /// How many employees it concerns; of a rule, how often it held somebody back.
    package var count = 0
    /// For how many days a post waited.
    @Nullable package var days: Int? = nil
    /// Where `config.json` sets the parameter to be measured.
    @Nullable package var key: String? = nil
    /// The people whom it would bring, or whom it puts at stake: a paired run of the same draws.
    @Nullable package var people: Estimate? = nil
    /// The report's multiplier, or its additional people without a page, if the parameter were
    /// known: the same mean, a narrower interval.
    @Nullable package var measured: Estimate? = nil

    package init(_ kind: Kind) { self.kind = kind }
  }
}
