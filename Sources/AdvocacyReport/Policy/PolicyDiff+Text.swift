import AdvocacyModel

extension PolicyDiff {
  /// The employees whom a row names before it only counts them.
  private static let namedEmployees = 4
  /// The posts that a sentence names before it only counts the others.
  private static let namedPosts = 4

  /// The difference for people: the rules, then whose rights change in which situation, and what
  /// was tried.
  package func render(_ style: TerminalStyle) -> String {
    let parts = [rulesText(style), changesText(style), sentences]
    return parts.filter { !$0.isEmpty }.joined(separator: "\n")
  }

  private func rulesText(_ style: TerminalStyle) -> String {
    let tiers = hasOtherTiers ? "The tiers differ.\n" : ""
    guard !rules.isEmpty else { return "No rule changes.\n" + tiers }
    var table = TextTable(columns: [.init(""), .init(""), .init(""), .init("", isElastic: true)])
    for rule in rules {
      table.add([
        .init(rule.kind.rawValue, rule.kind.ink), .init(rule.id.text), .init(rule.type),
        .init((rule.details.isEmpty ? rule.differs : rule.details).joined(separator: "; ")),
      ])
    }
    return table.rendered(style) + tiers
  }

  private func changesText(_ style: TerminalStyle) -> String {
    guard !changes.isEmpty else { return "" }
    let origins = Dictionary(posts.map { ($0.name, $0.origin) }) { first, _ in first }
    var table = TextTable(columns: [
      .init("situation"), .init("networks"), .init("who"), .init("before"), .init("after"),
      .init("by", dropRank: 1),
    ])
    for row in rows {
      table.add([
        .init(situation(row.change.posts, origins)),
        .init(row.networks.map(\.text).joined(separator: ", ")),
        .init(who(row.change.employees)), .init(words(row.change.before)),
        .init(after(row.change), row.change.effect.ink), .init(because(row.change)),
      ])
    }
    let totals = networks.filter { $0.lose + $0.gain > 0 }.map(sentence)
    return table.rendered(style) + (totals.isEmpty ? "" : totals.joined(separator: "; ") + ".\n")
  }

  /// The changes by situation, those that only their network tells apart in one row.
  private var rows: [(change: RightsChange, networks: [NetworkID])] {
    var rows: [(change: RightsChange, networks: [NetworkID])] = []
    var places: [RightsChange: Int] = [:]
    for change in changes {
      var key = change
      if let any = changes.first?.network { key.network = any }
      if let place = places[key] {
        rows[place].networks.append(change.network)
      } else {
        places[key] = rows.count
        rows.append((change, [change.network]))
      }
    }
    let order = Dictionary(posts.enumerated().map { ($1.name, $0) }) { earlier, _ in earlier }
    let first = rows.map { row in row.change.posts.compactMap { order[$0] }.min() ?? 0 }
    return rows.indices.sorted { (first[$0], $0) < (first[$1], $1) }.map { rows[$0] }
  }

  /// The posts of a row; of several that were made, the first stands for the others.
  private func situation(_ names: [String], _ origins: [String: Probe.Origin]) -> String {
    let made = names.filter { origins[$0] == .made }
    let others = names.filter { origins[$0] != .made }
    let tried = made.first.map { first in
      "tried: \(first)" + (made.count > 1 ? " and \(made.count - 1) more" : "")
    }
    return (others + [tried].compactMap { $0 }).joined(separator: ", ")
  }

  private func who(_ employees: [EmployeeID]) -> String {
    guard employees.count > Self.namedEmployees else {
      return employees.map(\.text).joined(separator: ", ")
    }
    return NumberFormat.count(employees.count, "employee")
  }

  private func words(_ rights: Rights) -> String {
    guard rights.isOnRoster else { return "not on the roster" }
    switch rights.verdict {
    case .allow: return "allowed"
    case .rewrite: return "rewritten"
    case .defer:
      let calendar = CompanyCalendar(zoneName: timeZone) ?? .utc
      return "wait" + (rights.until.map { " until \(calendar.spoken($0))" } ?? "")
    case .needsApproval: return "needs approval"
    case .deny: return "denied"
    }
  }

  /// What holds now, with the actions lost and gained where both let some through.
  private func after(_ change: RightsChange) -> String {
    let (before, after) = (change.before, change.after)
    guard before.verdict.isAllowed, after.verdict.isAllowed else { return words(after) }
    let lost = before.actions.filter { !after.actions.contains($0) }.map(\.rawValue)
    let gained = after.actions.filter { !before.actions.contains($0) }.map(\.rawValue)
    let notes = [
      lost.isEmpty ? nil : "without \(lost.joined(separator: ", "))",
      gained.isEmpty ? nil : "with \(gained.joined(separator: ", "))",
    ].compactMap { $0 }
    return ([words(after)] + notes).joined(separator: ", ")
  }

  /// The rules that make it so: of a loss those that now decide, of a gain those that no longer do.
  private func because(_ change: RightsChange) -> String {
    let now = change.after.rules.map(\.text)
    let then = change.before.rules.map(\.text)
    if change.effect != .gains, !now.isEmpty { return now.joined(separator: ", ") }
    return then.isEmpty ? "" : "no longer \(then.joined(separator: ", "))"
  }

  private func sentence(_ total: Total) -> String {
    let lose = NumberFormat.count(total.lose, "employee")
    let verbs = (total.lose == 1 ? "loses" : "lose", total.gain == 1 ? "gains" : "gain")
    return "\(total.network): \(lose) \(verbs.0), \(NumberFormat.count(total.gain)) \(verbs.1)"
  }

  // MARK: What was asked

  private var sentences: String {
    [unchangedPosts, triedSentence].filter { !$0.isEmpty }.map { $0 + "\n" }.joined()
  }

  /// The posts asked about whose rights stay, never without saying which they are.
  private var unchangedPosts: String {
    let changed = Set(changes.flatMap(\.posts))
    let asked = posts.filter { $0.origin != .made }
    let same = asked.filter { !changed.contains($0.name) }
    guard let first = same.first else { return "" }
    let named = same.prefix(Self.namedPosts).map(\.name).joined(separator: ", ")
    let more = same.count > Self.namedPosts ? " and \(same.count - Self.namedPosts) more" : ""
    let calendar = CompanyCalendar(zoneName: timeZone) ?? .utc
    let nouns =
      switch first.origin {
      case .queue: NumberFormat.count(same.count, "queued post")
      case .named: NumberFormat.count(same.count, "post named", "posts named")
      case .class, .made:
        NumberFormat.count(same.count, "kind") + " of post asked about, at "
          + calendar.spoken(first.at)
      }
    let other = same.count < asked.count ? "other " : ""
    return SafeText.escape("Nobody's rights change for the \(other)\(nouns) (\(named)\(more)).")
  }

  private var triedSentence: String {
    guard tried.situations > 0 else { return "" }
    let rules = NumberFormat.count(tried.rules.count, "rule")
    let situations = NumberFormat.count(tried.situations, "situation")
    let silent = tried.withoutChange.map(\.text).joined(separator: ", ")
    return "Tried: \(situations) made for the \(rules)."
      + (silent.isEmpty ? "" : " None of them shows a change by \(silent).")
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
