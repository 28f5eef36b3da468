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

  var ownWords: Sentence? {
    guard byTier == nil else { return nil }
    return Sentence(
      "At most \(count == 1 ? "1 post" : "\(count) posts") each \(window.rawValue)",
      es: "Como mucho \(count == 1 ? "1 publicación" : "\(count) publicaciones") \(window.each)")
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
      let planned = candidate.planned(from: bounds.from, before: bounds.until)
      let unit = window.word
      let thing = Sentence(
        "the next \(window.rawValue) begins", es: "\(window.next) empieza")
      let (name, title) = (candidate.name, candidate.network.title)
      return candidate.waiting(until: bounds.until, thing: thing) { time in
        Sentence(
          "\(name) took part \(taken == 1 ? "once" : "\(taken) times") \(unit.english) on "
            + title + (planned == 0 ? "" : " and plans \(planned) more")
            + ", the most is \(most); next \(window.rawValue) begins \(time.english)",
          es: "\(name) participó \(taken == 1 ? "una vez" : "\(taken) veces") \(unit.spanish) en "
            + title + (planned == 0 ? "" : " y tiene \(planned) más en previsión")
            + "; el máximo es \(most); \(window.next) empieza el \(time.spanish)")
      }
    }
  }
}

extension FrequencyCap.Window {
  /// The stretch that an instant lies in.
  fileprivate var word: Sentence {
    switch self {
    case .hour: Sentence("this hour", es: "en esta hora")
    case .day: Sentence("today", es: "hoy")
    case .week: Sentence("this week", es: "esta semana")
    case .month: Sentence("this month", es: "este mes")
    }
  }

  /// How often, in Spanish.
  fileprivate var each: String {
    switch self {
    case .hour: "por hora"
    case .day: "al día"
    case .week: "por semana"
    case .month: "al mes"
    }
  }

  /// The one that follows, in Spanish.
  fileprivate var next: String {
    switch self {
    case .hour: "la próxima hora"
    case .day: "el día siguiente"
    case .week: "la próxima semana"
    case .month: "el mes próximo"
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
    let (name, planned) = (candidate.name, candidate.calendar.time(of: last))
    return candidate.waiting(
      until: last + span, thing: Sentence("the pause ends", es: "termina la pausa")
    ) { time in
      last > candidate.at
        ? Sentence(
          "\(name) plans to take part on \(network.title) at \(planned.english), and \(hours) h "
            + "pass between; next \(time.english)",
          es: "\(name) prevé participar en \(network.title) el \(planned.spanish), y entre una vez "
            + "y otra pasan \(hours) h; la próxima, el \(time.spanish)")
        : Sentence(
          "\(name) took part on \(network.title) less than \(hours) h ago; next \(time.english)",
          es: "\(name) participó en \(network.title) hace menos de \(hours) h; la próxima vez, el "
            + time.spanish)
    }
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
    guard let network = candidate.context.position else { return .none }
    let (history, employee) = (candidate.history, candidate.index)
    if let twin = history.content?.firstTwin(
      of: candidate.post, employee: employee, network: network)
    {
      return RuleExplanation(
        Sentence(
          "\(candidate.name) passed on the same text or link as post \(twin)",
          es: "\(candidate.name) ya compartió el mismo texto o enlace con la publicación \(twin)"))
    }
    let next = history.planned?.content?.firstTwin(
      of: ContentHistory.Question(candidate.post), employee: employee, network: network)
    let other = next?.text ?? ""
    return RuleExplanation(
      Sentence(
        "\(candidate.name) plans to pass on the same text or link as post \(other)",
        es: "\(candidate.name) prevé compartir el mismo texto o enlace con la publicación \(other)")
    )
  }
}
