import AdvocacyLedger
import AdvocacyModel
import AdvocacyReport
import AdvocacyTestSupport
import Foundation
import GRDB
import Testing

@testable import AdvocacyApp

@Suite("The doctor foretells the next run")
struct NextRunTests {
  /// What stands in the way of a run.
  enum Obstacle: String, CaseIterable {
    case badConfig, badRoster, forgottenBack, lockIsDirectory, marksAreFile, secondName, noLedger
    case emptyLedger, foreignDatabase, newerLedger, otherLedger, olderCopy, clockAhead, clockBehind
    case changedWatermark, changedClock, changedRelease
    case noQueue, twoQueues, tornQueue, badNow
    // Two at once: the run meets the clock first.
    case clockBehindAndNoQueue

    var clock: String {
      switch self {
      case .clockAhead: "2030-01-01T00:00:00Z"
      case .clockBehind, .clockBehindAndNoQueue: "2026-11-23T08:00:00Z"
      default: "2026-11-23T09:30:00Z"
      }
    }
  }

  private static let queue = TestWorkspace.queue([(id: "one", at: "2026-11-10T10:00:00Z")])

  private func workspace() throws -> TestWorkspace {
    let workspace = try TestWorkspace(
      config: TestWorkspace.company(), queue: Self.queue, isClockSimulated: false)
    _ = try Amplify(workspace: workspace.workspace, now: nil, wait: 0, isDryRun: false)
      .run(in: workspace.environment)
    return workspace
  }

  private func put(_ obstacle: Obstacle, into test: TestWorkspace) throws {
    let files = FileManager.default
    let workspace = test.workspace
    switch obstacle {
    case .badConfig: try test.directory.write("{\"company\": 5}", to: "config.json")
    case .badRoster:
      try test.directory.write(
        TestWorkspace.company(employees: 0).replacing("\"employees\": [],", with: ""),
        to: "config.json")
      try test.directory.write("id,name\n!!,x\n", to: "employees.csv")
    case .forgottenBack: try ForgottenList(workspace: workspace).add(#require(EmployeeID("e001")))
    case .lockIsDirectory:
      try? files.removeItem(atPath: workspace.ledgerLock)
      try files.createDirectory(atPath: workspace.ledgerLock, withIntermediateDirectories: false)
    case .marksAreFile:
      try files.removeItem(atPath: workspace.marks)
      try test.directory.write("", to: ".advocacy")
    case .secondName: try files.linkItem(atPath: workspace.ledger, toPath: workspace.ledger + "-2")
    case .noLedger: try files.removeItem(atPath: workspace.ledger)
    case .emptyLedger: try test.directory.write("", to: "ledger.sqlite")
    case .foreignDatabase: try change(workspace.ledger, at: 68, to: [0, 0, 0, 1])
    case .newerLedger: try change(workspace.ledger, at: 60, to: [0, 0, 0, 99])
    case .otherLedger:
      try Mark.ledgerID.write([String(repeating: "0", count: 32)], in: workspace)
    case .olderCopy:
      let head = try Ledger.open(at: workspace.ledger, access: .read).facts().head
      try HighWaterMark(workspace: workspace).set(
        ChainHead(sequence: head.sequence + 1, hash: head.hash))
    case .changedWatermark: try alter(workspace, "UPDATE progress SET watermark = 0")
    case .changedClock: try alter(workspace, "UPDATE ledger SET isClockSimulated = 1")
    case .changedRelease: try alter(workspace, "UPDATE ledger SET requires = '99.0'")
    case .clockAhead, .clockBehind, .badNow: break
    case .noQueue, .clockBehindAndNoQueue: try files.removeItem(atPath: workspace.jsonQueue)
    case .twoQueues: try test.directory.write("", to: "queue.ndjson")
    case .tornQueue: try test.directory.write("[{", to: "queue.json")
    }
  }

  private func alter(_ workspace: Workspace, _ sql: String) throws {
    try DatabaseQueue(path: workspace.ledger).write { try $0.execute(sql: sql) }
  }

  private func change(_ path: String, at offset: Int, to bytes: [UInt8]) throws {
    var data = try Data(contentsOf: URL(fileURLWithPath: path))
    data.replaceSubrange(offset..<offset + bytes.count, with: bytes)
    try data.write(to: URL(fileURLWithPath: path))
  }

  @Test("with its code and in its words, and writes nothing", arguments: Obstacle.allCases)
  func same(obstacle: Obstacle) throws {
    let test = try workspace()
    try put(obstacle, into: test)
    let environment = try test.environment(at: obstacle.clock)
    let now = obstacle == .badNow ? "soon" : nil
    let before = try names(test)
    let report = try CheckWorkspace(workspace: test.workspace, now: now)
      .run(in: environment)
    #expect(try names(test) == before)
    let failure = #expect(throws: Failure.self) {
      _ = try Amplify(workspace: test.workspace, now: now, wait: 0, isDryRun: false)
        .run(in: environment)
    }
    let expected = try #require(failure)
    #expect(report.exitCode == expected.cause.exitCode, "\(expected)")
    var bare = expected
    bare.hint = nil
    let told = report.checks.filter {
      $0.outcome == .failed && $0.hint == expected.hint
        && [bare.description, bare.message].contains($0.message)
    }
    #expect(told.count == 1, "\(expected): \(report.checks)")
  }

  private func names(_ test: TestWorkspace) throws -> [String] {
    try FileManager.default.subpathsOfDirectory(atPath: test.directory.path).sorted()
  }

  @Test("a lock that is held for longer than a run waits fails it, one just taken does not")
  func lock() throws {
    let test = try workspace()
    try LedgerAccess(workspace: test.workspace).whileLocked(wait: 0, in: test.environment) {
      func exitCode(_ clock: String) throws -> Int32 {
        try CheckWorkspace(workspace: test.workspace, now: nil)
          .run(in: try test.environment(at: clock)).exitCode
      }
      let early = try exitCode("2026-11-23T09:00:09Z")
      let late = try exitCode("2026-11-23T09:00:10Z")
      #expect((early, late) == (0, 75))
    }
  }

  @Test("a ledger of an older release is no failure: the next run brings it up to date")
  func older() throws {
    let test = try workspace()
    try change(test.workspace.ledger, at: 60, to: [0, 0, 0, 2])
    let report = try CheckWorkspace(workspace: test.workspace, now: nil)
      .run(in: test.environment)
    #expect(report.exitCode == 0)
    let chain = try #require(report.checks.first { $0.name == "chain" })
    #expect(chain.outcome == .warning)
    #expect(chain.hint == "The next `advocacy amplify` keeps a copy and brings it up to date")
  }
}
