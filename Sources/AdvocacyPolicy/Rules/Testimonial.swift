import AdvocacyModel

/// Asks for due diligence on testimonials, then adds a disclosure.
struct Testimonial: DisclosingRule {
  static let name = "testimonial"

  /// The words added.
  var words = Disclosure()
  /// The roles, one of which approves first; none: nobody has to.
  var roles: [String] = []
  /// The tags, one of which makes a post a testimonial.
  var tags = ["testimonial"]

  static let keys: [RuleKey<Self>] =
    wordKeys + [RuleKey("roles", \.roles, .labels), RuleKey("tags", \.tags, .labels)]

  static let documentation = RuleDocumentation(
    15, "Asks for due diligence on testimonials, then adds a disclosure.",
    keys: "`text`…, `roles`, `tags`", verdict: "needs approval, then rewrite",
    source: "SEC 206(4)-1")

  var approvers: [String] { roles }

  var traits: Set<PostTrait> { Set(tags.map(PostTrait.tag)) }

  func compiled(_ facts: CompilationFacts) -> any CompiledRule {
    Compiled(rule: self, filter: LabelFilter(tags: tags, by: facts.labels))
  }

  private struct Compiled: CompiledRule {
    let rule: Testimonial
    let filter: LabelFilter

    func answer(_ context: EvaluationContext) -> RuleAnswer {
      guard filter.admits(context.labels) else { return .silent }
      guard !rule.roles.isEmpty else { return .everyone(context.addingWords) }
      var answer = context.unlessApproved(by: rule.roles)
      if case .silent = answer.statement, let adding = context.addingWords {
        answer.statement = .everyone(adding)
      }
      return answer
    }

    func explain(_ decision: RuleDecision, to candidate: CandidateFacts) -> RuleExplanation {
      guard !decision.isSatisfied else { return candidate.approved(in: rule.roles) }
      guard decision.outcome == .needsApproval else {
        return candidate.adding(rule.words, .disclosure, by: decision)
      }
      return RuleExplanation(
        "a testimonial needs due diligence by \(rule.roles.listed)",
        candidate.approval(by: rule.roles))
    }
  }
}
