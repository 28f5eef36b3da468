package import AdvocacyModel

/// What was recorded of a post: an approval or a withdrawal, and what follows from it.
package struct RecordedStatement: CommandOutput, Hashable {
  /// The name and version of this form.
  package private(set) var schema = "advocacy/word/1"
  package var post: String
  /// `approval` or `withdrawal`.
  package var kind: String
  /// In which role; may be empty.
  package var role: String
  /// Who, if named.
  package var employee: String?
  /// When, on the company's clock.
  package var at: String
  /// What the person added, if anything.
  package var note: String?
  /// After an approval: what is still missing; none: the post may go out.
  package var missing: [Missing]?
  /// After a withdrawal: what stands and what will not happen.
  package var stopped: Stopped?

  package init(_ statement: PostStatement, at: String) {
    post = statement.post.text
    kind = statement.kind.rawValue
    role = statement.role
    employee = statement.employee?.text
    note = statement.note
    self.at = at
  }

  /// Approvals that a rule still asks for.
  package struct Missing: Encodable, Hashable, Sendable {
    package var rule: RuleID
    /// The roles in which an approval counts.
    package var roles: [String]
    /// How many the rule asks for.
    package var count: Int
    /// How many were given.
    package var given: Int
    /// What is missing in words, such as `1 more approval from finance or legal`.
    package var words: String
    /// Who may give the next, such as `luis (legal)`; none where the configuration has no roles.
    package var ask: [String]

    package init(
      rule: RuleID, roles: [String], count: Int, given: Int, words: String, ask: [String]
    ) {
      self.rule = rule
      self.roles = roles
      self.count = count
      self.given = given
      self.words = words
      self.ask = ask
    }
  }

  /// What a withdrawal leaves and what it stops.
  package struct Stopped: Encodable, Hashable, Sendable {
    /// How many acts are on record: employees, once a network.
    package var acts: Int
    /// How many acts were planned, and will not happen.
    package var planned: Int
    /// How many candidates waited, and will not be asked.
    package var waiting: Int
    /// The last instant that a run handled, on the company's clock.
    package var lastRun: String
    /// Whether the post had been fanned out.
    package var isDecided: Bool

    package init(acts: Int, planned: Int, waiting: Int, lastRun: String, isDecided: Bool) {
      self.acts = acts
      self.planned = planned
      self.waiting = waiting
      self.lastRun = lastRun
      self.isDecided = isDecided
    }
  }
  package func render(_ style: TerminalStyle) -> String {
    let words = [
      role.isEmpty ? nil : "as \(role)", employee.map { "by \($0)" },
    ].compactMap { $0 }.joined(separator: ", ")
    let verb = kind == PostStatement.Kind.approval.rawValue ? "Approved" : "Withdrew"
    let said = "\(verb) \(post)\(words.isEmpty ? "" : " \(words)"), \(at.minuteOnWall)."
    let rest = missing.map(sentences) ?? stopped.map(sentences) ?? ""
    return SafeText.escape("\(said) \(rest)") + "\nThe next `advocacy amplify` acts on it.\n"
  }

  private func sentences(_ missing: [Missing]) -> String {
    guard !missing.isEmpty else { return "No other approval is needed." }
    let ask = missing.flatMap(\.ask).reduce(into: [String]()) {
      if !$0.contains($1) { $0.append($1) }
    }
    return "Still needed: \(missing.map(\.words).joined(separator: "; "))."
      + (ask.isEmpty ? "" : " Ask \(ask.joined(separator: ", ")).")
  }

  private func sentences(_ stopped: Stopped) -> String {
    guard stopped.isDecided else { return "Nobody has been asked." }
    let run = "up to the last run (\(stopped.lastRun.minuteOnWall))"
    let stands =
      switch stopped.acts {
      case 0: "Nobody had shared it \(run)"
      case 1: "1 act \(run) stands"
      default: "\(NumberFormat.count(stopped.acts)) acts \(run) stand"
      }
    let waiting =
      stopped.waiting == 0
      ? "" : "; \(NumberFormat.count(stopped.waiting, "candidate")) will not be asked"
    let planned =
      stopped.planned == 0
      ? "" : "; \(NumberFormat.count(stopped.planned, "planned act")) will not happen"
    let pages =
      stopped.acts == 0 ? "" : " What stands on your own pages is yours to take down."
    return "\(stands)\(planned)\(waiting).\(pages)"
  }
}

/// What an import added and skipped.
package struct ImportedPosts: CommandOutput {
  package private(set) var schema = "advocacy/queue-import/1"
  package var file: String
  package var isDryRun: Bool
  package var added: [String]
  package var skipped: [Skipped]
  package var beforeStart: Int
  /// How many older items were left out because only the newest were asked for.
  package var leftOut: Int
  /// Those added that have no date of their own and fall due at once.
  package var undated: [String]
  /// What is most likely a slip in the labels of those added.
  package var warnings: [String] = []
  /// What was assumed, mended or passed over in reading the file.
  package var notices: [String] = []

  package var counts: [String: Int] { ["added": added.count, "skipped": skipped.count] }

  package init(
    file: String, isDryRun: Bool, added: [String], skipped: [Skipped], beforeStart: Int,
    leftOut: Int = 0, undated: [String] = [], warnings: [String] = [], notices: [String] = []
  ) {
    self.file = file
    self.isDryRun = isDryRun
    self.added = added
    self.skipped = skipped
    self.beforeStart = beforeStart
    self.leftOut = leftOut
    self.undated = undated
    self.warnings = warnings
    self.notices = notices
  }

  /// An item that was not added.
  package struct Skipped: Encodable, Sendable {
    package var line: Int?
    package var id: String?
    package var reason: String
    /// Whether the queue has it already.
    package var isKnown = false

    package init(
      line: Int? = nil, id: String? = nil, reason: String, isKnown: Bool = false
    ) {
      self.line = line
      self.id = id
      self.reason = reason
      self.isKnown = isKnown
    }
  }

  /// Whether items were skipped for what is wrong with them, not for being there already.
  package var hasRefused: Bool { skipped.contains { !$0.isKnown } }

  package var exitCode: Int32 { hasRefused ? 1 : 0 }
  package func render(_ style: TerminalStyle) -> String {
    let verb = isDryRun ? "Would add" : "Added"
    var lines = [
      "\(verb) \(NumberFormat.count(added.count, "post")) of \(SafeText.escape(file)); "
        + "\(NumberFormat.count(skipped.count)) skipped"
    ]
    if beforeStart > 0 {
      lines.append(
        "  \(style.paint("note", .yellow))  \(NumberFormat.count(beforeStart)) of them "
          + "\(beforeStart == 1 ? "is" : "are") dated before the start of the ledger: amplify will skip "
          + "\(beforeStart == 1 ? "it" : "them")")
    }
    if !undated.isEmpty {
      let verb = undated.count == 1 ? "has no date and falls" : "have no date and fall"
      let rest = undated.count > 3 ? ", …" : ""
      let names = undated.prefix(3).joined(separator: ", ") + rest
      lines.append(
        "  \(style.paint("warning", .yellow))  \(NumberFormat.count(undated.count)) of them \(verb) "
          + "due now (\(SafeText.escape(names))); --from DATE spreads posts over days to come")
    }
    if leftOut > 0 {
      lines.append(
        "  \(style.paint("note", .yellow))  \(NumberFormat.count(leftOut, "older item")) left out")
    }
    lines += notices.map { "  \(style.paint("note", .yellow))  \(SafeText.escape($0))" }
    lines += warnings.map { "  \(style.paint("warning", .yellow))  \(SafeText.escape($0))" }
    let reasons = Dictionary(grouping: skipped, by: \.reason)
      .sorted { ($1.value.count, $0.key) < ($0.value.count, $1.key) }
    for (reason, items) in reasons {
      let shown = items.prefix(3).map { item in
        item.id ?? item.line.map { "line \($0)" } ?? "?"
      }
      let rest = items.count - shown.count
      let more = rest > 0 ? " and \(NumberFormat.count(rest)) more" : ""
      lines.append(
        "  \(NumberFormat.count(items.count))  \(SafeText.escape(reason)): "
          + SafeText.escape(shown.joined(separator: ", ")) + more)
    }
    return lines.joined(separator: "\n") + "\n"
  }
}

/// A post of the queue that was edited, rescheduled or removed.
package struct EditedPost: CommandOutput {
  package private(set) var schema = "advocacy/queue-edit/1"
  package var id: String
  package var file: String
  package var action: Action
  package var isDryRun: Bool
  /// The fields that differ; none where the values were the same, or the post was removed.
  package var changes: [FieldChange]
  package var warnings: [String]

  package init(
    id: String, file: String, action: Action, isDryRun: Bool, changes: [FieldChange],
    warnings: [String]
  ) {
    self.id = id
    self.file = file
    self.action = action
    self.isDryRun = isDryRun
    self.changes = changes
    self.warnings = warnings
  }

  /// What was done.
  package enum Action: String, Encodable, Sendable {
    case edited
    case rescheduled
    case removed

    /// The verb in the past and in the infinitive.
    fileprivate var verbs: (past: String, plain: String) {
      switch self {
      case .edited: ("Edited", "edit")
      case .rescheduled: ("Rescheduled", "reschedule")
      case .removed: ("Removed", "remove")
      }
    }
  }

  /// One field before and after; empty where it has no value.
  package struct FieldChange: Encodable, Hashable, Sendable {
    package var field: String
    package var before: String
    package var after: String

    package init(field: String, before: String, after: String) {
      self.field = field
      self.before = before
      self.after = after
    }

    /// The fields in which two posts differ, times on a company's clock.
    ///
    /// Of a post that could not be read before, all that have a value now.
    package static func between(
      _ before: Post?, _ after: Post, calendar: CompanyCalendar
    ) -> [FieldChange] {
      func values(_ post: Post) -> [(String, String)] {
        [
          ("text", post.text), ("networks", post.networks.map(\.text).joined(separator: ", ")),
          ("at", calendar.format(post.at)), ("expires", post.expires.map(calendar.format) ?? ""),
          ("link", post.link ?? ""), ("campaign", post.campaign ?? ""),
          ("topics", post.topics.joined(separator: ", ")),
          ("hashtags", post.hashtags.joined(separator: " ")),
          ("variants", post.variants.joined(separator: " | ")),
        ]
      }
      let old = before.map(values)?.map { $0.1 }
      return values(after).enumerated().compactMap { place, field in
        let before = old?[place] ?? ""
        return before == field.1 ? nil : .init(field: field.0, before: before, after: field.1)
      }
    }
  }

  package func render(_ style: TerminalStyle) -> String {
    let name = SafeText.escape(id)
    guard action == .removed || !changes.isEmpty else {
      return "\(name) is as asked already; nothing was changed.\n"
    }
    let verb = isDryRun ? "Would \(action.verbs.plain)" : action.verbs.past
    var text = "\(verb) \(name) \(action == .removed ? "from" : "in") \(file)"
    text += changes.isEmpty ? ".\n" : ":\n"
    if !changes.isEmpty {
      var table = TextTable(columns: [.init("field"), .init(""), .init("value", fit: .wrapped)])
      for change in changes {
        let sides = [("-", change.before), ("+", change.after)].filter { !$0.1.isEmpty }
        for (place, side) in sides.enumerated() {
          table.add([.init(place == 0 ? change.field : ""), .init(side.0), .init(side.1)])
        }
      }
      text += table.rendered(style)
    }
    return text
      + warnings.map { "\(style.paint("warning", .yellow))  \(SafeText.escape($0))\n" }.joined()
  }
}
