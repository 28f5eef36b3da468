package import AdvocacyModel
import StrictJSON

/// What a table from an HR system says of a roster: who joined, who left, what changed.
///
/// A row says how somebody is from a day on. Empty cells say nothing. Who is employed on that day and
/// isn't in the table has left, unless the table is of some people only. Somebody under a new id who
/// may well be a person missing from the table is held back until a person says which.
package struct RosterImport: Sendable {
  /// How a table is to be read and taken.
  package struct Terms: Sendable {
    /// Which column holds which field, as the command line gives it: `COLUMN=FIELD`.
    package var mapping: [String] = []
    /// The columns to pass over.
    package var ignored: [String] = []
    /// The name of the locale in which dates and figures are written; nil: nobody said so.
    package var locale: String?
    /// From when its rows hold, where they don't say so themselves: the first instant of a day.
    package var effective: Instant
    /// The present, before which what holds later is not written.
    package var now: Instant
    /// Whether it holds only some people, so that nobody is missing from it.
    package var isPartial = false
    /// The ids on the roster of those who have another in the table.
    package var same: [EmployeeID: EmployeeID] = [:]
    /// Those who are nobody on the roster, whatever it looks like.
    package var others: Set<EmployeeID> = []

    package init(effective: Instant, now: Instant) {
      self.effective = effective
      self.now = now
    }
  }

  /// One field that a row changes.
  package struct FieldChange: Hashable, Sendable {
    /// The field, by its heading in a roster's table.
    package var field: String
    /// What the roster says; empty: nothing.
    package var before: String
    package var after: String
    /// The column that holds it.
    let column: RosterColumn
  }

  /// What becomes of somebody who is on the roster.
  package struct Change: Sendable {
    /// The employee as they will be.
    package var employee: Employee
    /// The fields that change.
    package var fields: [FieldChange]
    /// Whether it is that they left, being missing from the table.
    package var isLeaving = false
  }

  /// Somebody of whom nothing is written, and why.
  package struct Held: Hashable, Sendable {
    package var employee: EmployeeID
    package var reason: Reason

    /// Why a row is held back.
    package enum Reason: Hashable, Sendable {
      /// They are not on the roster, and look like people who are missing from the table.
      case mayBe([EmployeeID])
      /// They are missing from the table, whose day is their first.
      case beginsThen
      /// What changes has no date of its own and holds later; fields by name.
      case notYet(Instant, fields: [String])
      /// They left before, by the roster, and the table has no end for them.
      case cameBack(Instant)
      /// They left before the table's day and are not on the roster.
      case leftBefore(Instant)
      /// They were erased from the workspace.
      case erased
    }
  }

  /// Those who are new, as they will be on the roster.
  package private(set) var joined: [Employee] = []
  /// Those who change or leave.
  package private(set) var changes: [Change] = []
  /// Those of whom nothing is written.
  package private(set) var held: [Held] = []
  /// How many are as they were.
  package private(set) var unchanged = 0
  /// How many were employed on the day.
  package private(set) var employed = 0
  /// What reading the table passed over or assumed.
  package let notices: [String]
  private let isTable: Bool

  /// Compares a table with a roster.
  ///
  /// - Parameters:
  ///   - bytes: The table.
  ///   - file: The name by which failures call it.
  ///   - configuration: The configuration with the roster.
  ///   - isTable: Whether a table holds the roster, rather than the configuration itself.
  ///   - terms: How to read and take it.
  ///   - wasErased: Tells who was erased from the workspace.
  /// - Throws: a failure: `usage` where the terms make no sense, `badData` at what is wrong with the
  ///   table.
  /// - Complexity: O(rows + roster).
  package init(
    _ bytes: [UInt8], file: String, configuration: Configuration, isTable: Bool, terms: Terms,
    wasErased: ([EmployeeID]) throws(Failure) -> [EmployeeID]
  ) throws(Failure) {
    self.isTable = isTable
    let source = try RosterImportSource(bytes, file: file, configuration, terms)
    notices = source.notices
    let calendar = configuration.calendar
    var rows: [EmployeeID: Employee] = [:]
    for row in source.employees {
      var row = row
      row.id = terms.same[row.id] ?? row.id
      guard rows.updateValue(row, forKey: row.id) == nil else {
        throw Failure(
          .usage, "--same: \"\(row.id)\" is in the table as well",
          hint: "One row only can be that person")
      }
    }
    for (new, old) in terms.same where configuration.position(of: old) == nil {
      throw Failure(
        .usage, "--same: \"\(old)\" is not on the roster",
        hint: "Write \(new)=ID, with the id that the roster has")
    }
    let erased = Set(try wasErased(Array(rows.keys)))
    var absent: [Employee] = []
    var missing: [Employee] = []
    for employee in configuration.rosterAsWritten {
      let isEmployed = employee.employed.contains(terms.effective)
      if isEmployed { employed += 1 }
      guard let row = rows.removeValue(forKey: employee.id) else {
        absent.append(employee)
        if isEmployed, !terms.isPartial { missing.append(employee) } else { unchanged += 1 }
        continue
      }
      compare(employee, row, source, terms, calendar)
    }
    let likeness = RosterLikeness(absent)
    var taken: Set<EmployeeID> = []
    for row in rows.values.sorted(by: { $0.id < $1.id }) {
      let from = source.effective[row.id] ?? terms.effective
      if erased.contains(row.id) {
        held.append(.init(employee: row.id, reason: .erased))
      } else if let end = row.employed.until, end <= from {
        held.append(.init(employee: row.id, reason: .leftBefore(end)))
      } else if case let known = likeness.people(like: row), !known.isEmpty,
        !terms.others.contains(row.id)
      {
        held.append(.init(employee: row.id, reason: .mayBe(known)))
        taken.formUnion(known)
      } else {
        var row = row
        row.employed.from = row.employed.from ?? from
        joined.append(row)
      }
    }
    for employee in missing where !taken.contains(employee.id) {
      if employee.employed.from == terms.effective {
        held.append(.init(employee: employee.id, reason: .beginsThen))
      } else {
        changes.append(leaving(employee, at: terms.effective, calendar))
      }
    }
    changes.sort { $0.employee.id < $1.employee.id }
    held.sort { $0.employee < $1.employee }
  }

  /// The roster as it will be.
  package func applied(to roster: [Employee]) -> [Employee] {
    var changed: [EmployeeID: Employee] = [:]
    for change in changes { changed[change.employee.id] = change.employee }
    return (roster.map { changed[$0.id] ?? $0 } + joined).sorted { $0.id < $1.id }
  }

  /// Takes what a row changes of somebody on the roster.
  private mutating func compare(
    _ employee: Employee, _ row: Employee, _ source: RosterImportSource, _ terms: Terms,
    _ calendar: CompanyCalendar
  ) {
    let from = source.effective[row.id] ?? terms.effective
    if let end = employee.employed.until, end <= from, row.employed.until == nil {
      held.append(.init(employee: row.id, reason: .cameBack(end)))
      return
    }
    var change = Change(employee: employee, fields: [])
    var later: [String] = []
    for column in source.columns where column != .field(.id) {
      let before = column.text(of: employee, by: calendar)
      let after = column.text(of: row, by: calendar)
      guard !after.isEmpty, after != before, !column.isOlder(row, than: employee) else { continue }
      // Dates may be written ahead of time; what has none holds from the moment it is written.
      guard column.isDate || from <= terms.now else {
        later.append(column.heading)
        continue
      }
      column.carry(from: row, to: &change.employee, isTable: isTable)
      change.fields.append(
        .init(field: column.heading, before: before, after: after, column: column))
    }
    if !later.isEmpty {
      held.append(.init(employee: row.id, reason: .notYet(from, fields: later)))
    }
    if !change.fields.isEmpty {
      changes.append(change)
    } else if later.isEmpty {
      unchanged += 1
    }
  }

  /// What becomes of somebody who is missing: the day before was their last.
  private func leaving(
    _ employee: Employee, at instant: Instant, _ calendar: CompanyCalendar
  ) -> Change {
    var leaver = employee
    leaver.employed.until = instant
    let column = RosterColumn.field(.left)
    let field = FieldChange(
      field: column.heading, before: column.text(of: employee, by: calendar),
      after: column.text(of: leaver, by: calendar), column: column)
    return Change(employee: leaver, fields: [field], isLeaving: true)
  }
}

extension RosterColumn {
  /// Whether a row tells of a course completed before the last time that is known.
  fileprivate func isOlder(_ row: Employee, than employee: Employee) -> Bool {
    guard case .training(let course) = self else {
      if case .field(let field) = self, [.leaveFrom, .leaveUntil].contains(field) {
        return row.status.leave.allSatisfy(employee.status.leave.contains)
      }
      return false
    }
    let last = { (employee: Employee) in
      employee.trainings.filter { $0.course == course }.map(\.completed).max() ?? .distantPast
    }
    return last(row) <= last(employee)
  }
}

/// A table from an HR system, read.
private struct RosterImportSource {
  let employees: [Employee]
  /// The columns that it has.
  let columns: [RosterColumn]
  /// From when a row holds, where it says so.
  private(set) var effective: [EmployeeID: Instant] = [:]
  let notices: [String]

  init(
    _ bytes: [UInt8], file: String, _ configuration: Configuration, _ terms: RosterImport.Terms
  ) throws(Failure) {
    let entries = try RosterMapping.entries(terms.mapping)
    let dated = entries.first { $0.field == RosterMapping.effective }
    let settings = try RosterMapping.settings(
      entries.filter { $0.field != RosterMapping.effective }, ignored: terms.ignored,
      locale: terms.locale)
    let context = ConfigurationContext(configuration)
    do throws(Failure) {
      let table = try settings.table(bytes, file: file, in: context)
      try RosterMapping.refuseExchanged(entries, in: table, networks: context.networks)
      var shown = settings
      var place: Int?
      if let dated {
        guard let column = try table.column(named: dated.column) else {
          throw RosterMapping.unknown(dated.column, table)
        }
        place = column
        shown.ignored += try RosterMapping.texts([table.header[column]])
      }
      let (found, columns, said) = try RosterTable.employees(of: table, shown, in: context)
      if let column = columns.firstIndex(where: { $0?.isOptOut == true }) {
        throw Failure(
          .usage,
          "the column \"\(SafeText.excerpt(table.header[column]))\" says what people stay out of, "
            + "which an import doesn't change",
          hint: "Pass over it by --ignore-columns; people say it themselves, or the roster does")
      }
      employees = found
      self.columns = columns.compactMap { $0 }
      notices = said
      guard let place else { return }
      let ids = try settings.idColumn(of: table)
      for row in table.rows {
        let text = CellText.value(row.fields[place])
        guard !text.isEmpty, let id = EmployeeID(CellText.value(row.fields[ids])) else { continue }
        do throws(ValidationError) {
          let written = try CellDate.canonical(text, settings.locale) ?? text
          let instant = context.calendar.instant(of: try TextChecks.time(written))
          effective[terms.same[id] ?? id] = instant
        } catch {
          throw table.failure(
            at: row, column: table.header[place], error.message, hint: error.hint)
        }
      }
    } catch {
      throw RosterMapping.failure(error, of: file)
    }
  }
}

/// Finds people of a roster who may be the same as somebody under another id.
private struct RosterLikeness {
  private var people: [String: [EmployeeID]] = [:]

  init(_ roster: [Employee]) {
    for employee in roster {
      for key in Self.keys(of: employee) { people[key, default: []].append(employee.id) }
    }
  }

  /// Those with the same name, the same handle, or an id that differs in letter case or leading
  /// zeros only.
  func people(like employee: Employee) -> [EmployeeID] {
    Set(Self.keys(of: employee).flatMap { people[$0] ?? [] }).sorted()
  }

  private static func keys(of employee: Employee) -> [String] {
    let id = employee.id.text.lowercased().drop { $0 == "0" }
    let handles = employee.accounts.compactMap { account in
      account.handle.map { "handle \(account.network) \($0.lowercased())" }
    }
    let name = Heading.key(employee.name)
    return ["id \(id)"] + handles + (name.isEmpty ? [] : ["name \(name)"])
  }
}
