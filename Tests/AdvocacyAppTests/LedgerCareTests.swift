import AdvocacyLedger
import AdvocacyModel
import AdvocacyReport
import AdvocacyTestSupport
import Foundation
import Testing

@testable import AdvocacyApp

@Suite("Backing up, restoring, exporting and verifying a ledger")
struct LedgerCareTests {
  private static let first = (id: "one", at: "2026-11-10T10:00:00Z")
  private static let second = (id: "two", at: "2026-11-12T10:00:00Z")

  /// A workspace whose first post is fanned out, and a backup from before the second.
  private func backedUp() throws -> (TestWorkspace, backup: String) {
    let workspace = try TestWorkspace(
      config: TestWorkspace.company(), queue: TestWorkspace.queue([Self.first, Self.second]))
    try workspace.amplify("2026-11-11T00:00:00Z")
    let made = try BackUpLedger(workspace: workspace.workspace, file: "copy.sqlite")
      .run(in: workspace.environment)
    #expect(made.links == 4)
    return (workspace, workspace.directory.file("copy.sqlite"))
  }

  private func restore(
    _ workspace: TestWorkspace, _ file: String = "copy.sqlite", accepts: Bool = false,
    isDryRun: Bool = false
  ) throws -> RestoredLedger {
    try RestoreLedger(
      workspace: workspace.workspace, file: file, acceptsRepeats: accepts, isDryRun: isDryRun
    ).run(in: workspace.environment)
  }

  private func verify(_ workspace: TestWorkspace, head: String? = nil) throws -> VerifiedLedger {
    try VerifyLedger(workspace: workspace.workspace, expectedHead: head)
      .run(in: workspace.environment)
  }

  private func names(in workspace: TestWorkspace) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: workspace.directory.path).sorted()
  }

  @Test("a backup is a whole ledger of the same facts that only its owner may read")
  func backup() throws {
    let (workspace, backup) = try backedUp()
    #expect(
      try Ledger.open(at: backup, access: .read).canonicalDump() == workspace.dump())
    let attributes = try FileManager.default.attributesOfItem(atPath: backup)
    #expect((attributes[.posixPermissions] as? NSNumber)?.intValue == 0o600)
    #expect(!(try names(in: workspace)).contains { $0.hasSuffix(".tmp") })
  }

  @Test("a backup never overwrites a file")
  func backupTwice() throws {
    let (workspace, _) = try backedUp()
    expectFailure(.cannotCreate, "there is a file already") {
      _ = try BackUpLedger(workspace: workspace.workspace, file: "copy.sqlite")
        .run(in: workspace.environment)
    }
  }

  @Test("a ledger that does not verify is not backed up, and leaves no file")
  func backupOfDamage() throws {
    let (workspace, _) = try backedUp()
    try damage(workspace.workspace.ledger)
    #expect(throws: Failure.self) {
      _ = try BackUpLedger(workspace: workspace.workspace, file: "other.sqlite")
        .run(in: workspace.environment)
    }
    #expect(!(try names(in: workspace)).contains { $0.hasSuffix(".tmp") || $0 == "other.sqlite" })
  }

  @Test("a backup that lacks what was seen since is refused with the posts that would go out again")
  func restoreRefused() throws {
    let (workspace, _) = try backedUp()
    try workspace.amplify("2026-11-13T00:00:00Z")
    let before = try workspace.dump()
    expectFailure(.badData, "1 post would go out again: two") {
      _ = try restore(workspace)
    }
    #expect(try workspace.dump() == before)
  }

  @Test("told so, the backup is restored, the ledger of before is kept, and work goes on")
  func restoreAccepted() throws {
    let (workspace, _) = try backedUp()
    try workspace.amplify("2026-11-13T00:00:00Z")
    let before = try workspace.dump()
    #expect(try restore(workspace, accepts: true, isDryRun: true).kept == nil)
    #expect(try workspace.dump() == before)
    let restored = try restore(workspace, accepts: true)
    #expect(restored.repeats == ["two"])
    let kept = try #require(restored.kept)
    let old = try Ledger.open(at: workspace.directory.file(kept), access: .read)
    #expect(try old.canonicalDump() == before)
    #expect(try verify(workspace).isSound)
    try workspace.amplify("2026-11-13T00:00:00Z")
    #expect(try workspace.dump() == before)
  }

  @Test("a backup of all that was seen is restored without asking, over a damaged or lost ledger")
  func restoreOverDamage() throws {
    let (workspace, _) = try backedUp()
    let before = try workspace.dump()
    try Data(repeating: 7, count: 5000).write(
      to: URL(fileURLWithPath: workspace.workspace.ledger))
    #expect(try restore(workspace).kept != nil)
    #expect(try workspace.dump() == before)
    try remove(workspace.workspace.ledger)
    #expect(try restore(workspace).kept == nil)
    #expect(try workspace.dump() == before)
  }

  @Test("another workspace's backup and a damaged one are refused")
  func restoreForeign() throws {
    let (workspace, backup) = try backedUp()
    let (other, _) = try backedUp()
    expectFailure(.badData, "not a backup of the ledger of this workspace") {
      _ = try restore(other, backup)
    }
    try damage(backup)
    #expect(throws: Failure.self) { _ = try restore(workspace) }
  }

  @Test("an older ledger put in place by hand is refused, also where it has grown since")
  func fork() throws {
    let (workspace, backup) = try backedUp()
    try workspace.amplify("2026-11-13T00:00:00Z")
    try copy(backup, over: workspace.workspace.ledger)
    expectFailure(.badData, "this workspace has seen link") {
      try workspace.amplify("2026-11-13T00:00:00Z")
    }
    expectFailure(.badData, "this workspace has seen link") {
      try workspace.amplify("2026-11-13T00:00:00Z", isDryRun: true)
    }
    expectFailure(.badData, "this workspace has seen link") { _ = try workspace.explain("one") }
    let mark = workspace.directory.file(".advocacy/high-water")
    let seen = try Data(contentsOf: URL(fileURLWithPath: mark))
    try remove(mark)
    // Decided at another time, so that its links differ.
    try workspace.amplify("2026-11-14T00:00:00Z")
    try seen.write(to: URL(fileURLWithPath: mark))
    expectFailure(.badData, "another link") {
      try workspace.amplify("2026-11-15T00:00:00Z")
    }
  }

  @Test("links cut off at the end are found by the last link that the workspace has seen")
  func truncation() throws {
    let (workspace, backup) = try backedUp()
    try workspace.amplify("2026-11-13T00:00:00Z")
    try copy(backup, over: workspace.workspace.ledger)
    let found = try verify(workspace)
    #expect(!found.isSound)
    #expect(found.problems.first?.hasPrefix("the chain ends at link 4, it had ") == true)
  }

  @Test("an export names employees by pseudonyms that say nothing, roster ids only when told")
  func exported() throws {
    let (workspace, _) = try backedUp()
    let pseudonymous = try export(workspace, .csv, hasRosterIDs: false)
    #expect(pseudonymous.hasPrefix("post,employee,network,action,at,variant,disclosed\r\n"))
    // 12 employees like and repost on two networks.
    #expect(pseudonymous.split(separator: "\r\n").count == 1 + 12 * 2 * 2)
    #expect(!pseudonymous.contains("e000") && !pseudonymous.contains("Employee"))
    #expect(try export(workspace, .csv, hasRosterIDs: true).contains(",e000,x,like,"))
    let json = try export(workspace, .json, hasRosterIDs: false)
    let object = try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any]
    let posts = try #require(object?["posts"] as? [[String: Any]])
    #expect(posts.compactMap { $0["id"] as? String } == ["one"])
    #expect((posts.first?["actions"] as? [Any])?.count == 48)
  }

  private func export(
    _ workspace: TestWorkspace, _ form: ExportForm, hasRosterIDs: Bool
  ) throws -> String {
    var text = ""
    try ExportLedger(workspace: workspace.workspace, form: form, hasRosterIDs: hasRosterIDs)
      .run(in: workspace.environment) { text += $0 }
    return text
  }

  /// Changes a byte of a stored post.
  private func damage(_ path: String) throws {
    var bytes = try Data(contentsOf: URL(fileURLWithPath: path))
    let text = try #require(bytes.range(of: Data("Text of one".utf8)))
    bytes[text.lowerBound] = UInt8(ascii: "B")
    try bytes.write(to: URL(fileURLWithPath: path))
  }
}
