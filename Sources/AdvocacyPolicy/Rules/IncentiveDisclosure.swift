import AdvocacyCore

/// Adds a disclosure to a post with a prize, unless its text, a variant or a hashtag holds an
/// accepted word already.
struct IncentiveDisclosure: DisclosingRule {
  static let name = "incentiveDisclosure"

  /// The words added.
  var words = Disclosure()
  /// Words in a row that already say so.
  var accepted: [String] = []

  static let keys: [RuleKey<Self>] = wordKeys + [RuleKey("accepted", \.accepted, .labels)]

  static let documentation = RuleDocumentation(
    11, "Adds a disclosure to a post with a prize.",
    keys: "`text`…, `accepted`; the post's `prize`",
    verdict: "rewrite, or deny", source: "Mondaq 405118")

  var traits: Set<PostTrait> { [.prize] }

  func compiled(_ facts: CompilationFacts) -> any CompiledRule {
    Compiled(rule: self, filter: WordFilter(phrases: accepted, by: facts.labels))
  }

  private struct Compiled: CompiledRule {
    let rule: IncentiveDisclosure
    let filter: WordFilter

    var readsTexts: Bool { true }

    func answer(_ context: EvaluationContext) -> RuleAnswer {
      let isSaid = filter.firstMatch(inTexts: context.texts) != nil
      return context.post.prize == nil || isSaid ? .silent : .everyone(context.addingWords)
    }

    func explain(_ decision: RuleDecision, to candidate: CandidateFacts) -> RuleExplanation {
      candidate.adding(rule.words, .incentive, by: decision)
    }
  }
}
