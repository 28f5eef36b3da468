import AdvocacyModel

/// Withholds actions in which no disclosure can stand, or turns them into quotes.
struct UndisclosableAction: RuleType, CompiledRule {
  static let name = "undisclosableAction"

  /// The actions that have no room for a disclosure.
  var actions: [Action] = []
  /// Whether they become quotes where the network has quotes.
  var becomeQuotes = false

  static let keys: [RuleKey<Self>] = [
    .required("actions", \.actions, .actions, stored: "_0"),
    RuleKey(
      "then", \.becomeQuotes, .flag("effect", no: "withhold", yes: "quote"),
      "What happens; withhold otherwise.", stored: "becomeQuotes"),
  ]

  static let documentation = RuleDocumentation(
    9, "Withholds actions in which no disclosure can stand, or turns them into quotes.",
    keys: "`actions`, `then`: `withhold` or `quote`", verdict: "rewrite, or deny",
    source: "FTC on likes, our reading")

  func answer(_ context: EvaluationContext) -> RuleAnswer {
    let actions = ActionSet(actions)
    let effect =
      becomeQuotes ? Verdict.Effect(turned: actions) : Verdict.Effect(withheld: actions)
    return .everyone(.rewrite(effect, on: context.network))
  }

  func explain(_ decision: RuleDecision, to candidate: CandidateFacts) -> RuleExplanation {
    let named = ActionSet(actions).intersection(ActionSet(candidate.network.actions)).listed
    return RuleExplanation(
      becomeQuotes
        ? "\(named) can carry no disclosure: only as a quote"
        : "\(named) can carry no disclosure and is left out")
  }
}

/// Withholds likes.
struct NoAutoLike: RuleType, CompiledRule {
  static let name = "noAutoLike"

  static let keys: [RuleKey<Self>] = []

  static let documentation = RuleDocumentation(
    25, "Withholds likes.", keys: "`when.networks`", verdict: "rewrite",
    simulated: "yes: likes are withheld", source: "X developer guidelines")

  func answer(_ context: EvaluationContext) -> RuleAnswer {
    .everyone(
      .rewrite(Verdict.Effect(withheld: ActionSet([Action.like])), on: context.network))
  }

  func explain(_ decision: RuleDecision, to candidate: CandidateFacts) -> RuleExplanation {
    RuleExplanation(
      "likes on \(candidate.network.title) are for people to give by hand; none is simulated")
  }
}
