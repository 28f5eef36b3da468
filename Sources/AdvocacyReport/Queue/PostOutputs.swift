package import AdvocacyModel

/// What `post` says of the post it added.
package struct AddedPost: CommandOutput, InLanguage {
  package private(set) var schema = "advocacy/post/1"
  /// The language in which the company is spoken to, unless somebody asks for another.
  package var language = Language.english
  package var id: String
  package var file: String
  package var isDryRun: Bool
  package var at: String
  package var networks: [Network]
  package var warnings: [String]
  package var forecast: Forecast?

  package init(
    id: String, file: String, isDryRun: Bool, at: String, networks: [Network], warnings: [String],
    forecast: Forecast? = nil
  ) {
    self.id = id
    self.file = file
    self.isDryRun = isDryRun
    self.at = at
    self.networks = networks
    self.warnings = warnings
    self.forecast = forecast
  }

  /// Who may amplify the post on a network, as of the instant it falls due.
  package struct Network: Encodable, Hashable, Sendable {
    package var network: String
    package var allowed: Int
    package var denied: Int
    package var deferred: Int
    package var needsApproval: Int
    package var rules: [RuleCount]

    /// What a decision counts on a network.
    package init(_ id: NetworkID, _ counts: [VerdictCount]) {
      let counts = counts.filter { $0.network == id }
      func total(_ outcomes: Verdict.Outcome...) -> Int {
        counts.reduce(0) { sum, count in
          count.rule == nil && outcomes.contains(count.outcome) ? sum + count.count : sum
        }
      }
      network = id.text
      allowed = total(.allow, .rewrite)
      denied = total(.deny)
      deferred = total(.defer)
      needsApproval = total(.needsApproval)
      rules = counts.compactMap { count in
        count.rule.map {
          RuleCount(rule: $0.text, outcome: count.outcome.rawValue, count: count.count)
        }
      }
    }

    package init(
      network: String, allowed: Int, denied: Int, deferred: Int, needsApproval: Int,
      rules: [RuleCount]
    ) {
      self.network = network
      self.allowed = allowed
      self.denied = denied
      self.deferred = deferred
      self.needsApproval = needsApproval
      self.rules = rules
    }
  }

  /// How often a rule spoke.
  package struct RuleCount: Encodable, Hashable, Sendable {
    package var rule: String
    package var outcome: String
    package var count: Int

    package init(rule: String, outcome: String, count: Int) {
      self.rule = rule
      self.outcome = outcome
      self.count = count
    }
  }

  /// What the simulated shares are likely to add.
  package struct Forecast: Encodable, Sendable {
    package var employees: Int
    package var actions: Int
    package var additionalPeople: ReachReport.Estimate
    package var reachMultiplier: ReachReport.Estimate?

    package init(
      employees: Int, actions: Int, additionalPeople: ReachReport.Estimate,
      reachMultiplier: ReachReport.Estimate? = nil
    ) {
      self.employees = employees
      self.actions = actions
      self.additionalPeople = additionalPeople
      self.reachMultiplier = reachMultiplier
    }
  }

  package func render(_ style: TerminalStyle) -> String {
    let words = style.words
    var lines = [
      words(
        isDryRun ? \.explain.wouldAdd : \.explain.added,
        ["post": .text(id), "file": .text(file), "time": .text(at.minuteOnWall)])
    ]
    lines += warnings.map {
      "  \(style.paint(words(\.explain.warning), .yellow))  \(SafeText.escape($0))"
    }
    lines.append("")
    var table = TextTable(
      columns: [
        .init(words(\.explain.network)), .init(words(\.explain.allowed), .right),
        .init(words(\.explain.denied), .right), .init(words(\.explain.deferred), .right),
        .init(words(\.explain.needApproval), .right),
        .init(words(\.explain.spoke), fit: .wrapped),
      ])
    for network in networks {
      // What is satisfied holds nobody back.
      let rules = network.rules.filter { $0.outcome != "allow" }.map { spoken($0, words) }
      table.add([
        .init(network.network), .count(network.allowed),
        .count(network.denied), .count(network.deferred),
        .count(network.needsApproval),
        .init(rules.isEmpty ? "–" : rules.joined(separator: ", ")),
      ])
    }
    let commands = Spoken.text("`advocacy amplify` · `advocacy explain \(id)`")
    let next = words(\.explain.next, ["commands": commands])
    let width = style.width
    return lines.map { Wrapping.wrap($0, to: width, indent: 2) + "\n" }.joined()
      + table.rendered(style, indent: 2) + "\n" + Wrapping.wrap(likely(words), to: width) + "\n"
      + Wrapping.wrap(next, to: width) + "\n"
  }

  /// A rule with how often it held somebody back.
  private func spoken(_ rule: RuleCount, _ words: Words) -> String {
    let outcome = Verdict.Outcome(rawValue: rule.outcome).map(words.word(for:)) ?? rule.outcome
    return words(
      \.explain.ruleCount,
      [
        "rule": .text(rule.rule),
        "outcome": .text(outcome),
        "count": .text("\(rule.count)"),
      ])
  }

  private func likely(_ words: Words) -> String {
    guard let forecast else {
      guard networks.contains(where: { $0.needsApproval > 0 }) else {
        return words(\.explain.nobodyLikely)
      }
      let command = "`advocacy queue approve \(id) --as ROLE --by EMPLOYEE`"
      return words(\.explain.waitsForApproval, ["command": .text(command)])
    }
    var values: [String: Spoken] = [
      "employees": .count(forecast.employees), "actions": .count(forecast.actions),
      "people": .text(Figure.people(forecast.additionalPeople).text(in: words)),
    ]
    guard let multiplier = forecast.reachMultiplier else { return words(\.explain.likely, values) }
    values["multiple"] = .text(Figure.times(multiplier).text(in: words))
    return words(\.explain.likelyTimes, values)
  }
}

/// A post with all that happened to it.
package struct ShownPost: CommandOutput {
  package private(set) var schema = "advocacy/queue-show/2"
  package var id: String
  package var text: String
  package var state: String
  package var detail: String?
  package var note: String?
  package var networks: [String]
  package var at: String
  package var expires: String
  package var link: String?
  package var campaign: String?
  package var topics: [String]
  package var hashtags: [String]
  package var variants: [String]
  /// The language of each variant, null where it has none; empty where none has one.
  package var variantLanguages: [String?]
  package var author: String?
  /// Whom it welcomes; absent of most posts.
  package var welcomes: String?
  package var verdicts: [VerdictLine]
  // The key is a part of the schema "queue-show/1".
  package var words: [StatementLine]
  package var actions: [ActionLine]
  /// When acts are to come.
  package var planned: [String]
  /// What is still to come, in a sentence.
  package var outlook: String?

  /// Makes the value of a post as it was decided, with the row that the queue's listing has of it.
  ///
  /// - Parameters:
  ///   - post: The post.
  ///   - row: Its state, detail and note.
  ///   - calendar: The company's, by which people read instants.
  ///   - verdicts: What was decided, and which rules spoke.
  ///   - statements: The approvals and withdrawals, in order.
  ///   - actions: How many actions of each kind there were.
  ///   - planned: The instants of acts to come, ascending.
  ///   - outlook: What is still to come, in a sentence.
  package init(
    _ post: Post, row: QueueListing.Row, calendar: CompanyCalendar, verdicts: [VerdictCount],
    statements: [PostStatement], actions: [(action: Action, count: Int)], planned: [Instant],
    outlook: String?
  ) {
    let format = calendar.format
    id = post.id.text
    text = post.text
    state = row.state.rawValue
    detail = row.detail
    note = row.note
    networks = post.networks.map(\.text)
    at = format(post.at)
    expires = format(post.end)
    link = post.link
    campaign = post.campaign
    topics = post.topics
    hashtags = post.hashtags
    variants = post.variants
    variantLanguages = post.variantLanguages
    author = post.author?.text
    welcomes = post.welcomed?.text
    self.verdicts = verdicts.map {
      VerdictLine(
        network: $0.network.text, rule: $0.rule?.text, outcome: $0.outcome.rawValue,
        count: $0.count)
    }
    words = statements.map {
      StatementLine(
        kind: $0.kind.rawValue, role: $0.role, employee: $0.employee?.text, at: format($0.at),
        note: $0.note)
    }
    self.actions = actions.map { ActionLine(action: $0.action.rawValue, count: $0.count) }
    self.planned = planned.map(format)
    self.outlook = outlook
  }

  /// As many instants of acts to come are shown.
  private static let mostPlanned = 8

  /// How often an outcome was given, or a rule spoke for it.
  package struct VerdictLine: Encodable, Sendable {
    package var network: String
    package var rule: String?
    package var outcome: String
    package var count: Int
  }

  /// An approval or a withdrawal.
  package struct StatementLine: Encodable, Sendable {
    package var kind: String
    package var role: String
    package var employee: String?
    package var at: String
    package var note: String?
  }

  /// How many actions of a kind there were.
  package struct ActionLine: Encodable, Sendable {
    package var action: String
    package var count: Int
  }
  package func render(_ style: TerminalStyle) -> String {
    var table = TextTable(columns: [.init(""), .init("", fit: .wrapped)])
    func add(_ name: String, _ value: String?) {
      guard let value, !value.isEmpty else { return }
      table.add([.init(name, .dim), .init(value)])
    }
    add("post", id)
    add("text", text)
    let stateInWords = detail.map { "\(state) (\($0))" } ?? state
    add("state", note.map { "\(stateInWords); \($0)" } ?? stateInWords)
    add("networks", networks.joined(separator: ", "))
    add("due", at.minuteOnWall)
    add("over", expires.minuteOnWall)
    add("link", link)
    add("campaign", campaign)
    add("topics", topics.joined(separator: ", "))
    add("hashtags", hashtags.joined(separator: " "))
    for (place, variant) in variants.enumerated() {
      let language = variantLanguages.indices.contains(place) ? variantLanguages[place] : nil
      add(language.map { "variant (\($0))" } ?? "variant", variant)
    }
    add("author", author)
    add("welcomes", welcomes)
    for line in verdicts where line.rule == nil {
      add("verdict", "\(line.network): \(line.outcome) \(NumberFormat.count(line.count))")
    }
    for line in verdicts {
      guard let rule = line.rule else { continue }
      add("rule", "\(line.network): \(rule) \(line.outcome) \(NumberFormat.count(line.count))")
    }
    for statement in words {
      let who = [statement.employee, statement.role].compactMap { $0 }.joined(separator: ", ")
      let note = statement.note.map { ": \"\($0)\"" } ?? ""
      add(statement.kind, "\(who) at \(statement.at.minuteOnWall)\(note)")
    }
    for line in actions { add(line.action, NumberFormat.count(line.count)) }
    let shown = planned.prefix(Self.mostPlanned).map(\.minuteOnWall)
    let rest = planned.count - shown.count
    add(
      "planned",
      (shown + (rest > 0 ? ["and \(NumberFormat.count(rest)) more"] : [])).joined(separator: ", "))
    let sentence = outlook.map { Wrapping.wrap($0, to: style.width) + "\n" } ?? ""
    return table.rendered(style) + sentence
  }
}

extension String {
  /// An instant on the company's clock, as JSON has it, to the minute: `2026-11-23 10:00`.
  var minuteOnWall: String {
    guard utf8.count > 16, Instant(rfc3339: self) != nil else { return self }
    return "\(prefix(10)) \(dropFirst(11).prefix(5))"
  }
}
