/// What policy says of a candidate: the strongest of what its rules said, with all of them.
package struct Verdict: Hashable, Sendable {
  package var outcome: Outcome
  /// Where deferred, until when.
  package var until: Instant?
  /// The words to add: by purpose, then in the order of the rules' ids, without repeats.
  package var lines: [Line]
  /// What becomes of the candidate's actions.
  package var effect: Effect
  /// Every rule that spoke, by rule id.
  package var findings: [Finding]

  package init(
    outcome: Outcome, until: Instant? = nil, lines: [Line] = [], effect: Effect = Effect(),
    findings: [Finding] = []
  ) {
    self.outcome = outcome
    self.until = until
    self.lines = lines
    self.effect = effect
    self.findings = findings
  }

  /// The texts of the words to add.
  package var disclosures: [String] { lines.map(\.text) }

  /// The outcomes, in rising strength.
  package enum Outcome: String, Codable, Hashable, Sendable, CaseIterable, Comparable {
    /// May take part.
    case allow
    /// May take part, in fewer ways or in words that the rules add to.
    case rewrite
    /// Not now; asked again at an instant.
    case `defer`
    /// Not before somebody approves.
    case needsApproval
    /// May not take part.
    case deny

    package static func < (lhs: Self, rhs: Self) -> Bool { lhs.code < rhs.code }

    /// A small stable number for storage, 0 to 4; never reassigned.
    package var code: Int {
      switch self {
      case .allow: 0
      case .rewrite: 1
      case .defer: 2
      case .needsApproval: 3
      case .deny: 4
      }
    }

    /// Makes an outcome of its number, or nil where there is none such.
    package init?(code: Int) {
      guard let outcome = Self.allCases.first(where: { $0.code == code }) else { return nil }
      self = outcome
    }

    /// Whether the employee may take part now.
    package var isAllowed: Bool { self == .allow || self == .rewrite }
  }

  /// What one rule said.
  package struct Finding: Hashable, Sendable {
    package var rule: RuleID
    /// What it asks for.
    package var outcome: Outcome
    /// Where it defers, until when.
    package var until: Instant?
    /// What it changes where it rewrites.
    package var effect: Effect
    /// Why.
    package var why: Sentence
    /// What would change it; nil where nothing would.
    package var remedy: Sentence?
    /// Whether the rule tells that what it asks for was given; it allows then.
    package var isSatisfied: Bool

    package init(
      rule: RuleID, outcome: Outcome, until: Instant? = nil, effect: Effect = Effect(),
      why: Sentence, remedy: Sentence? = nil, isSatisfied: Bool = false
    ) {
      self.rule = rule
      self.outcome = outcome
      self.until = until
      self.effect = effect
      self.why = why
      self.remedy = remedy
      self.isSatisfied = isSatisfied
    }
  }
}

extension Verdict {
  /// What would change the verdict, in words; nil where nothing would, or nothing has to.
  ///
  /// Everything that keeps the employee from taking part has to change, so one rule without
  /// remedy leaves none.
  package var remedy: Sentence? {
    let obstacles = findings.filter { !$0.outcome.isAllowed }
    let remedies = obstacles.compactMap(\.remedy)
    guard !obstacles.isEmpty, remedies.count == obstacles.count else { return nil }
    return remedies.joined(by: Sentence(", and ", es: ", y "))
  }

  /// The same in English.
  package var wouldChange: String? { remedy?.english }
}

extension Verdict.Finding {
  /// Why, in English.
  package var reason: String { why.english }
  /// What would change it, in English; nil where nothing would.
  package var wouldChange: String? { remedy?.english }
}

/// A set of actions, one bit each.
package struct ActionSet: OptionSet, Hashable, Sendable {
  package let rawValue: UInt8

  package init(rawValue: UInt8) { self.rawValue = rawValue }

  package init(_ actions: [Action]) {
    rawValue = actions.reduce(0) { $0 | 1 << UInt8($1.code) }
  }

  /// All actions.
  package static let all = ActionSet(Action.allCases)
  /// The quote alone.
  fileprivate static let quote = ActionSet([Action.quote])
  /// The actions that carry no words.
  package static let bare = ActionSet(Action.allCases.filter { !$0.hasWords })
  /// The actions that pass a post on.
  package static let passingOn = ActionSet(Action.allCases.filter(\.passesOn))

  /// Tells whether an action is in the set.
  package func contains(_ action: Action) -> Bool {
    rawValue >> UInt8(action.code) & 1 == 1
  }

  /// Whether one of the actions carries words.
  package var hasWords: Bool { !isSubset(of: .bare) }

  /// The actions in order.
  ///
  /// - Complexity: O(1): there are few sets, and every one is asked for by the million.
  package var actions: [Action] { Self.listed[Int(rawValue) & (Self.listed.count - 1)] }

  private static let listed: [[Action]] = (0..<UInt8(1 << Action.allCases.count)).map { value in
    Action.allCases.filter { value >> UInt8($0.code) & 1 == 1 }
  }
}

extension ActionSet {
  /// The actions in words.
  package var listed: Sentence { actions.map(\.word).joined(by: Sentence(alike: ", ")) }
}

extension Action {
  /// The action in a word.
  fileprivate var word: Sentence {
    switch self {
    case .like: Sentence(rawValue, es: "«me gusta»")
    case .repost: Sentence(rawValue, es: "compartido")
    case .quote: Sentence(rawValue, es: "cita")
    case .comment: Sentence(rawValue, es: "comentario")
    case .share: Sentence(rawValue, es: "envío")
    }
  }
}

extension Verdict {
  /// What rewriting does to a candidate's actions.
  package struct Effect: Hashable, Sendable {
    /// The actions taken away.
    package var withheld: ActionSet
    /// The actions that become a quote where the network has quotes, and are taken away elsewhere.
    package var turned: ActionSet
    /// Whether words are added.
    package var addsWords: Bool

    /// Makes an effect; without arguments none.
    package init(
      withheld: ActionSet = [], turned: ActionSet = [], addsWords: Bool = false
    ) {
      self.withheld = withheld
      self.turned = turned
      self.addsWords = addsWords
    }

    /// The effect of words that have to stand in whatever the employee does.
    package static let words = Effect(turned: .bare, addsWords: true)

    /// Whether nothing changes.
    package var isEmpty: Bool { self == Effect() }

    /// This effect together with another; the order doesn't matter.
    package func joined(with other: Effect) -> Effect {
      Effect(
        withheld: withheld.union(other.withheld), turned: turned.union(other.turned),
        addsWords: addsWords || other.addsWords)
    }

    /// The actions of those wanted that are left on a network.
    package func actions(of wanted: ActionSet, on network: Network) -> ActionSet {
      let possible = wanted.intersection(ActionSet(network.actions)).subtracting(withheld)
      let quote = ActionSet.quote
      let becomesQuote = !possible.isDisjoint(with: turned) && network.hasQuotes
      let kept = possible.subtracting(turned.subtracting(quote))
      return becomesQuote ? kept.union(quote.subtracting(withheld)) : kept
    }

    /// Whether an action is left on a network.
    ///
    /// Where words are added one must be left that passes the post on in words.
    package func leavesAction(on network: Network) -> Bool {
      let left = actions(of: .all, on: network)
      guard addsWords else { return !left.isEmpty }
      return left.actions.contains { $0.hasWords && $0.passesOn }
    }
  }

  /// Words that a rule adds to an employee's own.
  package struct Line: Hashable, Sendable {
    /// What the words are for, in the order in which they stand.
    package enum Purpose: Int, Hashable, Sendable, Comparable {
      /// The label of advertising.
      case label
      /// That there is something to be won.
      case incentive
      /// Whom the employee works for.
      case disclosure
      /// That the views are the employee's own.
      case ownOpinion

      package static func < (lhs: Self, rhs: Self) -> Bool { lhs.rawValue < rhs.rawValue }
    }

    /// What the words are for.
    package var purpose: Purpose
    /// Where words stand.
    package enum Position: String, Hashable, Sendable, CaseIterable {
      /// Before the employee's words.
      case start
      /// After them.
      case end
    }

    /// The words.
    package var text: String
    /// Where they stand.
    package var position: Position
    /// The furthest they may stand from the start, in characters.
    package var within: Int?

    package init(purpose: Purpose, text: String, position: Position, within: Int? = nil) {
      self.purpose = purpose
      self.text = text
      self.position = position
      self.within = within
    }
  }

  /// A text with the lines that the rules add.
  ///
  /// Labels come first, then incentives, disclosures and opinions, each in the order of the rules'
  /// ids; those at the end follow the text in the same order. A line that would stand further from
  /// the start than it may goes to the start.
  ///
  /// - Complexity: O(length).
  package func composed(_ text: String) -> String {
    var head = lines.filter { $0.position == .start }
    var tail = lines.filter { $0.position == .end }
    let length = head.reduce(text.count) { $0 + $1.text.count + 1 }
    head += tail.filter { ($0.within ?? .max) < length }
    tail.removeAll { ($0.within ?? .max) < length }
    let ordered = head.enumerated().sorted {
      ($0.element.purpose, $0.offset) < ($1.element.purpose, $1.offset)
    }
    return (ordered.map(\.element.text) + [text] + tail.map(\.text))
      .filter { !$0.isEmpty }.joined(separator: " ")
  }
}
