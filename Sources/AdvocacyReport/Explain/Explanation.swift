package import AdvocacyModel

/// Every verdict on a post with its rules and what would change it.
package struct Explanation: CommandOutput, CompanyTimed, InLanguage, Codable, Hashable {
  /// The name and version of this form.
  package private(set) var schema = "advocacy/explain/2"
  /// The company's time zone, for people.
  package var timeZone = "UTC"
  /// The language in which the company is spoken to, unless somebody asks for another.
  package var language = Language.english
  package var post: PostID
  /// The employee asked about; null: everybody.
  @Nullable package var employee: EmployeeID?
  /// The instant as of which the rules were asked.
  package var at: Instant
  /// The verdicts, by employee and network.
  package var verdicts: [NetworkVerdict]
  /// What was said and done of the post after it was decided, in the order of time; it changes
  /// nothing of the verdicts.
  package var later: [Later] = []

  package init(
    post: PostID, employee: EmployeeID?, at: Instant, verdicts: [NetworkVerdict]
  ) {
    self.post = post
    self.employee = employee
    self.at = at
    self.verdicts = verdicts
  }

  /// The verdict on one employee's account on one network.
  package struct NetworkVerdict: Codable, Hashable, Sendable {
    package var employee: EmployeeID
    package var network: NetworkID
    package var verdict: Verdict.Outcome
    /// Where deferred, until when.
    @Nullable package var until: Instant?
    /// What would change it, in words, if anything would.
    @Nullable package var wouldChange: String?
    /// What the employee's act says, or would say, with link and hashtags and the words that the
    /// rules add; null where no act with words is known and the rules add none.
    @Nullable package var text: String?
    /// Every rule that spoke, by id.
    package var rules: [RuleFinding]
    /// What became of it, in order.
    package var later: [Later]

    /// Makes the entry of a verdict; what would change it is what the rules that decided it say.
    ///
    /// - Parameters:
    ///   - employee: The employee.
    ///   - network: The network of the account.
    ///   - verdict: What policy says.
    ///   - text: What would be published, without the words that the rules add.
    ///   - carried: What an act that is planned or recorded says, with those words; nil: none does.
    ///   - wouldChange: Overrides what the rules say, as after the decision was made.
    ///   - later: What became of it.
    package init(
      employee: EmployeeID, network: NetworkID, verdict: Verdict, text: String,
      carried: String? = nil, wouldChange: String? = nil, later: [Later] = []
    ) {
      self.later = later
      self.employee = employee
      self.network = network
      self.verdict = verdict.outcome
      self.until = verdict.until
      self.rules = verdict.findings.map(RuleFinding.init)
      self.wouldChange = wouldChange
      self.text =
        carried
        ?? (verdict.outcome == .rewrite && !verdict.lines.isEmpty ? verdict.composed(text) : nil)
    }
  }

  /// Something dated that came after a decision.
  package struct Later: Codable, Hashable, Sendable {
    /// What it was.
    package enum Kind: String, Codable, Hashable, Sendable, CaseIterable {
      /// An act was planned, or moved to another instant.
      case planned
      /// An act waits for an approval.
      case waits
      /// The employee acted.
      case acted
      /// A rule prevented the act.
      case prevented
      /// Somebody approved or withdrew the post.
      case statement
      /// The post was found edited.
      case edit
    }

    /// When.
    package var at: Instant
    /// What it was.
    package var kind: Kind
    /// In words.
    package var words: String
    /// The rule that prevented it.
    @Nullable package var rule: RuleID?

    package init(at instant: Instant, kind: Kind, words: String, rule: RuleID? = nil) {
      at = instant
      self.kind = kind
      self.words = words
      self.rule = rule
    }
  }

  /// What one rule said.
  package struct RuleFinding: Codable, Hashable, Sendable {
    /// The rule.
    package var id: RuleID
    /// What it asks for.
    package var outcome: Verdict.Outcome
    /// Where it defers, until when.
    @Nullable package var until: Instant?
    /// Why, in a sentence for people.
    package var reason: String
    /// What would change what this rule says, in words, if anything would.
    @Nullable package var wouldChange: String?

    package init(_ finding: Verdict.Finding) {
      id = finding.rule
      outcome = finding.outcome
      until = finding.until
      reason = finding.reason
      wouldChange = finding.wouldChange
    }
  }
}

extension Explanation {
  /// The explanation for people: prose for one employee, a table for everybody.
  package func render(_ style: TerminalStyle) -> String {
    let words = style.words
    guard !verdicts.isEmpty else {
      let name = Spoken.text(post.text)
      guard let employee else { return words(\.explain.noAccounts, ["post": name]) + "\n" }
      return words(\.explain.noAccount, ["employee": .text(employee.text), "post": name]) + "\n"
    }
    let later = later.map {
      words(
        \.explain.later, ["time": .text(shown($0.at)), "words": .text(SafeText.escape($0.words))])
        + "\n"
    }
    guard employee == nil else {
      return (verdicts.map { prose($0, style) } + (later.isEmpty ? [] : [later.joined()]))
        .joined(separator: "\n")
    }
    return "\(countsSentence(words))\n\n\(everybody(words).rendered(style))\(later.joined())"
  }

  /// How advice begins that comes too late for a post.
  package static let tooLate = "Too late for this post. For later ones: "

  /// A sentence in the indented part of the text.
  private func indented(_ text: String, _ style: TerminalStyle) -> String {
    let room = style.width.map { $0 - 2 }
    return "  " + Wrapping.wrap(SafeText.escape(text), to: room, indent: 2) + "\n"
  }

  /// What became of a candidate, a line each.
  private func steps(_ verdict: NetworkVerdict, _ style: TerminalStyle) -> String {
    let words = style.words
    return verdict.later.map { fact in
      let rule = fact.rule.map { style.paint("  [\($0)]", .dim) } ?? ""
      let phrase: KeyPath<Catalogue, Phrase> =
        switch fact.kind {
        case .planned: \.explain.planned
        case .waits: \.explain.waits
        case .acted: \.explain.acted
        case .prevented: \.explain.prevented
        case .statement, .edit: \.explain.dated
        }
      let text = words(phrase, ["time": .text(shown(fact.at)), "words": .text(fact.words)])
      return "  \(words(\.explain.then, ["words": .text(SafeText.escape(text))]))\(rule)\n"
    }.joined()
  }

  private func prose(_ verdict: NetworkVerdict, _ style: TerminalStyle) -> String {
    let words = style.words
    let sentence = Spoken.text(
      style.paint(
        Wrapping.wrap(verdict.sentence(of: post, shown, in: words), to: style.width),
        verdict.verdict.ink))
    var table = TextTable(columns: [.init(""), .init("", fit: .wrapped), .init("")])
    for rule in verdict.rules {
      table.add([
        .init(words.word(for: rule.outcome), rule.outcome.ink), .init(rule.reason),
        .init("[\(rule.id)]", .dim),
      ])
    }
    let change = verdict.wouldChange.map { text in
      let remedies = verdict.remedies
      guard remedies.count > 1, remedies.joined(separator: ", and ") == text else {
        let whole = Spoken.text(text + (text.hasSuffix(".") ? "" : "."))
        let phrase = text.hasPrefix(Self.tooLate) ? \Catalogue.explain.asIs : \.explain.toChange
        return indented(words(phrase, ["words": whole]), style)
      }
      let lines = remedies.map { "    \(SafeText.escape($0))\n" }
      return "  \(words(\.explain.toChangeAll))\n\(lines.joined())"
    }
    let isStopped = verdict.verdict == .deny && change == nil
    let nothing = isStopped ? "  \(words(\.explain.nothingChanges))\n" : ""
    let headline =
      words(verdict.rules.isEmpty ? \.explain.noRule : \.explain.rules, ["verdict": sentence])
      + "\n"
    let hasActed = verdict.later.contains { $0.kind == .acted }
    let text =
      verdict.text.map { text in
        let phrase = hasActed ? \Catalogue.explain.itRead : \Catalogue.explain.wouldRead
        return "  \(words(phrase, ["text": .text(SafeText.escape(text))]))\n"
      } ?? ""
    return headline + table.rendered(style, indent: 2) + text + steps(verdict, style)
      + (change ?? nothing)
  }

  private func countsSentence(_ words: Words) -> String {
    let counts = Verdict.Outcome.allCases.compactMap { outcome -> String? in
      let count = verdicts.count { $0.verdict == outcome }
      guard count > 0 else { return nil }
      return words(
        \.explain.counted, ["count": .count(count), "verdict": .text(words.word(for: outcome))])
    }
    return words(
      \.explain.counts,
      [
        "post": .text(post.text), "time": .text(shown(at)), "candidates": .count(verdicts.count),
        "verdicts": .text(counts.joined(separator: ", ")),
      ])
  }

  private func everybody(_ words: Words) -> TextTable {
    var table = TextTable(columns: [
      .init(words(\.explain.employee)), .init(words(\.explain.network)),
      .init(words(\.explain.verdict)), .init(words(\.explain.because), fit: .wrapped),
    ])
    for verdict in verdicts {
      let deciding = verdict.rules.filter { $0.outcome == verdict.verdict }
      table.add([
        .init(verdict.employee.text), .init(verdict.network.text),
        .init(words.word(for: verdict.verdict), verdict.verdict.ink),
        .init(deciding.map(\.reason).joined(separator: "; ")),
      ])
    }
    return table
  }
}

extension Explanation.NetworkVerdict {
  /// What would lift each obstacle that can be lifted.
  fileprivate var remedies: [String] {
    rules.filter { !$0.outcome.isAllowed }.compactMap(\.wouldChange)
  }

  /// The verdict in a sentence without its full stop.
  func sentence(
    of post: PostID, _ shown: (Instant) -> String, in words: Words = .english
  ) -> String {
    let phrase: KeyPath<Catalogue, Phrase> =
      switch verdict {
      case .allow: \.explain.allow
      case .rewrite: \.explain.rewrite
      case .defer: until == nil ? \.explain.notYet : \.explain.notYetUntil
      case .needsApproval: \.explain.onceApproved
      case .deny: \.explain.deny
      }
    return words(
      phrase,
      [
        "employee": .text(employee.text), "post": .text(post.text),
        "network": .text(network.text), "time": .text(until.map(shown) ?? ""),
      ])
  }
}

extension Verdict.Outcome {
  /// The verdict as people read it.
  package var word: String {
    switch self {
    case .allow: "allow"
    case .rewrite: "rewrite"
    case .defer: "defer"
    case .needsApproval: "needs approval"
    case .deny: "deny"
    }
  }

  /// The colour that goes with it.
  package var ink: Ink {
    switch self {
    case .allow, .rewrite: .green
    case .defer, .needsApproval: .yellow
    case .deny: .red
    }
  }
}
