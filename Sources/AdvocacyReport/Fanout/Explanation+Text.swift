package import AdvocacyCore

extension Explanation {
  /// The explanation for people: prose for one employee, a table for everybody.
  package func text(style: TerminalStyle) -> String {
    guard !verdicts.isEmpty else {
      let who = employee.map { "\($0) has no account" } ?? "Nobody has an account"
      return "\(who) on a network of \(post).\n"
    }
    let later = later.map { "Later: \(shown($0.at)), \(SafeText.escape($0.words)).\n" }
    guard employee == nil else {
      return (verdicts.map { prose($0, style) } + (later.isEmpty ? [] : [later.joined()]))
        .joined(separator: "\n")
    }
    return "\(countsSentence)\n\n\(everybody.rendered(style))\(later.joined())"
  }

  /// What became of a candidate, a line each.
  private func steps(_ verdict: NetworkVerdict, _ style: TerminalStyle) -> String {
    verdict.later.map { fact in
      let rule = fact.rule.map { style.paint("  [\($0)]", .dim) } ?? ""
      let words =
        switch fact.kind {
        case .planned: "planned for \(shown(fact.at))"
        case .waits: "waits for approval until \(shown(fact.at))"
        case .acted: "acted \(shown(fact.at)): \(fact.words)"
        case .prevented: "prevented \(shown(fact.at)): \(fact.words)"
        case .statement, .edit: "\(shown(fact.at)): \(fact.words)"
        }
      return "  Then: \(SafeText.escape(words))\(rule)\n"
    }.joined()
  }

  private func prose(_ verdict: NetworkVerdict, _ style: TerminalStyle) -> String {
    let sentence = verdict.sentence(of: post, shown)
    let end = verdict.rules.isEmpty ? ": no rule spoke." : ":"
    var table = TextTable(columns: [.init(""), .init(""), .init("")], indent: 2)
    for rule in verdict.rules {
      table.add([
        .init(rule.outcome.word, rule.outcome.ink), .init(rule.reason), .init("[\(rule.id)]", .dim),
      ])
    }
    let change = verdict.wouldChange.map { words in
      let remedies = verdict.remedies
      guard remedies.count > 1, remedies.joined(separator: " and ") == words else {
        let end = words.hasSuffix(".") ? "" : "."
        return "  What would change it: \(SafeText.escape(words))\(end)\n"
      }
      let lines = remedies.map { "    \(SafeText.escape($0))\n" }
      return "  What would change it, all of it together:\n\(lines.joined())"
    }
    let isStopped = verdict.verdict == .deny && change == nil
    let nothing = isStopped ? "  Nothing would change it for this post.\n" : ""
    let headline = style.paint(sentence, verdict.verdict.ink) + end + "\n"
    let reads = verdict.later.contains { $0.kind == .acted } ? "It read" : "It would read"
    let text = verdict.text.map { "  \(reads): \(SafeText.escape($0))\n" } ?? ""
    return headline + table.rendered(style) + text + steps(verdict, style) + (change ?? nothing)
  }

  private var countsSentence: String {
    let counts = Verdict.Outcome.allCases.compactMap { outcome -> String? in
      let count = verdicts.count { $0.verdict == outcome }
      return count == 0 ? nil : "\(NumberFormat.count(count)) \(outcome.word)"
    }
    let candidates = NumberFormat.count(verdicts.count, "candidate")
    return "\(post) as of \(shown(at)): \(candidates): \(counts.joined(separator: ", "))."
  }

  private var everybody: TextTable {
    var table = TextTable(columns: [
      .init("employee"), .init("network"), .init("verdict"), .init("because", isElastic: true),
    ])
    for verdict in verdicts {
      let deciding = verdict.rules.filter { $0.outcome == verdict.verdict }
      table.add([
        .init(verdict.employee.text), .init(verdict.network.text),
        .init(verdict.verdict.word, verdict.verdict.ink),
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
  func sentence(of post: PostID, _ shown: (Instant) -> String) -> String {
    switch verdict {
    case .allow: "\(employee) may amplify \(post) on \(network)"
    case .rewrite: "\(employee) may amplify \(post) on \(network), with words the rules add"
    case .defer:
      "\(employee) may not amplify \(post) on \(network) yet"
        + (until.map { ", but is asked again at \(shown($0))" } ?? "")
    case .needsApproval: "\(employee) may amplify \(post) on \(network) once it is approved"
    case .deny: "\(employee) may not amplify \(post) on \(network)"
    }
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
