import AdvocacyModel
import AdvocacyReport
import AdvocacyTestSupport
import Foundation
import Synchronization
import Testing

@testable import AdvocacyApp

@Suite("The doctor")
struct CheckTests {
  private static let queue = TestWorkspace.queue([(id: "one", at: "2026-11-10T10:00:00Z")])

  private func workspace() throws -> TestWorkspace {
    let workspace = try TestWorkspace(config: TestWorkspace.company(), queue: Self.queue)
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o700], ofItemAtPath: workspace.directory.path)
    for name in ["config.json", "queue.json"] {
      try FileManager.default.setAttributes(
        [.posixPermissions: 0o600], ofItemAtPath: workspace.directory.file(name))
    }
    return workspace
  }

  private func check(
    _ workspace: TestWorkspace, maximumAge: String? = nil
  ) throws -> CheckReport {
    try CheckWorkspace(workspace: workspace.workspace, now: nil, maximumAge: maximumAge)
      .run(in: workspace.environment)
  }

  private func finding(_ name: String, in report: CheckReport) throws -> CheckReport.Check {
    try #require(report.checks.first { $0.name == name })
  }

  @Test("names every check, and all is well in a new workspace")
  func well() throws {
    let report = try check(try workspace())
    #expect(report.exitCode == 0)
    #expect(
      report.checks.map(\.name) == [
        "config", "roster", "queue", "permissions", "file system", "locks", "leftovers", "ledger",
        "SQLite", "clock", "last run", "chain",
      ])
    #expect(report.count(.ok) == report.checks.count, "\(report)")
  }

  @Test("says of the roster's table what every other command says once, and amplify on terminals")
  func rosterNotes() async throws {
    let table = "id,name,Cost center\nana,Ana,7\nben,Ben\n"
    let people = TestWorkspace.company(employees: 0)
      .replacing("\"employees\": [],", with: "\"employees\": \"staff.csv\",")
    let workspace = try TestWorkspace(config: nil, queue: Self.queue)
    try workspace.directory.write(table, to: "staff.csv")
    try workspace.directory.write(people, to: "config.json")
    let notes = [
      "staff.csv: line 3 has fewer cells than there are headings; those missing were read as empty",
      "staff.csv: columns not used: \"Cost center\"",
    ]
    let report = try check(workspace)
    #expect(report.checks.filter { $0.name == "roster" }.map(\.message).suffix(2) == notes)

    let said = Mutex([String]())
    var environment = workspace.environment
    environment.console.writeError = { line in said.withLock { $0.append(line) } }
    let lines = notes.map { "note: \($0)\n" }
    let now = "2026-11-11T00:00:00Z"
    _ = try ListQueue(workspace: workspace.workspace, now: now).run(in: environment)
    _ = try Amplify(workspace: workspace.workspace, now: now, wait: 0, isDryRun: false)
      .run(in: environment)
    _ = try await ShowPost(workspace: workspace.workspace, post: "one", now: now)
      .run(in: environment)
    #expect(said.withLock { $0 } == lines)
  }

  @Test("fails where the last run is too old, or there was none")
  func age() throws {
    let workspace = try workspace()
    #expect(try check(workspace, maximumAge: "2h").exitCode == 75)
    try workspace.amplify("2026-11-11T00:00:00Z")
    #expect(try check(workspace, maximumAge: "2h").exitCode == 0)
    expectFailure(.usage, "--max-age: not a stretch of time") {
      _ = try check(workspace, maximumAge: "2 hours")
    }
  }

  @Test("names who may write besides the owner, and what to type")
  func modes() throws {
    let workspace = try workspace()
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o666], ofItemAtPath: workspace.workspace.jsonQueue)
    let finding = try finding("permissions", in: try check(workspace))
    #expect(finding.outcome == .warning)
    #expect(finding.hint == "chmod go-w queue.json")
  }

  @Test("names what a killed write left behind, but not what a running one is making")
  func leftovers() throws {
    let workspace = try workspace()
    // No process has so large a number; ours is alive.
    let process = ProcessInfo.processInfo.processIdentifier
    for name in [".advocacy-2147483646-abc.tmp", ".ledger-\(process)-abc.tmp", ".advocacy-x.tmp"] {
      try workspace.directory.write("", to: name)
    }
    let finding = try finding("leftovers", in: try check(workspace))
    #expect(finding.outcome == .warning)
    #expect(finding.hint == "Nothing reads them: rm .advocacy-2147483646-abc.tmp")
  }

  @Test("tells a ledger cut off at the end from the last link that was seen")
  func highWater() throws {
    let workspace = try workspace()
    let early = workspace.directory.file("early.sqlite")
    try FileManager.default.copyItem(atPath: workspace.workspace.ledger, toPath: early)
    try workspace.amplify("2026-11-11T00:00:00Z")
    try copy(early, over: workspace.workspace.ledger)
    let report = try check(workspace)
    #expect(report.exitCode == 65)
    #expect(try finding("high water", in: report).outcome == .failed)
  }

  @Test(
    "takes the file system of the nearest mount above",
    arguments: [
      ("/srv/advocacy", "nfs4"), ("/srv", "nfs4"), ("/srv2/a", "ext4"), ("/", "ext4"),
      ("/srv/my disk/a", "xfs"),
    ])
  func fileSystem(_ path: String, _ type: String) {
    let mounts = """
      22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
      40 22 0:40 / /srv rw shared:2 master:1 - nfs4 server:/srv rw
      41 40 8:2 / /srv/my\\040disk rw - xfs /dev/sdb rw
      nonsense
      """
    #expect(FileSystem.type(of: path, mounts: mounts) == type)
  }

  @Test("says who holds a lock")
  func locks() throws {
    let workspace = try workspace()
    try LedgerAccess(workspace: workspace.workspace).whileLocked(
      wait: 0, in: workspace.environment
    ) {
      let finding = try finding("locks", in: try check(workspace))
      #expect(finding.message.hasPrefix("the ledger is being written by process "))
    }
    #expect(try finding("locks", in: try check(workspace)).message == "nobody is writing")
  }
}
