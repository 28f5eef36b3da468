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

/// Holds employees to the words given, in part or whole, or asks them for some of their own.
struct EditRights: RuleType, CompiledRule {
  /// What employees may do to the words given.
  enum Freedom: String, Hashable, Sendable, CaseIterable, RuleValue {
    /// No words of their own.
    case locked
    /// Words of their own above the post, as in a quote; neither comments nor shares.
    case append
    /// Whatever they like.
    case free
  }

  static let name = "editRights"

  /// How free employees are.
  var freedom = Freedom.free
  /// Whether who passes the post on has to add words.
  var needsComment = false

  static let keys: [RuleKey<Self>] = [
    .required(
      "freedom", \.freedom, .choice("freedom", of: Freedom.self),
      "What employees may do to the words.", stored: "_0.freedom"),
    RuleKey(
      "needsComment", \.needsComment, .flag, "Whether a repost takes words of one's own.",
      stored: "_0.needsComment"),
  ]

  static let documentation = RuleDocumentation(
    34, "Holds employees to the words given, or asks them for some of their own.",
    keys: "`freedom`: `locked`, `append`, `free`; `needsComment`", verdict: "rewrite, or deny",
    source: "GaggleAMP, Sprinklr")

  func check(_ source: any RuleSource) throws(Failure) {
    guard freedom == .locked, needsComment else { return }
    throw source.failure(
      at: "freedom", "fixed words and a comment asked for contradict each other",
      hint: "Write \"append\", or leave \"needsComment\" out")
  }

  func answer(_ context: EvaluationContext) -> RuleAnswer {
    let withheld: [Action] =
      switch freedom {
      case .locked: Action.allCases.filter(\.hasWords)
      case .append: [.comment, .share]
      case .free: []
      }
    let effect = Verdict.Effect(
      withheld: ActionSet(withheld), turned: needsComment ? ActionSet([Action.repost]) : [])
    return .everyone(.rewrite(effect, on: context.network))
  }

  func explain(_ decision: RuleDecision, to candidate: CandidateFacts) -> RuleExplanation {
    let words =
      switch freedom {
      case .locked: "the words are fixed"
      case .append: "words may be added, not replaced"
      case .free: "the words are free"
      }
    return RuleExplanation(
      needsComment ? "\(words); a repost takes words of one's own" : words)
  }
}
