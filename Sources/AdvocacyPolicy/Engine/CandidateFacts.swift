import AdvocacyModel

/// A decision of a rule in words for people.
struct RuleExplanation: Sendable {
  /// Why, as a part of a sentence.
  var reason: String
  /// What would change it; nil: nothing would, or nothing has to.
  var wouldChange: String?
  /// The words that the rule adds to the employee's own.
  var line: Verdict.Line?

  init(_ reason: String, _ wouldChange: String? = nil, line: Verdict.Line? = nil) {
    self.reason = reason
    self.wouldChange = wouldChange
    self.line = line
  }
}

/// One candidate, and what explanations may look up about them.
struct CandidateFacts: Sendable {
  let engine: PolicyEngine
  /// The rule that is put into words.
  let rule: RuleID
  /// The index on the roster.
  let index: Int
  let context: EvaluationContext
  let history: History

  var employee: Employee { engine.roster[index] }
  var calendar: CompanyCalendar { context.calendar }
  var network: Network { context.network }
  var post: Post { context.post }
  var at: Instant { context.at }
  /// The approvals given by now.
  var approvals: PostApprovals { context.approvals.through(at) }

  /// The name by which sentences call the employee.
  var name: String { employee.name.isEmpty ? employee.id.text : employee.name }

  /// The title of a course in quotation marks.
  func title(of course: CourseID) -> String { "“\(engine.courses.title(of: course))”" }

  /// How often the account took part from an instant on and until now.
  func participations(from start: Instant) -> Int {
    guard let position = context.position else { return 0 }
    return history.participations(
      employee: index, network: position, from: start, through: at)
  }

  /// How many acts of the account are planned in a stretch of time; who acts is not asked for them.
  func planned(from start: Instant, before end: Instant) -> Int {
    guard context.moment == .asking, let position = context.position else { return 0 }
    return history.planned?.count(
      employee: index, network: position, from: start, before: end) ?? 0
  }
}

extension CandidateFacts {
  /// A deferral: the reason followed by its end, and the advice to wait for it.
  func waiting(until end: Instant, for reason: String, thing: String) -> RuleExplanation {
    let time = calendar.minute(of: end)
    return RuleExplanation("\(reason) \(time)", "wait until \(time) (\(thing))")
  }

  /// A deferral to the end of a stretch of time, or a denial where it has none.
  func away(until end: Instant?, _ reason: String, thing: String) -> RuleExplanation {
    guard let end else { return RuleExplanation("\(reason) without an end") }
    return waiting(until: end, for: "\(reason) until", thing: thing)
  }

  /// The advice to have a post approved.
  func approval(by roles: [String]) -> String { "get approval from \(roles.alternatives)" }

  /// Says that a post was approved: each approval that was needed, by whom, in which role and when.
  func approved(
    in roles: [String], count: Int = 1, manner: Approval.Manner = .anyRole
  ) -> RuleExplanation {
    let voices = approvals.counted(in: roles, manner: manner).prefix(count)
    return RuleExplanation(
      voices.map { voice in
        let person =
          switch voice.person {
          case .employee(let id): " by \(id)"
          case .unnamed: ""
          }
        let time = voice.at > .distantPast ? ", \(calendar.minute(of: voice.at))" : ""
        return "approved\(person) as \(voice.role)\(time)"
      }.joined(separator: "; "))
  }

  /// Words that a rule adds, or that the network has no room for.
  func adding(
    _ words: Disclosure, _ purpose: Verdict.Line.Purpose, by decision: RuleDecision
  ) -> RuleExplanation {
    guard decision.outcome == .rewrite else {
      return RuleExplanation("\(network.title) cannot carry a disclosure")
    }
    let text = words.text(for: employee.language, on: network.id, by: engine.labels)
    return RuleExplanation(
      "add “\(text)”",
      line: Verdict.Line(
        purpose: purpose, text: text, position: words.position ?? .start, within: words.within))
  }
}

extension [String] {
  var listed: String { joined(separator: ", ") }
}

extension ActionSet {
  var listed: String { actions.map(\.rawValue).listed }
}

/// What the built-in rules say, in words.
extension CandidateFacts {
  /// Puts into words what a built-in rule decided.
  func explanation(of rule: BuiltInRule, _ decision: RuleDecision) -> RuleExplanation {
    switch rule {
    case .account: account
    case .action:
      RuleExplanation("the rules together leave \(name) nothing to do on \(network.title)")
    case .consent: decision.outcome == .deny && !isConsenting ? consent : partialConsent
    case .employed: employed
    case .expiry: RuleExplanation("the post was over at \(calendar.minute(of: post.end))")
    case .suspended: suspended
    // An opt-out is nobody's business: no reason is asked for and no remedy named.
    case .voluntary: RuleExplanation("\(name) chose to stay out; taking part is voluntary")
    case .withdrawn: withdrawn
    // These two are written rules that fair play adds, and explain themselves.
    // Why no text fits is told by the judge, who knows what rules add to it.
    case .stagger, .textLimit, .textUniqueness, .window: RuleExplanation("")
    }
  }

  /// The last day of what is over from an instant on: at midnight it ended with the day before.
  private func lastDay(before end: Instant) -> String {
    guard context.semantics.endsAfterLastDay else { return calendar.date(of: end) }
    return calendar.date(of: end - Instant.Span(milliseconds: 1))
  }

  private var account: RuleExplanation {
    RuleExplanation(
      "\(name) has no account on \(network.title)",
      "add an account on \(network.title) to the roster")
  }

  private var isConsenting: Bool {
    employee.consent.map { $0.covers(network.id) && $0.period.contains(at) } ?? false
  }

  private var consent: RuleExplanation {
    let remedy = "consent to take part on \(network.title)"
    guard let consent = employee.consent else {
      return RuleExplanation("\(name) has not consented to take part", remedy)
    }
    guard consent.covers(network.id) else {
      return RuleExplanation(
        "\(name) has not consented to take part on \(network.title)", remedy)
    }
    if let from = consent.period.from, at < from {
      return RuleExplanation("\(name)'s consent begins on \(calendar.date(of: from))", remedy)
    }
    let end = consent.period.until.map { " on \(lastDay(before: $0))" } ?? ""
    return RuleExplanation("\(name)'s consent ended\(end)", remedy)
  }

  private var partialConsent: RuleExplanation {
    let withheld = ActionSet.all.subtracting(ActionSet(employee.consent?.actions ?? []))
    let lacking = withheld.intersection(ActionSet(network.actions)).listed
    return RuleExplanation("\(name) has not consented to: \(lacking)", "consent to \(lacking)")
  }

  private var employed: RuleExplanation {
    let period = employee.employed
    if let from = period.from, at < from {
      return RuleExplanation("\(name) joins \(engine.company) on \(calendar.date(of: from))")
    }
    let end = period.until.map { " on \(lastDay(before: $0))" } ?? ""
    return RuleExplanation("\(name) left \(engine.company)\(end)")
  }

  private var suspended: RuleExplanation {
    let end = employee.status.suspended.end(at: at) ?? nil
    let until = end.map { " until \(lastDay(before: $0))" } ?? ""
    return RuleExplanation(
      "\(name) is suspended from taking part\(until)", end == nil ? nil : "wait\(until)")
  }

  private var withdrawn: RuleExplanation {
    guard let withdrawal = approvals.withdrawal else { return RuleExplanation("withdrawn") }
    let role = withdrawal.role.isEmpty ? "" : " by \(withdrawal.role)"
    return RuleExplanation("the post was withdrawn at \(calendar.minute(of: withdrawal.at))\(role)")
  }
}
