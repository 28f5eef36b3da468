package import AdvocacyModel

/// What an import changed of the roster, or would change.
package struct RosterChanges: CommandOutput, CompanyTimed, InLanguage {
  package private(set) var schema = "advocacy/roster-import/1"
  package var timeZone: String
  package var language: Language
  /// The table that was imported.
  package var file: String
  /// The file that holds the roster.
  package var rosterFile: String
  /// From when the table's rows hold, where they don't say so themselves.
  package var on: Instant
  package var isDryRun: Bool
  /// Those who are new.
  package var joined: [Joined]
  /// Those who left.
  package var left: [Left]
  /// What changed of those who were there.
  package var changed: [Changed]
  /// Those of whom nothing was written.
  package var held: [Held]
  /// How many are as they were.
  package var unchanged: Int
  /// What reading the table passed over or assumed.
  package var notices: [String]

  package init(
    file: String, rosterFile: String, on instant: Instant, isDryRun: Bool, joined: [Joined],
    left: [Left], changed: [Changed], held: [Held], unchanged: Int, notices: [String],
    timeZone: String, language: Language
  ) {
    self.file = file
    self.rosterFile = rosterFile
    on = instant
    self.isDryRun = isDryRun
    self.joined = joined
    self.left = left
    self.changed = changed
    self.held = held
    self.unchanged = unchanged
    self.notices = notices
    self.timeZone = timeZone
    self.language = language
  }

  /// Somebody new.
  package struct Joined: Encodable, Sendable {
    package var employee: EmployeeID
    package var from: Instant

    package init(employee: EmployeeID, from: Instant) {
      self.employee = employee
      self.from = from
    }
  }

  /// Somebody who left.
  package struct Left: Encodable, Sendable {
    package var employee: EmployeeID
    /// The instant from which they are gone.
    package var until: Instant

    package init(employee: EmployeeID, until: Instant) {
      self.employee = employee
      self.until = until
    }
  }

  /// One field that changed.
  package struct Changed: Encodable, Sendable {
    package var employee: EmployeeID
    /// The field, by its heading in a roster's table.
    package var field: String
    package var before: String
    package var after: String

    package init(employee: EmployeeID, field: String, before: String, after: String) {
      self.employee = employee
      self.field = field
      self.before = before
      self.after = after
    }
  }

  /// Somebody of whom nothing was written.
  package struct Held: Encodable, Sendable {
    package var employee: EmployeeID
    package var reason: Reason
    /// The people they may be.
    package var people: [EmployeeID]
    /// The fields that wait.
    package var fields: [String]
    /// The instant that matters: from when fields hold, or from when somebody was gone.
    @Nullable package var at: Instant?

    /// Why.
    package enum Reason: String, Encodable, Sendable, CaseIterable {
      case mayBe
      case notYet
      case cameBack
      case leftBefore
      case erased
      case beginsThen
    }

    package init(
      employee: EmployeeID, reason: Reason, people: [EmployeeID] = [], fields: [String] = [],
      at instant: Instant? = nil
    ) {
      self.employee = employee
      self.reason = reason
      self.people = people
      self.fields = fields
      at = instant
    }
  }

  package var exitCode: Int32 { held.contains { $0.reason == .mayBe } ? 1 : 0 }

  package var counts: [String: Int] {
    [
      "joined": joined.count, "left": left.count, "changed": changed.count, "held": held.count,
      "unchanged": unchanged,
    ]
  }

  /// As many lines of a kind are shown (assumed: what people read).
  private static let mostLines = 20

  package func render(_ style: TerminalStyle) -> String {
    let words = style.words
    let said = RosterWords(words: words, timeZone: timeZone, at: on)
    var table = TextTable(columns: [.init(""), .init(""), .init("", fit: .wrapped)])
    func add<Line>(
      _ kind: KeyPath<Catalogue, Phrase>, _ ink: Ink, _ lines: [Line],
      _ said: (Line) -> (EmployeeID, String)
    ) {
      for line in lines.prefix(Self.mostLines) {
        let (employee, text) = said(line)
        table.add([.init(words(kind), ink), .init(employee.text), .init(text)])
      }
      let rest = lines.count - Self.mostLines
      guard rest > 0 else { return }
      table.add([
        .init(words(kind), ink), .init("…"),
        .init(words(\.roster.moreLines, ["count": .count(rest)])),
      ])
    }
    add(\.roster.joined, .green, joined) {
      ($0.employee, words(\.roster.fromDay, ["day": .text(said.day($0.from))]))
    }
    add(\.roster.leaves, .yellow, left) {
      ($0.employee, words(\.roster.lastDay, ["day": .text(said.lastDay($0.until))]))
    }
    add(\.roster.changes, .plain, changed) { line in
      let values: [String: Spoken] = [
        "field": .text(line.field), "before": .text(line.before), "after": .text(line.after),
      ]
      let phrase: KeyPath<Catalogue, Phrase> =
        line.before.isEmpty ? \.roster.fieldNew : \.roster.fieldChange
      return (line.employee, words(phrase, values))
    }
    add(\.roster.held, .red, held) { ($0.employee, sentence($0, said)) }
    let heading: KeyPath<Catalogue, Phrase> =
      isDryRun ? \.roster.wouldChange : \.roster.importedHeading
    let first =
      words(heading, ["file": .text(SafeText.escape(rosterFile)), "day": .text(said.day(on))])
      + "\n"
    guard !table.rows.isEmpty else {
      return first + "  " + words(\.roster.nothing, ["count": .count(unchanged)]) + "\n"
    }
    let total = words(
      \.roster.counts,
      [
        "joined": .count(joined.count), "left": .count(left.count),
        "changed": .count(Set(changed.map(\.employee)).count), "held": .count(held.count),
        "same": .count(unchanged),
      ])
    return first + table.rendered(style, indent: 2) + total + "\n"
  }

  private func sentence(_ held: Held, _ said: RosterWords) -> String {
    let words = said.words
    let day = Spoken.text(held.at.map(said.day) ?? "")
    let last = Spoken.text(held.at.map(said.lastDay) ?? "")
    let new = Spoken.text(held.employee.text)
    switch held.reason {
    case .mayBe:
      return words(
        \.roster.mayBe,
        [
          "people": .list(held.people.map(\.text)), "new": new,
          "old": .text(held.people.first?.text ?? ""),
        ])
    case .notYet:
      return words(\.roster.notYet, ["fields": .list(held.fields), "day": day])
    case .cameBack: return words(\.roster.cameBack, ["day": last])
    case .leftBefore: return words(\.roster.leftBefore, ["day": last])
    case .erased: return words(\.roster.erased, ["new": new])
    case .beginsThen: return words(\.roster.beginsThen)
    }
  }
}

/// What was done, or would be, to forget somebody.
package struct ForgottenEmployee: CommandOutput {
  package private(set) var schema = "advocacy/roster-forget/1"
  package var employee: String
  package var isDryRun: Bool
  /// What changed, file by file.
  package var changes: [Change]
  /// The files that mention the person all the same.
  package var left: [String]

  package init(employee: String, isDryRun: Bool, changes: [Change], left: [String]) {
    self.employee = employee
    self.isDryRun = isDryRun
    self.changes = changes
    self.left = left
  }

  /// What changed in one file.
  package struct Change: Encodable, Sendable {
    package var file: String
    package var change: String

    package init(file: String, change: String) {
      self.file = file
      self.change = change
    }
  }
  package func render(_ style: TerminalStyle) -> String {
    var text = "\(isDryRun ? "Would forget" : "Forgot") \(SafeText.escape(employee)):\n"
    if changes.isEmpty {
      text += "  nothing here knows them any more\n"
    } else {
      var table = TextTable(columns: [.init(""), .init("")])
      for change in changes { table.add([.init(change.file), .init(change.change)]) }
      text += table.rendered(style) + "\n"
    }
    guard !left.isEmpty else { return text }
    let files = left.map { "  \(SafeText.escape($0))\n" }.joined()
    return text + "Still mentioned, in what was published or made by hand; look at:\n" + files
  }
}

/// Who may come back.
package struct ReadmittedEmployee: CommandOutput {
  package private(set) var schema = "advocacy/roster-readmit/1"
  package var employee: String

  package init(employee: String) {
    self.employee = employee
  }
  package func render(_ style: TerminalStyle) -> String {
    "\(SafeText.escape(employee)) may be on the roster again, and begins anew.\n"
  }
}

/// Says how people stand, in one language and on the company's clock.
struct RosterWords {
  let words: Words
  let timeZone: String
  /// The instant as of which people are spoken of.
  let at: Instant
  /// Whether days are short, as tables have them.
  var isBrief = false

  private var calendar: CompanyCalendar { CompanyCalendar(zoneName: timeZone) ?? .utc }

  /// The day of an instant.
  func day(_ instant: Instant) -> String {
    let day = calendar.civilTime(at: instant)
    guard isBrief else { return words.conventions.day(day) }
    return "\(words.conventions.shortDay(day)) \(day.year)"
  }

  /// The last day of what is over at an instant.
  func lastDay(_ end: Instant) -> String { day(end - Instant.Span(milliseconds: 1)) }

  func state(_ row: RosterListing.Row) -> String {
    let begin = row.since.map(day) ?? ""
    let last = row.until.map(lastDay) ?? ""
    switch row.state {
    case .employed: return words(\.roster.employed)
    case .joins: return words(\.roster.joins, ["day": .text(begin)])
    case .left: return words(\.roster.left, ["day": .text(last)])
    case .leave where row.until == nil: return words(\.roster.leave)
    case .leave: return words(\.roster.leaveUntil, ["day": .text(last)])
    case .suspended where row.until == nil: return words(\.roster.suspended)
    case .suspended: return words(\.roster.suspendedUntil, ["day": .text(last)])
    }
  }

  func consent(_ row: RosterListing.ConsentRow?) -> String {
    guard let row else { return words(\.roster.noConsentShort) }
    let begin = Spoken.text(row.from.map(day) ?? "")
    let when: String
    if let until = row.until {
      let last = Spoken.text(lastDay(until))
      when =
        until <= at
        ? words(\.roster.consentEnded, ["last": last])
        : words(\.roster.consentFromTo, ["day": begin, "last": last])
    } else {
      let isAhead = row.from.map { at < $0 } ?? false
      when = words(isAhead ? \.roster.consentFrom : \.roster.consentSince, ["day": begin])
    }
    guard let networks = row.networks else { return when }
    return words(
      \.roster.consentOn, ["when": .text(when), "networks": .list(networks.map(\.text))])
  }
}
