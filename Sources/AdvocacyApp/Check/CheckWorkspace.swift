import AdvocacyLedger
import AdvocacyModel
package import AdvocacyReport
import Foundation

/// Looks a workspace over, each check by name.
package struct CheckWorkspace {
  var workspace: Workspace
  var now: String?
  var maximumAge: String?

  /// Makes the use case; a last run older than the maximum age is a failure.
  package init(workspace: Workspace, now: String?, maximumAge: String? = nil) {
    self.workspace = workspace
    self.now = now
    self.maximumAge = maximumAge
  }

  /// Looks the workspace over; writes nothing, and works with no space left.
  ///
  /// - Returns: The checks; their exit code is that with which the next `amplify` would fail, else
  ///   that of the first check that failed, else 0.
  package func run(in environment: Environment) throws -> CheckReport {
    let maximumAge = try maximumAge.map { try TimeArgument.span($0, option: "--max-age") }
    var list = CheckList()
    let reader = WorkspaceReader(workspace: workspace)
    var entries: [QueueEntry] = []
    let configuration = list.attempt("config") {
      let configuration = try reader.settledConfiguration(wait: 10, in: environment)
      return (configuration, "\(configuration.company), \(configuration.calendar.zoneName)")
    }
    if let configuration {
      list.checkRoster(configuration, at: environment.now())
      let location = list.attempt("queue") {
        let entries = try reader.queue(configuration, in: environment)
        return (entries, "\(NumberFormat.count(entries.count, "post"))")
      }
      entries = location ?? []
      list.checkEntries(entries)
      list.checkLabels(entries, configuration)
      list.checkRoles(configuration, at: environment.now())
      list.checkGraphs(configuration, workspace: workspace)
    }
    list.checkModes(workspace)
    list.checkFileSystem(workspace)
    list.checkLocks(workspace, at: environment.now())
    list.checkLeftovers(workspace)
    let opened = list.attempt("ledger") {
      let opened = try LedgerAccess(workspace: workspace).inspecting()
      let facts = opened.facts
      return (opened, "schema \(facts.schemaVersion), id \(facts.id.prefix(8))")
    }
    if let configuration {
      list.checkTexts(entries, configuration, since: opened?.facts.watermark ?? .distantPast)
    }
    if let opened {
      let calendar = configuration?.calendar ?? .utc
      list.checkHighWater(opened.ledger, opened.facts, LedgerAccess(workspace: workspace))
      list.checkSQLite(opened.facts)
      list.checkClock(
        opened.facts, now: now, maximumAge: maximumAge, calendar: calendar,
        environment: environment)
      list.checkChain(opened.ledger, opened.facts)
    }
    if let failure = NextRun(workspace: workspace, now: now).failure(in: environment) {
      list.add(nextRun: failure)
    }
    let isEmpty = list.checks.contains { $0.name == "queue" && $0.message == "0 posts" }
    return CheckReport(
      checks: list.checks, exitCode: list.exitCode,
      next: isEmpty && list.exitCode == 0 ? "Next: advocacy post \"Your first post\"" : nil)
  }
}

/// The checks made so far.
struct CheckList {
  private(set) var checks: [CheckReport.Check] = []
  private(set) var exitCode: Int32 = 0

  /// Adds a check that went well or is worth a look.
  mutating func add(
    _ name: String, _ outcome: CheckReport.Outcome, _ message: String, hint: String? = nil,
    cause: Failure.Cause = .badData
  ) {
    checks.append(.init(name: name, outcome: outcome, message: message, hint: hint))
    if outcome == .failed, exitCode == 0 { exitCode = cause.exitCode }
  }

  /// Adds why the next run would fail, unless a check says so already, and gives it the exit code.
  mutating func add(nextRun failure: Failure) {
    exitCode = failure.cause.exitCode
    var bare = failure
    bare.hint = nil
    let isTold = checks.contains {
      $0.outcome == .failed && [bare.description, failure.message].contains($0.message)
    }
    guard !isTold else { return }
    checks.append(
      .init(name: "next run", outcome: .failed, message: bare.description, hint: failure.hint))
  }

  /// Adds a check that failed.
  mutating func add(_ name: String, failed failure: Failure) {
    var bare = failure
    bare.hint = nil
    add(name, .failed, bare.description, hint: failure.hint, cause: failure.cause)
  }

  /// Adds a check that succeeds with a value, or fails with what was thrown.
  mutating func attempt<Value>(
    _ name: String, _ body: () throws -> (Value, String)
  ) -> Value? {
    do {
      let (value, message) = try body()
      add(name, .ok, message)
      return value
    } catch let failure as Failure {
      add(name, failed: failure)
    } catch {
      add(name, .failed, error.plainReason)
    }
    return nil
  }
}

/// Tells why the next `amplify` would fail, in its own words, and writes nothing.
///
/// It goes through what a run does in the order in which a run does it.
struct NextRun {
  let workspace: Workspace
  let now: String?

  /// How long a run waits for another: 10 s, as `amplify` does unless told otherwise.
  private static let patience = 10.0
  /// What the journal of the smallest run takes, in bytes (assumed).
  private static let leastFreeBytes = 1 << 16

  /// The failure; nil: nothing is in the way.
  func failure(in environment: Environment) -> Failure? {
    do {
      try require(environment)
      return nil
    } catch let failure as Failure {
      return failure
    } catch {
      return Failure(.internal, error.plainReason)
    }
  }

  private func require(_ environment: Environment) throws {
    let reader = WorkspaceReader(workspace: workspace)
    let configuration = try reader.settledConfiguration(wait: Self.patience, in: environment)
    let present = try PresentTime(now, in: environment, calendar: configuration.calendar)
    let access = LedgerAccess(workspace: workspace)
    try access.requireLockable(patience: Self.patience, in: environment)
    try Ledger.requireWritable(at: workspace.ledger)
    let (ledger, facts) = try access.inspecting()
    try access.requireOwn(ledger, facts)
    // A workspace with a simulated clock is told each instant.
    if present.isAsked || !facts.header.isClockSimulated {
      _ = try present.writing(facts, calendar: configuration.calendar)
    }
    _ = try reader.queue(configuration, in: environment)
    if let free = FileSystem(of: workspace.directory).freeBytes, free < Self.leastFreeBytes {
      throw Failure(
        .inputOutput, at: Place(file: workspace.ledger), "the disk is full",
        hint: "Free some space and run again")
    }
  }
}

/// Lists every parameter in effect with its range, mark and source.
package struct ListParameters {
  var workspace: Workspace

  package init(workspace: Workspace) {
    self.workspace = workspace
  }

  /// Lists the parameters of the networks in use.
  ///
  /// - Throws: `Failure` where the configuration can't be read.
  package func run(in environment: Environment) throws -> ParameterListing {
    let configuration = try WorkspaceReader(workspace: workspace).configuration()
    let effective = configuration.parameters.effective(networks: configuration.networks.map(\.id))
    typealias Participation = Behaviour.Participation
    let participation = ParameterListing.Entry(
      Participation.name, nil, configuration.behaviour.participation.parameter,
      unit: Participation.unit, meaning: Participation.meaning)
    return ParameterListing(
      parameters: [participation]
        + effective.map { entry in
          ParameterListing.Entry(
            entry.name.rawValue, entry.network, entry.parameter, unit: entry.name.unit,
            meaning: entry.name.meaning)
        })
  }
}
