import AdvocacyTestSupport
import Foundation
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

@Suite("many processes, and killed ones")
struct ConcurrencyTests {
  private let program = BuiltProgram()

  private let amplify = ["amplify", "--now", "2026-11-22T00:00:00Z", "--wait", "60"]

  private func digest(_ directory: TemporaryDirectory) throws -> String {
    let verified = try program.run(["ledger", "verify", "--format", "json"], in: directory.path)
    #expect(verified.status == 0, "\(verified.output)\(verified.error)")
    let line = verified.output.split(separator: "\n").first { $0.contains("\"digest\"") }
    return String(line ?? "none")
  }

  @Test("20 processes at once leave the ledger of one")
  func twenty() throws {
    let alone = try program.workspace(posts: 12)
    #expect(try program.run(amplify, in: alone.path).status == 0)
    let crowded = try program.workspace(posts: 12)
    let running = try (0..<20).map { _ in try program.start(amplify, in: crowded.path) }
    for process in running {
      let result = try process.finish()
      #expect(result == .silence)
    }
    #expect(try digest(crowded) == digest(alone))
  }

  @Test("a run that is killed at any moment and run again leaves the ledger of one run")
  func killed() throws {
    let alone = try program.workspace(posts: 40)
    #expect(try program.run(amplify, in: alone.path).status == 0)
    let expected = try digest(alone)
    let victim = try program.workspace(posts: 40)
    var wasKilled = 0
    for round in 0..<8 {
      let before = size(of: victim.file("ledger.sqlite"))
      let process = try program.start(amplify, in: victim.path)
      // The ledger has to grow by more in each round: killed before, inside, between transactions.
      while process.isRunning,
        size(of: victim.file("ledger.sqlite")) < before + round * 4096
      { sched_yield() }
      kill(process.id, SIGKILL)
      wasKilled += try process.finish().status == 128 + SIGKILL ? 1 : 0
    }
    #expect(wasKilled > 0)
    #expect(try program.run(amplify, in: victim.path).status == 0)
    #expect(try digest(victim) == expected)
  }

  private func size(of file: String) -> Int {
    let attributes = try? FileManager.default.attributesOfItem(atPath: file)
    return (attributes?[.size] as? NSNumber)?.intValue ?? 0
  }

  @Test("a holder of the lock makes others say busy, with who holds it")
  func busy() throws {
    let directory = try program.workspace(posts: 1)
    let lock = directory.file(".advocacy/ledger.lock")
    let descriptor = unsafe open(lock, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    #expect(flock(descriptor, LOCK_EX) == 0)
    let result = try program.run(
      ["amplify", "--now", "2026-11-22T00:00:00Z", "--wait", "0"], in: directory.path)
    close(descriptor)
    #expect(result.status == 75)
    let post = try program.run(
      ["post", "Not held up", "--network", "x", "--now", "2026-11-02T00:00:00Z"],
      in: directory.path)
    #expect(post.status == 0)
  }
}
