import AdvocacyModel
import AdvocacyTestSupport
import Foundation
import Testing

@testable import AdvocacyApp

@Suite("The file of metrics")
struct MetricsFileTests {
  private static let queue = TestWorkspace.queue([
    (id: "one", at: "2026-11-10T10:00:00Z"), (id: "two", at: "2026-11-11T23:00:00Z"),
  ])
  private static let nights =
    #"{"id": "night", "type": "quietHours", "start": "20:00", "end": "08:00"}"#

  private func workspace() throws -> TestWorkspace {
    try TestWorkspace(config: TestWorkspace.company(rules: Self.nights), queue: Self.queue)
  }

  /// Runs the batch and writes how it ended, as the command does.
  private func measured(_ workspace: TestWorkspace, _ now: String) throws -> [String: String] {
    let file = try MetricsFile("run.prom", of: workspace.workspace, in: workspace.environment)
    try file.write(
      Result { try workspace.amplify(now) }, in: workspace.environment)
    var samples: [String: String] = [:]
    for line in try workspace.directory.text(of: "run.prom").split(separator: "\n")
    where !line.hasPrefix("#") {
      let parts = line.split(separator: " ")
      let name = parts[0].replacing(/workspace="[^"]*",?/, with: "").replacing("{}", with: "")
      samples[String(name)] = String(parts[1])
    }
    return samples
  }

  private static let clock = "1795424400"

  @Test("tells what was decided, who waits and where the ledger stands")
  func well() throws {
    let workspace = try workspace()
    let samples = try measured(workspace, "2026-11-11T23:30:00Z")
    #expect(samples["advocacy_amplify_last_run_success"] == "1")
    #expect(samples["advocacy_amplify_last_run_exit_code"] == "0")
    #expect(samples["advocacy_amplify_last_run_timestamp_seconds"] == Self.clock)
    #expect(samples["advocacy_amplify_last_success_timestamp_seconds"] == Self.clock)
    #expect(samples[#"advocacy_amplify_last_run_posts{outcome="decided"}"#] == "2")
    #expect(samples[#"advocacy_amplify_last_run_candidates{verdict="allowed"}"#] == "24")
    #expect(samples[#"advocacy_amplify_last_run_candidates{verdict="deferred"}"#] == "24")
    #expect(samples["advocacy_amplify_last_run_amplifications"] == "48")
    #expect(samples["advocacy_ledger_waiting_posts"] == "1")
    #expect(samples["advocacy_ledger_watermark_timestamp_seconds"] == "1794439800")
    #expect(samples["advocacy_queue_set_aside_posts"] == "0")
  }

  @Test("goes on telling of a post that can't be used after it was complained about")
  func setAside() throws {
    let workspace = try workspace()
    try workspace.directory.write(#"[{"id": "bad"}]"#, to: "queue.json")
    let first = try measured(workspace, "2026-11-12T12:00:00Z")
    #expect(first["advocacy_amplify_last_run_exit_code"] == "1")
    #expect(first["advocacy_amplify_last_run_success"] == "1")
    #expect(first[#"advocacy_amplify_last_run_posts{outcome="set_aside"}"#] == "1")
    let second = try measured(workspace, "2026-11-12T13:00:00Z")
    #expect(second["advocacy_amplify_last_run_exit_code"] == "0")
    #expect(second[#"advocacy_amplify_last_run_posts{outcome="set_aside"}"#] == "0")
    #expect(second["advocacy_queue_set_aside_posts"] == "1")
  }

  @Test("of a failed run tells why, when and what still holds")
  func failed() throws {
    let workspace = try workspace()
    _ = try measured(workspace, "2026-11-12T12:00:00Z")
    try workspace.directory.write("[", to: "queue.json")
    let samples = try measured(workspace, "2026-11-12T13:00:00Z")
    #expect(samples["advocacy_amplify_last_run_success"] == "0")
    #expect(samples["advocacy_amplify_last_run_exit_code"] == "65")
    #expect(samples["advocacy_amplify_last_success_timestamp_seconds"] == Self.clock)
    #expect(samples["advocacy_ledger_chain_sequence"] != nil)
    #expect(samples[#"advocacy_amplify_last_run_posts{outcome="decided"}"#] == nil)
  }

  @Test("keeps the last success it told of where the ledger can't be read any more")
  func damagedLedger() throws {
    let workspace = try workspace()
    _ = try measured(workspace, "2026-11-12T12:00:00Z")
    try workspace.directory.write("", to: "ledger.sqlite")
    let samples = try measured(workspace, "2026-11-12T13:00:00Z")
    #expect(samples["advocacy_amplify_last_run_exit_code"] == "65")
    #expect(samples["advocacy_amplify_last_success_timestamp_seconds"] == Self.clock)
    #expect(samples["advocacy_ledger_chain_sequence"] == nil)
  }

  @Test("may be read by the collector, keeps a mode of its own, and holds no name of anybody")
  func modes() throws {
    let workspace = try workspace()
    _ = try measured(workspace, "2026-11-12T12:00:00Z")
    let path = workspace.directory.file("run.prom")
    let mode = { try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] }
    #expect((try mode() as? NSNumber)?.intValue == 0o644)
    let text = try workspace.directory.text(of: "run.prom")
    #expect(!text.contains("Employee") && !text.contains("e00"))
    try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: path)
    _ = try measured(workspace, "2026-11-12T13:00:00Z")
    #expect((try mode() as? NSNumber)?.intValue == 0o640)
  }

  @Test("is refused before the run where a directory is in the way or the name is empty")
  func refused() throws {
    let workspace = try workspace()
    let made = { try MetricsFile($0, of: workspace.workspace, in: workspace.environment) }
    #expect(throws: Failure.self) { _ = try made("") }
    let failure = #expect(throws: Failure.self) { _ = try made(".") }
    #expect(failure?.cause == .cannotCreate)
  }
}
