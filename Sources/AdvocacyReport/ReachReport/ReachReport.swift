package import AdvocacyModel

/// How many people posts reached alone and with the employees, and how that was found out.
///
/// The keys are a contract with other programs: every key is always there, null where nothing is.
package struct ReachReport: CommandOutput, CompanyTimed, Codable, Hashable {
  /// The name and version of this form.
  package static let schemaName = "advocacy/reach-report/2"
  /// The formulas in words.
  package static let standardFormula = """
    reach multiplier = distinct people reached with the employees ÷ distinct people the page \
    reaches alone, both under the same assumptions; nominal multiplier = employees × likes × reposts of \
    one post on one network
    """

  /// The name and version of this form.
  package private(set) var schema = Self.schemaName
  /// The company's name.
  package var company = ""
  /// The language in which the company's reports speak, unless somebody asks for another.
  package var language = Language.english
  /// The company's time zone, for people.
  package var timeZone = "UTC"
  /// The seed of every draw.
  package var seed: UInt64
  /// How many worlds were simulated, over all blocks.
  package var worlds: Int
  /// How many blocks, each with one draw of the assumed parameters.
  package var blocks: Int
  /// The simulation's own error relative to the multiplier; null where there is no multiplier.
  @Nullable package var relativeStandardError: Double?
  /// The probability that the intervals cover, such as 0.9.
  package var intervalLevel: Double
  /// The instant up to which actions count.
  package var asOf: Instant
  /// The instant from which posts count, if bounded.
  @Nullable package var since: Instant?
  /// The instant before which posts count, if bounded.
  @Nullable package var until: Instant?
  /// The head of the ledger's audit chain, if it has a link.
  @Nullable package var ledgerHead: String?
  /// The hash of all that went in beside the ledger, the period and options, and the seed: with
  /// them the same hash gives the same report.
  package var inputsHash: String
  /// The formulas in words.
  package var formula: String
  /// Every parameter that went in.
  package var inputs: [Input]
  /// What a reader should know beside the figures.
  package var notes: [String]
  /// What the groups are.
  package var by: Breakdown
  /// The posts in the order of their instants.
  package var posts: [Post]
  /// All posts together, people counted once; id, text, at and campaign are null.
  package var total: Post
  /// The groups asked for; empty when broken down by post.
  package var groups: Groups
  /// The total against that of another period; null unless asked.
  @Nullable package var comparison: Comparison? = nil
  /// From the roster to those who took part; null where it wasn't counted.
  @Nullable package var funnel: Funnel? = nil
  /// Who of the employees spoke for themselves; null: nobody.
  @Nullable package var voices: Voices? = nil
  /// What is still to come of the posts, never counted; null where all acts are done.
  @Nullable package var outlook: Outlook? = nil
  /// How reach grew after the posts; null unless asked.
  @Nullable package var timeline: [Moment]? = nil
  /// The last periods, the report's own the last of them; null unless asked, and of fewer than two.
  @Nullable package var trend: [TrendPeriod]? = nil
  /// What to do next, what brings most people first; null unless asked.
  @Nullable package var advice: [Advice]? = nil
  /// What employees brought who are in no row, since they no longer agree; null: nothing.
  @Nullable package var unlisted: Contribution? = nil
  /// Whom the teams or employees would both have reached; null where it wasn't counted.
  @Nullable package var overlaps: [Overlap]? = nil
  /// What other products' formulas give; null unless asked.
  @Nullable package var vendors: [VendorComparison]? = nil
  /// What the exposure would have cost; null without a rate card.
  @Nullable package var mediaCost: MediaCost? = nil
  /// Which assumption moves the result most; null unless asked.
  @Nullable package var sensitivity: Sensitivity? = nil

  package init(
    seed: UInt64, worlds: Int, blocks: Int, relativeStandardError: Double?,
    intervalLevel: Double, asOf: Instant, since: Instant? = nil, until: Instant? = nil,
    ledgerHead: String?, inputsHash: String, formula: String = Self.standardFormula,
    inputs: [Input], notes: [String] = [], by: Breakdown = .post, posts: [Post], total: Figures,
    groups: Groups = .none
  ) {
    self.seed = seed
    self.worlds = worlds
    self.blocks = blocks
    self.relativeStandardError = relativeStandardError
    self.intervalLevel = intervalLevel
    self.asOf = asOf
    self.since = since
    self.until = until
    self.ledgerHead = ledgerHead
    self.inputsHash = inputsHash
    self.formula = formula
    self.inputs = inputs
    self.notes = notes
    self.by = by
    self.posts = posts
    self.total = Post(id: nil, text: nil, at: nil, campaign: nil, figures: total)
    self.groups = groups
  }

  /// One parameter that went in.
  package struct Input: Codable, Hashable, Sendable {
    /// The name of the parameter.
    package var name: String
    /// The typical value.
    package var value: Double
    /// The low end of its range.
    package var low: Double
    /// The high end of its range.
    package var high: Double
    /// Where the figure comes from.
    package var basis: Basis
    /// The source in words.
    package var source: String
    /// The network it is for, if not for all.
    @Nullable package var network: NetworkID?

    package init(name: String, parameter: Parameter, network: NetworkID? = nil) {
      self.name = name
      self.value = parameter.typical
      self.low = parameter.low
      self.high = parameter.high
      self.basis = parameter.basis
      self.source = parameter.source
      self.network = network
    }
  }
}

/// For whom a report is made.
package enum ReportAudience: String, Hashable, Sendable, CaseIterable {
  /// Those who may know who is who.
  case `internal`
  /// Anybody: nobody is named, and no small group stands alone.
  case external
}

extension ReachReport {
  /// How many employees a group shown outside has at the least: 5 (a usual threshold of
  /// statistical disclosure control; assumed).
  package static let leastExternalGroup = 5

  /// The report as it may be shared outside.
  ///
  /// Employees stand under numbers in the order of their shares, teams of fewer than five who took
  /// part are merged. Shares add up, so that of the merged is their sum; the ends of its interval
  /// are sums too, and so is its own additional people a least figure. Totals stay as they are.
  ///
  /// - Complexity: O(groups log groups + overlaps).
  package func forAudience(_ audience: ReportAudience) -> ReachReport {
    guard audience == .external else { return self }
    var report = self
    // What is to be done tells of people who lack something, who may be few.
    report.advice = nil
    guard case .contributions(let parts) = groups else { return report }
    var names: [String: String] = [:]
    if by.isOfEmployees {
      let ranked = parts.sorted { ($0.share.mean, $1.name) > ($1.share.mean, $0.name) }
      let shown = ranked.enumerated().map { rank, part in part.named("employee \(rank + 1)") }
      names = Dictionary(zip(ranked.map(\.name), shown.map(\.name))) { first, _ in first }
      report.groups = .contributions(shown)
    } else {
      let (shown, merged) = Self.merging(parts, unlisted)
      names = Dictionary(shown.map { ($0.name, $0.name) }) { first, _ in first }
      report.groups = .contributions(shown + (merged.map { [$0] } ?? []))
      report.unlisted = nil
      if merged != nil {
        report.notes.append(
          Words(language)(\.report.merged, ["least": .count(Self.leastExternalGroup)]))
      }
    }
    report.overlaps = overlaps?.compactMap { overlap in
      guard let first = names[overlap.first], let second = names[overlap.second] else {
        return nil
      }
      return Overlap(first: first, second: second, people: overlap.people)
    }
    return report
  }

  /// The groups that are large enough, and the others as one.
  ///
  /// Where the others together are too few, the smallest of the large join them: the difference to
  /// the total would tell of them all the same.
  private static func merging(
    _ parts: [Contribution], _ unlisted: Contribution?
  ) -> (shown: [Contribution], merged: Contribution?) {
    var small = parts.filter { $0.employees < leastExternalGroup } + (unlisted.map { [$0] } ?? [])
    var large = parts.filter { $0.employees >= leastExternalGroup }
    var count = small.reduce(0) { $0 + $1.employees }
    while count > 0, count < leastExternalGroup,
      let least = large.indices.min(by: { large[$0].employees < large[$1].employees })
    {
      count += large[least].employees
      small.append(large.remove(at: least))
    }
    guard let first = small.first else { return (large, nil) }
    return (large, small.dropFirst().reduce(first.named("others")) { $0.joined($1) })
  }
}

extension ReachReport.Contribution {
  fileprivate func named(_ name: String) -> Self {
    var part = self
    part.name = name
    return part
  }

  /// Two as one; what would have been brought alone is not known of both.
  func joined(_ other: Self) -> Self {
    var joined = Self(
      name: name, employees: employees + other.employees, actions: actions + other.actions,
      likes: likes + other.likes, reposts: reposts + other.reposts,
      grossReach: grossReach + other.grossReach,
      additionalPeople: additionalPeople.joined(other.additionalPeople),
      share: share.joined(other.share),
      shareStandardError: shareStandardError + other.shareStandardError, alone: nil)
    if let roster, let more = other.roster { joined.roster = roster + more }
    return joined
  }
}

extension ReachReport.Estimate {
  fileprivate func joined(_ other: Self) -> Self {
    Self(mean: mean + other.mean, low: low + other.low, high: high + other.high)
  }
}

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
