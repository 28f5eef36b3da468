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
        ? Sentence(
          "\(named.english) can carry no disclosure: only as a quote",
          es: "\(named.spanish) no admite mención: solo como cita")
        : Sentence(
          "\(named.english) can carry no disclosure and is left out",
          es: "\(named.spanish) no admite mención y se omite"))
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
    let title = candidate.network.title
    return RuleExplanation(
      Sentence(
        "likes on \(title) are for people to give by hand; none is simulated",
        es: "los «me gusta» en \(title) los da cada cual a mano; no se simula ninguno"))
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
      case .locked: Sentence("the words are fixed", es: "el texto es fijo")
      case .append:
        Sentence("words may be added, not replaced", es: "se puede añadir texto, no cambiarlo")
      case .free: Sentence("the words are free", es: "el texto es libre")
      }
    guard needsComment else { return RuleExplanation(words) }
    return RuleExplanation(
      Sentence(
        "\(words.english); a repost takes words of one's own",
        es: "\(words.spanish); compartir pide palabras propias"))
  }
}
