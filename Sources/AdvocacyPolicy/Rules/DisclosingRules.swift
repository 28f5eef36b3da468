import AdvocacyModel

/// Words that a rule adds, such as those in which employees say whom they work for.
struct Disclosure: Hashable, Sendable {
  /// The text where neither network nor language fits.
  var text = ""
  /// The text by language of the employee.
  var byLanguage: [String: String] = [:]
  /// The text by network, which goes before the language.
  var byNetwork: [String: String]?
  /// Where it stands; nil: at the start.
  var position: Verdict.Line.Position?
  /// The furthest it may stand from the start, in characters; further: it goes to the start.
  var within: Int?

  /// All texts that there are.
  var allTexts: [String] {
    [text] + byLanguage.values.sorted() + (byNetwork ?? [:]).values.sorted()
  }

  /// The text for an employee's language, or for the nearest wider one: `de` for `de-AT`.
  ///
  /// The language as it is written goes first (RFC 4647, 3.4: lookup).
  ///
  /// - Complexity: O(languages × parts of the language).
  func text(for language: String, on network: Network, by labels: LabelComparison) -> String {
    let ofNetwork = byNetwork?[network.id.text] ?? byNetwork?[network.habits.text]
    if let found = ofNetwork ?? byLanguage[language] { return found }
    var tag = labels.languageKey(language)[...]
    while true {
      // Among languages that differ only by case, the first by letters wins.
      let same = byLanguage.filter { labels.languageKey($0.key) == tag }.min { $0.key < $1.key }
      if let same { return same.value }
      guard let hyphen = tag.lastIndex(of: "-") else { return text }
      tag = tag[..<hyphen]
    }
  }
}

extension Verdict.Line.Position: RuleValue {}

/// A rule that adds words to the employee's own.
protocol DisclosingRule: RuleType {
  var words: Disclosure { get set }
}

extension DisclosingRule {
  /// The keys of the words.
  static var wordKeys: [RuleKey<Self>] {
    [
      .required("text", \.words.text, .text, "The words to add.", stored: "_0.text"),
      RuleKey(
        "byLanguage", \.words.byLanguage, .texts(by: .language),
        "The words by the employee's language.", stored: "_0.byLanguage"),
      RuleKey(
        "byNetwork", \.words.byNetwork, .texts(by: .network), "The words by network.",
        stored: "_0.byNetwork"),
      RuleKey(
        "position", \.words.position, .choice("position", of: Verdict.Line.Position.self),
        "Where the words stand.", stored: "_0.position"),
      RuleKey(
        "within", \.words.within, .integer(0...100_000),
        "The furthest from the start, in characters.", stored: "_0.within"),
    ]
  }
}

/// Adds a disclosure to the employee's words.
///
/// A bare like or repost becomes a quote where the network has quotes; else it is denied.
struct DisclosureRequired: DisclosingRule, CompiledRule {
  static let name = "disclosureRequired"

  /// The words added.
  var words = Disclosure()

  static let keys: [RuleKey<Self>] = wordKeys

  static let documentation = RuleDocumentation(
    7, "Adds a disclosure to the employee's words.", verdict: "rewrite, or deny",
    source: "FTC; Equinox")

  var shortReason: String? { "disclosure" }

  var addedWords: [String] { words.allTexts }

  func answer(_ context: EvaluationContext) -> RuleAnswer { .everyone(context.addingWords) }

  func explain(_ decision: RuleDecision, to candidate: CandidateFacts) -> RuleExplanation {
    candidate.adding(words, .disclosure, by: decision)
  }
}

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

    var addedWords: [String] { rule.words.allTexts }

    func answer(_ context: EvaluationContext) -> RuleAnswer {
      let isSaid = filter.firstMatch(inTexts: context.texts) != nil
      return context.post.prize == nil || isSaid ? .silent : .everyone(context.addingWords)
    }

    func explain(_ decision: RuleDecision, to candidate: CandidateFacts) -> RuleExplanation {
      candidate.adding(rule.words, .incentive, by: decision)
    }
  }
}

/// Adds that views are the employee's own, unless they have one of some roles.
struct OwnOpinion: DisclosingRule {
  static let name = "ownOpinion"

  /// The words added; at the end, unless they say otherwise.
  var words = Disclosure()
  /// The roles that speak for the company.
  var exceptRoles: [String] = []

  static let keys: [RuleKey<Self>] =
    wordKeys + [RuleKey("exceptRoles", \.exceptRoles, .roles)]

  static let documentation = RuleDocumentation(
    12, "Adds that views are the employee's own.", keys: "`text`…, `exceptRoles`",
    verdict: "rewrite, or deny", source: "IBM, Best Buy")

  func compiled(_ facts: CompilationFacts) -> any CompiledRule {
    Compiled(rule: self, exempt: .chosen(by: Selector(roles: exceptRoles), of: facts))
  }

  private struct Compiled: CompiledRule {
    let rule: OwnOpinion
    let exempt: Members

    var addedWords: [String] { rule.words.allTexts }

    func answer(_ context: EvaluationContext) -> RuleAnswer {
      context.addingWords.map { .people(.outside(exempt, $0)) } ?? .silent
    }

    func explain(_ decision: RuleDecision, to candidate: CandidateFacts) -> RuleExplanation {
      var words = rule.words
      words.position = words.position ?? .end
      return candidate.adding(words, .ownOpinion, by: decision)
    }
  }
}

/// Adds the label for advertising of the employee's country, before everything else.
struct AdLabel: RuleType {
  static let name = "adLabel"

  /// The labels by country; employees of other countries are not spoken about.
  var byCountry: [String: String] = [:]

  static let keys: [RuleKey<Self>] = [
    .required(
      "byCountry", \.byCountry, .texts(by: .country), "The words by the employee's country.")
  ]

  static let documentation = RuleDocumentation(
    10, "Adds the label for advertising of the employee's country.",
    verdict: "rewrite, or deny", source: "horizont.net; ASA 2022")

  func check(_ source: any RuleSource) throws(Failure) {
    guard byCountry.isEmpty else { return }
    throw source.failure(at: "byCountry", "expected at least one country")
  }

  func compiled(_ facts: CompilationFacts) -> any CompiledRule {
    Compiled(rule: self, unlabeled: facts.members { byCountry[$0.country] == nil })
  }

  private struct Compiled: CompiledRule {
    let rule: AdLabel
    let unlabeled: Members

    var addedWords: [String] { rule.byCountry.values.sorted() }

    func answer(_ context: EvaluationContext) -> RuleAnswer {
      context.addingWords.map { .people(.outside(unlabeled, $0)) } ?? .silent
    }

    func explain(_ decision: RuleDecision, to candidate: CandidateFacts) -> RuleExplanation {
      let label = rule.byCountry[candidate.employee.country] ?? ""
      return candidate.adding(Disclosure(text: label), .label, by: decision)
    }
  }
}

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

    var addedWords: [String] { rule.words.allTexts }

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
        Sentence(
          "a testimonial needs due diligence by \(rule.roles.listed)",
          es: "un testimonio necesita la comprobación de \(rule.roles.listed)"),
        candidate.approval(by: rule.roles))
    }
  }
}

/// Reminds of what to keep, and for how many years; the candidate is allowed.
struct Retention: RuleType, CompiledRule {
  static let name = "retention"

  /// For how many years.
  var years = 1
  /// What is kept.
  var what: [String] = []

  static let keys: [RuleKey<Self>] = [
    .required("years", \.years, .integer(1...100), "For how many years."),
    .required("what", \.what, .labels),
  ]

  static let documentation = RuleDocumentation(
    16, "Reminds of what to keep, and for how many years.", verdict: "allow with a reminder",
    simulated: "only reminded of", source: "SEA 17a-4(b)")

  func answer(_ context: EvaluationContext) -> RuleAnswer { .everyone(.allow) }

  func explain(_ decision: RuleDecision, to candidate: CandidateFacts) -> RuleExplanation {
    RuleExplanation(
      Sentence(
        "reminder: keep \(what.listed) for \(years) \(years == 1 ? "year" : "years"); "
          + "the ledger keeps only what is simulated",
        es: "recordatorio: conservar \(what.listed) \(years) \(years == 1 ? "año" : "años"); "
          + "el registro solo guarda lo simulado"))
  }
}

/// Reminds that a person has to confirm each action by hand; the candidate is allowed.
struct ManualOnly: RuleType, CompiledRule {
  static let name = "manualOnly"

  static let keys: [RuleKey<Self>] = []

  static let documentation = RuleDocumentation(
    30, "Reminds that a person has to confirm each action by hand.", keys: "`when.networks`",
    verdict: "allow with a reminder", simulated: "only reminded of", source: "SocialToaster")

  func answer(_ context: EvaluationContext) -> RuleAnswer { .everyone(.allow) }

  func explain(_ decision: RuleDecision, to candidate: CandidateFacts) -> RuleExplanation {
    RuleExplanation(
      Sentence(
        "reminder: on \(candidate.network.title) a person has to confirm each action by hand",
        es: "recordatorio: en \(candidate.network.title) una persona confirma cada acción a mano"))
  }
}

/// Reminds that only posts supplied by the company are governed, never employees' own talk.
struct ProtectedSpeech: RuleType, CompiledRule {
  static let name = "protectedSpeech"

  static let keys: [RuleKey<Self>] = []

  static let documentation = RuleDocumentation(
    37, "Reminds that only posts of the company are governed, never employees' own talk.",
    keys: "`when.topics`", verdict: "allow with a reminder", simulated: "see below",
    source: "NLRA s. 7")

  func answer(_ context: EvaluationContext) -> RuleAnswer { .everyone(.allow) }

  func explain(_ decision: RuleDecision, to candidate: CandidateFacts) -> RuleExplanation {
    RuleExplanation(
      Sentence(
        "reminder: only this post of the company is governed; what employees say of pay and "
          + "conditions is theirs to say, never scored and never blocked",
        es:
          "recordatorio: solo se regula esta publicación de la empresa; lo que los empleados digan "
          + "de su salario y sus condiciones es cosa suya, y ni se puntúa ni se bloquea"))
  }
}
