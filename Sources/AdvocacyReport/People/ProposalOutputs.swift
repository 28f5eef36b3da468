package import AdvocacyModel

/// What an employee proposed, and who will answer.
package struct RecordedProposal: CommandOutput, InLanguage, Hashable {
  /// The name and version of this form.
  package private(set) var schema = "advocacy/proposal/1"
  package var name: String
  package var author: EmployeeID
  package var title: String
  /// Who may answer; none where the configuration has no roles.
  package var editors: [EmployeeID]
  /// Whether roles say who may answer.
  package var hasRoles: Bool
  package var language: Language

  private enum CodingKeys: String, CodingKey {
    case schema, name, author, title, editors
  }

  package init(
    name: String, author: EmployeeID, title: String, editors: [EmployeeID], hasRoles: Bool,
    language: Language
  ) {
    self.name = name
    self.author = author
    self.title = title
    self.editors = editors
    self.hasRoles = hasRoles
    self.language = language
  }

  package func render(_ style: TerminalStyle) -> String {
    let words = Words(language)
    let who =
      if !editors.isEmpty {
        words(\.people.editorsAnswer, ["editors": .list(editors.map(\.text))])
      } else {
        hasRoles ? words(\.people.noEditor) : words(\.people.anybodyAnswers)
      }
    let text = words(\.people.proposed, ["name": .text(name)]) + " " + who
    return Wrapping.wrap(SafeText.escape(text), to: style.width) + "\n"
  }

  package var next: String? {
    Words(language)(\.people.proposedNext, ["name": .text(name)])
  }
}

/// What an editor answered.
package struct AnsweredProposal: CommandOutput, InLanguage, Hashable {
  /// What came of it.
  package enum Outcome: String, Encodable, Hashable, Sendable {
    case accepted
    case declined
    /// It was accepted before, and is in the queue from now on.
    case finished
    case inQueueAlready
  }

  /// The name and version of this form.
  package private(set) var schema = "advocacy/proposal-answer/1"
  package var outcome: Outcome
  package var name: String
  package var author: EmployeeID
  package var by: EmployeeID
  /// When, on the company's clock.
  package var at: String
  /// The id of the post that came of it.
  package var post: String?
  /// When the post falls due, on the company's clock.
  package var due: String?
  package var networks: [String] = []
  /// What the editor changed, field by field.
  package var changed: [String] = []
  package var language: Language

  private enum CodingKeys: String, CodingKey {
    case schema, outcome, name, author, by, at, post, due, networks, changed
  }

  package init(
    _ outcome: Outcome, proposal: Proposal, by person: EmployeeID, at: String, language: Language
  ) {
    self.outcome = outcome
    name = proposal.name
    author = proposal.author
    by = person
    self.at = at
    self.language = language
  }

  package func render(_ style: TerminalStyle) -> String {
    let words = Words(language)
    let values: [String: Spoken] = [
      "name": .text(name), "author": .text(author.text), "by": .text(by.text),
      "post": .text(post ?? ""), "due": .text(due?.minuteOnWall ?? ""),
      "networks": .list(networks), "fields": .list(changed.map(words.field)),
    ]
    let sentences =
      switch outcome {
      case .accepted:
        [words(\.people.accepted, values)]
          + (changed.isEmpty ? [] : [words(\.people.changedByEditor, values)])
      case .declined: [words(\.people.proposalDeclined, values)]
      case .finished: [words(\.people.finished, values)]
      case .inQueueAlready: [words(\.people.inQueueAlready, values)]
      }
    return Wrapping.wrap(SafeText.escape(sentences.joined(separator: " ")), to: style.width) + "\n"
  }

  package var next: String? { post.map { "Next: advocacy queue show \(SafeText.escape($0))" } }
}

/// The proposals and what became of them.
package struct ProposalListing: CommandOutput, InLanguage {
  /// The name and version of this form.
  package private(set) var schema = "advocacy/proposals/1"
  package var rows: [Row]
  /// All proposals in figures.
  package var summary: Summary
  /// Whether some are left out.
  package var isFiltered: Bool
  package var language: Language

  private enum CodingKeys: String, CodingKey {
    case schema, summary
    case rows = "proposals"
  }

  package init(rows: [Row], summary: Summary, isFiltered: Bool, language: Language) {
    self.rows = rows
    self.summary = summary
    self.isFiltered = isFiltered
    self.language = language
  }

  /// Who spoke up, and how they were answered; none of it by name.
  package struct Summary: Encodable, Hashable, Sendable {
    /// How many there are.
    package var proposals: Int
    /// How many different people made them.
    package var voices: Int
    package var answered: Int
    package var accepted: Int
    /// The days to an answer, half of them being shorter; nil: none was answered.
    package var medianDays: Int?

    /// Counts rows.
    package init(_ rows: [Row]) {
      let answered = rows.filter { $0.state != .waiting }
      proposals = rows.count
      voices = Set(rows.map(\.author)).count
      self.answered = answered.count
      accepted = answered.count { $0.state == .accepted }
      let days = answered.map(\.days).sorted()
      medianDays = days.isEmpty ? nil : days[(days.count - 1) / 2]
    }
  }

  /// One proposal.
  package struct Row: Encodable, Hashable, Sendable {
    package var name: String
    package var state: Proposal.State
    package var author: String
    /// The title as it was accepted, else as proposed; nil: erased with its author.
    package var title: String?
    package var networks: [String]
    /// The days to the answer, or that it waits; 0: the same day.
    package var days: Int
    /// The id of the post that came of it.
    package var post: String?

    package init(
      name: String, state: Proposal.State, author: String, title: String?, networks: [String],
      days: Int, post: String?
    ) {
      self.name = name
      self.state = state
      self.author = author
      self.title = title
      self.networks = networks
      self.days = days
      self.post = post
    }
  }

  package func render(_ style: TerminalStyle) -> String {
    let words = Words(language)
    guard !rows.isEmpty else {
      return words(isFiltered ? \.people.noneLikeThat : \.people.noProposals) + "\n"
    }
    var table = TextTable(
      columns: [
        .init(""), .init(""), .init(""), .init("", fit: .cut), .init("", dropRank: 2),
        .init("", dropRank: 1),
      ])
    for row in rows {
      table.add([
        .init(row.name), .init(words.name(of: row.state)), .init(row.author),
        .init(row.title ?? words(\.people.erased)), .init(row.networks.joined(separator: ", ")),
        .init(words.time(of: row)),
      ])
    }
    let values: [String: Spoken] = [
      "voices": .count(summary.voices), "proposals": .count(summary.proposals),
      "answered": .count(summary.answered), "accepted": .count(summary.accepted),
      "days": .count(summary.medianDays ?? 0),
    ]
    let sentences = [
      words(\.people.voices, values),
      summary.answered == 0
        ? nil
        : words(
          summary.medianDays == 0 ? \.people.answeredAtOnce : \.people.answeredInDays, values),
    ].compactMap { $0 }
    return table.rendered(style)
      + Wrapping.wrap(sentences.joined(separator: " "), to: style.width) + "\n"
  }

  package var next: String? {
    rows.last { $0.state == .waiting }.map { "Next: advocacy proposals show \($0.name)" }
  }
}

/// One proposal with the editor's answer and changes.
package struct ShownProposal: CommandOutput, InLanguage {
  /// The name and version of this form.
  package private(set) var schema = "advocacy/proposal-show/1"
  package var proposal: ProposalListing.Row
  /// When it was proposed, on the company's clock.
  package var proposedAt: String
  /// The text as it was proposed; nil: erased with its author.
  package var text: String?
  package var link: String?
  package var answer: Answer?
  package var changes: [Change] = []
  package var language: Language

  private enum CodingKeys: String, CodingKey {
    case schema, proposal, proposedAt, text, link, answer, changes
  }

  package init(
    row: ProposalListing.Row, proposedAt: String, text: String?, link: String?, language: Language
  ) {
    proposal = row
    self.proposedAt = proposedAt
    self.text = text
    self.link = link
    self.language = language
  }

  /// An editor's answer.
  package struct Answer: Encodable, Hashable, Sendable {
    package var by: String
    package var role: String
    /// When, on the company's clock.
    package var at: String
    package var note: String?
    package var post: String?

    package init(by person: String, role: String, at: String, note: String?, post: String?) {
      by = person
      self.role = role
      self.at = at
      self.note = note
      self.post = post
    }
  }

  /// What an editor changed.
  package struct Change: Encodable, Hashable, Sendable {
    package var field: String
    package var before: String
    package var after: String

    package init(field: String, before: String, after: String) {
      self.field = field
      self.before = before
      self.after = after
    }
  }

  package func render(_ style: TerminalStyle) -> String {
    let words = Words(language)
    let values: [String: Spoken] = [
      "name": .text(proposal.name), "state": .text(words.name(of: proposal.state)),
      "author": .text(proposal.author), "at": .text(proposedAt.minuteOnWall),
      "networks": .list(proposal.networks), "title": .quoted(proposal.title ?? ""),
    ]
    var lines = [words(\.people.shown, values)]
    if let link { lines.append("  \(link)") }
    lines +=
      text.map {
        $0.split(separator: "\n", omittingEmptySubsequences: false)
          .map { $0.isEmpty ? "" : "  \($0)" }
      }
      ?? [words(\.people.erased)]
    if let answer {
      let said: [String: Spoken] = [
        "by": .text(answer.by), "role": .text(answer.role), "at": .text(answer.at.minuteOnWall),
        "state": .text(words.name(of: proposal.state)), "post": .text(answer.post ?? ""),
        "note": .quoted(answer.note ?? ""),
      ]
      lines.append(words(\.people.answered, said))
      if answer.note != nil { lines.append("  " + words(\.people.answeredNote, said)) }
      if answer.post != nil { lines.append("  " + words(\.people.answeredPost, said)) }
    }
    for change in changes {
      let values: [String: Spoken] = ["field": .text(words.field(change.field))]
      lines.append(words(\.people.changedField, values))
      lines += change.before.split(separator: "\n").map { "  - \($0)" }
      lines += change.after.split(separator: "\n").map { "  + \($0)" }
    }
    return lines.map { SafeText.escape($0) + "\n" }.joined()
  }

  package var next: String? {
    guard proposal.state == .waiting else { return nil }
    return "Next: advocacy proposals accept \(proposal.name) --by EMPLOYEE"
  }
}

extension Words {
  /// A state of a proposal.
  fileprivate func name(of state: Proposal.State) -> String {
    switch state {
    case .waiting: self(\.people.waiting)
    case .accepted: self(\.people.acceptedState)
    case .declined: self(\.people.declinedState)
    }
  }

  /// How long a proposal waited, or waits.
  fileprivate func time(of row: ProposalListing.Row) -> String {
    let values: [String: Spoken] = ["days": .count(row.days)]
    switch (row.state, row.days) {
    case (.waiting, 0): return self(\.people.sinceToday)
    case (.waiting, _): return self(\.people.waitingFor, values)
    case (_, 0): return self(\.people.sameDay)
    default: return self(\.people.answeredAfter, values)
    }
  }

  /// A field of a proposal that an editor may change.
  fileprivate func field(_ name: String) -> String {
    Catalogue.all.people.fields[name].map { say($0) } ?? name
  }
}
