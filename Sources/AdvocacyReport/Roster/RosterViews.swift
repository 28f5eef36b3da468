package import AdvocacyModel

/// How somebody stands with the company on a day.
package enum RosterState: String, Codable, Hashable, Sendable, CaseIterable {
  case employed
  /// Their first day is still to come.
  case joins
  /// Their last day is over.
  case left
  case leave
  /// They may not take part for a time.
  case suspended
}

/// The people on the roster as of a day; what they chose to stay out of is in no list.
package struct RosterListing: CommandOutput, CompanyTimed, InLanguage, Codable, Hashable {
  /// The name and version of this form.
  package private(set) var schema = "advocacy/roster/1"
  /// The company's time zone, for people.
  package var timeZone = "UTC"
  /// The language in which people read it.
  package var language = Language.english
  /// The instant as of which people are listed.
  package var at: Instant
  /// The people in the order of ids.
  package var employees: [Row]
  /// How many who left before are not listed.
  package var notShown = 0
  /// Whether only some people were asked for.
  package var isFiltered = false

  package init(at instant: Instant, employees: [Row]) {
    at = instant
    self.employees = employees
  }

  /// One person.
  package struct Row: Codable, Hashable, Sendable {
    package var employee: EmployeeID
    package var name: String
    package var team: String
    package var role: String
    package var country: String
    package var language: String
    /// How they stand with the company.
    package var state: RosterState
    /// Since when, or from when on; null: nobody said so.
    @Nullable package var since: Instant?
    /// The instant from which that is over; null: none is known.
    @Nullable package var until: Instant?
    /// What they agreed to; null: nothing.
    @Nullable package var consent: ConsentRow?
    package var accounts: [AccountRow]
    /// The courses they completed up to the day, each once.
    package var courses: [CourseID]

    /// Takes what the roster says of somebody as of an instant.
    package init(_ employee: Employee, at instant: Instant) {
      self.employee = employee.id
      name = employee.name
      team = employee.team
      role = employee.role
      country = employee.country
      language = employee.language
      (state, since, until) = Self.standing(employee, at: instant)
      consent = employee.consent.map(ConsentRow.init)
      accounts = employee.accounts.map {
        AccountRow(network: $0.network, handle: $0.handle, followers: $0.followers)
      }
      let done = employee.trainings.filter { $0.completed <= instant }
      courses = Set(done.map(\.course)).sorted()
    }

    private static func standing(
      _ employee: Employee, at instant: Instant
    ) -> (RosterState, Instant?, Instant?) {
      let period = employee.employed
      if let from = period.from, instant < from { return (.joins, from, period.until) }
      if let until = period.until, until <= instant { return (.left, period.from, until) }
      let status = employee.status
      if let end = status.suspended.first(where: { $0.contains(instant) }) {
        return (.suspended, end.from, end.until)
      }
      if let away = status.leave.first(where: { $0.contains(instant) }) {
        return (.leave, away.from, away.until)
      }
      return (.employed, period.from, period.until)
    }
  }

  /// What somebody agreed to, and where that can be seen.
  package struct ConsentRow: Codable, Hashable, Sendable {
    @Nullable package var from: Instant?
    @Nullable package var until: Instant?
    /// The networks that it covers; null: all.
    @Nullable package var networks: [NetworkID]?
    /// Where it can be seen, such as a file number; null: nobody noted it.
    @Nullable package var evidence: String?

    package init(_ consent: Consent) {
      from = consent.period.from
      until = consent.period.until
      networks = consent.networks
      evidence = consent.evidence
    }

    /// Whether it is in force at an instant.
    func holds(at instant: Instant) -> Bool { Period(from: from, until: until).contains(instant) }
  }

  /// Somebody's account.
  package struct AccountRow: Codable, Hashable, Sendable {
    package var network: NetworkID
    @Nullable package var handle: String?
    package var followers: Int

    package init(network: NetworkID, handle: String?, followers: Int) {
      self.network = network
      self.handle = handle
      self.followers = followers
    }
  }
}

extension RosterListing {
  package func render(_ style: TerminalStyle) -> String {
    let words = style.words
    let more =
      notShown > 0
      ? style.paint(words(\.roster.notShown, ["count": .count(notShown)]), .dim) + "\n" : ""
    guard !employees.isEmpty else {
      let empty: KeyPath<Catalogue, Phrase> =
        isFiltered ? \.roster.nobodyLikeThat : \.roster.emptyRoster
      return notShown > 0 && !isFiltered ? more : words(empty) + "\n" + more
    }
    var table = TextTable(columns: [
      .init(words(\.roster.employee), fit: .cutInMiddle), .init(words(\.roster.name), fit: .cut),
      .init(words(\.roster.team), fit: .cut, dropRank: 1),
      .init(words(\.roster.state), fit: .wrappedAtLast),
      .init(words(\.roster.consent), fit: .wrappedAtLast),
      .init(words(\.roster.accounts), fit: .wrappedAtLast, dropRank: 2),
      .init(words(\.roster.courses), fit: .wrappedAtLast, dropRank: 3),
    ])
    let said = RosterWords(words: words, timeZone: timeZone, at: at, isBrief: true)
    for row in employees {
      table.add([
        .init(row.employee.text), .init(row.name), .init(row.team),
        .init(said.state(row), row.state == .employed ? .plain : .dim),
        .init(said.consent(row.consent), row.consent?.holds(at: at) == true ? .plain : .dim),
        .init(row.accounts.map(\.network.text).joined(separator: ", ")),
        .init(row.courses.map(\.text).joined(separator: ", ")),
      ])
    }
    let consenting = employees.count { $0.consent?.holds(at: at) == true }
    let total = words(
      \.roster.total,
      [
        "people": .count(employees.count), "consenting": .count(consenting),
        "day": .text(RosterWords(words: words, timeZone: timeZone, at: at).day(at)),
      ])
    let leftOut = table.leftOut(style)
    let hidden =
      leftOut.isEmpty
      ? "" : style.paint(words(\.roster.hidden, ["columns": .list(leftOut)]), .dim) + "\n"
    return table.rendered(style) + hidden + "\n" + total + "\n" + more
  }

  /// The list for spreadsheets, a person a line, with instants in company time.
  package var csv: String {
    var text = CSVText()
    let headings = [
      "employee", "name", "team", "role", "country", "language", "state", "since", "until",
      "consent_from", "consent_until", "consent_networks", "consent_evidence", "networks",
      "followers", "courses",
    ]
    text.add(headings.map { CSVText.Field.text($0) })
    for row in employees {
      var texts = [
        row.employee.text, row.name, row.team, row.role, row.country, row.language,
        row.state.rawValue,
      ]
      texts += [row.since, row.until, row.consent?.from, row.consent?.until].map { instant in
        instant.map { exact($0) } ?? ""
      }
      texts.append(row.consent?.networks?.map(\.text).joined(separator: "; ") ?? "")
      texts.append(row.consent?.evidence ?? "")
      texts.append(row.accounts.map(\.network.text).joined(separator: "; "))
      var fields = texts.map { CSVText.Field.text($0) }
      fields.append(.count(row.accounts.reduce(0) { $0 + $1.followers }))
      fields.append(.text(row.courses.map(\.text).joined(separator: "; ")))
      text.add(fields)
    }
    return text.text
  }
}

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
