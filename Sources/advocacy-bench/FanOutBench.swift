import AdvocacyApp
import AdvocacyModel
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

  @Option(help: "The number of threads; the batch runs on one.")
  var threads: Int = 1

  @Option(help: "table or json.")
  var format: MeasurementFormat = .table

  /// What is printed.
  struct Result: Measured {
    var candidates: Int
    var amplifications: Int
    var ledgerBytes: Int
    var seconds: Double
    var peakBytes: Int
  }

  func validate() throws {
    guard (1...10_000_000).contains(employees), (1...1_000_000).contains(posts) else {
      throw ValidationError("--employees takes 1 to 10000000 and --posts 1 to 1000000.")
    }
    let chance = Double(participation).map((0...1).contains) ?? (participation == "everyone")
    guard chance else { throw ValidationError("--participation takes 0 to 1, or everyone.") }
  }

  func run() async throws {
    try await measure().print(as: format)
  }

  /// Fans out in a workspace that is gone afterwards, and tells what it came to.
  func measure() async throws -> Result {
    let directory = try ScratchDirectory()
    let workload = Workload(employees: employees, posts: posts, participation: participation)
    try workload.write(to: URL(fileURLWithPath: directory.path))
    let environment = Workload.environment(in: directory.path)
    _ = try MakeWorkspace(
      directory: directory.path, start: Workload.start.rfc3339, isClockSimulated: true, seed: 1
    ).run(in: environment)
    let workspace = Workspace(directory: directory.path)
    let (outcome, seconds) = try await timed {
      try Amplify(workspace: workspace, now: workload.end.rfc3339, wait: 0, isDryRun: false)
        .run(in: environment)
    }
    let size = try FileManager.default.attributesOfItem(atPath: workspace.ledger)[.size] as? Int
    return Result(
      candidates: employees * posts,
      amplifications: outcome.summary.posts.reduce(0) { $0 + $1.amplifications },
      ledgerBytes: size ?? 0, seconds: seconds, peakBytes: peakBytes)
  }
}

/// A generated company: files of a workspace.
struct Workload {
  var employees: Int
  var posts: Int
  var participation: String

  static let start = Instant(seconds: 1_767_225_600)  // 2026-01-01T00:00:00Z
  /// A month after the last post, when all deferrals have ended.
  var end: Instant { Self.start + .hours(Int64(posts * interval)) + .days(30) }
  /// The hours between posts: a day, or so few that trainings are valid to the end.
  private var interval: Int { max(1, min(24, 6000 / posts)) }

  /// The world in which the company's commands run: a fixed clock, nobody listening.
  static func environment(in directory: String) -> Environment {
    Environment(
      now: { start }, freshSeed: { 1 }, variables: [:], currentDirectory: directory,
      homeDirectory: nil, console: Console(writeOutput: { _ in }, writeError: { _ in }))
  }

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
      let at = Self.start + .hours(Int64(number * interval + 10))
      queue += """
        {"id":"p\(number)","text":"Post number \(number)","networks":["linkedin"],\
        "at":"\(at.rfc3339)"}

        """
    }
    try Data(queue.utf8).write(to: directory.appendingPathComponent("queue.ndjson"))
  }
}

/// The kits of one post for a whole company, from config, queue and ledger to the files.
struct KitBench: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "kits",
    abstract: "Writes the kits of a post for a generated roster, as `kit POST --all` does.")

  @Option(help: "The number of employees, each on LinkedIn and every second on X.")
  var employees: Int = 100_000

  @Option(help: "The number of variants of the post.")
  var variants: Int = 100

  @Option(help: "html, markdown, eml or json.")
  var kit: String = "html"

  @Option(help: "table or json.")
  var format: MeasurementFormat = .table

  /// What is printed.
  struct Result: Measured {
    var kits: Int
    var bytes: Int
    var seconds: Double
    var processorSeconds: Double
    var peakBytes: Int
  }

  func validate() throws {
    guard (1...10_000_000).contains(employees), (0...100).contains(variants),
      KitFormat(rawValue: kit) != nil
    else {
      throw ValidationError(
        "--employees takes 1 to 10000000, --variants 0 to 100, --kit a format of kits.")
    }
  }

  func run() async throws {
    let directory = try ScratchDirectory()
    try write(to: URL(fileURLWithPath: directory.path))
    let environment = Workload.environment(in: directory.path)
    _ = try MakeWorkspace(
      directory: directory.path, start: Workload.start.rfc3339, isClockSimulated: true, seed: 1
    ).run(in: environment)
    let useCase = MakeKits(
      workspace: Workspace(directory: directory.path), post: "launch", employees: [],
      isForAll: true, format: KitFormat(rawValue: kit) ?? .html, output: "kits",
      now: (Workload.start + .hours(34)).rfc3339)
    let before = processorSeconds
    let (outcome, seconds) = try await timed { try useCase.run(in: environment) }
    let spent = processorSeconds - before
    guard case .written(let made) = outcome else { return }
    let bytes = made.files.reduce(0) { sum, file in
      let path = "\(directory.path)/kits/\(file)"
      let size = try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int
      return sum + (size ?? 0)
    }
    try Result(
      kits: made.files.count, bytes: bytes, seconds: seconds, processorSeconds: spent,
      peakBytes: peakBytes
    ).print(as: format)
  }

  private func write(to directory: URL) throws {
    let config = """
      {"company": {"name": "Bench & Söhne", "timeZone": "Europe/Madrid"},
       "courses": [{"id": "basics", "title": "Basics", "validDays": 400}],
       "links": {"utm": {"perPerson": true}},
       "mail": {"from": "advocacy@bench.example", "to": "{employee}@bench.example"},
       "policy": {"version": "1", "fairPlay": false, "rules": [
         {"id": "trained", "type": "trainingRequired", "course": "basics"},
         {"id": "quiet", "type": "quietHours", "start": "20:00", "end": "08:00"},
         {"id": "cap", "type": "frequencyCap", "count": 5, "window": "day"},
         {"id": "own", "type": "disclosureRequired", "text": "I work at Bench.",
          "byLanguage": {"es": "Trabajo en Bench."}},
         {"id": "once", "type": "onceOnly"}]}}
      """
    try Data(config.utf8).write(to: directory.appendingPathComponent("config.json"))
    let languages = ["es", "en", "es-MX"]
    var roster = "id,name,team,country,language,consent_from,training:basics,linkedin,x\n"
    for number in 0..<employees {
      roster += "e\(number),Ána Núñez \(number),team-\(number % 40),ES,\(languages[number % 3]),"
      roster += "2025-12-01,2025-12-02,\(100 + number % 900),\(number % 2 == 0 ? "" : "90")\n"
    }
    try Data(roster.utf8).write(to: directory.appendingPathComponent("employees.csv"))
    let texts = (0..<variants).map { "\"Wording \($0): the motor nobody hears – até logo 🎉\"" }
    let queue = """
      [{"id": "launch", "text": "Our new motor is the quietest in its class",
        "networks": ["linkedin", "x"], "at": "\((Workload.start + .hours(33)).rfc3339)", "link": "https://acme.example/motor?a=1#b",
        "hashtags": ["#Quiet"], "variants": [\(texts.joined(separator: ", "))]}]
      """
    try Data(queue.utf8).write(to: directory.appendingPathComponent("queue.json"))
  }
}
