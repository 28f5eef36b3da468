import AdvocacyTestSupport
import Foundation
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

@Suite("signals")
struct SignalTests {
  private let program = BuiltProgram()
  private let amplify = ["amplify", "--now", "2026-11-22T00:00:00Z", "--wait", "60"]

  private func verified(_ directory: TemporaryDirectory) throws -> [Substring] {
    let result = try program.run(["ledger", "verify"], in: directory.path)
    #expect(result.status == 0, "\(result.output)\(result.error)")
    return result.output.split(separator: "\n").filter { $0.contains("digest") }
  }

  @Test(
    "a batch that is told to end ends between two posts, silently, with nothing half done",
    arguments: [SIGINT, SIGTERM, SIGHUP])
  func batch(_ signal: Int32) throws {
    let alone = try program.workspace(posts: 60)
    #expect(try program.run(amplify, in: alone.path).status == 0)
    let directory = try program.workspace(posts: 60)
    let ledger = directory.file("ledger.sqlite")
    let before = size(of: ledger)
    let process = try program.start(amplify, in: directory.path)
    while process.isRunning, size(of: ledger) <= before { sched_yield() }
    kill(process.id, signal)
    let result = try process.finish()
    // The last post may have been recorded before the signal came.
    #expect([128 + signal, 0].contains(result.status))
    #expect(result.output.isEmpty && result.error.isEmpty)
    let names = try FileManager.default.contentsOfDirectory(atPath: directory.path)
    #expect(
      names.filter { !$0.hasPrefix(".advocacy") }.sorted()
        == ["config.json", "config.schema.json", "ledger.sqlite", "queue.json"])
    _ = try verified(directory)
    #expect(try program.run(amplify, in: directory.path) == .silence)
    #expect(try verified(directory) == verified(alone))
  }

  private func size(of file: String) -> Int {
    let attributes = try? FileManager.default.attributesOfItem(atPath: file)
    return (attributes?[.size] as? NSNumber)?.intValue ?? 0
  }

  @Test("who waits for a lock ends at once")
  func waiting() throws {
    let directory = try program.workspace(posts: 1)
    let lock = directory.file(".advocacy/ledger.lock")
    let descriptor = unsafe open(lock, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    #expect(flock(descriptor, LOCK_EX) == 0)
    defer { close(descriptor) }
    let process = try program.start(
      ["amplify", "--now", "2026-11-22T00:00:00Z", "--wait", "3600"], in: directory.path)
    kill(process.id, SIGTERM)
    #expect(try process.finish().status == 128 + SIGTERM)
  }

  @Test("a reader that goes away is no reason to complain")
  func pipe() throws {
    let directory = try program.workspace(posts: 1)
    let shell = Process()
    shell.executableURL = URL(fileURLWithPath: "/bin/sh")
    shell.arguments = [
      "-c", "{ \"$0\" ledger export; echo $? >status; } 2>error | true", program.path,
    ]
    shell.currentDirectoryURL = URL(fileURLWithPath: directory.path)
    try shell.run()
    shell.waitUntilExit()
    #expect(try directory.text(of: "error").isEmpty)
    #expect(try directory.text(of: "status") == "0\n")
  }

  @Test("files are their owner's alone whatever the umask", arguments: ["000", "077"])
  func modes(_ umask: String) throws {
    let directory = try TemporaryDirectory()
    let shell = Process()
    shell.executableURL = URL(fileURLWithPath: "/bin/sh")
    shell.arguments = [
      "-c", "umask \(umask); \"$0\" init w >out && \"$0\" amplify --workspace w", program.path,
    ]
    shell.currentDirectoryURL = URL(fileURLWithPath: directory.path)
    try shell.run()
    shell.waitUntilExit()
    #expect(shell.terminationStatus == 0)
    let expected = [
      "w": 0o700, "w/.advocacy": 0o700, "w/config.json": 0o600, "w/queue.json": 0o600,
      "w/ledger.sqlite": 0o600, "w/.advocacy/ledger.lock": 0o600, "w/.advocacy/ledger-id": 0o600,
    ]
    for (name, mode) in expected {
      let attributes = try FileManager.default.attributesOfItem(atPath: directory.file(name))
      #expect((attributes[.posixPermissions] as? NSNumber)?.intValue == mode, "\(name)")
    }
  }
}
