import AdvocacyModel

extension Explanation {
  /// The explanation for people: what is so and when, then one finding a row, for one employee; a
  /// table for everybody.
  package func render(_ style: TerminalStyle) -> String {
    let words = style.words
    guard !verdicts.isEmpty else {
      let name = Spoken.text(post.text)
      guard let employee else { return words(\.explain.noAccounts, ["post": name]) + "\n" }
      return words(\.explain.noAccount, ["employee": .text(employee.text), "post": name]) + "\n"
    }
    let later = later.map {
      words(
        \.explain.later,
        [
          "time": .text(shown($0.at, in: words.language)),
          "words": .text(SafeText.escape($0.words)),
        ]) + "\n"
    }.joined()
    guard employee == nil else {
      let blocks = sameVerdicts.map { prose($0, style) }
      return (blocks + (later.isEmpty ? [] : [later])).joined(separator: "\n")
    }
    return "\(countsSentence(words))\n\n\(everybody(words).rendered(style))\(later)"
  }

  /// The verdicts that read alike but for their networks and the instants of acts, together.
  private var sameVerdicts: [[NetworkVerdict]] {
    var groups: [[NetworkVerdict]] = []
    for verdict in verdicts {
      if let place = groups.firstIndex(where: { $0[0].readsLike(verdict) }) {
        groups[place].append(verdict)
      } else {
        groups.append([verdict])
      }
    }
    return groups
  }

  /// One block of the text: networks on which the same was decided.
  private func prose(_ group: [NetworkVerdict], _ style: TerminalStyle) -> String {
    let words = style.words
    let verdict = group[0]
    let headline = Wrapping.wrap(
      SafeText.escape(headline(of: group, words)), to: style.width)
    return style.paint(headline, verdict.verdict.ink) + "\n"
      + findings(of: group, words).rendered(style, indent: 2) + text(of: verdict, style)
      + advice(on: verdict, style)
  }

  /// Who may or might do what where, and since when.
  ///
  /// For example `ana was allowed to share lab on LinkedIn: asked Fri 20 Nov 2026 10:00, shared
  /// 11:12 (like).`
  private func headline(of group: [NetworkVerdict], _ words: Words) -> String {
    let verdict = group[0]
    let phrase: KeyPath<Catalogue, Phrase> =
      switch (verdict.verdict, verdict.asked != nil) {
      case (.allow, true): \.explain.wasAllowed
      case (.rewrite, true): \.explain.wasRewritten
      case (.deny, true): \.explain.wasDenied
      case (.allow, false): \.explain.allow
      case (.rewrite, false): \.explain.rewrite
      case (.deny, false): \.explain.deny
      case (.needsApproval, _): \.explain.onceApproved
      case (.defer, _): verdict.until == nil ? \.explain.notYet : \.explain.notYetUntil
      }
    let sentence = words(
      phrase,
      [
        "employee": .text(verdict.employee.text), "post": .text(post.text),
        "networks": .list(group.map(\.networkTitle)),
        "time": .text(verdict.until.map { shown($0, in: words.language) } ?? ""),
      ])
    let facts = facts(of: group, words)
    guard !facts.isEmpty else {
      return words(
        verdict.rules.isEmpty ? \.explain.noRule : \.explain.rules, ["verdict": .text(sentence)])
    }
    return words(
      verdict.rules.isEmpty ? \.explain.noRuleWithFacts : \.explain.factual,
      ["verdict": .text(sentence), "facts": .text(facts)])
  }

  /// When it was decided and when they acted: `asked Fri 20 Nov 2026 10:00, shared 11:12`.
  private func facts(of group: [NetworkVerdict], _ words: Words) -> String {
    guard let asked = group[0].asked else { return "" }
    let time = Spoken.text(shown(asked, in: words.language))
    let isAsked = group[0].verdict.isAllowed
    let first = words(isAsked ? \.explain.askedAt : \.explain.decidedAt, ["time": time])
    let acts = group.compactMap { verdict in
      verdict.later.last { $0.kind == .acted }.map { (verdict.networkTitle, $0) }
    }
    let areAlike = Set(acts.map { [$0.1.at.milliseconds.description, $0.1.words] }).count == 1
    guard let act = acts.first?.1 else { return first }
    func said(_ act: Later, on network: String?) -> String {
      let values: [String: Spoken] = [
        "time": .text(shown(act.at, after: asked, in: words.language)),
        "actions": .text(act.words), "network": .text(network ?? ""),
      ]
      return words(network == nil ? \.explain.sharedAt : \.explain.sharedOn, values)
    }
    let shared =
      areAlike && acts.count == group.count
      ? [said(act, on: nil)] : acts.map { said($0.1, on: $0.0) }
    return ([first] + shared).joined(separator: ", ")
  }

  /// One row for each finding, the strongest first, then what became of it.
  private func findings(of group: [NetworkVerdict], _ words: Words) -> TextTable {
    let verdict = group[0]
    let language = words.language
    var table = TextTable(columns: [
      .init(""), .init(""), .init("", fit: .wrapped), .init(""),
    ])
    func add(
      _ moment: String, _ outcome: Verdict.Outcome?, _ reason: String, _ rules: [RuleID]
    ) {
      table.add([
        .init(moment), outcome.map { .init(words.word(for: $0), $0.ink) } ?? .init(""),
        .init(reason.prefix(1).uppercased() + reason.dropFirst()),
        .init(rules.isEmpty ? "" : "[\(rules.map(\.text).joined(separator: ", "))]", .dim),
      ])
    }
    let due =
      verdict.asked == nil
      ? \Catalogue.explain.dueMoment
      : verdict.verdict.isAllowed ? \.explain.askedMoment : \.explain.decidedMoment
    for (place, rule) in verdict.rules.enumerated() {
      add(place == 0 ? words(due) : "", rule.outcome, rule.reason, [rule.id])
    }
    for (time, networks) in judgedAlike(group, language) {
      let reason = words(
        networks.count < group.count ? \.explain.againOn : \.explain.again,
        ["time": .text(time), "networks": .list(networks)])
      add(words(\.explain.sharedMoment), verdict.verdict, reason, verdict.rules.map(\.id))
    }
    for verdict in group {
      for (place, rule) in verdict.rulesWhenActing.enumerated() {
        let moment = place == 0 ? words(\.explain.sharedMoment) : ""
        add(moment, rule.outcome, rule.reason, [rule.id])
      }
      for fact in verdict.later where fact.kind != .acted {
        add(
          words(\.explain.thenMoment), nil,
          step(fact, on: group.count > 1 ? verdict.networkTitle : nil, words),
          fact.rule.map { [$0] } ?? [])
      }
    }
    return table
  }

  /// When they acted for the reasons for which they were asked, and on which networks, in order.
  private func judgedAlike(
    _ group: [NetworkVerdict], _ language: Language
  ) -> [(time: String, networks: [String])] {
    var times: [(time: String, networks: [String])] = []
    for verdict in group where verdict.isJudgedAlike {
      guard let act = verdict.later.last(where: { $0.kind == .acted }), let asked = verdict.asked
      else { continue }
      let time = shown(act.at, after: asked, in: language)
      if let place = times.firstIndex(where: { $0.time == time }) {
        times[place].networks.append(verdict.networkTitle)
      } else {
        times.append((time, [verdict.networkTitle]))
      }
    }
    return times
  }

  /// What became of an act that is not done.
  private func step(_ fact: Later, on network: String?, _ words: Words) -> String {
    let phrase: KeyPath<Catalogue, Phrase> =
      switch fact.kind {
      case .planned: network == nil ? \.explain.planned : \.explain.plannedOn
      case .waits: network == nil ? \.explain.waits : \.explain.waitsOn
      case .prevented: network == nil ? \.explain.prevented : \.explain.preventedOn
      case .acted, .statement, .edit: \.explain.dated
      }
    return words(
      phrase,
      [
        "time": .text(shown(fact.at, in: words.language)), "words": .text(fact.words),
        "network": .text(network ?? ""),
      ])
  }

  private func text(of verdict: NetworkVerdict, _ style: TerminalStyle) -> String {
    guard let text = verdict.text else { return "" }
    let hasActed = verdict.later.contains { $0.kind == .acted }
    let phrase = hasActed ? \Catalogue.explain.itRead : \.explain.wouldRead
    return indented(style.words(phrase, ["text": .text(text)]), style)
  }

  /// What would change it; that nothing would, where something stops them.
  private func advice(on verdict: NetworkVerdict, _ style: TerminalStyle) -> String {
    let words = style.words
    guard let change = verdict.wouldChange else {
      return verdict.verdict == .deny ? "  \(words(\.explain.nothingChanges))\n" : ""
    }
    let remedies = verdict.remedies
    guard remedies.count > 1, !verdict.isTooLate else {
      let whole = Spoken.text(change + (change.hasSuffix(".") ? "" : "."))
      return indented(
        words(verdict.isTooLate ? \.explain.tooLate : \.explain.toChange, ["words": whole]), style)
    }
    let lines = remedies.map { "    \(SafeText.escape($0))\n" }
    return "  \(words(\.explain.toChangeAll))\n\(lines.joined())"
  }

  /// A sentence in the indented part of the text.
  private func indented(_ text: String, _ style: TerminalStyle) -> String {
    let room = style.width.map { $0 - 2 }
    return "  " + Wrapping.wrap(SafeText.escape(text), to: room, indent: 2) + "\n"
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
        "post": .text(post.text), "time": .text(shown(at, in: words.language)),
        "candidates": .count(verdicts.count), "verdicts": .text(counts.joined(separator: ", ")),
      ])
  }

  /// A row for each employee and verdict, networks of the same one together.
  private func everybody(_ words: Words) -> TextTable {
    var table = TextTable(columns: [
      .init(words(\.explain.employee)), .init(words(\.explain.network)),
      .init(words(\.explain.verdict)), .init(words(\.explain.because), fit: .wrapped),
    ])
    var rows: [(verdict: NetworkVerdict, networks: [String])] = []
    for verdict in verdicts {
      if let last = rows.last, last.verdict.readsInTableLike(verdict) {
        rows[rows.count - 1].networks.append(verdict.networkTitle)
      } else {
        rows.append((verdict, [verdict.networkTitle]))
      }
    }
    for (verdict, networks) in rows {
      table.add([
        .init(verdict.employee.text), .init(networks.joined(separator: ", ")),
        .init(words.word(for: verdict.verdict), verdict.verdict.ink),
        .init(verdict.deciding.map(\.reason).joined(separator: "; ")),
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

  /// The rules that decided.
  fileprivate var deciding: [Explanation.RuleFinding] { rules.filter { $0.outcome == verdict } }

  /// Whether the same rules said the same when they acted.
  fileprivate var isJudgedAlike: Bool {
    !acting.isEmpty && !rules.isEmpty
      && Set(acting.map(\.kind)) == Set(rules.map(\.kind))
  }

  /// What the rules said when they acted, where it wasn't the same.
  fileprivate var rulesWhenActing: [Explanation.RuleFinding] { isJudgedAlike ? [] : acting }

  /// Whether a block of text can tell both verdicts.
  fileprivate func readsLike(_ other: Self) -> Bool {
    employee == other.employee && verdict == other.verdict && asked == other.asked
      && until == other.until && wouldChange == other.wouldChange
      && isTooLate == other.isTooLate && text == other.text && rules == other.rules
  }

  /// Whether a row of the table can tell both verdicts.
  fileprivate func readsInTableLike(_ other: Self) -> Bool {
    employee == other.employee && verdict == other.verdict && deciding == other.deciding
  }
}

extension Explanation.RuleFinding {
  /// What a finding says apart from its words.
  fileprivate var kind: [String] { [id.text, outcome.rawValue] }
}
