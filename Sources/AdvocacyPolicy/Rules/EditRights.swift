import AdvocacyModel

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
