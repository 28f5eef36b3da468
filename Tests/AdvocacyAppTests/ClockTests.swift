import AdvocacyLedger
import AdvocacyModel
import AdvocacyReport
import AdvocacyTestSupport
import Foundation
import Testing

@testable import AdvocacyApp

@Suite("A clock that leaps")
struct ClockTests {
  private static let queue = TestWorkspace.queue([
    (id: "one", at: "2026-11-22T10:00:00Z"), (id: "two", at: "2026-11-24T10:00:00Z"),
  ])

  /// A workspace on the real clock, made on 2026-11-23 at 09:00 UTC.
  private func workspace(rules: String = "", queue: String = queue) throws -> TestWorkspace {
    try TestWorkspace(
      config: TestWorkspace.company(rules: rules), queue: queue, isClockSimulated: false)
  }

  private func amplify(
    _ workspace: TestWorkspace, _ clock: String, acceptsClock: Bool = false
  ) throws {
    _ = try Amplify(
      workspace: workspace.workspace, now: nil, wait: 0, isDryRun: false,
      acceptsClock: acceptsClock
    ).run(in: try workspace.environment(at: clock))
  }

  private func check(
    _ workspace: TestWorkspace, _ clock: String, maximumAge: String? = nil
  ) throws -> CheckReport {
    try CheckWorkspace(
      workspace: workspace.workspace, now: nil, maximumAge: maximumAge
    ).run(in: try workspace.environment(at: clock))
  }

  private func finding(_ name: String, _ report: CheckReport) throws -> CheckReport.Check {
    try #require(report.checks.first { $0.name == name })
  }

  private func facts(_ workspace: TestWorkspace) throws -> LedgerFacts {
    try Ledger.open(at: workspace.workspace.ledger, access: .read).facts()
  }

  @Test("more than 400 days after all that is known it is refused before anything is written")
  func ahead() throws {
    let workspace = try workspace()
    let before = try Data(contentsOf: URL(fileURLWithPath: workspace.workspace.ledger))
    let words =
      "the clock says 28 Dec 2027, 400 days after this workspace was made. Nothing was written. "
      + "Set it, or if it is right: advocacy amplify --accept-clock"
    let late = "2027-12-28T09:00:00.001Z"
    expectFailure(.busy, words) { try amplify(workspace, late) }
    expectFailure(.busy, words) {
      _ = try RecordStatement(
        workspace: workspace.workspace, post: "two", kind: .withdrawal, role: "", employee: nil,
        now: nil
      ).run(in: try workspace.environment(at: late))
    }
    // Nor may an instant that is asked for hide what the clock would leave in the ledger.
    expectFailure(.busy, words) {
      _ = try Amplify(
        workspace: workspace.workspace, now: "2026-11-25", wait: 0, isDryRun: false
      ).run(in: try workspace.environment(at: late))
    }
    let report = try check(workspace, late)
    #expect(report.exitCode == 75)
    let found = try finding("clock", report)
    #expect(found.outcome == .failed && words == "\(found.message). \(found.hint ?? "")")
    #expect(report.count(.failed) == 1)
    #expect(try Data(contentsOf: URL(fileURLWithPath: workspace.workspace.ledger)) == before)
    try amplify(workspace, "2027-12-28T09:00:00Z")
  }

  @Test("whoever vouches for it goes on, once, and the ledger says so")
  func accepted() throws {
    let workspace = try workspace(queue: "[]")
    try amplify(workspace, "2026-11-23T09:00:00Z", acceptsClock: true)
    #expect(try facts(workspace).head.sequence == 1)
    try amplify(workspace, "2028-12-01T09:00:00Z", acceptsClock: true)
    // The run and that its clock was vouched for.
    #expect(try facts(workspace).head.sequence == 3)
    try amplify(workspace, "2028-12-01T09:15:00Z")
    #expect(try check(workspace, "2028-12-01T09:15:00Z").exitCode == 0)
    expectFailure(.busy, "the clock says 1 Dec 2032, 4 years after the last run") {
      try amplify(workspace, "2032-12-01T09:00:00Z")
    }
    #expect(try facts(workspace).head.sequence == 3)
    #expect(try Ledger.open(at: workspace.workspace.ledger, access: .read).verify().isSound)
  }

  @Test("more than a minute before the last run it is refused, and the way back is named")
  func behind() throws {
    let workspace = try workspace()
    try amplify(workspace, "2026-11-25T10:00:30Z")
    let before = try Data(contentsOf: URL(fileURLWithPath: workspace.workspace.ledger))
    let words = "the last run is dated Wed 25 Nov 2026 11:00, the clock says Wed 25 Nov 2026 10:59"
    let hint =
      "Nothing was written. Set the clock, or if the run's clock was wrong: "
      + "advocacy ledger rewind --to \"2026-11-25 10:59\""
    let early = "2026-11-25T09:59:29.999Z"
    expectFailure(.busy, "\(words). \(hint)") { try amplify(workspace, early) }
    let report = try check(workspace, early)
    #expect(report.exitCode == 75)
    #expect(try finding("clock", report).message == words)
    #expect(try Data(contentsOf: URL(fileURLWithPath: workspace.workspace.ledger)) == before)
    expectFailure(
      .busy, "dated 25 Nov 2026, the clock says 1 Dec 2025. Nothing was written. Set the clock"
    ) {
      try amplify(workspace, "2025-12-01T10:00:00Z")
    }
    expectFailure(.usage, "is before the last instant handled") {
      _ = try Amplify(
        workspace: workspace.workspace, now: "2026-11-25T10:00:00Z", wait: 0, isDryRun: false
      ).run(in: try workspace.environment(at: "2026-11-25T10:15:00Z"))
    }
  }

  @Test("up to a minute before the last run it warns, writes what is due up to that, loses nothing")
  func lag() throws {
    let rules = #"{"id": "ok", "type": "approval", "roles": ["legal"], "count": 1}"#
    let workspace = try workspace(rules: rules)
    try amplify(workspace, "2026-11-25T10:00:00Z")
    let watermark = try facts(workspace).watermark
    let late = "2026-11-25T09:59:20Z"
    let report = try check(workspace, late)
    #expect(report.exitCode == 0)
    let found = try finding("clock", report)
    #expect(found.outcome == .warning)
    #expect(found.message == "40 s behind the last run; from 1 minute on nothing is written")
    try amplify(workspace, "2026-11-25T09:59:00Z")
    _ = try RecordStatement(
      workspace: workspace.workspace, post: "two", kind: .approval, role: "legal", employee: nil,
      now: nil
    ).run(in: try workspace.environment(at: late))
    #expect(try facts(workspace).watermark == watermark)
    #expect(
      try Ledger.open(at: workspace.workspace.ledger, access: .read).statements().map(\.at)
        == [watermark])
    try amplify(workspace, "2026-11-28T10:00:00Z")
    #expect(try workspace.dump().contains("action two"))
  }

  @Test("in a workspace whose clock is simulated it says nothing")
  func simulated() throws {
    let workspace = try TestWorkspace(config: TestWorkspace.company(), queue: Self.queue)
    let far = try workspace.environment(at: "2036-01-01T00:00:00Z")
    _ = try Amplify(
      workspace: workspace.workspace, now: "2026-11-25", wait: 0, isDryRun: false
    ).run(in: far)
    for clock in ["2026-01-01T00:00:00Z", "2038-01-01T00:00:00Z"] {
      let report = try check(workspace, clock)
      #expect(report.exitCode == 0)
      #expect(try finding("clock", report).message == "simulated")
    }
  }

  @Test("before the start of a ledger without a run it says when that is")
  func notStarted() throws {
    let workspace = try TestWorkspace(
      config: TestWorkspace.company(), start: "2026-12-01T08:00:00Z", isClockSimulated: false)
    expectFailure(
      .busy, "the ledger starts on 1 Dec 2026, the clock says 23 Nov 2026. Nothing was written"
    ) { try amplify(workspace, TestWorkspace.clock) }
  }

  @Test("a last success that the clock has not reached is none")
  func future() throws {
    let workspace = try workspace()
    try amplify(workspace, "2027-06-01T00:00:00Z")
    let right = "2026-11-24T09:00:00Z"
    #expect(try finding("last run", check(workspace, right)).outcome == .warning)
    let report = try check(workspace, right, maximumAge: "2h")
    #expect(report.exitCode == 75)
    let found = try finding("last run", report)
    #expect(found.outcome == .failed && found.message.contains("the clock has not reached"))
    #expect(try lastSuccess(workspace, right) == "0")
    // A minute is what setting a clock right may take.
    #expect(try lastSuccess(workspace, "2027-05-31T23:59:10Z") != "0")
    // The file of a ledger that can't be read any more tells no more than that.
    try remove(workspace.workspace.ledger)
    #expect(try lastSuccess(workspace, right) == "0")
  }

  private func lastSuccess(_ workspace: TestWorkspace, _ clock: String) throws -> String? {
    let environment = try workspace.environment(at: clock)
    let file = try MetricsFile("run.prom", of: workspace.workspace, in: environment)
    try file.write(Result { throw Failure(.busy, "the clock") }, in: environment)
    let line = try workspace.directory.text(of: "run.prom").split(separator: "\n")
      .first { $0.hasPrefix("advocacy_amplify_last_success_timestamp_seconds") }
    return line?.split(separator: " ").last.map(String.init)
  }
}
