package import AdvocacyModel

/// The queue's posts with their states.
package struct QueueListing: CommandOutput, CompanyTimed, Codable, Hashable {
  /// The name and version of this form.
  package private(set) var schema = "advocacy/queue/2"
  /// The company's time zone, for people.
  package var timeZone = "UTC"
  /// The instant as of which the states are told.
  package var at: Instant
  /// The posts in the order of the queue.
  package var posts: [Row]
  /// How many posts that were skipped or expired long ago are left out.
  package var notShown = 0
  /// How many posts there are beyond a limit.
  package var beyondLimit = 0
  /// Whether only some of the posts were asked for.
  package var isFiltered = false

  package init(at: Instant, posts: [Row]) {
    self.at = at
    self.posts = posts
  }

  /// Where a post is on its way.
  package enum State: String, Codable, Hashable, Sendable, CaseIterable {
    /// Its instant is still to come.
    case scheduled
    /// The next run of the fan-out handles it.
    case due
    /// Candidates wait, for an approval or for an instant.
    case waiting
    /// People were asked, and acts are to come.
    case asked
    /// Nothing waits and no act is to come.
    case done
    /// It is over, and nobody ever acted.
    case expired
    /// It will never be fanned out.
    case skipped
    /// Somebody stopped it.
    case withdrawn
    /// It can't be used until it is corrected.
    case setAside

    /// The state as people read it.
    package var word: String {
      self == .setAside ? "set aside" : rawValue
    }

    /// The colour that goes with it.
    package var ink: Ink {
      switch self {
      case .done: .green
      case .waiting, .expired, .skipped: .yellow
      case .setAside: .red
      case .withdrawn: .dim
      case .scheduled, .due, .asked: .plain
      }
    }
  }

  /// One post of the queue.
  package struct Row: Codable, Hashable, Sendable {
    /// The id as written; may be empty where set aside.
    package var id: String
    /// The text; null where it can't be read.
    @Nullable package var text: String?
    /// When it falls due.
    @Nullable package var at: Instant?
    /// When it is over.
    @Nullable package var expires: Instant?
    /// The networks it is published on.
    package var networks: [NetworkID]
    /// The campaign it belongs to.
    @Nullable package var campaign: String?
    /// What it is about.
    package var topics: [String]
    /// Where it is on its way.
    package var state: State
    /// More of that: how many acted, until when somebody waits, why it was skipped.
    @Nullable package var detail: String?
    /// How far the acts are; null where nobody was asked.
    @Nullable package var progress: Progress?
    /// What else there is to say: that it was edited afterwards, or left the queue.
    @Nullable package var note: String?

    package init(_ post: Post, state: State, detail: String? = nil, note: String? = nil) {
      self.detail = detail
      id = post.id.text
      text = post.text
      at = post.at
      expires = post.end
      networks = post.networks
      campaign = post.campaign
      topics = post.topics
      self.state = state
      self.note = note
    }

    /// Makes the row of an element that is no post.
    package init(setAside id: String, note: String) {
      self.id = id
      text = nil
      at = nil
      expires = nil
      networks = []
      campaign = nil
      topics = []
      state = .setAside
      self.note = note
    }
  }

  /// How far the acts of a post are.
  package struct Progress: Codable, Hashable, Sendable {
    /// How many acts happened.
    package var acted: Int
    /// How many are to come.
    package var planned: Int
    /// When the next is.
    @Nullable package var next: Instant?

    package init(acted: Int, planned: Int, next: Instant?) {
      self.acted = acted
      self.planned = planned
      self.next = next
    }
  }

  /// The listing for people.
  package func render(_ style: TerminalStyle) -> String {
    let more = leftOutLines.map { style.paint($0, .dim) + "\n" }.joined()
    guard !posts.isEmpty else {
      if isFiltered { return "No post is like that.\n" + more }
      return notShown > 0 ? more : "The queue is empty. Add a post: advocacy post \"…\"\n"
    }
    let hasNotes = posts.contains { $0.note != nil }
    var table = TextTable(
      columns: [
        .init("id", fit: .cutInMiddle), .init("state", fit: .wrappedAtLast), .init("date"),
        .init("networks", dropRank: 2), .init("text", fit: .cut),
      ] + (hasNotes ? [.init("note", fit: .wrappedAtLast, dropRank: 1)] : []))
    for row in posts {
      table.add([
        .init(row.id.isEmpty ? "–" : row.id), .init(row.stateInWords, row.state.ink),
        .init(row.at.map(date) ?? "–"), .init(row.networks.map(\.text).joined(separator: ", ")),
        .init(row.text ?? "–"), .init(row.note ?? ""),
      ])
    }
    let leftOut = table.leftOut(style)
    guard !leftOut.isEmpty else { return table.rendered(style) + more }
    let note = "Hidden, terminal too narrow: \(leftOut.joined(separator: ", "))."
    return table.rendered(style) + style.paint(note, .dim) + "\n" + more
  }

  /// An instant on the company's clock, the year only where it isn't that of the listing.
  private func date(_ instant: Instant) -> String {
    (CompanyCalendar(zoneName: timeZone) ?? .utc).wallTime(instant, present: at)
  }

  /// What the list leaves out, and how to see it.
  private var leftOutLines: [String] {
    let old = NumberFormat.count(notShown, "post")
    return [
      beyondLimit > 0
        ? "Not shown: \(NumberFormat.count(beyondLimit)) more; raise --limit to see them." : nil,
      notShown > 0
        ? "Not shown: \(old) skipped or expired more than 90 days ago; --all shows them." : nil,
    ].compactMap { $0 }
  }
}

extension QueueListing.Row {
  /// The state with its detail in brackets.
  package var stateInWords: String { detail.map { "\(state.word) (\($0))" } ?? state.word }
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
