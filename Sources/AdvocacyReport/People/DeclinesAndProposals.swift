package import AdvocacyModel

/// What somebody said that they stay out of, or take part in again; told to them alone.
package struct RecordedRefusal: CommandOutput, InLanguage, Hashable {
  /// The name and version of this form.
  package private(set) var schema = "advocacy/refusal/1"
  package var employee: EmployeeID
  package var subjects: [Subject]
  /// Whether they take part again.
  package var isTakenBack: Bool
  /// Whether anything was recorded: the same is not recorded twice.
  package var isNew: Bool
  /// When, on the company's clock.
  package var at: String
  /// How many acts were planned that will not happen.
  package var dropped: Int
  package var language: Language

  private enum CodingKeys: String, CodingKey {
    case schema, employee, subjects, isTakenBack, isNew, at, dropped
  }

  package init(
    employee: EmployeeID, subjects: [Refusal.Subject], isTakenBack: Bool, isNew: Bool, at: String,
    dropped: Int, language: Language
  ) {
    self.employee = employee
    self.subjects = subjects.map { Subject(kind: $0.kind, name: $0.text) }
    self.isTakenBack = isTakenBack
    self.isNew = isNew
    self.at = at
    self.dropped = dropped
    self.language = language
  }

  /// What they stay out of.
  package struct Subject: Encodable, Hashable, Sendable {
    package var kind: Refusal.Kind
    package var name: String
  }

  package func render(_ style: TerminalStyle) -> String {
    let words = Words(language)
    let values: [String: Spoken] = [
      "employee": .text(employee.text), "subjects": .list(subjects.map { name(of: $0, words) }),
      "acts": .count(dropped),
    ]
    let sentences: [String?] =
      switch (isNew, isTakenBack) {
      case (false, false): [words(\.people.alreadyDeclined, values)]
      case (false, true): [words(\.people.neverDeclined, values)]
      case (true, false):
        [
          words(\.people.declined, values),
          dropped > 0 ? words(\.people.declinedActs, values) : nil,
          words(\.people.declinedSilently),
        ]
      case (true, true): [words(\.people.takenBack, values)]
      }
    let text = SafeText.escape(sentences.compactMap { $0 }.joined(separator: " "))
    return Wrapping.wrap(text, to: style.width) + "\n"
  }

  package var next: String? {
    guard isNew, !isTakenBack else { return nil }
    let words = Words(language)
    let options = subjects.map {
      $0.kind == .post ? $0.name : "--\($0.kind.rawValue) \(ScheduleEntry.shell($0.name))"
    }
    let call =
      "advocacy decline \(options.joined(separator: " ")) --employee \(employee) --undo"
    return SafeText.escape(words(\.people.declineNext, ["call": .text(call)]))
  }

  private func name(of subject: Subject, _ words: Words) -> String {
    switch subject.kind {
    case .post: subject.name
    case .campaign: words(\.people.campaign, ["name": .quoted(subject.name)])
    case .topic: words(\.people.topic, ["name": .quoted(subject.name)])
    case .network: words(\.people.network, ["name": .text(subject.name)])
    }
  }
}

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

extension Words {
  /// A state of a proposal.
  func name(of state: Proposal.State) -> String {
    switch state {
    case .waiting: self(\.people.waiting)
    case .accepted: self(\.people.acceptedState)
    case .declined: self(\.people.declinedState)
    }
  }

  /// How long a proposal waited, or waits.
  func time(of row: ProposalListing.Row) -> String {
    let values: [String: Spoken] = ["days": .count(row.days)]
    switch (row.state, row.days) {
    case (.waiting, 0): return self(\.people.sinceToday)
    case (.waiting, _): return self(\.people.waitingFor, values)
    case (_, 0): return self(\.people.sameDay)
    default: return self(\.people.answeredAfter, values)
    }
  }

  /// A field of a proposal that an editor may change.
  func field(_ name: String) -> String {
    Catalogue.all.people.fields[name].map { say($0) } ?? name
  }
}
