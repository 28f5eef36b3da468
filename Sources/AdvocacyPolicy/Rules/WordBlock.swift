import AdvocacyModel

/// Denies posts in whose text, variants or hashtags words, phrases or globs occur, or asks for an
/// approval.
struct WordBlock: RuleType {
  static let name = "wordBlock"

  /// Single words, letter case aside.
  var words: [String] = []
  /// Words in a row, letter case and what stands between them aside.
  var phrases: [String] = []
  /// Single words in which `*` stands for any letters and `?` for one.
  var globs: [String] = []
  /// The roles whose approval lets it pass; none: denied.
  var roles: [String] = []

  static let keys: [RuleKey<Self>] = [
    RuleKey("words", \.words, .singleWords, stored: "_0.words"),
    RuleKey("phrases", \.phrases, .labels, stored: "_0.phrases"),
    RuleKey(
      "globs", \.globs, .globs, "Words in which * stands for any letters and ? for one.",
      stored: "_0.globs"),
    RuleKey("roles", \.roles, .labels, stored: "_0.roles"),
  ]

  static let documentation = RuleDocumentation(
    32, "Denies posts in whose texts something blocked occurs, or asks for an approval.",
    verdict: "deny, or needs approval", simulated: "yes; linear, no regular expressions",
    source: "Haiilo")

  var approvers: [String] { roles }

  var traits: Set<PostTrait> {
    let likeGlobs = globs.map { $0.replacing("*", with: "").replacing("?", with: "a") }
    return Set((words + phrases + likeGlobs).map(PostTrait.words))
  }

  func check(_ source: any RuleSource) throws(Failure) {
    guard words.isEmpty, phrases.isEmpty, globs.isEmpty else { return }
    throw source.failure(at: nil, "expected at least one of words, phrases, globs")
  }

  func compiled(_ facts: CompilationFacts) -> any CompiledRule {
    Compiled(
      roles: roles,
      filter: WordFilter(words: words, phrases: phrases, globs: globs, by: facts.labels))
  }

  private struct Compiled: CompiledRule {
    let roles: [String]
    let filter: WordFilter

    var readsTexts: Bool { true }

    func answer(_ context: EvaluationContext) -> RuleAnswer {
      guard filter.firstMatch(inTexts: context.texts) != nil else { return .silent }
      return context.unlessApproved(by: roles)
    }

    func explain(_ decision: RuleDecision, to candidate: CandidateFacts) -> RuleExplanation {
      guard !decision.isSatisfied else { return candidate.approved(in: roles) }
      let found = filter.firstMatch(inTexts: candidate.context.texts) ?? ""
      return RuleExplanation(
        "“\(found)” must not be said",
        roles.isEmpty ? "write the post without it" : candidate.approval(by: roles))
    }
  }
}
