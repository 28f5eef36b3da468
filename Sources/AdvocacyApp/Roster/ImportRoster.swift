import AdvocacyFiles
import AdvocacyModel
package import AdvocacyReport
import Foundation

/// Brings the roster up to a table from an HR system: who joined, who left, what changed.
package struct ImportRoster {
  var workspace: Workspace
  var file: String
  var options: Options
  var isDryRun: Bool

  /// How the table is to be read and taken, as the command line says.
  package struct Options: Sendable {
    package var mapping: [String] = []
    package var ignored: [String] = []
    package var locale: String?
    /// The day from which its rows hold; nil: today.
    package var day: String?
    package var isPartial = false
    /// Who is who under another id: `NEW=OLD`.
    package var same: [String] = []
    /// Who is nobody on the roster.
    package var others: [String] = []
    /// Whether many may leave at once.
    package var isConfirmed = false
    package var now: String?

    package init() {}
  }

  package init(workspace: Workspace, file: String, options: Options, isDryRun: Bool) {
    self.workspace = workspace
    self.file = file
    self.options = options
    self.isDryRun = isDryRun
  }

  /// Changes the file that holds the roster, whole or not at all, or says what would change.
  ///
  /// - Throws: `Failure`: `usage` where options make no sense, or more people would leave at once
  ///   than companies lose; `badData` at what is wrong with the table; `busy`.
  /// - Complexity: O(bytes of the table and the roster).
  package func run(in environment: Environment) throws -> RosterChanges {
    let (bytes, name) = try contents(in: environment)
    let work = { () throws -> RosterChanges in
      let (configuration, files) = try WorkspaceReader(workspace: workspace)
        .configurationAndFiles()
      let terms = try terms(configuration, environment)
      let target = RosterTarget(workspace: workspace, files: files)
      let changes = try RosterImport(
        bytes, file: name, configuration: configuration, isTable: target.isTable, terms: terms
      ) { ids throws(Failure) in
        try ForgottenList(workspace: workspace).members(of: ids)
      }
      try refuseExodus(changes)
      let written = try target.written(changes, configuration)
      if !isDryRun, let written {
        try AtomicFile.replace(written.path, with: written.bytes, named: written.name)
      }
      return RosterChanges(
        changes, file: name, rosterFile: target.name, on: terms.effective, isDryRun: isDryRun,
        configuration)
    }
    // Erasing somebody changes the same files, under the same lock.
    return isDryRun
      ? try work()
      : try QueueWriter(workspace: workspace).whileLocked(in: environment) { _ in try work() }
  }

  private func contents(in environment: Environment) throws -> (bytes: [UInt8], name: String) {
    guard file == "-" else {
      return (try FileReading.pipedContents(of: environment.absolutePath(file), named: file), file)
    }
    return (try environment.readInput(), "standard input")
  }

  private func terms(
    _ configuration: Configuration, _ environment: Environment
  ) throws(Failure) -> RosterImport.Terms {
    let day = try RosterDay(
      options.day, option: "--on", now: options.now, configuration, environment)
    var terms = RosterImport.Terms(
      effective: configuration.calendar.startOfDay(at: day.instant), now: day.now)
    terms.mapping = options.mapping
    terms.ignored = options.ignored
    terms.locale = options.locale
    terms.isPartial = options.isPartial
    for entry in options.same {
      let parts = entry.split(separator: "=", omittingEmptySubsequences: false).map(String.init)
      guard parts.count == 2, let new = EmployeeID(parts[0]), let old = EmployeeID(parts[1]) else {
        throw Failure(
          .usage, "--same: \"\(SafeText.excerpt(entry))\" is not of the form NEW=OLD",
          hint: "Write the id in the file, then the id on the roster: --same E0017=ana")
      }
      terms.same[new] = old
    }
    for id in options.others {
      guard let id = EmployeeID(id) else {
        throw Failure(.usage, "--another: \"\(SafeText.excerpt(id))\" can't be an id")
      }
      terms.others.insert(id)
    }
    return terms
  }

  /// The share of the employed above which a table more likely holds only some: a half (assumed).
  private static let exodus = 0.5

  private func refuseExodus(_ changes: RosterImport) throws(Failure) {
    let leaving = changes.changes.count(where: \.isLeaving)
    guard !options.isConfirmed, leaving > 1,
      Double(leaving) > Self.exodus * Double(changes.employed)
    else { return }
    throw Failure(
      .usage,
      "\(NumberFormat.count(leaving)) of \(NumberFormat.count(changes.employed)) employees are "
        + "missing from \(file) and would leave",
      hint: "Add --partial if it holds only some people, or --yes if they left")
  }
}

/// The file that holds the roster.
private struct RosterTarget {
  let workspace: Workspace
  let files: ConfigurationFiles
  /// Whether a table holds it, rather than the configuration.
  let isTable: Bool
  /// Its name.
  let name: String

  init(workspace: Workspace, files: ConfigurationFiles) {
    self.workspace = workspace
    self.files = files
    isTable = files.table != nil || !Erasure.hasRosterInside(files.config)
    name = files.table?.name ?? (isTable ? "employees.csv" : "config.json")
  }

  /// The file as it is to be; nil where nothing changes.
  ///
  /// It is read again before it is written: what comes out has to be what was meant.
  func written(
    _ changes: RosterImport, _ configuration: Configuration
  ) throws(Failure) -> (path: String, name: String, bytes: [UInt8])? {
    guard !changes.changes.isEmpty || !changes.joined.isEmpty else { return nil }
    let path: String
    let bytes: [UInt8]
    if isTable {
      path = files.table?.path ?? workspace.directory + "/" + name
      bytes = try RosterEdit.table(
        files.table?.bytes ?? RosterEdit.emptyTable, by: changes, configuration: configuration,
        text: files.config, file: name)
    } else {
      path = workspace.config
      bytes = try RosterEdit.configuration(
        files.config, by: changes, calendar: configuration.calendar, file: name)
    }
    let (isTable, table, config) = (isTable, files.table?.bytes, files.config)
    let read = try ConfigurationFile.decode(isTable ? config : bytes, file: "config.json") {
      _ throws(Failure) in isTable ? bytes : table
    }
    guard read.rosterAsWritten == changes.applied(to: configuration.rosterAsWritten) else {
      throw Failure(
        .configuration, at: Place(file: name), "the import does not fit into the roster's file",
        hint: "Nothing was written. See whether a column that it needs is under \"ignore\"")
    }
    return (path, name, bytes)
  }
}

extension RosterChanges {
  /// Takes what an import makes of a roster.
  fileprivate init(
    _ changes: RosterImport, file: String, rosterFile: String, on instant: Instant,
    isDryRun: Bool, _ configuration: Configuration
  ) {
    self.init(
      file: file, rosterFile: rosterFile, on: instant, isDryRun: isDryRun,
      joined: changes.joined.map { Joined(employee: $0.id, from: $0.employed.from ?? instant) },
      left: changes.changes.filter(\.isLeaving).map {
        Left(employee: $0.employee.id, until: $0.employee.employed.until ?? instant)
      },
      changed: changes.changes.filter { !$0.isLeaving }.flatMap { change in
        change.fields.map {
          Changed(
            employee: change.employee.id, field: $0.field, before: $0.before, after: $0.after)
        }
      },
      held: changes.held.map(Held.init), unchanged: changes.unchanged, notices: changes.notices,
      timeZone: configuration.calendar.zoneName, language: configuration.language)
  }
}

extension RosterChanges.Held {
  fileprivate init(_ held: RosterImport.Held) {
    switch held.reason {
    case .mayBe(let people):
      self.init(employee: held.employee, reason: .mayBe, people: people)
    case .notYet(let instant, let fields):
      self.init(employee: held.employee, reason: .notYet, fields: fields, at: instant)
    case .cameBack(let end): self.init(employee: held.employee, reason: .cameBack, at: end)
    case .leftBefore(let end): self.init(employee: held.employee, reason: .leftBefore, at: end)
    case .erased: self.init(employee: held.employee, reason: .erased)
    case .beginsThen: self.init(employee: held.employee, reason: .beginsThen)
    }
  }
}
