import AdvocacyLedger
import AdvocacyModel
import AdvocacyReport
import AdvocacyTestSupport
import Foundation
import Testing

@testable import AdvocacyApp

@Suite("The way back after a wrong clock")
struct RewindTests {
  private static let queue = TestWorkspace.queue([
    (id: "one", at: "2026-11-22T10:00:00Z"), (id: "two", at: "2026-11-24T10:00:00Z"),
    (id: "three", at: "2026-12-20T10:00:00Z"),
  ])

  private func workspace(isClockSimulated: Bool = false) throws -> TestWorkspace {
    try TestWorkspace(
      config: TestWorkspace.company(), queue: Self.queue, isClockSimulated: isClockSimulated)
  }

  private func amplify(_ workspace: TestWorkspace, _ clock: String) throws {
    _ = try Amplify(workspace: workspace.workspace, now: nil, wait: 0, isDryRun: false)
      .run(in: try workspace.environment(at: clock))
  }

  @discardableResult
  private func rewind(
    _ workspace: TestWorkspace, to instant: String, clock: String = "2026-11-24T09:00:00Z"
  ) throws -> RewoundLedger {
    let rewound = try RewindLedger(workspace: workspace.workspace, to: instant)
      .run(in: try workspace.environment(at: clock))
    #expect(try verification(workspace).problems == [])
    return rewound
  }

  private func verification(_ workspace: TestWorkspace) throws -> Verification {
    try Ledger.open(at: workspace.workspace.ledger, access: .read).verify()
  }

  @Test("one run by a clock in the next year is taken back, and all goes on as if it never was")
  func wrongClock() async throws {
    let workspace = try workspace()
    let twin = try self.workspace()
    for test in [workspace, twin] { try amplify(test, "2026-11-24T08:00:00Z") }
    let before = try workspace.dump()
    try amplify(workspace, "2027-06-01T08:00:00Z")
    #expect(try workspace.dump() != before)
    expectFailure(.busy, "advocacy ledger rewind --to \"2026-11-24 10:00\"") {
      try amplify(workspace, "2026-11-24T09:00:00Z")
    }
    let rewound = try rewind(workspace, to: "2026-11-24 10:00")
    #expect(
      rewound.render(TerminalStyle(width: nil, color: false)) == """
        Voided 48 acts of 2 posts after Tue 24 Nov 10:00: they stay on record and count nowhere. The \
        posts may be decided again.
        The ledger as it was: ledger-before-rewind.sqlite

        """)
    #expect(try rewound.json.contains("\"voidedActs\" : 48"))
    #expect(try workspace.dump() == before)
    let kept = try Ledger.open(
      at: workspace.directory.file("ledger-before-rewind.sqlite"), access: .read)
    #expect(try kept.verify().isSound && kept.canonicalDump() != before)
    let attributes = try FileManager.default.attributesOfItem(atPath: kept.path)
    #expect((attributes[.posixPermissions] as? NSNumber)?.intValue == 0o600)
    let list = try ListQueue(workspace: workspace.workspace, now: "2026-11-24T09:00:00Z")
      .run(in: workspace.environment)
    #expect(list.posts.map(\.id).count == 3)
    for clock in ["2026-11-24T09:00:00Z", "2026-11-30T09:00:00Z", "2026-12-28T00:00:00Z"] {
      for test in [workspace, twin] { try amplify(test, clock) }
      #expect(try workspace.dump() == twin.dump())
      #expect(try verification(workspace).problems == [])
    }
    let reports = [try await workspace.report(), try await twin.report()]
    #expect(reports[0].total.figures == reports[1].total.figures)
    let exports = [try export(workspace), try export(twin)]
    #expect(exports[0] == exports[1])
    // An older copy of the ledger is noticed after a rewind as before.
    try copy(kept.path, over: workspace.workspace.ledger)
    expectFailure(.badData, "this workspace has seen") {
      try amplify(workspace, "2026-12-29T00:00:00Z")
    }
  }

  /// What an export tells by roster id, in whatever order.
  private func export(_ workspace: TestWorkspace) throws -> [Substring] {
    var text = ""
    try ExportLedger(workspace: workspace.workspace, form: .csv, hasRosterIDs: true)
      .run(in: workspace.environment) { text += $0 }
    return text.split(whereSeparator: \.isNewline).sorted()
  }

  @Test("a withdrawal that counts no more is named, an approval counted; a second copy is kept")
  func statements() throws {
    let workspace = try workspace(isClockSimulated: true)
    try workspace.amplify("2026-11-25T00:00:00Z")
    try workspace.speak(.withdrawal, on: "two", as: "", by: nil, at: "2026-11-25T10:00:00Z")
    try workspace.amplify("2026-11-26T00:00:00Z")
    let rewound = try rewind(workspace, to: "2026-11-25T09:00:00Z")
    #expect(rewound.voidedWithdrawals == ["two"])
    let text = rewound.render(TerminalStyle(width: nil, color: false))
    #expect(text.contains("Not withdrawn any more: two; withdraw again what is not to go out."))
    let again = try rewind(workspace, to: "2026-11-22T12:00:00Z")
    #expect(again.kept == "ledger-before-rewind-2.sqlite")
    try workspace.speak(.withdrawal, on: "two", as: "", by: nil, at: "2026-11-25T10:00:00Z")
  }

  @Test("a withdrawal alone is taken back before the next run; what was handled stays handled")
  func withdrawalAlone() throws {
    let workspace = try workspace(isClockSimulated: true)
    let twin = try self.workspace(isClockSimulated: true)
    for test in [workspace, twin] { try test.amplify("2026-11-24T08:00:00Z") }
    let before = try workspace.dump()
    try workspace.speak(.withdrawal, on: "two", as: "", by: nil, at: "2026-11-24T09:00:00Z")
    let rewound = try rewind(workspace, to: "2026-11-24T08:30:00Z")
    #expect(rewound.voidedWithdrawals == ["two"] && rewound.voidedLinks == 1)
    #expect(rewound.watermark == Instant(rfc3339: "2026-11-24T08:00:00Z"))
    let text = rewound.render(TerminalStyle(width: nil, color: false))
    #expect(text.contains("there was no act among it") && !text.contains("handled again"))
    #expect(try workspace.dump() == before)
    expectFailure(.usage, "there is nothing to void after") {
      try rewind(workspace, to: "2026-11-24T08:30:00Z")
    }
    for test in [workspace, twin] { try test.amplify("2026-11-26T00:00:00Z") }
    #expect(try workspace.dump() == twin.dump())
  }

  @Test("a rewind to before the start, or with nothing to void, changes nothing")
  func refused() throws {
    let workspace = try workspace()
    try amplify(workspace, "2026-11-24T08:00:00Z")
    expectFailure(.usage, "is before the ledger's start, 2026-11-01T01:00:00+01:00") {
      try rewind(workspace, to: "2026-10-31")
    }
    expectFailure(.usage, "there is nothing to void after 2026-11-24T09:00:00+01:00") {
      try rewind(workspace, to: "2026-11-24 09:00")
    }
    expectFailure(.usage, "--to: expected a time") { try rewind(workspace, to: "soon") }
    let names = try FileManager.default.contentsOfDirectory(atPath: workspace.directory.path)
    #expect(!names.contains { $0.contains("rewind") })
    #expect(try verification(workspace).links == 4)
  }

  @Test("a ledger that does not verify is not rewound")
  func unsound() throws {
    let workspace = try workspace()
    try amplify(workspace, "2026-11-24T12:00:00Z")
    let path = workspace.workspace.ledger
    var bytes = try Data(contentsOf: URL(fileURLWithPath: path))
    let range = try #require(bytes.range(of: Data("Text of one".utf8)))
    bytes.replaceSubrange(range, with: Data("Text of oNe".utf8))
    try bytes.write(to: URL(fileURLWithPath: path))
    expectFailure(.badData, "doesn't match its rows") {
      _ = try RewindLedger(workspace: workspace.workspace, to: "2026-11-24")
        .run(in: workspace.environment)
    }
    #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == bytes)
  }
}
