import AdvocacyModel

/// Asks for an approval of links to sites of others, or denies them where no role is named.
struct AdoptionCheck: RuleType, CompiledRule {
  static let name = "adoptionCheck"

  /// The domains of the company's own sites; their subdomains are its own too.
  var domains: [String] = []
  /// The roles, one of which approves; none: denied.
  var roles: [String] = []

  static let keys: [RuleKey<Self>] = [
    .required("domains", \.domains, .domains), RuleKey("roles", \.roles, .labels),
  ]

  static let documentation = RuleDocumentation(
    14, "Asks for an approval of links to sites of others, or denies them.",
    verdict: "needs approval, or deny", simulated: "by the link's host",
    source: "FINRA RN 17-18")

  var approvers: [String] { roles }

  var traits: Set<PostTrait> { [.linkElsewhere] }

  func answer(_ context: EvaluationContext) -> RuleAnswer {
    leadsElsewhere(context.post) ? context.unlessApproved(by: roles) : .silent
  }

  func explain(_ decision: RuleDecision, to candidate: CandidateFacts) -> RuleExplanation {
    guard !decision.isSatisfied else { return candidate.approved(in: roles) }
    return RuleExplanation(
      "the link leads to others, whose words the company would adopt",
      roles.isEmpty ? "link to a site of the company" : candidate.approval(by: roles))
  }

  private func leadsElsewhere(_ post: Post) -> Bool {
    guard let host = post.link?.host else { return false }
    return !domains.contains { host == $0.folded || host.hasSuffix(".\($0.folded)") }
  }
}

extension String {
  /// The host of an http or https link, in small letters.
  fileprivate var host: String {
    let rest = folded.drop { $0 != "/" }.drop { $0 == "/" }
    let authority = rest.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
    let host = authority.split(separator: "@").last ?? authority
    return String(host.prefix { $0 != ":" })
  }
}
