import AdvocacyApp
import AdvocacyLedger
import AdvocacyModel
import AdvocacyReport
import AdvocacyTestSupport
import Foundation
import GRDB
import Testing

/// A workspace as an earlier release left it, brought to today's schema.
struct EarlierWorkspace {
  let directory: TemporaryDirectory
  let environment: Environment

  var workspace: Workspace { Workspace(directory: directory.path) }

  /// Restores the workspace that the last release of a schema made.
  init(schema: Int) throws {
    let directory = try TemporaryDirectory()
    self.directory = directory
    let fixture = Self.fixtures.appending(path: "schema-\(schema)")
    var names = ["config.json", "queue.json"].map { ($0, fixture.appending(path: $0)) }
    let marks = fixture.appending(path: "marks")
    names += try FileManager.default.contentsOfDirectory(atPath: marks.path()).map {
      ($0, marks.appending(path: $0))
    }
    for (name, source) in names {
      try FileManager.default.copyItem(at: source, to: URL(filePath: directory.file(name)))
    }
    // The text puts rows in the order of their tables' names.
    var configuration = GRDB.Configuration()
    configuration.foreignKeysEnabled = false
    let queue = try DatabaseQueue(
      path: directory.file("ledger.sqlite"), configuration: configuration)
    let text = try String(contentsOf: fixture.appending(path: "ledger.sql"), encoding: .utf8)
    try queue.writeWithoutTransaction { try $0.execute(sql: text) }
    try queue.close()
    let ledger = try Ledger.open(at: directory.file("ledger.sqlite"), access: .write)
    let now = try ledger.facts().watermark
    environment = Environment(
      now: { now }, freshSeed: { 1 }, variables: [:], currentDirectory: directory.path,
      homeDirectory: nil, console: Console(writeOutput: { _ in }, writeError: { _ in }))
  }

  private static let fixtures = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Faults/fixtures")
}

@Suite("What an earlier release decided")
struct EarlierReleaseTests {
  @Test("is explained to the byte as ever, by the meaning that was in force", arguments: [1, 2])
  func explained(schema: Int) throws {
    let earlier = try EarlierWorkspace(schema: schema)
    let ledger = try Ledger.open(at: earlier.workspace.ledger, access: .read)
    var text = ""
    for post in try ledger.decidedPosts().keys.sorted() {
      text +=
        try ExplainPost(
          workspace: earlier.workspace, post: post.text, employee: nil, now: nil
        ).run(in: earlier.environment).render(.plain) + "\n"
    }
    let golden = try GoldenFile.text("Golden/explanations-schema-\(schema).txt", seen: text)
    #expect(text == golden)
  }
}
