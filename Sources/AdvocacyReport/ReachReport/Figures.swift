package import AdvocacyModel

extension ReachReport {
  /// A mean with the interval that the assumed parameters leave open.
  package struct Estimate: Codable, Hashable, Sendable {
    /// The mean over all worlds; of a multiplier, the ratio of totals.
    package var mean: Double
    /// The low end of the interval.
    package var low: Double
    /// The high end of the interval.
    package var high: Double

    package init(mean: Double, low: Double, high: Double) {
      self.mean = mean
      self.low = low
      self.high = high
    }
  }

  /// What was done on one network.
  package struct NetworkActions: Codable, Hashable, Sendable {
    package var network: NetworkID
    /// How many employees took part.
    package var employees: Int
    /// Their likes.
    package var likes: Int
    /// Their reposts, quotes and shares included.
    package var reposts: Int
    /// Of one post: employees × likes × reposts; of several: the mean over the posts.
    package var nominalMultiplier: Double

    /// Makes the actions of one post, with the nominal multiplier that they give.
    package init(network: NetworkID, employees: Int, likes: Int, reposts: Int) {
      self.init(
        network: network, employees: employees, likes: likes, reposts: reposts,
        nominalMultiplier: NominalMultiplier.of(
          employees: employees, likes: likes, reposts: reposts))
    }

    /// Makes the actions of several posts, with the mean multiplier of the pairs.
    package init(
      network: NetworkID, employees: Int, likes: Int, reposts: Int, nominalMultiplier: Double
    ) {
      self.network = network
      self.employees = employees
      self.likes = likes
      self.reposts = reposts
      self.nominalMultiplier = nominalMultiplier
    }
  }

  /// How many employees took part, were allowed to, and are on the roster.
  package struct Participation: Codable, Hashable, Sendable {
    /// Employees with at least one action.
    package var took: Int
    /// Employees who were allowed on at least one network.
    package var allowed: Int
    /// Employees on the roster.
    package var roster: Int

    package init(took: Int, allowed: Int, roster: Int) {
      self.took = took
      self.allowed = allowed
      self.roster = roster
    }
  }

  /// Distinct people who saw it.
  package struct Reach: Codable, Hashable, Sendable {
    /// By the company's page alone; null where there is no page.
    @Nullable package var page: Estimate?
    /// By the page and the employees together.
    package var withEmployees: Estimate

    package init(page: Estimate?, withEmployees: Estimate) {
      self.page = page
      self.withEmployees = withEmployees
    }
  }

  /// The figures of a post, of a group of posts, or of all.
  package struct Figures: Codable, Hashable, Sendable {
    /// What was done, network by network.
    package var networks: [NetworkActions]
    /// How many distinct employees took part.
    package var employees: Int
    /// Their likes.
    package var likes: Int
    /// Their reposts, quotes and shares included.
    package var reposts: Int
    /// The mean of employees × likes × reposts over the pairs of post and network.
    package var nominalMultiplier: Double
    /// Participation, with its denominators.
    package var participation: Participation
    /// The sum of followers of page and participants: a ceiling, never a result.
    package var potentialReach: Int
    /// Reach summed over sharers, people counted as often as sharers reached them.
    package var grossReach: Double
    /// Displays, repeats counted.
    package var impressions: Double
    /// Impressions per person reached; 0 where nobody was.
    package var frequency: Double
    /// People who see posts at least once, twice, …, ten times; the first are all who are reached.
    package var reachByFrequency: [Double]
    /// Distinct people reached.
    package var reach: Reach
    /// Distinct people the page alone would not have reached.
    package var additionalPeople: Estimate
    /// Reach with the employees ÷ reach of the page alone; null where there is no page.
    @Nullable package var reachMultiplier: Estimate?

    package init(
      networks: [NetworkActions], employees: Int, likes: Int, reposts: Int,
      nominalMultiplier: Double, participation: Participation, potentialReach: Int,
      grossReach: Double, impressions: Double, frequency: Double, reachByFrequency: [Double],
      reach: Reach,
      additionalPeople: Estimate, reachMultiplier: Estimate?
    ) {
      self.networks = networks
      self.employees = employees
      self.likes = likes
      self.reposts = reposts
      self.nominalMultiplier = nominalMultiplier
      self.participation = participation
      self.potentialReach = potentialReach
      self.grossReach = grossReach
      self.impressions = impressions
      self.frequency = frequency
      self.reachByFrequency = reachByFrequency
      self.reach = reach
      self.additionalPeople = additionalPeople
      self.reachMultiplier = reachMultiplier
    }
  }
}

/// The multiplier that counts actions, not people: employees × likes × reposts.
package enum NominalMultiplier {
  /// Multiplies employees, likes and reposts of one post on one network.
  ///
  /// - Parameters:
  ///   - employees: How many employees took part there; with none, the result is 1.
  ///   - likes: Their likes there.
  ///   - reposts: Their reposts there, quotes and shares included.
  /// - Returns: The product, a factor without any action counting one.
  package static func of(employees: Int, likes: Int, reposts: Int) -> Double {
    guard employees > 0 else { return 1 }
    return [employees, likes, reposts].reduce(1) { $0 * Double(max(1, $1)) }
  }

  /// The mean of the nominal multipliers of pairs of post and network; 1 without any pair.
  ///
  /// Never a product of totals, which would count every post's actions against every other's.
  ///
  /// - Complexity: O(pairs).
  package static func mean(of pairs: some Collection<Double>) -> Double {
    pairs.isEmpty ? 1 : pairs.reduce(0, +) / Double(pairs.count)
  }
}

extension ReachReport {
  /// A post with its figures, in one JSON object.
  package struct Post: Codable, Hashable, Sendable {
    /// The id; null for the total.
    package var id: PostID?
    /// The text; null for the total.
    package var text: String?
    /// When it fell due; null for the total.
    package var at: Instant?
    /// The campaign it belongs to, if any.
    package var campaign: String?
    /// Where it is on its way, in a word, where nobody acted: no multiplier is claimed then.
    package var state: String?
    package var figures: Figures

    package init(
      id: PostID?, text: String?, at: Instant?, campaign: String?, state: String? = nil,
      figures: Figures
    ) {
      self.state = state
      self.id = id
      self.text = text
      self.at = at
      self.campaign = campaign
      self.figures = figures
    }

    private enum CodingKeys: String, CodingKey {
      case id, text, at, campaign, state
    }

    package init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: CodingKeys.self)
      id = try container.decodeIfPresent(PostID.self, forKey: .id)
      text = try container.decodeIfPresent(String.self, forKey: .text)
      at = try container.decodeIfPresent(Instant.self, forKey: .at)
      campaign = try container.decodeIfPresent(String.self, forKey: .campaign)
      state = try container.decodeIfPresent(String.self, forKey: .state)
      figures = try Figures(from: decoder)
    }

    package func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(id, forKey: .id)
      try container.encode(text, forKey: .text)
      try container.encode(at, forKey: .at)
      try container.encode(campaign, forKey: .campaign)
      try container.encode(state, forKey: .state)
      try figures.encode(to: encoder)
    }
  }

  /// A campaign or a network with the figures of its posts together.
  package struct Group: Codable, Hashable, Sendable {
    /// The campaign or the network; empty for posts without a campaign.
    package var name: String
    package var figures: Figures
    /// Of a group on a network, who is in it; absent of others.
    package var membership: Membership?

    package init(name: String, figures: Figures, membership: Membership? = nil) {
      self.name = name
      self.figures = figures
      self.membership = membership
    }

    private enum CodingKeys: String, CodingKey {
      case name
      case membership
    }

    package init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: CodingKeys.self)
      name = try container.decode(String.self, forKey: .name)
      membership = try container.decodeIfPresent(Membership.self, forKey: .membership)
      figures = try Figures(from: decoder)
    }

    package func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(name, forKey: .name)
      try container.encodeIfPresent(membership, forKey: .membership)
      try figures.encode(to: encoder)
    }
  }

  /// Who is in a group on a network, and whom only what was posted there reached.
  package struct Membership: Codable, Hashable, Sendable {
    package var network: NetworkID
    /// The members, employees included.
    package var members: Int
    package var isClosed: Bool
    /// The people whom nothing else in the report reached.
    package var onlyThere: Estimate

    package init(network: NetworkID, members: Int, isClosed: Bool, onlyThere: Estimate) {
      self.network = network
      self.members = members
      self.isClosed = isClosed
      self.onlyThere = onlyThere
    }
  }

  /// The groups of a report: an array in JSON, of one kind of element.
  package enum Groups: Codable, Hashable, Sendable {
    /// Broken down by post: there are no groups.
    case none
    /// Campaigns or networks, each with all figures.
    case figures([Group])
    /// Teams or employees, each with what it adds.
    case contributions([Contribution])

    package init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if let groups = try? container.decode([Group].self) {
        self = groups.isEmpty ? .none : .figures(groups)
      } else {
        self = .contributions(try container.decode([Contribution].self))
      }
    }

    package func encode(to encoder: any Encoder) throws {
      var container = encoder.singleValueContainer()
      switch self {
      case .none: try container.encode([String]())
      case .figures(let groups): try container.encode(groups)
      case .contributions(let parts): try container.encode(parts)
      }
    }
  }
}

extension ReachReport {
  /// From the roster to those who took part, and what stopped the rest.
  package struct Funnel: Codable, Hashable, Sendable {
    /// Employees on the roster.
    package var roster: Int
    /// Of these, those who hold every training that a rule asks of them.
    package var trained: Int
    /// Of these, those whose consent is in force on some network.
    package var consented: Int
    /// Employees who were allowed on some network.
    package var allowed: Int
    /// Employees who took part.
    package var took: Int
    /// The rules that held candidates back, those that held most first.
    package var stopped: [Stop]

    package init(
      roster: Int, trained: Int, consented: Int, allowed: Int, took: Int, stopped: [Stop]
    ) {
      self.roster = roster
      self.trained = trained
      self.consented = consented
      self.allowed = allowed
      self.took = took
      self.stopped = stopped.sorted {
        ($1.candidates, $0.rule, $0.outcome) < ($0.candidates, $1.rule, $1.outcome)
      }
    }
  }

  /// A rule that held candidates back.
  package struct Stop: Codable, Hashable, Sendable {
    package var rule: RuleID
    /// The type of the rule, or the id of one that is built in; null where it isn't known any more.
    @Nullable package var type: String?
    /// What it asked for: denial, deferral or an approval.
    package var outcome: Verdict.Outcome
    /// How often it spoke: once for each post, network and employee, at each event.
    package var candidates: Int
    /// The company's own sentence, or what kind of rule it is.
    package var sentence: String

    package init(
      rule: RuleID, type: String? = nil, outcome: Verdict.Outcome, candidates: Int,
      sentence: String
    ) {
      self.rule = rule
      self.type = type
      self.outcome = outcome
      self.candidates = candidates
      self.sentence = sentence
    }
  }

  /// The most rules that are listed; the rest is one row more.
  private static let stopRows = 10

  /// The rules that held candidates back, as a table.
  func stopTable(_ words: Words = .english) -> TextTable {
    var table = TextTable(
      columns: [
        .init(words(\.report.rule), fit: .cutInMiddle), .init(words(\.report.verdict)),
        .init(words(\.report.times), .right), .init(words(\.report.reason), fit: .wrapped),
      ])
    guard let stops = funnel?.stopped else { return table }
    for stop in stops.prefix(Self.stopRows) {
      table.add([
        .init(stop.rule.text),
        .init(words.say(Catalogue.all.rules.word(for: stop.outcome))), .count(stop.candidates),
        .init(PageText.cut(reason(of: stop, words), to: 120)),
      ])
    }
    let rest = stops.dropFirst(Self.stopRows)
    if !rest.isEmpty {
      table.add([
        .init(words(\.report.others, ["count": .count(rest.count)])), "",
        .count(rest.reduce(0) { $0 + $1.candidates }),
      ])
    }
    return table
  }

  /// Why a rule spoke: the company's own sentence, or the kind of rule it is.
  private func reason(of stop: Stop, _ words: Words) -> String {
    guard words.language != .english, stop.ownSentence == nil else {
      return stop.sentence == "built in" ? words(\.report.builtIn) : stop.sentence
    }
    return words.title(ofRule: stop.rule, type: stop.type)
  }
}

extension ReachReport.Funnel {
  /// The steps in one line.
  ///
  /// Who stays out is in no step: with small teams the difference would tell who it is.
  package func sentence(_ words: Words = .english) -> String {
    words(
      \.report.funnel,
      [
        "roster": .count(roster), "trained": .count(trained), "allowed": .count(allowed),
        "took": .count(took),
      ])
  }
}
