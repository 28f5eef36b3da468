import AdvocacyCore

/// Lets no more accounts use the same or nearly the same words than a number.
struct TextUniqueness: RuleType {
  static let name = "textUniqueness"

  /// From which share of common runs of three words two texts count as one, in (0, 1].
  ///
  /// Default 0.8 (assumed).
  var similarity = 0.8
  /// How many accounts of a network may use one text.
  ///
  /// Default 1: X forbids identical posts from several accounts (read).
  var accountsPerText = 1
  /// Whether networks are included on which passing on always takes words, such as the blog: where
  /// it is written as a rule.
  var includesShares = false

  static let keys: [RuleKey<Self>] = [
    RuleKey(
      "similarity", \.similarity, .decimal(0.01...1), "From where two texts count as one.",
      stored: "_0.similarity"),
    RuleKey(
      "accountsPerText", \.accountsPerText, .integer(1...100_000), "How many may use one text.",
      stored: "_0.accountsPerText"),
    .kept("_0.includesShares", \.includesShares),
  ]

  /// Words are dealt as people are asked; a hire must not take them away again.
  static let defaultHold = Hold.asking

  static let documentation = RuleDocumentation(
    24, "Lets no more accounts use the same or nearly the same words than a number.",
    verdict: "rewrite, or deny", source: "X platform usage guidelines")

  var traits: Set<PostTrait> { [.variants] }

  init() {}

  /// Whoever writes it as a rule has it for shares as well.
  init(reading source: any RuleSource) throws(Failure) {
    try self.init(keysOf: source)
    includesShares = true
  }

  /// Tells whether the rule speaks about the post there.
  func concerns(_ context: EvaluationContext) -> Bool {
    context.isWordy ? includesShares : !context.post.variants.isEmpty
  }

  /// The numbers of the texts that differ enough to be dealt out.
  func texts(_ context: EvaluationContext) -> [Int] {
    context.post.distinctTexts(similarity: similarity, includingOwn: context.isWordy)
  }

  /// To which of the accounts of a network texts are dealt, one each, in the order dealt.
  func allotment(_ context: EvaluationContext, among holders: [Int32]) -> RandomAllotment {
    RandomAllotment(
      texts(context).count * accountsPerText, to: holders, post: context.post,
      network: context.network, salt: 3)
  }

  func compiled(_ facts: CompilationFacts) -> any CompiledRule {
    Compiled(rule: self, holders: facts.holders, rosterCount: facts.roster.count)
  }

  private struct Compiled: CompiledRule {
    let rule: TextUniqueness
    let holders: [[Int32]]
    let rosterCount: Int

    func answer(_ context: EvaluationContext) -> RuleAnswer {
      let spoken = Verdict.Effect(withheld: ActionSet([Action.comment, .share]))
      guard rule.concerns(context), let position = context.position,
        let decision = RuleDecision.rewrite(spoken, on: context.network)
      else { return .silent }
      let dealt = rule.allotment(context, among: holders[position]).employees
      return .people(
        .outside(.fixed(EmployeeSet(rosterCount: rosterCount, members: dealt)), decision))
    }

    func explain(_ decision: RuleDecision, to candidate: CandidateFacts) -> RuleExplanation {
      RuleExplanation(
        "colleagues on \(candidate.network.title) have all suggested words; none are left for "
          + candidate.name, "suggest more variants that differ")
    }
  }
}
