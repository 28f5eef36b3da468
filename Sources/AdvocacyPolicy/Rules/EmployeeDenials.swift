import AdvocacyModel

/// Denies employees whose consent doesn't cover a use of their data.
struct ConsentRequired: RuleType {
  static let name = "consentRequired"

  /// The use, such as `leaderboard`.
  var use = ""

  static let keys: [RuleKey<Self>] = [.required("use", \.use, .label)]

  static let documentation = RuleDocumentation(
    5, "Denies employees whose consent doesn't cover a use of their data.",
    keys: "`use`; the employee's `consent` with `networks`, `actions`, `uses`, `evidence`",
    verdict: "deny", source: "GDPR; Smarp, PostBeyond")

  func compiled(_ facts: CompilationFacts) -> any CompiledRule {
    Compiled(rule: self, consenting: facts.members { $0.consent?.covers(use: use) ?? false })
  }

  private struct Compiled: CompiledRule {
    let rule: ConsentRequired
    let consenting: Members

    func answer(_ context: EvaluationContext) -> RuleAnswer {
      .people(.outside(consenting, .deny))
    }

    func explain(_ decision: RuleDecision, to candidate: CandidateFacts) -> RuleExplanation {
      RuleExplanation(
        Sentence(
          "\(candidate.name)'s consent doesn't cover the use “\(rule.use)”",
          es: "el consentimiento de \(candidate.name) no cubre el uso «\(rule.use)»"),
        Sentence("consent to the use “\(rule.use)”", es: "consentir el uso «\(rule.use)»"))
    }
  }
}

extension Consent {
  /// Tells whether the consent covers a use of the employee's data.
  fileprivate func covers(use: String) -> Bool { uses?.contains(use) ?? true }
}

/// Denies employees who have not accepted a version of a document.
struct PolicyAcknowledgement: RuleType {
  static let name = "policyAcknowledgement"

  /// The document, by the name under which employees' acknowledgements list it.
  var document = ""
  /// Its version.
  var version = ""

  static let keys: [RuleKey<Self>] = [
    .required("document", \.document, .label), .required("version", \.version, .label),
  ]

  static let documentation = RuleDocumentation(
    4, "Denies employees who have not accepted a version of a document.", verdict: "deny",
    source: "EveryoneSocial, IBM")

  func compiled(_ facts: CompilationFacts) -> any CompiledRule {
    let accepted = EmployeeTimeline(rosterCount: facts.roster.count) { index in
      facts.roster[index].status.acknowledgements
        .filter { $0.document == document && $0.version == version }
        .map { Period(from: $0.at) }
    }
    return Compiled(rule: self, accepted: .timed(accepted), satisfied: facts.satisfied)
  }

  private struct Compiled: CompiledRule {
    let rule: PolicyAcknowledgement
    let accepted: Members
    let satisfied: RuleDecision?

    func answer(_ context: EvaluationContext) -> RuleAnswer {
      .people(.outside(accepted, .deny, inside: satisfied))
    }

    func explain(_ decision: RuleDecision, to candidate: CandidateFacts) -> RuleExplanation {
      guard !decision.isSatisfied else {
        let first = candidate.employee.status.acknowledgements
          .filter { $0.document == rule.document && $0.version == rule.version }.map(\.at).min()
        let day = candidate.calendar.day(of: first ?? candidate.at)
        return RuleExplanation(
          Sentence(
            "\(candidate.name) accepted version \(rule.version) of “\(rule.document)” on "
              + day.english,
            es: "\(candidate.name) aceptó la versión \(rule.version) de «\(rule.document)» el "
              + day.spanish))
      }
      return RuleExplanation(
        Sentence(
          "\(candidate.name) has not accepted version \(rule.version) of “\(rule.document)”",
          es: "\(candidate.name) no ha aceptado la versión \(rule.version) de «\(rule.document)»"),
        Sentence(
          "accept version \(rule.version) of “\(rule.document)”",
          es: "aceptar la versión \(rule.version) de «\(rule.document)»"))
    }
  }
}

/// Denies employees who share no topic with a post that has topics.
struct ExpertiseScope: RuleType {
  static let name = "expertiseScope"

  static let keys: [RuleKey<Self>] = []

  static let documentation = RuleDocumentation(
    36, "Denies employees who share no topic with a post that has topics.",
    keys: "none; topics of post and employee", verdict: "deny", source: "Intel")

  func compiled(_ facts: CompilationFacts) -> any CompiledRule {
    let nobody = EmployeeSet(rosterCount: facts.roster.count)
    var experts: [String: EmployeeSet] = [:]
    // A roster repeats few topics often, so each is folded once.
    var keys: [String: String] = [:]
    for index in facts.roster.indices {
      for topic in facts.roster[index].topics {
        let key = keys[topic] ?? facts.labels.key(of: topic)
        keys[topic] = key
        experts[key, default: nobody].insert(index)
      }
    }
    return Compiled(experts: experts, nobody: nobody)
  }

  private struct Compiled: CompiledRule {
    /// By the key of a topic, who knows about it.
    let experts: [String: EmployeeSet]
    let nobody: EmployeeSet

    func answer(_ context: EvaluationContext) -> RuleAnswer {
      guard !context.post.topics.isEmpty else { return .silent }
      let able = context.labels.topics.reduce(into: nobody) { able, topic in
        if let known = experts[topic] { able.formUnion(known) }
      }
      return .people(.outside(.fixed(able), .deny))
    }

    func explain(_ decision: RuleDecision, to candidate: CandidateFacts) -> RuleExplanation {
      let topics = candidate.post.topics.listed
      return RuleExplanation(
        Sentence(
          "\(topics) is outside \(candidate.name)'s topics",
          es: "\(topics) queda fuera de los temas de \(candidate.name)"),
        Sentence(
          "add one of \(topics) to \(candidate.name)'s topics",
          es: "añadir alguno de \(topics) a los temas de \(candidate.name)"))
    }
  }
}

/// Denies employees outside a segment.
struct Segment: RuleType {
  static let name = "segment"

  /// The employees inside.
  var only = Selector()

  static let keys: [RuleKey<Self>] = [.required("only", \.only, .selector, stored: "_0")]

  static let documentation = RuleDocumentation(
    28, "Denies employees outside a segment of the staff.", verdict: "deny", source: "Hootsuite")

  var namedEmployees: [EmployeeID] { only.employees ?? [] }

  var shortReason: String? { "not their field" }

  func compiled(_ facts: CompilationFacts) -> any CompiledRule {
    Compiled(only: only, inside: .chosen(by: only, of: facts), labels: facts.labels)
  }

  private struct Compiled: CompiledRule {
    let only: Selector
    let inside: Members
    let labels: LabelComparison

    func answer(_ context: EvaluationContext) -> RuleAnswer { .people(.outside(inside, .deny)) }

    func explain(_ decision: RuleDecision, to candidate: CandidateFacts) -> RuleExplanation {
      let employee = candidate.employee
      var parts: [(asked: Sentence, remedy: Sentence)] = []
      func lacks(_ list: [String], _ asked: Sentence, _ remedy: Sentence) {
        let values = list.listed
        parts.append(
          (
            Sentence("\(asked.english) \(values)", es: "\(asked.spanish) \(values)"),
            Sentence("\(remedy.english) \(values)", es: "\(remedy.spanish) \(values)")
          ))
      }
      func ask(_ list: [String]?, _ value: String, _ asked: Sentence, _ remedy: Sentence) {
        guard let list, !list.contains(value) else { return }
        lacks(list, asked, remedy)
      }
      ask(
        only.teams, employee.team, Sentence("team", es: "equipo"),
        Sentence("join team", es: "entrar en el equipo"))
      if let roles = only.roles,
        !roles.contains(where: { employee.hasRole($0, at: candidate.at) })
      {
        lacks(
          roles, Sentence("role", es: "función"),
          Sentence("take the role", es: "asumir la función"))
      }
      ask(
        only.countries, employee.country, Sentence("country", es: "país"),
        Sentence("be in country", es: "estar en el país"))
      if let languages = only.languages,
        !languages.contains(where: { labels.language($0, covers: employee.language) })
      {
        lacks(
          languages, Sentence("language", es: "idioma"),
          Sentence("speak language", es: "hablar el idioma"))
      }
      ask(
        only.contracts, employee.status.contract, Sentence("contract", es: "contrato"),
        Sentence("have the contract", es: "tener el contrato"))
      ask(
        only.seniorities, employee.status.seniority, Sentence("seniority", es: "categoría"),
        Sentence("reach seniority", es: "alcanzar la categoría"))
      if let named = only.employees, !named.contains(employee.id) {
        parts.append(
          (
            Sentence("the employees named", es: "los empleados nombrados"),
            Sentence("be named in the segment", es: "figurar en el segmento")
          ))
      }
      let asked = parts.map(\.asked).joined(by: Sentence(alike: "; "))
      return RuleExplanation(
        Sentence(
          "\(candidate.name) is outside the segment: \(asked.english)",
          es: "\(candidate.name) queda fuera del segmento: \(asked.spanish)"),
        parts.map(\.remedy).joined(by: Sentence(" and ", es: " y ")))
    }
  }
}

/// Denies accounts run by a machine, and where asked those that nobody verified.
struct AuthenticAccount: RuleType {
  static let name = "authenticAccount"

  /// Whether somebody must have verified the account.
  var mustBeVerified = false

  static let keys: [RuleKey<Self>] = [
    RuleKey(
      "verified", \.mustBeVerified, .flag, "Whether somebody must have verified the account.",
      stored: "mustBeVerified")
  ]

  static let documentation = RuleDocumentation(
    38, "Denies accounts run by a machine, and where asked those that nobody verified.",
    keys: "`verified`; the account's `verified`, `automated`", verdict: "deny",
    source: "X platform usage guidelines")

  func compiled(_ facts: CompilationFacts) -> any CompiledRule {
    Compiled(
      authentic: facts.networks.map { network in
        facts.members { employee in
          employee.account(on: network.id).map { account in
            account.isAutomated != true && (!mustBeVerified || account.isVerified == true)
          } ?? false
        }
      })
  }

  private struct Compiled: CompiledRule {
    /// By network, who has an account that is their own.
    let authentic: [Members]

    func answer(_ context: EvaluationContext) -> RuleAnswer {
      context.position.map { .people(.outside(authentic[$0], .deny)) } ?? .silent
    }

    func explain(_ decision: RuleDecision, to candidate: CandidateFacts) -> RuleExplanation {
      let network = candidate.network
      guard candidate.employee.account(on: network.id)?.isAutomated != true else {
        return RuleExplanation(
          Sentence(
            "\(candidate.name)'s account on \(network.title) is run by a machine",
            es: "la cuenta de \(candidate.name) en \(network.title) la lleva un programa"))
      }
      return RuleExplanation(
        Sentence(
          "nobody verified that \(candidate.name)'s account on \(network.title) is their own",
          es: "nadie ha comprobado que la cuenta de \(candidate.name) en \(network.title) sea suya"),
        Sentence("verify the account", es: "verificar la cuenta"))
    }
  }
}

/// Denies accounts whose leave for the company's tool is older than a number of days.
///
/// An account without a date is not spoken about.
struct TokenValid: RuleType {
  static let name = "tokenValid"

  /// For how many civil days a leave holds.
  var days = 60

  static let keys: [RuleKey<Self>] = [
    .required("days", \.days, .integer(1...3650), "A number of days.")
  ]

  static let documentation = RuleDocumentation(
    31, "Denies accounts whose leave for the company's tool is too old.",
    keys: "`days`; the account's `authorized`", verdict: "deny",
    simulated: "yes, by date; no token is ever held", source: "GaggleAMP")

  func compiled(_ facts: CompilationFacts) -> any CompiledRule {
    Compiled(
      rule: self,
      connected: facts.networks.map { network in
        .timed(
          EmployeeTimeline(rosterCount: facts.roster.count) { index in
            let authorized = facts.roster[index].account(on: network.id)?.authorized
            let end = authorized.map { facts.calendar.instant(days, daysAfter: $0) }
            return [Period(until: end)]
          })
      })
  }

  private struct Compiled: CompiledRule {
    let rule: TokenValid
    /// By network, whose leave holds or is unknown.
    let connected: [Members]

    func answer(_ context: EvaluationContext) -> RuleAnswer {
      context.position.map { .people(.outside(connected[$0], .deny)) } ?? .silent
    }

    func explain(_ decision: RuleDecision, to candidate: CandidateFacts) -> RuleExplanation {
      let network = candidate.network
      let authorized = candidate.employee.account(on: network.id)?.authorized ?? candidate.at
      let end = candidate.calendar.instant(rule.days, daysAfter: authorized)
      let day = candidate.calendar.day(of: end)
      return RuleExplanation(
        Sentence(
          "\(candidate.name)'s leave for the account on \(network.title) lapsed on \(day.english)",
          es:
            "el permiso de \(candidate.name) para la cuenta en \(network.title) caducó el \(day.spanish)"
        ), Sentence("connect the account again", es: "volver a conectar la cuenta"))
    }
  }
}
