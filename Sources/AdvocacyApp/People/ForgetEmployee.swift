import AdvocacyCore
import AdvocacyFiles
import AdvocacyLedger
import AdvocacyReport
import Foundation

/// Takes all that tells of a person out of the workspace; what they did stays, as nobody's.
package struct ForgetEmployee {
  var workspace: Workspace
  var employee: String
  var isConfirmed: Bool
  var isDryRun: Bool

  /// Makes the use case.
  package init(workspace: Workspace, employee: String, isConfirmed: Bool, isDryRun: Bool) {
    self.workspace = workspace
    self.employee = employee
    self.isConfirmed = isConfirmed
    self.isDryRun = isDryRun
  }

  /// Forgets, or says what would be done.
  ///
  /// Every step may be interrupted and done again: the list of the forgotten comes first, so that a
  /// roster that still names the person is refused until this has run to its end.
  ///
  /// - Throws: `Failure`: `usage` for an unknown employee or without confirmation, `busy`, and what
  ///   reading and writing the files throws.
  package func run(in environment: Environment) throws -> ForgottenEmployee {
    guard let id = EmployeeID(employee) else {
      throw Failure(.usage, "unknown employee \"\(employee)\"")
    }
    guard !isDryRun else { return try planned(id).report(isDryRun: true) }
    guard isConfirmed else {
      throw Failure(
        .usage, "nothing was done: forgetting \"\(id)\" can't be undone",
        hint: "Add --yes to do it; --dry-run shows what would change")
    }
    return try QueueWriter(workspace: workspace).whileLocked(in: environment) { _ in
      let access = LedgerAccess(workspace: workspace)
      return try access.whileLocked(wait: 10, in: environment) {
        let ledger = try access.writing().ledger
        let plan = try planned(id)
        try ForgottenList(workspace: workspace).add(id)
        for file in plan.files {
          try AtomicFile.replace(file.path, with: file.bytes, named: file.name)
        }
        try ledger.forget {
          $0 == id
        } notes: {
          plan.mentions.are(in: $0)
        }
        Leftovers(workspace: workspace).remove()
        return plan.report(isDryRun: false)
      }
    }
  }

  private func planned(_ id: EmployeeID) throws -> ForgettingPlan {
    let reader = WorkspaceReader(workspace: workspace)
    let (configuration, files) = try reader.configurationAndFiles()
    var plan = ForgettingPlan(workspace: workspace, employee: id)
    plan.person = configuration.roster.first { $0.id == id }
    let config = try Erasure.configuration(files.config, of: id, file: "config.json")
    let listCount = config.edited.count - (config.roster ? 1 : 0)
    let lists = configuration.roles.isEmpty ? "of rules" : "of rules and roles"
    plan.add(
      config.edited, to: workspace.config, named: "config.json",
      (config.roster ? ["taken off the roster"] : [])
        + (listCount > 0 ? ["taken out of \(NumberFormat.count(listCount, "list")) \(lists)"] : []))
    if let table = files.table {
      let edited = try Erasure.roster(table.bytes, of: id, file: table.name)
      plan.add(edited, to: table.path, named: table.name, ["taken off the roster"])
    }
    let queue = try reader.queueFile()
    let edited = try Erasure.queue(
      try FileReading.contents(of: queue.path, named: queue.name), form: queue.form, of: id,
      file: queue.name)
    plan.add(
      edited, to: queue.path, named: queue.name,
      ["no longer named as author of \(NumberFormat.count(edited.count, "post"))"])
    let ledger = try LedgerAccess(workspace: workspace).reading().ledger
    if let actions = try ledger.actionCount(of: id) {
      plan.changes.append(
        .init(
          file: "ledger.sqlite",
          change: "\(NumberFormat.count(actions, "action")) kept, no longer anybody's"))
    }
    let isKnown = try !plan.changes.isEmpty || ForgottenList(workspace: workspace).has(id)
    guard isKnown else { _ = try configuration.employee(named: employee); return plan }
    // Only now: an id that nobody has may be any word of a note.
    let notes = try ledger.noteCount(of: id) { plan.mentions.are(in: $0) }
    if notes > 0 {
      plan.changes.append(
        .init(file: "ledger.sqlite", change: "\(NumberFormat.count(notes, "note")) erased"))
    }
    try requireReadable(plan, files)
    return plan
  }

  /// Refuses a change after which the configuration could not be read any more.
  private func requireReadable(
    _ plan: ForgettingPlan, _ files: ConfigurationFiles
  ) throws(Failure) {
    let config = plan.bytes(of: workspace.config) ?? files.config
    _ = try ConfigurationFile.decode(config, file: "config.json") { _ throws(Failure) in
      files.table.map { plan.bytes(of: $0.path) ?? $0.bytes }
    }
  }
}

/// What forgetting somebody changes.
private struct ForgettingPlan {
  let workspace: Workspace
  let employee: EmployeeID
  /// The person as the roster knows them, if it does.
  var person: Employee?
  var files: [(path: String, name: String, bytes: [UInt8])] = []
  var changes: [ForgottenEmployee.Change] = []

  mutating func add(
    _ edited: Erasure.Edited, to path: String, named name: String, _ words: [String]
  ) {
    guard edited.count > 0 else { return }
    files.append((path, name, edited.bytes))
    changes.append(.init(file: name, change: words.joined(separator: ", ")))
  }

  func bytes(of path: String) -> [UInt8]? { files.first { $0.path == path }?.bytes }

  /// What would tell of the person.
  var mentions: Mentions {
    let handles = person?.accounts.compactMap(\.handle) ?? []
    return Mentions(id: employee, words: [person?.name ?? ""] + handles)
  }

  /// The plan with the files that mention the person all the same.
  func report(isDryRun: Bool) -> ForgottenEmployee {
    let mentions = mentions
    var known = Dictionary(files.map { ($0.path, $0.bytes) }) { first, _ in first }
    if isDryRun { known[workspace.ledger] = [] }
    return ForgottenEmployee(
      employee: employee.text, isDryRun: isDryRun, changes: changes,
      left: mentions.files(in: workspace, known: known))
  }
}
