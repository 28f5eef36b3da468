import AdvocacyTestSupport
import Foundation
import Testing

@Suite("metrics of the built program")
struct MetricsTests {
  private let program = BuiltProgram()
  private let amplify = ["amplify", "--now", "2026-11-22T00:00:00Z", "--metrics-file"]

  @Test("a run that is well stays silent and leaves a file that a collector may read")
  func well() throws {
    let directory = try program.workspace(posts: 3)
    #expect(try program.run(amplify + ["run.prom"], in: directory.path) == .silence)
    let text = try directory.text(of: "run.prom")
    #expect(text.contains("advocacy_amplify_last_run_exit_code{"))
    let attributes = try FileManager.default.attributesOfItem(
      atPath: directory.file("run.prom"))
    #expect((attributes[.posixPermissions] as? NSNumber)?.intValue == 0o644)
  }

  @Test("a run that fails leaves one as well, and its own exit code")
  func failed() throws {
    let directory = try program.workspace(posts: 3)
    try directory.write("[", to: "queue.json")
    let result = try program.run(amplify + ["run.prom"], in: directory.path)
    #expect(result.status == 65)
    let text = try directory.text(of: "run.prom")
    #expect(text.contains(/advocacy_amplify_last_run_exit_code\{workspace="[^"]+"\} 65\n/))
  }

  @Test("a run whose file can't be written has done its work all the same, and says so")
  func unwritable() throws {
    let directory = try program.workspace(posts: 3)
    let result = try program.run(amplify + ["nowhere/run.prom"], in: directory.path)
    #expect(result.status == 73)
    #expect(result.error.contains("nowhere/run.prom"))
    let again = try program.run(amplify + ["run.prom"], in: directory.path)
    #expect(again == .silence)
    let text = try directory.text(of: "run.prom")
    #expect(text.contains(/last_run_posts\{workspace="[^"]+",outcome="decided"\} 0\n/))
  }
}
