package import AdvocacyModel
package import AdvocacyPolicy

/// Decides in the simulation whether an allowed employee takes part, how and when.
///
/// Every draw is keyed by workspace seed, post, employee and network, so that nothing depends on
/// batching, threads or repetition.
package struct BehaviourModel: Sendable {
  private let behaviour: Behaviour
  private let calendar: CompanyCalendar
  private let delays: [NetworkID: ReactionDelay]
  private let root: RandomKey
  private let employeeWords: [UInt64]
  private let labels: LabelComparison
  /// By employee, the keys of the topics they care about.
  private let topics: [Set<String>]
  private let roster: [Employee]

  package init(configuration: Configuration, seed: UInt64) {
    behaviour = configuration.behaviour
    calendar = configuration.calendar
    root = RandomKey(seed).keyed(by: "behaviour")
    // By index: an employee is too large to be copied for an id.
    let roster = configuration.roster
    self.roster = roster
    employeeWords = roster.indices.map { RandomKey(0).keyed(by: roster[$0].id.text).bits }
    let labels = LabelComparison(configuration.semantics)
    self.labels = labels
    // Few lists of topics are shared by many, so that each is folded once.
    var known: [[String]: Set<String>] = [:]
    topics = roster.indices.map { index in
      let keys = known[roster[index].topics] ?? labels.keys(of: roster[index].topics)
      known[roster[index].topics] = keys
      return keys
    }
    delays = Dictionary(
      configuration.networks.map {
        ($0.id, ReactionDelay(network: $0.id, parameters: configuration.parameters))
      }, uniquingKeysWith: { first, _ in first })
  }

  /// What somebody who takes part does: the wanted actions and the instant of the first.
  package struct Choice: Sendable, Hashable {
    /// The actions wanted, before policy turns or drops any.
    package var actions: ActionSet
    /// When.
    package var at: Instant
    /// The text: 0 for the post's own, else the number of a variant, from 1.
    package var variant: Int
  }

  /// The draws of one post on one network, made once for all its candidates.
  package struct PostDraws: Sendable {
    fileprivate let key: RandomKey
    fileprivate let networkWord: UInt64
    fileprivate let network: NetworkID
    /// The like, where the network has one.
    fileprivate let like: ActionSet
    /// What passes a post on there, if anything.
    fileprivate let passingOn: ActionSet
    fileprivate let topics: Set<String>
    fileprivate let variants: Int
    /// The texts that suit each language of the roster; nil: no text has a language.
    fileprivate let texts: [String: [Int]]?
    /// The company's clock, for the instants at which they act.
    fileprivate var clock: CompanyClock
  }

  /// Prepares the draws of a post on a network.
  package func draws(for post: Post, on network: Network) -> PostDraws {
    PostDraws(
      key: root.keyed(by: post.id.text), networkWord: RandomKey(1).keyed(by: network.id.text).bits,
      network: network.id, like: ActionSet([Action.like].filter(network.actions.contains)),
      passingOn: ActionSet([network.passingOn].compactMap { $0 }),
      topics: labels.keys(of: post.topics), variants: post.variants.count,
      texts: texts(of: post), clock: CompanyClock(calendar))
  }

  /// The texts of a post by language of the roster; nil: whoever says one may say them all.
  private func texts(of post: Post) -> [String: [Int]]? {
    guard labels.folds, !post.variantLanguages.isEmpty else { return nil }
    var texts: [String: [Int]] = [:]
    for index in roster.indices where texts[roster[index].language] == nil {
      texts[roster[index].language] = post.texts(for: roster[index].language, by: labels)
    }
    return texts
  }

  /// The text that an employee says where no rule deals texts: drawn among the post's own and the
  /// variants that suit their language.
  ///
  /// The employee is an index on the roster.
  package func variant(of employee: Int, draws: PostDraws) -> Int {
    guard case .chance = behaviour.participation else { return 0 }
    return variant(
      of: employee, key: draws.key.keyed(by: employeeWords[employee]).keyed(by: draws.networkWord),
      draws: draws)
  }

  private func variant(of employee: Int, key: RandomKey, draws: PostDraws) -> Int {
    let drawn = key.keyed(by: 5).bits
    guard let texts = draws.texts?[roster[employee].language] else {
      return Int(drawn % UInt64(draws.variants + 1))
    }
    return texts[Int(drawn % UInt64(texts.count))]
  }

  /// The choice of an allowed employee, or nil for not taking part.
  ///
  /// The employee is an index on the roster; recent is how often the account took part in the 7
  /// days before. It is asked for only where it matters: most don't take part whatever it is, and
  /// tiring makes nobody more willing.
  package func choice(
    of employee: Int, draws: inout PostDraws, askedAt instant: Instant,
    recent: @autoclosure () -> Int
  ) -> Choice? {
    let key = draws.key.keyed(by: employeeWords[employee]).keyed(by: draws.networkWord)
    guard case .chance(let chance) = behaviour.participation else {
      return Choice(actions: draws.like.union(draws.passingOn), at: instant, variant: 0)
    }
    var willingness = chance.typical
    if !draws.topics.isDisjoint(with: topics[employee]) {
      willingness *= behaviour.topicAffinity
    }
    let draw = key.keyed(by: 1)
    guard draw.happens(withProbability: min(1, willingness)) else { return nil }
    if behaviour.fatigue > 0 {
      let tiring = exponential(-behaviour.fatigue * logarithm(Double(recent() + 1)))
      guard draw.happens(withProbability: min(1, willingness * tiring)) else { return nil }
    }
    return Choice(
      actions: actions(key: key, draws: draws),
      at: actionInstant(asked: instant, key: key, on: draws.network, &draws.clock),
      variant: variant(of: employee, key: key, draws: draws))
  }

  /// Where in the time that is open an act goes on that was moved, in [0, 1).
  ///
  /// - Complexity: O(length of the post's id).
  package func spread(
    of employee: Int, post: Post, on network: NetworkID, attempt: UInt8
  ) -> Double {
    root.keyed(by: post.id.text).keyed(by: employeeWords[employee])
      .keyed(by: RandomKey(1).keyed(by: network.text).bits).keyed(by: 7)
      .keyed(by: UInt64(attempt)).uniform
  }

  /// At least one action: where neither is drawn, the like, else whatever the network has.
  private func actions(key: RandomKey, draws: PostDraws) -> ActionSet {
    var actions = ActionSet()
    if !draws.like.isEmpty, key.keyed(by: 2).happens(withProbability: behaviour.likeChance) {
      actions.formUnion(draws.like)
    }
    if !draws.passingOn.isEmpty, key.keyed(by: 3).happens(withProbability: behaviour.repostChance) {
      actions.formUnion(draws.passingOn)
    }
    guard actions.isEmpty else { return actions }
    return draws.like.isEmpty ? draws.passingOn : draws.like
  }

  /// The instant of acting: the network's delay later, moved into the employees' hours.
  private func actionInstant(
    asked: Instant, key: RandomKey, on network: NetworkID, _ clock: inout CompanyClock
  ) -> Instant {
    let delay = delays[network]?.delay(quantile: key.keyed(by: 4).uniform) ?? .seconds(0)
    let instant = asked + delay
    let timeOfDay = clock.timeOfDay(at: instant)
    let open = Int64(behaviour.fromMinute) * 60_000
    let close = Int64(behaviour.untilMinute) * 60_000
    guard open < close, timeOfDay < open || timeOfDay >= close else {
      return instant
    }
    let opening = clock.instant(of: open, onDayOf: instant, isTomorrow: timeOfDay >= open)
    // Spread over the first hour, so that the night's reactions don't fall on one instant.
    let spread = Int64(key.keyed(by: 6).uniform * 3_600_000)
    return opening + Instant.Span(milliseconds: spread)
  }
}

/// Which text of a post falls to whom when it falls due: dealt by a rule, else drawn.
package struct TextChoice {
  private let behaviour: BehaviourModel
  private var draws: [NetworkID: BehaviourModel.PostDraws] = [:]
  private var dealt: [NetworkID: [Int: Int]] = [:]
  private var fits: [NetworkID: TextFit] = [:]
  private let history: History

  /// Deals and prepares the draws of a post on all its networks.
  ///
  /// - Complexity: O(networks × length of the texts × texts).
  package init(
    post: Post, configuration: Configuration, engine: PolicyEngine, seed: UInt64,
    at instant: Instant, history: History
  ) {
    behaviour = BehaviourModel(configuration: configuration, seed: seed)
    self.history = history
    for id in post.networks {
      guard let network = configuration.network(id) else { continue }
      draws[id] = behaviour.draws(for: post, on: network)
      dealt[id] = engine.texts(of: post, on: id, at: instant, history: history)
      fits[id] = engine.textFit(of: post, on: id, history: history)
    }
  }

  /// The number of an employee's text: 0 for the post's own, else that of a variant.
  ///
  /// - Parameters:
  ///   - employee: The index on the roster.
  ///   - network: The network.
  ///   - verdict: What policy says of them there, which may add words that leave a text too long.
  /// - Returns: The number.
  package mutating func variant(
    of employee: Int, on network: NetworkID, _ verdict: Verdict
  ) -> Int {
    if let dealt = dealt[network] { return dealt[employee] ?? 0 }
    let drawn = draws[network].map { behaviour.variant(of: employee, draws: $0) } ?? 0
    let adding = verdict.findings.filter { $0.outcome == .rewrite && $0.effect.addsWords }
    let fitting = fits[network]?.text(
      nearest: drawn, for: employee, addedBy: adding.map(\.rule), history)
    return fitting ?? drawn
  }
}
