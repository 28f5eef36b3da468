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

extension ReachReport {
  /// How many distinct people had been reached by some time after the posts went out.
  package struct Moment: Codable, Hashable, Sendable {
    /// The time since each post's own instant, in seconds.
    package var seconds: Int
    /// People reached by the page alone; null where there is no page.
    @Nullable package var page: Double?
    /// People reached with the employees.
    package var withEmployees: Double

    package init(seconds: Int, page: Double?, withEmployees: Double) {
      self.seconds = seconds
      self.page = page
      self.withEmployees = withEmployees
    }
  }

  /// The times at which reach is looked at: minutes, hours and days after the posts.
  package static let moments =
    [5, 15, 30].map { $0 * 60 } + [1, 2, 4, 8, 12, 24, 48, 72, 120, 168, 336].map { $0 * 3600 }
}

extension ReachReport {
  /// What is still to come of posts whose acts are not all done: a forecast, never counted.
  package struct Outlook: Codable, Hashable, Sendable {
    /// How many acts happened.
    package var acted: Int
    /// How many are to come.
    package var planned: Int
    /// When the next is.
    package var next: Instant
    /// The reach multiplier expected when all are done; null where there is no page, or too much to
    /// estimate on the side.
    @Nullable package var expected: Estimate?

    package init(acted: Int, planned: Int, next: Instant, expected: Estimate?) {
      self.acted = acted
      self.planned = planned
      self.next = next
      self.expected = expected
    }

    /// The outlook in a sentence, instants as given.
    package func sentence(
      _ shown: (Instant) -> String, in words: Words = .english
    ) -> String {
      var values: [String: Spoken] = [
        "acted": .count(acted), "planned": .count(acted + planned), "next": .text(shown(next)),
      ]
      guard let expected else { return words(\.report.outlook, values) }
      let decimals = expected.mean < 3 ? 1 : 0
      let figure = NumberFormat.fixed(expected.mean, decimals: decimals)
      values["multiple"] = .text(words.conventions.localized(figure) + "×")
      return words(\.report.outlookExpected, values)
    }
  }
}
