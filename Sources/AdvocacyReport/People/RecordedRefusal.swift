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
