import AdvocacyModel

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
