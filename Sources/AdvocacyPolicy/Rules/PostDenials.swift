import AdvocacyModel

/// Denies everything in its scope: the kill switch of a campaign or of all.
struct KillSwitch: RuleType, CompiledRule {
  static let name = "killSwitch"

  static let keys: [RuleKey<Self>] = []

  static let documentation = RuleDocumentation(
    39, "Denies everything in its scope.", keys: "none; `when`", verdict: "deny",
    source: "our reading")

  var ownWords: Sentence? { Sentence("Everything is stopped", es: "Todo está detenido") }

  func answer(_ context: EvaluationContext) -> RuleAnswer { .everyone(.deny) }

  func explain(_ decision: RuleDecision, to candidate: CandidateFacts) -> RuleExplanation {
    RuleExplanation(
      Sentence("everything of this kind is stopped", es: "todo lo de este tipo está detenido"),
      Sentence("lift rule \(candidate.rule)", es: "levantar la regla \(candidate.rule)"))
  }
}

/// Denies networks other than those listed.
struct NetworkAllowed: RuleType, CompiledRule {
  static let name = "networkAllowed"

  /// The networks allowed.
  var networks: [NetworkID] = []

  static let keys: [RuleKey<Self>] = [
    .required("networks", \.networks, .networks, stored: "_0")
  ]

  static let documentation = RuleDocumentation(
    29, "Denies networks other than those listed.", verdict: "deny", source: "Haiilo")

  var shortReason: String? { "not on this network" }

  var ownWords: Sentence? {
    let titles = networks.map { id in Network.builtIn.first { $0.id == id }?.title ?? id.text }
    let all = titles.allOf
    return Sentence("Only \(all.english)", es: "Solo \(all.spanish)")
  }

  func answer(_ context: EvaluationContext) -> RuleAnswer {
    Optional(networks).cover(context.network) ? .silent : .everyone(.deny)
  }

  func explain(_ decision: RuleDecision, to candidate: CandidateFacts) -> RuleExplanation {
    let known = candidate.engine.networks
    let titles = networks.map { id in known.first { $0.id == id }?.title ?? id.text }
    let title = candidate.network.title
    return RuleExplanation(
      titles.isEmpty
        ? Sentence("no network may be used", es: "no se puede usar ninguna red")
        : Sentence(
          "only \(titles.allOf.english) may be used, not \(title)",
          es: "solo se puede usar \(titles.allOf.spanish), no \(title)"),
      Sentence(
        "add \(title) to rule \(candidate.rule)",
        es: "añadir \(title) a la regla \(candidate.rule)"))
  }
}

/// Denies posts with one of some tags.
struct ConfidentialClass: RuleType {
  static let name = "confidentialClass"

  /// The tags; by default what companies keep to themselves (read: Best Buy, IBM).
  var tags = ["unpublished-numbers", "promotions", "customer-data", "legal"]

  static let keys: [RuleKey<Self>] = [RuleKey("tags", \.tags, .labels)]

  static let documentation = RuleDocumentation(
    33, "Denies posts with a tag of something confidential.", verdict: "deny",
    simulated: "by tags, not by reading", source: "Best Buy, IBM")

  var traits: Set<PostTrait> { Set(tags.map(PostTrait.tag)) }

  func compiled(_ facts: CompilationFacts) -> any CompiledRule {
    Compiled(tags: tags, filter: LabelFilter(tags: tags, by: facts.labels), labels: facts.labels)
  }

  private struct Compiled: CompiledRule {
    let tags: [String]
    let filter: LabelFilter
    let labels: LabelComparison

    func answer(_ context: EvaluationContext) -> RuleAnswer {
      filter.admits(context.labels) ? .everyone(.deny) : .silent
    }

    func explain(_ decision: RuleDecision, to candidate: CandidateFacts) -> RuleExplanation {
      let found = tags.filter { candidate.context.labels.tags.contains(labels.key(of: $0)) }
      return RuleExplanation(
        Sentence(
          "the post is tagged \(found.listed), which is confidential",
          es: "la publicación lleva la etiqueta \(found.listed), que es confidencial"),
        Sentence(
          "take out what is confidential, and the tag",
          es: "quitar lo confidencial y la etiqueta"))
    }
  }
}

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
        Sentence("“\(found)” must not be said", es: "no se puede decir «\(found)»"),
        roles.isEmpty
          ? Sentence("write the post without it", es: "escribir la publicación sin eso")
          : candidate.approval(by: roles))
    }
  }
}

/// Denies posts that rely on tags nobody understands, or bury one among many hashtags.
struct DisclosureReject: RuleType {
  static let name = "disclosureReject"

  /// What discloses nothing; by default what regulators did not accept (read: Loeb; Mondaq 404076).
  var tokens = ["#spon", "#ee"]
  /// How many hashtags bury no disclosure; nil: any number.
  var mostHashtags: Int?

  static let keys: [RuleKey<Self>] = [
    RuleKey("tokens", \.tokens, .labels),
    RuleKey(
      "mostHashtags", \.mostHashtags, .integer(0...1000), "How many hashtags bury no disclosure."),
  ]

  static let documentation = RuleDocumentation(
    8, "Denies posts that disclose by tags nobody understands, or bury one among many hashtags.",
    verdict: "deny", simulated: "texts and hashtags; a bio never counts",
    source: "Loeb; Mondaq 404076")

  func compiled(_ facts: CompilationFacts) -> any CompiledRule {
    Compiled(
      tokens: tokens.flatMap { token in
        facts.labels.readings(of: token).prefix(1).map { (token, $0) }
      }, mostHashtags: mostHashtags, labels: facts.labels)
  }

  private struct Compiled: CompiledRule {
    /// The tokens as written and as they are searched.
    let tokens: [(written: String, folded: String)]
    let mostHashtags: Int?
    let labels: LabelComparison

    func answer(_ context: EvaluationContext) -> RuleAnswer {
      objection(to: context.post) == nil ? .silent : .everyone(.deny)
    }

    func explain(_ decision: RuleDecision, to candidate: CandidateFacts) -> RuleExplanation {
      RuleExplanation(
        objection(to: candidate.post) ?? Sentence(alike: ""),
        Sentence("say in plain words who speaks", es: "decir con claridad quién habla"))
    }

    /// Why the post's way to disclose is none; nil where nothing is wrong with it.
    ///
    /// - Complexity: O(characters + words × tokens).
    private func objection(to post: Post) -> Sentence? {
      let written = ([post.text] + post.variants).flatMap(labels.readings(of:)).map { text in
        text.split(whereSeparator: \.isWhitespace).map { String($0.trimmingPunctuation) }
      }
      let hashtags = post.hashtags.compactMap { labels.readings(of: $0).first }
      for token in tokens {
        if hashtags.contains(token.folded) || written.contains(where: { $0.contains(token.folded) })
        {
          return Sentence(
            "“\(token.written)” tells nobody who speaks",
            es: "«\(token.written)» no dice a nadie quién habla")
        }
      }
      guard let mostHashtags else { return nil }
      let most =
        written.map { Set($0.filter { $0.hasPrefix("#") }).union(hashtags).count }.max() ?? 0
      guard most > mostHashtags else { return nil }
      return Sentence(
        "\(most) hashtags would bury a disclosure, the most is \(mostHashtags)",
        es: "entre \(most) etiquetas se perdería la mención; el máximo es \(mostHashtags)")
    }
  }
}

extension Substring {
  /// The word without what stands around it, a leading `#` aside.
  fileprivate var trimmingPunctuation: Substring {
    var rest = drop { !$0.isLetter && !$0.isNumber && $0 != "#" }
    while let last = rest.last, !last.isLetter, !last.isNumber { rest.removeLast() }
    return rest
  }
}
