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
    candidate.waiting(until: release, for: "embargo until", thing: "the embargo ends")
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
    RuleExplanation("the post fell due \(days) \(days == 1 ? "day" : "days") ago or more")
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
    guard let end = window.until else { return RuleExplanation("blackout without an end") }
    guard defers else {
      return RuleExplanation("blackout until \(candidate.calendar.format(end))")
    }
    return candidate.waiting(until: end, for: "blackout until", thing: "the blackout ends")
  }
}
