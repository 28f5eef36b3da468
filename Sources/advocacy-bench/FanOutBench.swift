import AdvocacyApp
import AdvocacyCore
import AdvocacyReport
import ArgumentParser
import Foundation

/// The whole way from roster and queue to the ledger.
struct FanOutBench: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fanout",
    abstract: "Fans posts out to a generated roster in a temporary workspace, ledger written.")

  @Option(help: "The number of employees, each with one account.")
  var employees: Int = 10_000

  @Option(help: "The number of posts.")
  var posts: Int = 200

  @Option(help: "Who takes part: a chance, or everyone.")
  var participation: String = "0.1"

  @Option(help: "json or table.")
  var format: String = "table"

  func run() async throws {
    let directory = FileManager.default.temporaryDirectory
      .appendingPathComponent("advocacy-bench-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: directory) }
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    let workload = Workload(employees: employees, posts: posts, participation: participation)
    try workload.write(to: directory)
    let environment = Environment(
      now: { Workload.start }, freshSeed: { 1 }, variables: [:], currentDirectory: directory.path,
      homeDirectory: nil,
      console: Console(writeOutput: { _ in }, writeError: { _ in }))
    _ = try MakeWorkspace(
      directory: directory.path, start: Workload.start.rfc3339, isClockSimulated: true, seed: 1
    ).run(in: environment)
    let started = Date()
    let outcome = try Amplify(
      workspace: Workspace(directory: directory.path), now: Workload.end.rfc3339, wait: 0,
      isDryRun: false
    ).run(in: environment)
    let seconds = Date().timeIntervalSince(started)
    let amplifications = outcome.summary.posts.reduce(0) { $0 + $1.amplifications }
    let peak = peakBytes()
    guard format == "json" else {
      return print(
        "\(employees * posts) candidates, \(amplifications) amplifications, \(seconds) s, "
          + "peak \(peak >> 20) MiB")
    }
    print(
      """
      {"amplifications":\(amplifications),"candidates":\(employees * posts),\
      "peakBytes":\(peak),"seconds":\(seconds)}
      """)
  }

  /// The largest resident size of this process so far, in bytes.
  private func peakBytes() -> Int {
    let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
    let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") } ?? ""
    return (Int(line.filter(\.isNumber)) ?? 0) * 1024
  }
}

/// A generated company: files of a workspace.
struct Workload {
  var employees: Int
  var posts: Int
  var participation: String

  static let start = Instant(seconds: 1_767_225_600)  // 2026-01-01T00:00:00Z
  static let end = start + .days(300)

  func write(to directory: URL) throws {
    let chance = Double(participation).map { "\($0)" } ?? "\"\(participation)\""
    let config = """
      {"company": {"name": "Bench", "timeZone": "Europe/Madrid"},
       "pages": {"linkedin": {"followers": 20000}},
       "courses": [{"id": "basics", "title": "Basics", "validDays": 400}],
       "policy": {"version": "1", "rules": [
         {"id": "trained", "type": "trainingRequired", "course": "basics"},
         {"id": "quiet", "type": "quietHours", "start": "20:00", "end": "08:00"},
         {"id": "cap", "type": "frequencyCap", "count": 5, "window": "day"},
         {"id": "once", "type": "onceOnly"}]},
       "behaviour": {"participation": \(chance)}}
      """
    try Data(config.utf8).write(to: directory.appendingPathComponent("config.json"))
    var roster = "id,team,role,country,language,consent_from,training:basics,linkedin\n"
    for number in 0..<employees {
      let followers = 50 + RandomKey(7).keyed(by: UInt64(number)).bits % 900
      roster += "e\(number),team-\(number % 40),staff,ES,es,2025-12-01,2025-12-02,\(followers)\n"
    }
    try Data(roster.utf8).write(to: directory.appendingPathComponent("employees.csv"))
    var queue = ""
    for number in 0..<posts {
      let at = Self.start + .hours(Int64(number) * 24 + 10)
      queue += """
        {"id":"p\(number)","text":"Post number \(number)","networks":["linkedin"],\
        "at":"\(at.rfc3339)"}

        """
    }
    try Data(queue.utf8).write(to: directory.appendingPathComponent("queue.ndjson"))
  }
}
