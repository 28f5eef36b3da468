package import AdvocacyModel

/// Which texts of a post a network takes, with the words that rules add for an employee.
///
/// Made only where a text may be too long: most posts are short enough whatever rules add.
package struct TextFit: Sendable {
  private let engine: PolicyEngine
  private let context: EvaluationContext
  private let limit: Int
  /// By number: what would be published, 0 for the post's own text.
  private let published: [String]
  private var known: [Voice: [Int: Int]] = [:]

  /// What the words that somebody says depend on.
  private struct Voice: Hashable {
    var language: String
    var country: String
    /// The rules that add words, by their places in the engine.
    var adding: [Int]
  }

  /// Looks at a post on a network; nil where all of its texts fit, or nobody has to say one.
  ///
  /// - Complexity: O(characters + rules).
  init?(_ engine: PolicyEngine, _ context: EvaluationContext) {
    guard engine.semantics.limitsTexts, let limit = context.network.textLimit else { return nil }
    let counting = context.network.counting
    let adding = engine.rules.filter { !$0.compiled.addedWords.isEmpty && $0.concerns(context) }
    guard context.isWordy || !adding.isEmpty else { return nil }
    let published = (0...context.post.variants.count).map(context.post.published)
    let added = adding.map { rule in
      (rule.compiled.addedWords.map(counting.length).max() ?? 0) + 1
    }
    let most = published.map(counting.length).max() ?? 0
    guard added.reduce(most, +) > limit else { return nil }
    self.engine = engine
    self.context = context
    self.limit = limit
    self.published = published
  }

  /// By the number of each text that an employee may say: its length with the words that rules add.
  ///
  /// - Parameters:
  ///   - employee: The index on the roster.
  ///   - adding: The places of the rules that add words for them, in order.
  ///   - history: Handed on to the rules.
  /// - Returns: The lengths as the network counts.
  mutating func lengths(for employee: Int, adding: [Int], _ history: History) -> [Int: Int] {
    let person = engine.roster[employee]
    let voice = Voice(language: person.language, country: person.country, adding: adding)
    if let lengths = known[voice] { return lengths }
    let words = RuleDecision(outcome: .rewrite, effect: .words)
    let lines = adding.compactMap { place in
      let facts = CandidateFacts(
        engine: engine, rule: engine.rules[place].id, index: employee, context: context,
        history: history)
      return engine.rules[place].compiled.explain(words, to: facts).line
    }
    let verdict = Verdict(outcome: .rewrite, lines: lines.byPurpose)
    var lengths: [Int: Int] = [:]
    for number in context.post.texts(for: person.language, by: engine.labels) {
      lengths[number] = context.network.counting.length(of: verdict.composed(published[number]))
    }
    known[voice] = lengths
    return lengths
  }

  /// What is said of an employee for whom no text is short enough; nil: one is.
  ///
  /// Where words have to stand in whatever is done nobody can act, else only without words.
  mutating func decision(for employee: Int, adding: [Int], _ history: History) -> RuleDecision? {
    guard context.isWordy || !adding.isEmpty,
      lengths(for: employee, adding: adding, history).values.allSatisfy({ $0 > limit })
    else { return nil }
    let spoken = Verdict.Effect(withheld: ActionSet.all.subtracting(.bare))
    return adding.isEmpty ? .rewrite(spoken, on: context.network) : .deny
  }

  /// Whether a text is short enough for an employee, by its number.
  mutating func takes(
    _ number: Int, of employee: Int, adding: [Int], _ history: History
  ) -> Bool {
    guard context.isWordy || !adding.isEmpty else { return true }
    return lengths(for: employee, adding: adding, history)[number].map { $0 <= limit } ?? true
  }

  /// Puts into words what is said of an employee for whom no text is short enough.
  mutating func explanation(
    for employee: Int, adding: [Int], _ history: History
  ) -> RuleExplanation {
    let lengths = lengths(for: employee, adding: adding, history)
    let least = lengths.values.min() ?? 0
    let title = context.network.title
    let isShortest = lengths.count > 1
    return RuleExplanation(
      Sentence(
        "\(isShortest ? "the shortest text" : "the text") has \(least) characters"
          + (adding.isEmpty ? "" : " with the words that rules add")
          + ", as \(title) counts; \(title) takes \(limit)",
        es: "\(isShortest ? "el texto más corto" : "el texto") tiene \(least) caracteres"
          + (adding.isEmpty ? "" : " con lo que añaden las reglas")
          + ", tal como los cuenta \(title), que admite \(limit)"),
      Sentence(
        "a text shorter by \(least - limit)", es: "un texto \(least - limit) caracteres más corto"))
  }

  /// Adds what is said of those of some employees for whom no text is short enough.
  ///
  /// - Complexity: O(employees concerned).
  mutating func add(
    _ eligible: EmployeeSet, to findings: inout RuleFindings, _ history: History
  ) {
    let adding = findings.all.filter { $0.outcome == .rewrite && $0.effect.addsWords }
      .compactMap { finding in
        engine.rules.firstIndex { $0.id == finding.rule }.map { (place: $0, finding.employees) }
      }
    var concerned = context.isWordy ? eligible : EmployeeSet(rosterCount: eligible.rosterCount)
    for (_, employees) in adding { concerned.formUnion(employees) }
    var said: [RuleDecision: EmployeeSet] = [:]
    for employee in concerned {
      let own = adding.filter { $0.1.contains(employee) }.map(\.place)
      guard let decision = decision(for: employee, adding: own, history) else { continue }
      said[decision, default: EmployeeSet(rosterCount: eligible.rosterCount)].insert(employee)
    }
    for (decision, employees) in said {
      findings.add(BuiltInRule.textLimit.id, decision, employees)
    }
  }
}

extension TextFit {
  /// The text of an employee who may take part: the one drawn where the network takes it, else the
  /// next that fits; the drawn one where none does.
  ///
  /// - Parameters:
  ///   - drawn: The number of the text drawn.
  ///   - employee: The index on the roster.
  ///   - review: What policy said of them.
  ///   - history: Handed on to the rules.
  /// - Returns: The number of the text.
  /// - Complexity: O(rules + texts).
  package mutating func text(
    nearest drawn: Int, for employee: Int, _ review: NetworkReview, _ history: History
  ) -> Int {
    let spoken = review.findings.filter {
      $0.outcome == .rewrite && $0.effect.addsWords && $0.employees.contains(employee)
    }
    return text(nearest: drawn, for: employee, addedBy: spoken.map(\.rule), history)
  }

  /// The same by the rules that add words for the employee.
  package mutating func text(
    nearest drawn: Int, for employee: Int, addedBy rules: [RuleID], _ history: History
  ) -> Int {
    let adding = engine.rules.indices.filter { rules.contains(engine.rules[$0].id) }
    guard !takes(drawn, of: employee, adding: adding, history) else { return drawn }
    let short = lengths(for: employee, adding: adding, history).filter { $0.value <= limit }.keys
    return short.filter { $0 > drawn }.min() ?? short.min() ?? drawn
  }
}

/// A text that is longer than a network takes.
package struct OverlongText: Hashable, Sendable {
  /// What makes it too long.
  package enum Cause: Hashable, Sendable {
    /// The text by itself.
    case text
    /// The link and the hashtags that go with it.
    case linkAndHashtags
    /// The words that rules add for somebody.
    case addedWords
  }

  package let network: Network
  /// 0 for the post's own text, else the number of the variant.
  package let number: Int
  /// Its length as the network counts.
  package let length: Int
  package let cause: Cause
}

extension PolicyEngine {
  /// Looks at whether the texts of a post on a network fit there; nil where all do, whatever rules
  /// add, and by earlier semantics.
  ///
  /// - Complexity: O(characters + rules).
  package func textFit(of post: Post, on network: NetworkID, history: History) -> TextFit? {
    TextFit(self, context(post, on: network, at: post.at, moment: .asking, history: history))
  }

  /// The texts of a post that its networks don't take, by themselves or with what rules add for
  /// somebody.
  ///
  /// - Complexity: O(networks × characters), and where what rules add matters that of a review.
  package func overlongTexts(
    of post: Post, at instant: Instant, history: History
  ) -> [OverlongText] {
    post.networks.flatMap { id -> [OverlongText] in
      guard let network = network(id), let limit = network.textLimit
      else { return [] }
      let most = longestTexts(of: post, on: network, at: instant, history: history)
      return (0...post.variants.count).compactMap { number in
        let published = post.published(variant: number)
        let length = network.counting.length(of: published)
        if length > limit {
          let isWhole = published == post.wording(variant: number)
          return OverlongText(
            network: network, number: number, length: length,
            cause: isWhole ? .text : .linkAndHashtags)
        }
        guard let most = most[number], most > limit else { return nil }
        return OverlongText(network: network, number: number, length: most, cause: .addedWords)
      }
    }
  }

  /// By text, its greatest length with what rules add for somebody who may say it.
  private func longestTexts(
    of post: Post, on network: Network, at instant: Instant, history: History
  ) -> [Int: Int] {
    guard var fit = textFit(of: post, on: network.id, history: history) else { return [:] }
    let review = review(post, on: network.id, at: instant, history: history)
    let adding = review.findings.filter { $0.outcome == .rewrite && $0.effect.addsWords }
    var concerned = EmployeeSet(rosterCount: roster.count)
    for finding in adding { concerned.formUnion(finding.employees) }
    var longest: [Int: Int] = [:]
    for employee in concerned {
      let own = adding.filter { $0.employees.contains(employee) }.map(\.rule)
      let places = rules.indices.filter { own.contains(rules[$0].id) }
      longest.merge(fit.lengths(for: employee, adding: places, history), uniquingKeysWith: max)
    }
    return longest
  }
}
