import AdvocacyModel

/// A decision of a rule in words for people.
struct RuleExplanation: Sendable {
  /// Why.
  var reason: Sentence
  /// What would change it; nil: nothing would, or nothing has to.
  var wouldChange: Sentence?
  /// The words that the rule adds to the employee's own.
  var line: Verdict.Line?

  /// Makes the explanation of a rule that says nothing by itself.
  static let none = RuleExplanation(Sentence(alike: ""))

  init(_ reason: Sentence, _ wouldChange: Sentence? = nil, line: Verdict.Line? = nil) {
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

  /// The title of a course.
  func title(of course: CourseID) -> String { engine.courses.title(of: course) }

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
  /// A deferral: its reason, which names its end, and the advice to wait until then.
  func waiting(
    until end: Instant, thing: Sentence, for reason: (_ time: Sentence) -> Sentence
  ) -> RuleExplanation {
    let time = calendar.time(of: end)
    return RuleExplanation(
      reason(time),
      Sentence(
        "wait until \(time.english) (\(thing.english))",
        es: "esperar hasta el \(time.spanish) (\(thing.spanish))"))
  }

  /// A deferral to the end of a stretch of time, or a denial where it has none.
  func away(until end: Instant?, _ reason: Sentence, thing: Sentence) -> RuleExplanation {
    guard let end else {
      return RuleExplanation(
        Sentence("\(reason.english) without an end", es: "\(reason.spanish), sin fecha de fin"))
    }
    return waiting(until: end, thing: thing) { time in
      Sentence(
        "\(reason.english) until \(time.english)",
        es: "\(reason.spanish) hasta el \(time.spanish)")
    }
  }

  /// The advice to have a post approved.
  func approval(by roles: [String]) -> Sentence {
    let roles = roles.anyOf
    return Sentence(
      "get approval from \(roles.english)", es: "conseguir la aprobación de \(roles.spanish)")
  }

  /// Says that a post was approved: each approval that was needed, by whom, in which role and when.
  func approved(
    in roles: [String], count: Int = 1, manner: Approval.Manner = .anyRole
  ) -> RuleExplanation {
    let voices = approvals.counted(in: roles, manner: manner).prefix(count)
    return RuleExplanation(
      voices.map { voice in
        let person: EmployeeID? =
          switch voice.person {
          case .employee(let id): id
          case .unnamed: nil
          }
        let time = voice.at > .distantPast ? calendar.time(of: voice.at) : nil
        return Sentence(
          "approved" + (person.map { " by \($0)" } ?? "") + " as \(voice.role)"
            + (time.map { ", \($0.english)" } ?? ""),
          es: "aprobada" + (person.map { " por \($0)" } ?? "") + " como \(voice.role)"
            + (time.map { ", \($0.spanish)" } ?? ""))
      }.joined(by: Sentence(alike: "; ")))
  }

  /// Words that a rule adds, or that the network has no room for.
  func adding(
    _ words: Disclosure, _ purpose: Verdict.Line.Purpose, by decision: RuleDecision
  ) -> RuleExplanation {
    guard decision.outcome == .rewrite else {
      return RuleExplanation(
        Sentence(
          "\(network.title) cannot carry a disclosure",
          es: "en \(network.title) no cabe ninguna mención"))
    }
    let text = words.text(for: employee.language, on: network, by: engine.labels)
    return RuleExplanation(
      Sentence("add “\(text)”", es: "añadir «\(text)»"),
      line: Verdict.Line(
        purpose: purpose, text: text, position: words.position ?? .start, within: words.within))
  }
}

extension [String] {
  var listed: String { joined(separator: ", ") }
}

/// What the built-in rules say, in words.
extension CandidateFacts {
  /// Puts into words what a built-in rule decided.
  func explanation(of rule: BuiltInRule, _ decision: RuleDecision) -> RuleExplanation {
    switch rule {
    case .account: account
    case .action:
      RuleExplanation(
        Sentence(
          "the rules together leave \(name) nothing to do on \(network.title)",
          es: "las reglas juntas no dejan a \(name) nada que hacer en \(network.title)"))
    case .consent: decision.outcome == .deny && !isConsenting ? consent : partialConsent
    case .employed: employed
    case .expiry:
      RuleExplanation(
        Sentence(
          "the post was over at \(calendar.wallTime(post.end))",
          es: "la publicación terminó el \(calendar.wallTime(post.end, in: .spanish))"))
    case .suspended: suspended
    // An opt-out is nobody's business: no reason is asked for and no remedy named.
    case .voluntary:
      RuleExplanation(
        Sentence(
          "\(name) chose to stay out; taking part is voluntary",
          es: "\(name) prefirió no participar; es voluntario"))
    // Who is welcomed is named by their own post; why they may not be is theirs to tell.
    case .welcome:
      RuleExplanation(
        Sentence(
          "nobody is welcomed without their consent",
          es: "a nadie se le da la bienvenida sin su consentimiento"))
    case .withdrawn: withdrawn
    // These two are written rules that fair play adds, and explain themselves.
    // Why no text fits is told by the judge, who knows what rules add to it.
    case .stagger, .textLimit, .textUniqueness, .window: .none
    }
  }

  /// The last day of what is over from an instant on: at midnight it ended with the day before.
  private func lastDay(before end: Instant) -> Sentence {
    guard context.semantics.endsAfterLastDay else { return calendar.day(of: end) }
    return calendar.day(of: end - Instant.Span(milliseconds: 1))
  }

  private var account: RuleExplanation {
    guard network.group == nil else {
      return RuleExplanation(
        Sentence("\(name) is not in \(network.title)", es: "\(name) no está en \(network.title)"),
        Sentence(
          "add \(name) to the group \(network.title)",
          es: "añadir a \(name) al grupo \(network.title)"))
    }
    return RuleExplanation(
      Sentence(
        "\(name) has no account on \(network.title)",
        es: "\(name) no tiene cuenta en \(network.title)"),
      Sentence(
        "add an account on \(network.title) to the roster",
        es: "añadir a la plantilla una cuenta en \(network.title)"))
  }

  private var isConsenting: Bool {
    employee.consent.map { $0.covers(network) && $0.period.contains(at) } ?? false
  }

  private var consent: RuleExplanation {
    let remedy = Sentence(
      "consent to take part on \(network.title)", es: "consentir en participar en \(network.title)")
    guard let consent = employee.consent else {
      return RuleExplanation(
        Sentence(
          "\(name) has not consented to take part", es: "\(name) no ha consentido en participar"),
        remedy)
    }
    guard consent.covers(network) else {
      return RuleExplanation(
        Sentence(
          "\(name) has not consented to take part on \(network.title)",
          es: "\(name) no ha consentido en participar en \(network.title)"), remedy)
    }
    if let from = consent.period.from, at < from {
      let day = calendar.day(of: from)
      return RuleExplanation(
        Sentence(
          "\(name)'s consent begins on \(day.english)",
          es: "el consentimiento de \(name) empieza el \(day.spanish)"), remedy)
    }
    let end = consent.period.until.map(lastDay)
    return RuleExplanation(
      Sentence(
        "\(name)'s consent ended" + (end.map { " on \($0.english)" } ?? ""),
        es: "el consentimiento de \(name) terminó" + (end.map { " el \($0.spanish)" } ?? "")),
      remedy)
  }

  private var partialConsent: RuleExplanation {
    let withheld = ActionSet.all.subtracting(ActionSet(employee.consent?.actions ?? []))
    let lacking = withheld.intersection(ActionSet(network.actions)).listed
    return RuleExplanation(
      Sentence(
        "\(name) has not consented to: \(lacking.english)",
        es: "\(name) no ha consentido en: \(lacking.spanish)"),
      Sentence("consent to \(lacking.english)", es: "consentir en: \(lacking.spanish)"))
  }

  private var employed: RuleExplanation {
    let period = employee.employed
    if let from = period.from, at < from {
      let day = calendar.day(of: from)
      return RuleExplanation(
        Sentence(
          "\(name) joins \(engine.company) on \(day.english)",
          es: "\(name) se incorpora a \(engine.company) el \(day.spanish)"))
    }
    let end = period.until.map(lastDay)
    return RuleExplanation(
      Sentence(
        "\(name) left \(engine.company)" + (end.map { " on \($0.english)" } ?? ""),
        es: "\(name) dejó \(engine.company)" + (end.map { " el \($0.spanish)" } ?? "")))
  }

  private var suspended: RuleExplanation {
    let end = (employee.status.suspended.end(at: at) ?? nil).map(lastDay)
    let until = Sentence(
      end.map { " until \($0.english)" } ?? "", es: end.map { " hasta el \($0.spanish)" } ?? "")
    return RuleExplanation(
      Sentence(
        "\(name) is suspended from taking part\(until.english)",
        es: "la participación de \(name) está suspendida\(until.spanish)"),
      end == nil ? nil : Sentence("wait\(until.english)", es: "esperar\(until.spanish)"))
  }

  private var withdrawn: RuleExplanation {
    guard let withdrawal = approvals.withdrawal else {
      return RuleExplanation(Sentence("withdrawn", es: "retirada"))
    }
    let time = calendar.time(of: withdrawal.at)
    let role = withdrawal.role
    return RuleExplanation(
      Sentence(
        "the post was withdrawn at \(time.english)" + (role.isEmpty ? "" : " by \(role)"),
        es: "la publicación se retiró el \(time.spanish)" + (role.isEmpty ? "" : " por \(role)")))
  }
}
