package import AdvocacyModel

extension Employee {
  /// The employee as `config.json` has them, in the order in which help names the keys; what is as
  /// usual is left out, so that reading it again gives the same employee.
  ///
  /// A midnight on the company's clock stands as its day, and that of an end as the last day.
  ///
  /// - Complexity: O(length).
  package func written(by calendar: CompanyCalendar) -> WrittenJSON {
    let texts: [(String, String)] = [
      ("name", name), ("team", team), ("role", role), ("country", country),
      ("language", language),
    ]
    var members: [(key: String, value: WrittenJSON)] = [("id", .text(id.text))]
    func add(_ key: String, _ value: WrittenJSON?) {
      if let value { members.append((key, value)) }
    }
    for (key, text) in texts where !text.isEmpty { add(key, .text(text)) }
    add("topics", topics.isEmpty ? nil : .texts(topics))
    add("consent", consent?.written(by: calendar))
    add("trainings", Self.list(trainings) { $0.written(by: calendar) })
    add(
      "accounts",
      accounts.isEmpty
        ? nil : .object(accounts.map { ($0.network.text, $0.written(by: calendar)) }))
    add("employed", employed == Period() ? nil : .object(employed.members(by: calendar)))
    for (key, value) in status.members(by: calendar) { add(key, value) }
    return .object(members)
  }

  fileprivate static func list<Value>(
    _ values: [Value], _ written: (Value) -> WrittenJSON
  ) -> WrittenJSON? {
    values.isEmpty ? nil : .list(values.map(written))
  }
}

extension WrittenJSON {
  /// An object of the members that have a value.
  fileprivate static func members(_ members: [(key: String, value: WrittenJSON?)]) -> WrittenJSON {
    .object(members.compactMap { key, value in value.map { (key: key, value: $0) } })
  }
}

extension Consent {
  fileprivate func written(by calendar: CompanyCalendar) -> WrittenJSON {
    .members(
      period.members(by: calendar).map { ($0.key, $0.value) } + [
        ("networks", networks.map { .texts($0.map(\.text)) }),
        ("actions", actions.map { .texts($0.map(\.rawValue)) }), ("uses", uses.map { .texts($0) }),
        ("evidence", evidence.map { .text($0) }),
      ])
  }
}

extension Training {
  fileprivate func written(by calendar: CompanyCalendar) -> WrittenJSON {
    .members([
      ("course", .text(course.text)), ("completed", .text(calendar.beginning(completed))),
      ("score", score.map { .integer($0) }), ("level", level.map { .integer($0) }),
    ])
  }
}

extension Account {
  fileprivate func written(by calendar: CompanyCalendar) -> WrittenJSON {
    .members([
      ("handle", handle.map { .text($0) }), ("followers", .integer(followers)),
      ("node", node.map { .integer(Int(clamping: $0)) }),
      ("authorized", authorized.map { .text(calendar.beginning($0)) }),
      ("verified", isVerified.map { .boolean($0) }),
      ("automated", isAutomated.map { .boolean($0) }),
    ])
  }
}

extension EmploymentStatus {
  fileprivate func members(by calendar: CompanyCalendar) -> [(String, WrittenJSON?)] {
    [
      ("seniority", seniority.isEmpty ? nil : .text(seniority)),
      ("contract", contract.isEmpty ? nil : .text(contract)),
      ("minutesPerWeek", minutesPerWeek.map { .integer($0) }),
      (
        "roles",
        Employee.list(roles) { given in
          .object([("role", .text(given.role))] + given.period.members(by: calendar))
        }
      ),
      ("leave", Employee.list(leave) { .object($0.members(by: calendar)) }),
      ("suspended", Employee.list(suspended) { .object($0.members(by: calendar)) }),
      (
        "acknowledgements",
        Employee.list(acknowledgements) { accepted in
          .object([
            ("document", .text(accepted.document)), ("version", .text(accepted.version)),
            ("at", .text(calendar.beginning(accepted.at))),
          ])
        }
      ),
      (
        "optOuts",
        Employee.list(optOuts) { choice in
          .members(
            [
              ("topics", choice.topics.map { .texts($0) }),
              ("campaigns", choice.campaigns.map { .texts($0) }),
              ("networks", choice.networks.map { .texts($0.map(\.text)) }),
            ] + choice.period.members(by: calendar).map { ($0.key, $0.value) })
        }
      ),
    ]
  }
}

extension Period {
  fileprivate func members(
    by calendar: CompanyCalendar
  ) -> [(key: String, value: WrittenJSON)] {
    var members: [(key: String, value: WrittenJSON)] = []
    if let from { members.append(("from", .text(calendar.beginning(from)))) }
    if let until { members.append(("until", .text(calendar.ending(until)))) }
    return members
  }
}

extension CompanyCalendar {
  /// A beginning as files have it: a midnight as its day, else the instant.
  func beginning(_ instant: Instant) -> String {
    let day = civilTime(at: instant)
    guard day.millisecondOfDay == 0, self.instant(of: day) == instant else { return exact(instant) }
    return day.isoDay
  }

  /// An end as files have it: a midnight as the last day before it, else the instant.
  func ending(_ instant: Instant) -> String {
    let end = civilTime(at: instant)
    let last = CivilTime(utc: end.asUTC - .days(1))
    guard end.millisecondOfDay == 0, self.end(of: GivenTime(.day(last))) == instant else {
      return exact(instant)
    }
    return last.isoDay
  }

  /// An instant at the company's offset; in UTC where that isn't whole minutes (before 1900).
  private func exact(_ instant: Instant) -> String {
    offsetSeconds(at: instant).isMultiple(of: 60) ? format(instant) : instant.rfc3339
  }
}

extension CivilTime {
  /// The day as `2026-11-30`.
  fileprivate var isoDay: String { "\(year.padded(4))-\(month.padded(2))-\(day.padded(2))" }
}
