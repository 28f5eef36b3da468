import AdvocacyModel

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

  /// A rule that a company writes itself holds for shares as well.
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

  /// Which text falls to which of the accounts of a network, one each.
  ///
  /// Texts with a language go to those who have it: of languages within each other the narrower is
  /// dealt first, the texts without a language last, to those who have none yet. Who may say a text
  /// of `es-ES` may say each that those with `es` may, so that whatever the draws nobody goes
  /// without while a text is free that they may say, and as many texts are dealt as can be.
  ///
  /// - Complexity: O(accounts dealt to + length of the texts × texts), and O(roster) once where
  ///   texts have languages.
  func dealt(_ context: EvaluationContext, among holders: HoldersByLanguage) -> [Int: Int] {
    let labels = LabelComparison(context.semantics)
    var neutral: [Int] = []
    var spoken: [String: [Int]] = [:]
    for text in texts(context) {
      guard labels.folds, let language = context.post.language(ofVariant: text) else {
        neutral.append(text)
        continue
      }
      spoken[labels.languageKey(language), default: []].append(text)
    }
    var dealt: [Int: Int] = [:]
    func deal(
      _ texts: [Int], of language: String?, to accounts: some RandomAccessCollection<Int32>
    ) {
      let allotment = RandomAllotment(
        texts.count * accountsPerText, to: accounts, post: context.post, network: context.network,
        salt: 3, language: language, passingOver: Set(dealt.keys))
      for (place, employee) in allotment.employees.enumerated() {
        dealt[employee] = texts[place % texts.count]
      }
    }
    let narrowestFirst = spoken.sorted { ($1.key.count, $0.key) < ($0.key.count, $1.key) }
    for (language, texts) in narrowestFirst {
      deal(texts, of: language, to: holders.covered(by: language))
    }
    deal(neutral, of: nil, to: holders.all)
    return dealt
  }

  func compiled(_ facts: CompilationFacts) -> any CompiledRule {
    Compiled(rule: self, holders: HoldersByLanguage.each(facts), rosterCount: facts.roster.count)
  }

  struct Compiled: CompiledRule {
    let rule: TextUniqueness
    let holders: [HoldersByLanguage]
    let rosterCount: Int

    /// Which text falls to which employee; nil: the rule deals none of the post there.
    func dealt(_ context: EvaluationContext) -> [Int: Int]? {
      guard rule.concerns(context), let position = context.position else { return nil }
      return rule.dealt(context, among: holders[position])
    }

    func answer(_ context: EvaluationContext) -> RuleAnswer {
      let spoken = Verdict.Effect(withheld: ActionSet([Action.comment, .share]))
      guard let decision = RuleDecision.rewrite(spoken, on: context.network),
        let dealt = dealt(context)
      else { return .silent }
      return .people(
        .outside(.fixed(EmployeeSet(rosterCount: rosterCount, members: dealt.keys)), decision))
    }

    func explain(_ decision: RuleDecision, to candidate: CandidateFacts) -> RuleExplanation {
      // Texts in other languages may be left, so the reason names the employee's own.
      let own = candidate.employee.language
      let isOneOfMany = !candidate.post.variantLanguages.isEmpty
      let named = isOneOfMany && !own.isEmpty
      let which =
        named
        ? Sentence(" in \(own)", es: " en \(own)")
        : isOneOfMany
          ? Sentence(" without a language", es: " sin idioma") : Sentence(alike: "")
      let more = named ? which : Sentence(alike: "")
      let (name, title) = (candidate.name, candidate.network.title)
      return RuleExplanation(
        Sentence(
          "colleagues on \(title) have all suggested words\(which.english); none are left for "
            + name,
          es: "sus compañeros en \(title) tienen ya todos los textos propuestos\(which.spanish); "
            + "no queda ninguno para \(name)"),
        Sentence(
          "suggest more variants\(more.english) that differ",
          es: "proponer más variantes distintas\(more.spanish)"))
    }
  }
}

/// The runs of three words of a text, by which near-identical texts are found.
///
/// Resemblance is the share of common runs (Broder: "On the resemblance and containment of
/// documents", 1997). A text of fewer than three words is one run.
struct Shingles: Hashable, Sendable {
  private let runs: Set<UInt64>

  /// Makes the runs of a text.
  ///
  /// - Complexity: O(characters).
  init(_ text: String) {
    let words = text.words.map { RandomKey(0).keyed(by: $0).bits }
    guard words.count >= 3 else {
      runs = [words.reduce(RandomKey(1)) { $0.keyed(by: $1) }.bits]
      return
    }
    runs = Set(
      (0...(words.count - 3)).map { start in
        words[start..<(start + 3)].reduce(RandomKey(1)) { $0.keyed(by: $1) }.bits
      })
  }

  /// The common runs by all runs of both, in [0, 1].
  ///
  /// - Complexity: O(runs).
  func resemblance(to other: Shingles) -> Double {
    let common = runs.count { other.runs.contains($0) }
    return Double(common) / Double(runs.count + other.runs.count - common)
  }
}

extension Post {
  /// The numbers of the texts that employees may say as their own, near-identical ones left out.
  ///
  /// Numbers are those of amplifications: 0 for the post's own text, which counts as own words
  /// only where passing on always takes words; else those of variants, from 1.
  ///
  /// - Complexity: O(characters × distinct texts).
  func distinctTexts(similarity: Double, includingOwn: Bool) -> [Int] {
    var kept: [Shingles] = includingOwn ? [] : [Shingles(text)]
    var numbers: [Int] = []
    for (number, text) in ([text] + variants).enumerated() where includingOwn || number > 0 {
      let shingles = Shingles(text)
      guard kept.allSatisfy({ $0.resemblance(to: shingles) < similarity }) else { continue }
      kept.append(shingles)
      numbers.append(number)
    }
    return numbers
  }
}
