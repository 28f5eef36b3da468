package import AdvocacyModel

/// What the roster says of one person; what they chose to stay out of is theirs, and in
/// `PersonRecord` alone.
package struct ShownEmployee: CommandOutput, CompanyTimed, InLanguage {
  package private(set) var schema = "advocacy/roster-show/1"
  package var timeZone: String
  package var language: Language
  /// The instant as of which they stand so.
  package var at: Instant
  /// The person as a list has them.
  package var summary: RosterListing.Row
  /// The person as `config.json` would have them.
  package var roster: WrittenValue
  private let employee: Employee

  /// Takes an employee with what is written of them.
  package init(
    _ employee: Employee, written: WrittenJSON, at instant: Instant, timeZone: String,
    language: Language
  ) {
    self.employee = employee
    self.timeZone = timeZone
    self.language = language
    at = instant
    summary = RosterListing.Row(employee, at: instant)
    roster = WrittenValue(written.without("optOuts"))
  }

  private enum CodingKeys: String, CodingKey {
    case schema
    case timeZone
    case language
    case at
    case summary
    case roster
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(schema, forKey: .schema)
    try container.encode(timeZone, forKey: .timeZone)
    try container.encode(language, forKey: .language)
    try container.encode(at, forKey: .at)
    try container.encode(summary, forKey: .summary)
    try container.encode(roster, forKey: .roster)
  }

  package func render(_ style: TerminalStyle) -> String {
    let words = style.words
    let said = RosterWords(words: words, timeZone: timeZone, at: at)
    var table = TextTable(columns: [.init(""), .init("", fit: .wrapped)])
    func add(_ name: KeyPath<Catalogue, Phrase>, _ value: String) {
      if !value.isEmpty { table.add([.init(words(name), .dim), .init(value)]) }
    }
    add(\.roster.employee, employee.id.text)
    add(\.roster.name, employee.name)
    add(\.roster.team, employee.team)
    add(\.roster.role, employee.role)
    add(\.roster.country, employee.country)
    add(\.roster.language, employee.language)
    add(\.roster.topics, employee.topics.joined(separator: ", "))
    let since = summary.since.map(said.day)
    if summary.state == .employed, let since {
      add(\.roster.state, words(\.roster.employedSince, ["day": .text(since)]))
    } else {
      add(\.roster.state, said.state(summary))
    }
    if let consent = summary.consent {
      add(\.roster.consent, said.consent(consent))
      add(\.roster.evidence, consent.evidence ?? words(\.roster.noEvidence))
    } else {
      add(\.roster.consent, words(\.roster.noConsent))
    }
    for account in employee.accounts {
      let values: [String: Spoken] = [
        "network": .text(account.network.text), "handle": .text(account.handle ?? ""),
        "followers": .count(account.followers),
      ]
      let phrase: KeyPath<Catalogue, Phrase> =
        account.handle == nil ? \.roster.bareAccount : \.roster.account
      add(\.roster.accounts, words(phrase, values))
    }
    for training in employee.trainings {
      add(
        \.roster.courses,
        words(
          \.roster.completed,
          ["course": .text(training.course.text), "day": .text(said.day(training.completed))]))
    }
    return table.rendered(style)
  }

  package var next: String? {
    Words(language)(\.roster.everything, ["employee": .text(employee.id.text)])
  }
}

/// A value that was written as JSON elsewhere, as a part of a larger one.
package struct WrittenValue: Encodable, Sendable {
  private let value: WrittenJSON

  package init(_ value: WrittenJSON) { self.value = value }

  private struct Key: CodingKey {
    var stringValue: String
    var intValue: Int? { nil }

    init(_ name: String) { stringValue = name }
    init?(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }

  package func encode(to encoder: any Encoder) throws {
    switch value {
    case .object(let members):
      var container = encoder.container(keyedBy: Key.self)
      for member in members {
        try container.encode(WrittenValue(member.value), forKey: Key(member.key))
      }
    case .list(let values):
      var container = encoder.unkeyedContainer()
      for value in values { try container.encode(WrittenValue(value)) }
    case .text(let text): try single(text, encoder)
    case .integer(let number): try single(number, encoder)
    case .decimal(let number): try single(number, encoder)
    case .boolean(let flag): try single(flag, encoder)
    }
  }

  private func single(_ value: some Encodable, _ encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(value)
  }
}

extension WrittenJSON {
  /// The object without a member.
  func without(_ key: String) -> WrittenJSON {
    guard case .object(let members) = self else { return self }
    return .object(members.filter { $0.key != key })
  }
}
