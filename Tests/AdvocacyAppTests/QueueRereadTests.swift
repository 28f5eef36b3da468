import AdvocacyModel
import AdvocacyReport
import AdvocacyTestSupport
import Synchronization
import Testing

@testable import AdvocacyApp

@Suite("A queue that an editor is saving")
struct QueueRereadTests {
  private static let queue = TestWorkspace.queue([(id: "one", at: "2026-11-10T10:00:00Z")])

  private func workspace() throws -> TestWorkspace {
    try TestWorkspace(config: TestWorkspace.company(), queue: Self.queue)
  }

  /// Amplifies; whoever waits for the queue finds what the body left.
  private func amplify(
    _ workspace: TestWorkspace, waiting body: @escaping @Sendable () -> Void
  ) throws -> Int {
    var environment = workspace.environment
    environment.pause = { _ in body() }
    let outcome = try Amplify(
      workspace: workspace.workspace, now: "2026-11-11T00:00:00Z", wait: 0, isDryRun: false
    ).run(in: environment)
    return outcome.summary.posts.count
  }

  @Test("is read again a moment later where it was empty, cut or away", arguments: ["", "[{", nil])
  func saving(_ half: String?) throws {
    let workspace = try workspace()
    let directory = workspace.directory
    if let half {
      try directory.write(half, to: "queue.json")
    } else {
      try remove(workspace.workspace.jsonQueue)
    }
    let count = try amplify(workspace) {
      _ = try? directory.write(Self.queue, to: "queue.json")
    }
    #expect(count == 1)
  }

  @Test("is refused where it makes no sense the second time either, and stays as it is")
  func broken() throws {
    let workspace = try workspace()
    try workspace.directory.write("[{", to: "queue.json")
    let pauses = Mutex(0)
    let count = { @Sendable in pauses.withLock { $0 += 1 } }
    expectFailure(.badData, "queue.json:1:3") { _ = try amplify(workspace, waiting: count) }
    #expect(pauses.withLock { $0 } == 1)
    #expect(try workspace.directory.text(of: "queue.json") == "[{")
  }
}
