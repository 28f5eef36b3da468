import AdvocacyModel

/// Defers an account that took part often enough to its next window.
///
/// An employee who holds tiers with counts of their own has the highest such count instead.
struct FrequencyCap: RuleType {
  /// The calendar stretch over which a cap counts, in the company's time zone.
  enum Window: String, Hashable, Sendable, CaseIterable, RuleValue {
    /// A clock hour.
    case hour
    /// A civil day.
    case day
    /// A week from Monday to Sunday (ISO 8601).
    case week
    /// A calendar month.
    case month
  }

  /// The count of a cap for those who hold a tier.
  struct TierCount: Hashable, Sendable {
    var tier: TierID
    /// How often, 1 or more.
    var count: Int
  }

  static let name = "frequencyCap"

  /// How often an account takes part, 1 or more.
  var count = 1
  /// In which time.
  var window = Window.day
  /// How often where a tier is held, by tier; nil: tiers make no difference.
  var byTier: [TierCount]?

  static let keys: [RuleKey<Self>] = [
    .required("count", \.count, .integer(1...100_000), "How often an account takes part."),
    .required("window", \.window, .choice("window", of: Window.self), "In which time."),
    RuleKey("byTier", \.byTier, .tierCounts(1...100_000), "How often by tier."),
  ]

  /// What counts is how often an account acts, not how often it is asked.
  static let defaultHold = Hold.acting

  static let allowedHolds: Set<Hold> = [.acting, .both]

  static let documentation = RuleDocumentation(
    21, "Defers an account that took part often enough to its next window.", verdict: "defer",
    simulated: "yes; counts posts taken part in", source: "Sprinklr, DSMN8")

  var shortReason: String? { "often enough" }

  var ownWords: String? {
    guard byTier == nil else { return nil }
    return "At most \(count == 1 ? "1 post" : "\(count) posts") each \(window.rawValue)"
  }

  var lookback: Lookback { .window(window) }

  func compiled(_ facts: CompilationFacts) -> any CompiledRule {
    let byTier = (byTier ?? []).sorted { $0.count > $1.count }.compactMap { own in
      facts.tiers.position(of: own.tier).map { tier in
        (count: own.count, holders: facts.tiers.holders(of: tier))
      }
    }
    return Compiled(window: window, limit: ParticipationLimit(usual: count, byTier: byTier))
  }

  private struct Compiled: CompiledRule {
    let window: Window
    let limit: ParticipationLimit

    func answer(_ context: EvaluationContext) -> RuleAnswer {
      let bounds = context.calendar.window(window, at: context.at)
      return .history(
        .atLeast(
          limit, in: History.Stretch(window: window, from: bounds.from, until: bounds.until),
          context.wait(until: bounds.until)),
        until: bounds.until)
    }

    func explain(_ decision: RuleDecision, to candidate: CandidateFacts) -> RuleExplanation {
      let most = limit.count(for: candidate.index, at: candidate.at)
      let bounds = candidate.calendar.window(window, at: candidate.at)
      let taken = candidate.participations(from: bounds.from)
      let times = taken == 1 ? "once" : "\(taken) times"
      let planned = candidate.planned(from: bounds.from, before: bounds.until)
      let more = planned == 0 ? "" : " and plans \(planned) more"
      let reason =
        "\(candidate.name) took part \(times) this \(window.rawValue) on "
        + "\(candidate.network.title)\(more), the most is \(most); next \(window.rawValue) begins"
      return candidate.waiting(
        until: bounds.until, for: reason, thing: "the next \(window.rawValue) begins")
    }
  }
}

extension FrequencyCap.TierCount: RuleValue {
  var stored: StoredValue? { .object(["tier": .text(tier.text), "count": .integer(count)]) }

  init?(stored: StoredValue?, employee: (String) -> EmployeeID?) {
    guard let tier = TierID(stored: stored?["tier"], employee: employee),
      let count = Int(stored: stored?["count"], employee: employee)
    else { return nil }
    self.init(tier: tier, count: count)
  }
}

/// Defers an account until a number of hours after it took part last.
struct Cooldown: RuleType, CompiledRule {
  static let name = "cooldown"

  /// How many hours.
  var hours = 24

  static let keys: [RuleKey<Self>] = [
    .required("hours", \.hours, .integer(1...8760), "A number of hours.")
  ]

  /// What counts is when an account acts, not when it is asked.
  static let defaultHold = Hold.acting

  static let allowedHolds: Set<Hold> = [.acting, .both]

  static let documentation = RuleDocumentation(
    22, "Defers an account until a number of hours after it took part last.",
    verdict: "defer", source: "our reading")

  var lookback: Lookback { .span(span) }

  private var span: Instant.Span { .hours(Int64(hours)) }

  func answer(_ context: EvaluationContext) -> RuleAnswer {
    .history(
      .within(span) { [span, post = context.post] last in
        .wait(until: last + span, within: post)
      })
  }

  func explain(_ decision: RuleDecision, to candidate: CandidateFacts) -> RuleExplanation {
    let network = candidate.network
    let last =
      candidate.context.position.flatMap { position in
        candidate.history.lastParticipation(
          of: candidate.index, network: position, through: candidate.at,
          seenWhen: candidate.context.moment)
      } ?? candidate.at
    let reason =
      last > candidate.at
      ? "\(candidate.name) plans to take part on \(network.title) at "
        + "\(candidate.calendar.minute(of: last)), and \(hours) h pass between; next"
      : "\(candidate.name) took part on \(network.title) less than \(hours) h ago; next"
    return candidate.waiting(until: last + span, for: reason, thing: "the pause ends")
  }
}

/// Denies an account the text or the link that it passed on before, under whatever id.
struct OnceOnly: RuleType, CompiledRule {
  static let name = "onceOnly"

  static let keys: [RuleKey<Self>] = []

  /// What counts is what an account passed on, not what it was asked to.
  static let defaultHold = Hold.acting

  static let allowedHolds: Set<Hold> = [.acting, .both]

  static let documentation = RuleDocumentation(
    22, "Denies an account the text or the link that it passed on before, under whatever id.",
    keys: "none", verdict: "deny", source: "our reading")

  var shortReason: String? { "shared before" }

  var lookback: Lookback { .content }

  func answer(_ context: EvaluationContext) -> RuleAnswer {
    .history(.repeats(ContentHistory.Question(context.post), .deny))
  }

  func explain(_ decision: RuleDecision, to candidate: CandidateFacts) -> RuleExplanation {
    guard let network = candidate.context.position else { return RuleExplanation("") }
    let (history, employee) = (candidate.history, candidate.index)
    if let twin = history.content?.firstTwin(
      of: candidate.post, employee: employee, network: network)
    {
      return RuleExplanation(
        "\(candidate.name) passed on the same text or link as post \(twin)")
    }
    let next = history.planned?.content?.firstTwin(
      of: ContentHistory.Question(candidate.post), employee: employee, network: network)
    return RuleExplanation(
      "\(candidate.name) plans to pass on the same text or link as post \(next?.text ?? "")")
  }
}
