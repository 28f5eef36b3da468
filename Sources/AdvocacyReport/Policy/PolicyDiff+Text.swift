import AdvocacyCore

extension PolicyDiff {
  /// The employees whom a line names before it only counts the others.
  private static let namedEmployees = 12

  /// The difference for people: the rules, then network by network who loses and who gains.
  package func text(style: TerminalStyle) -> String {
    var parts = [heading, rulesText(style)]
    parts += networks.map { rightsText(of: $0, style) }
    if changes.isEmpty { parts.append("Nobody's rights change for these posts.\n") }
    return parts.filter { !$0.isEmpty }.joined(separator: "\n")
  }

  private var heading: String {
    let names = SafeText.escape("\(old) → \(new)")
    let instants = Set(posts.map(\.at))
    guard let first = instants.first, instants.count == 1 else {
      let list = posts.map { "\($0.name) (\(shown($0.at)))" }.joined(separator: ", ")
      return "\(names)\nAsked about: \(SafeText.escape(list)).\n"
    }
    let list = posts.map(\.name).joined(separator: ", ")
    return "\(names), as of \(shown(first))\nAsked about: \(SafeText.escape(list)).\n"
  }

  private func rulesText(_ style: TerminalStyle) -> String {
    let tiers = hasOtherTiers ? "The tiers differ.\n" : ""
    guard !rules.isEmpty else { return "No rule changes.\n" + tiers }
    var table = TextTable(columns: [.init(""), .init(""), .init(""), .init("")], indent: 2)
    for rule in rules {
      table.add([
        .init(rule.kind.rawValue, rule.kind.ink), .init(rule.id.text), .init(rule.type),
        .init(rule.differs.joined(separator: ", ")),
      ])
    }
    return style.paint("rules", .bold) + "\n" + table.rendered(style) + tiers
  }

  private func rightsText(of total: Total, _ style: TerminalStyle) -> String {
    let own = changes.filter { $0.network == total.network }
    guard !own.isEmpty else { return "" }
    var lines = "\(style.paint(total.network.text, .bold)): \(sentence(total))\n"
    for posts in own.map(\.posts).uniqued {
      lines += "  \(SafeText.escape(posts.joined(separator: ", ")))\n"
      var table = TextTable(columns: [.init(""), .init(""), .init(""), .init("")], indent: 4)
      for change in own where change.posts == posts {
        table.add([
          .init(change.effect.rawValue, change.effect.ink), .init(words(change)),
          .init(because(change)), .init(names(change.employees)),
        ])
      }
      lines += table.rendered(style)
    }
    return lines
  }

  private func sentence(_ total: Total) -> String {
    let lose = NumberFormat.count(total.lose, "employee")
    let verbs = (total.lose == 1 ? "loses" : "lose", total.gain == 1 ? "gains" : "gain")
    return "\(lose) \(verbs.0), \(NumberFormat.count(total.gain)) \(verbs.1)"
  }

  /// The change in words: `allow → rewrite, without like, repost`.
  private func words(_ change: RightsChange) -> String {
    let (before, after) = (change.before, change.after)
    let verdicts = "\(words(before)) → \(words(after))"
    guard before.verdict.isAllowed, after.verdict.isAllowed else { return verdicts }
    let lost = before.actions.filter { !after.actions.contains($0) }.map(\.rawValue)
    let gained = after.actions.filter { !before.actions.contains($0) }.map(\.rawValue)
    let notes = [
      lost.isEmpty ? nil : "without \(lost.joined(separator: ", "))",
      gained.isEmpty ? nil : "with \(gained.joined(separator: ", "))",
    ].compactMap { $0 }
    return ([verdicts] + notes).joined(separator: ", ")
  }

  private func words(_ rights: Rights) -> String {
    guard rights.isOnRoster else { return "not on the roster" }
    return rights.verdict.word + (rights.until.map { " until \(shown($0))" } ?? "")
  }

  /// The rules that make it so: of a loss those that now decide, of a gain those that no longer do.
  private func because(_ change: RightsChange) -> String {
    let now = change.after.rules.map(\.text)
    let then = change.before.rules.map(\.text)
    if change.effect != .gains, !now.isEmpty { return now.joined(separator: ", ") }
    return then.isEmpty ? "" : "no longer \(then.joined(separator: ", "))"
  }

  private func names(_ employees: [EmployeeID]) -> String {
    let named = employees.prefix(Self.namedEmployees).map(\.text).joined(separator: ", ")
    let rest = employees.count - Self.namedEmployees
    let tail = rest > 0 ? " and \(NumberFormat.count(rest)) more" : ""
    return "\(NumberFormat.count(employees.count)): \(named)\(tail)"
  }
}

extension PolicyDiff.RuleChange.Kind {
  fileprivate var ink: Ink {
    switch self {
    case .added: .green
    case .removed: .red
    case .changed: .yellow
    }
  }
}

extension PolicyDiff.RightsChange.Effect {
  fileprivate var ink: Ink {
    switch self {
    case .loses: .red
    case .gains: .green
    case .changes: .yellow
    }
  }
}

extension [[String]] {
  /// The elements in the order in which they first stand.
  fileprivate var uniqued: [[String]] {
    var seen: Set<[String]> = []
    return filter { seen.insert($0).inserted }
  }
}
