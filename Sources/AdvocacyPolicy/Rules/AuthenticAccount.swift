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
          "\(candidate.name)'s account on \(network.title) is run by a machine")
      }
      return RuleExplanation(
        "nobody verified that \(candidate.name)'s account on \(network.title) is their own",
        "verify the account")
    }
  }
}
