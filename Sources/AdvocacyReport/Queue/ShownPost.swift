package import AdvocacyModel

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
    var table = TextTable(columns: [.init(""), .init("")])
    func add(_ name: String, _ value: String?) {
      guard let value, !value.isEmpty else { return }
      table.add([.init(name, .dim), .init(value)])
    }
    add("post", id)
    add("text", text)
    let stateInWords = detail.map { "\(state) (\($0))" } ?? state
    add("state", note.map { "\(stateInWords); \($0)" } ?? stateInWords)
    add("networks", networks.joined(separator: ", "))
    add("due", at)
    add("over", expires)
    add("link", link)
    add("campaign", campaign)
    add("topics", topics.joined(separator: ", "))
    add("hashtags", hashtags.joined(separator: " "))
    for (place, variant) in variants.enumerated() {
      let language = variantLanguages.indices.contains(place) ? variantLanguages[place] : nil
      add(language.map { "variant (\($0))" } ?? "variant", variant)
    }
    add("author", author)
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
      add(statement.kind, "\(who) at \(statement.at)\(note)")
    }
    for line in actions { add(line.action, NumberFormat.count(line.count)) }
    let shown = planned.prefix(Self.mostPlanned)
    let rest = planned.count - shown.count
    add(
      "planned",
      (shown + (rest > 0 ? ["and \(NumberFormat.count(rest)) more"] : [])).joined(separator: ", "))
    let sentence = outlook.map { Wrapping.wrap($0, to: style.width) + "\n" } ?? ""
    return table.rendered(style) + sentence
  }
}
