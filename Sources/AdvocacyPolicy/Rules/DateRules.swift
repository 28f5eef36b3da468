import AdvocacyModel

/// Defers until an instant.
struct Embargo: RuleType, CompiledRule {
  static let name = "embargo"

  /// When it ends.
  var release = Instant.distantPast

  static let keys: [RuleKey<Self>] = [.required("release", \.release, .time, stored: "until")]

  static let documentation = RuleDocumentation(
    18, "Defers everything until an instant.", verdict: "defer", source: "Oktopost")

  var shortReason: String? { "embargo" }

  func answer(_ context: EvaluationContext) -> RuleAnswer {
    context.at >= release ? .silent : .everyone(context.wait(until: release), until: release)
  }

  func explain(_ decision: RuleDecision, to candidate: CandidateFacts) -> RuleExplanation {
    candidate.waiting(
      until: release, thing: Sentence("the embargo ends", es: "termina el embargo")
    ) { Sentence("embargo until \($0.english)", es: "embargo hasta el \($0.spanish)") }
  }
}

/// Denies from a number of days after the post fell due.
struct Expiry: RuleType, CompiledRule {
  static let name = "expiry"

  /// For how many civil days a post is passed on.
  var days = 14

  static let keys: [RuleKey<Self>] = [
    .required("days", \.days, .integer(1...3650), "A number of days.")
  ]

  static let documentation = RuleDocumentation(
    18, "Denies posts from a number of days after they fell due.", verdict: "deny",
    source: "Oktopost")

  var shortReason: String? { "over" }

  func answer(_ context: EvaluationContext) -> RuleAnswer {
    let end = context.calendar.instant(days, daysAfter: context.post.at)
    return context.at >= end ? .everyone(.deny) : .silent(until: end)
  }

  func explain(_ decision: RuleDecision, to candidate: CandidateFacts) -> RuleExplanation {
    RuleExplanation(
      Sentence(
        "the post fell due \(days) \(days == 1 ? "day" : "days") ago or more",
        es: "la publicación tocaba hace \(days) \(days == 1 ? "día" : "días") o más"))
  }
}

/// Denies, or defers to its end, inside a window.
struct Blackout: RuleType, CompiledRule {
  static let name = "blackout"

  /// When nothing may be passed on; open where an end is nil.
  var window = Period()
  /// Whether it defers to the end of the window, where that has one.
  var defers = false

  private static let effect = RuleShape.flag("effect", no: "deny", yes: "defer")

  static let keys: [RuleKey<Self>] = [
    .required("starts", \.window.from, .time, stored: "_0.from"),
    .required("ends", \.window.until, .time, stored: "_0.until"),
    RuleKey("then", \.defers, effect, "What happens; deny otherwise.", stored: "defers"),
  ]

  static let documentation = RuleDocumentation(
    17, "Denies everything inside a window, or defers it to the end.",
    keys: "`starts`, `ends`, `then`: `deny` or `defer`", verdict: "deny or defer",
    source: "Reg FD; EU MAR 17")

  var shortReason: String? { "blackout" }

  init() {}

  /// Both ends have to be there, in order, and within the time in which the rule is in force.
  init(reading source: any RuleSource) throws(Failure) {
    for key in ["starts", "ends"] where !source.has(key) { throw source.missing(key) }
    window = try source.period(from: "starts", until: "ends")
    guard window.meets(source.period) else {
      throw source.failure(
        at: "ends",
        "the window and the time in which the rule is in force have nothing in common",
        hint: "Correct \"starts\" and \"ends\", or \"from\" and \"until\"")
    }
    defers = try source.optional("then", Self.effect) ?? false
  }

  func answer(_ context: EvaluationContext) -> RuleAnswer {
    guard window.contains(context.at) else {
      return .silent(until: window.from.flatMap { context.at < $0 ? $0 : nil })
    }
    let end = defers ? window.until : nil
    return .everyone(.wait(untilIfAny: end, within: context.post), until: window.until)
  }

  func explain(_ decision: RuleDecision, to candidate: CandidateFacts) -> RuleExplanation {
    guard let end = window.until else {
      return RuleExplanation(
        Sentence("blackout without an end", es: "periodo de silencio sin fecha de fin"))
    }
    let explanation = candidate.waiting(
      until: end, thing: Sentence("the blackout ends", es: "termina el periodo de silencio")
    ) {
      Sentence("blackout until \($0.english)", es: "periodo de silencio hasta el \($0.spanish)")
    }
    return defers ? explanation : RuleExplanation(explanation.reason)
  }
}

/// Defers to the end of a holiday.
struct Holidays: RuleType, CompiledRule {
  static let name = "holidays"

  /// The days, in order.
  var dates: [Period] = []

  static let keys: [RuleKey<Self>] = [
    .required("dates", \.dates, .days, "Civil days.", stored: "_0")
  ]

  /// A company may ask on a holiday and let nobody act, or the other way round.
  static let allowedHolds = Set(Hold.allCases)

  static let documentation = RuleDocumentation(
    20, "Defers to the end of a holiday.", verdict: "defer", source: "Spain LO 3/2018; AEPD")

  func check(_ source: any RuleSource) throws(Failure) {
    guard !dates.contains(where: { $0.meets(source.period) }) else { return }
    throw source.failure(
      at: "dates", "none of the days lies in the time in which the rule is in force",
      hint: "Correct the days, or \"from\" and \"until\"")
  }

  func answer(_ context: EvaluationContext) -> RuleAnswer {
    let beginnings = dates.compactMap(\.from).filter { $0 > context.at }
    guard let end = dates.end(at: context.at) else { return .silent(until: beginnings.min()) }
    return .everyone(.wait(untilIfAny: end, within: context.post), until: end)
  }

  func explain(_ decision: RuleDecision, to candidate: CandidateFacts) -> RuleExplanation {
    candidate.away(
      until: dates.end(at: candidate.at) ?? nil, Sentence("holiday", es: "festivo"),
      thing: Sentence("the holiday ends", es: "termina el festivo"))
  }
}

/// Defers employees on leave to its end.
struct Leave: RuleType {
  static let name = "leave"

  static let keys: [RuleKey<Self>] = []

  /// A company may let people on leave act on what they were asked before.
  static let allowedHolds = Set(Hold.allCases)

  static let documentation = RuleDocumentation(
    20, "Defers employees on leave to its end.", keys: "none; the employee's `leave`",
    verdict: "defer", source: "Spain LO 3/2018; AEPD")

  func compiled(_ facts: CompilationFacts) -> any CompiledRule {
    let roster = facts.roster
    return Compiled(
      away: .timed(
        EmployeeTimeline(rosterCount: roster.count) { roster[$0].status.leave }),
      roster: roster)
  }

  private struct Compiled: CompiledRule {
    let away: Members
    let roster: [Employee]

    func answer(_ context: EvaluationContext) -> RuleAnswer {
      .people(
        .each(away) { [roster, post = context.post] employee, instant in
          .wait(untilIfAny: roster[employee].status.leave.end(at: instant) ?? nil, within: post)
        })
    }

    func explain(_ decision: RuleDecision, to candidate: CandidateFacts) -> RuleExplanation {
      candidate.away(
        until: candidate.employee.status.leave.end(at: candidate.at) ?? nil,
        Sentence("\(candidate.name) is on leave", es: "\(candidate.name) está de permiso"),
        thing: Sentence("the leave ends", es: "termina el permiso"))
    }
  }
}
