import AdvocacyApp
import AdvocacyModel
import AdvocacyReport
import ArgumentParser
import Foundation

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
