import AdvocacyCore
import AdvocacyLedger
package import AdvocacyReport

/// Shows one post with all that happened to it.
package struct ShowPost {
  var workspace: Workspace
  var post: String
  var now: String?

  /// Makes the use case.
  package init(workspace: Workspace, post: String, now: String?) {
    self.workspace = workspace
    self.post = post
    self.now = now
  }

  /// Shows the post.
  ///
  /// - Throws: `Failure`: `usage` for an unknown post.
  package func run(in environment: Environment) async throws -> ShownPost {
    let reader = WorkspaceReader(workspace: workspace)
    let configuration = try reader.configuration()
    let present = try PresentTime(now, in: environment, calendar: configuration.calendar)
    let (ledger, ledgerFacts) = try LedgerAccess(workspace: workspace).reading()
    let queue = try reader.queue(configuration, in: environment)
    let found = try PostLookup(
      queue: queue, ledger: try ledger.posts()
    )
    .post(post)
    let states = try PostStates(
      ledger: ledger, configuration: configuration, now: present.now)
    var row = states.row(of: found)
    let queued = queue.compactMap { try? $0.post.get() }.first { $0.id == found.id }
    // The post is shown as it was decided: an edit since then is a note.
    if let queued, let edit = states.edited(queued) { row.note = edit }
    let stored = try ledger.reportFacts(asOf: .distantFuture)
    let facts = stored.posts.first { $0.post.id == found.id }
    let format = configuration.calendar.format
    let outlook = try await OutlookStudy(
      workspace: workspace, configuration: configuration, ledger: ledger,
      seed: ledgerFacts.birth.seed
    ).outlook(on: try ledger.facts(of: [found.id], on: configuration))
    return ShownPost(
      id: found.id.text, text: found.text, state: row.state.rawValue, detail: row.detail,
      note: row.note,
      networks: found.networks.map(\.text), at: format(found.at), expires: format(found.end),
      link: found.link, campaign: found.campaign, topics: found.topics,
      hashtags: found.hashtags, variants: found.variants,
      variantLanguages: found.variantLanguages, author: found.author?.text,
      verdicts: (facts?.counts ?? []).map {
        .init(
          network: $0.network.text, rule: $0.rule?.text, outcome: $0.outcome.rawValue,
          count: $0.count)
      },
      words: try ledger.statements().filter { $0.post == found.id }.map {
        .init(
          kind: $0.kind.rawValue, role: $0.role, employee: $0.employee?.text, at: format($0.at),
          note: $0.note)
      },
      actions: Action.allCases.compactMap { action in
        let count = facts?.actions.count { $0.action == action } ?? 0
        return count == 0 ? nil : .init(action: action.rawValue, count: count)
      }, planned: states.instants(of: found.id).map(format),
      outlook: outlook?.sentence(format))
  }
}

/// A post with all that happened to it.
package struct ShownPost: JSONReport, Sendable {
  var schema = "advocacy/queue-show/2"
  var id: String
  var text: String
  var state: String
  var detail: String?
  var note: String?
  var networks: [String]
  var at: String
  var expires: String
  var link: String?
  var campaign: String?
  var topics: [String]
  var hashtags: [String]
  var variants: [String]
  /// The language of each variant, null where it has none; empty where none has one.
  var variantLanguages: [String?]
  var author: String?
  var verdicts: [VerdictLine]
  // The key is a part of the schema "queue-show/1".
  var words: [StatementLine]
  var actions: [ActionLine]
  /// When acts are to come.
  var planned: [String]
  /// What is still to come, in a sentence.
  var outlook: String?

  /// As many instants of acts to come are shown.
  private static let mostPlanned = 8

  /// How often an outcome was given, or a rule spoke for it.
  struct VerdictLine: Encodable, Sendable {
    var network: String
    var rule: String?
    var outcome: String
    var count: Int
  }

  /// An approval or a withdrawal.
  struct StatementLine: Encodable, Sendable {
    var kind: String
    var role: String
    var employee: String?
    var at: String
    var note: String?
  }

  /// How many actions of a kind there were.
  struct ActionLine: Encodable, Sendable {
    var action: String
    var count: Int
  }

  /// The value as lines for people.
  package func table(_ style: TerminalStyle) -> String {
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
