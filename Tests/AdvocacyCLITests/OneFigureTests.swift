import AdvocacyTestSupport
import Foundation
import Testing

/// One ledger, one question: every place that answers it gives the same figure.
@Suite("One figure for one question")
struct OneFigureTests {
  private let program = BuiltProgram()
  private let directory: TemporaryDirectory
  /// What `demo` printed.
  private let story: String

  init() throws {
    directory = try TemporaryDirectory()
    let demo = try program.run(["demo", "--seed", "7"], in: directory.path)
    try #require(demo.status == 0, "\(demo.error)")
    story = demo.output
  }

  private func report(_ arguments: String...) throws -> String {
    let result = try program.run(
      ["reach-report", "--workspace", "advocacy-demo"] + arguments, in: directory.path)
    try #require(result.status == 0, "\(result.error)")
    return result.output
  }

  /// The first multiplier with its interval, `5.03× (3.22–7.48)`, of the first line with a word.
  private func multiplier(in text: String, of word: String) throws -> String {
    let line = try #require(text.split(separator: "\n").first { $0.contains(word) })
    return String(try #require(line.firstMatch(of: /[0-9.,]+× \([0-9.,]+–[0-9.,]+\)/)).output)
  }

  private func written(_ estimate: [String: Double]) -> String {
    func two(_ name: String) -> String { String(format: "%.2f", estimate[name] ?? .nan) }
    return "\(two("mean"))× (\(two("low"))–\(two("high")))"
  }

  /// The report's multiplier as JSON has it, and the centre of its tornado.
  private func figures() throws -> (estimate: [String: Double], center: Double) {
    let data = Data(try report("--format", "json", "--tornado").utf8)
    let json = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    let total = try #require(json["total"] as? [String: Any])
    let sensitivity = try #require(json["sensitivity"] as? [String: Any])
    return (
      try #require(total["reachMultiplier"] as? [String: Double]),
      try #require(sensitivity["center"] as? Double)
    )
  }

  @Test("the demo, the report and all of its forms give one reach multiplier")
  func forms() throws {
    let told = try multiplier(in: story, of: "whom its page alone")
    #expect(try multiplier(in: story, of: "  total ") == told)
    let table = try report("--tornado")
    #expect(try multiplier(in: table, of: "whom its page alone") == told)
    #expect(try multiplier(in: table, of: "total ") == told)
    #expect(
      try multiplier(in: try report("--format", "markdown"), of: "whom its page alone") == told)

    let (estimate, center) = try figures()
    #expect(written(estimate) == told)
    #expect(center == estimate["mean"])

    let lines = try report("--format", "csv", "--full").split(separator: "\r\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false)
    }
    let column = try #require(lines.first?.firstIndex(of: "reachMultiplier"))
    let row = try #require(lines.first { $0.first == "total" })
    #expect(
      written(
        Dictionary(
          uniqueKeysWithValues: zip(
            ["mean", "low", "high"], row[column..<column + 3].compactMap { Double($0) }))) == told)

    let page = try report("--format", "html")
    let ends = ["low", "high"].map { String(format: "%.1f", estimate[$0] ?? .nan) }
    #expect(page.contains("likely \(ends[0])–\(ends[1])×"))
    #expect(page == (try directory.text(of: "advocacy-demo/report.html")))
  }

  @Test(
    "the total is the same however a report is broken down",
    arguments: ["employee", "team", "campaign", "topic", "hashtag", "network", "day"])
  func breakdowns(breakdown: String) throws {
    #expect(
      try multiplier(in: try report("--by", breakdown), of: "whom its page alone")
        == multiplier(in: story, of: "whom its page alone"))
  }

  @Test("the tornado names the report's own figure, and of each bar the key to set")
  func tornado() throws {
    let figure = try #require(
      try multiplier(in: story, of: "whom its page alone").split(separator: " ").first)
    let table = try report("--tornado")
    #expect(table.contains("about the \(figure) of this report."))
    let keys = table.split(separator: "\n").compactMap { line in
      line.firstMatch(of: /^[ ]+(parameters\.[A-Za-z]+)[ ]/).map { String($0.output.1) }
    }
    #expect(keys.count > 5)
    let page = try report("--format", "html")
    let start = try #require(page.firstRange(of: "What the estimate rests on")).lowerBound
    let end = try #require(page[start...].firstRange(of: "</details>")).lowerBound
    // Of the figure itself: what is rounded twice may come out otherwise.
    let center = String(format: "%.1f", try figures().center)
    #expect(page[start..<end].contains("the estimate, \(center)×"))
    for key in keys { #expect(page[start..<end].contains(key), "\(key)") }
  }

  /// Puts a member in front of the others of the demo's configuration.
  private func set(_ member: String) throws {
    let config = try directory.text(of: "advocacy-demo/config.json")
    let rest = try #require(config.firstIndex(of: "{"))
    try directory.write(
      "{\(member), " + config[config.index(after: rest)...], to: "advocacy-demo/config.json")
  }

  @Test("a key that the tornado names can be set, and takes the bar away")
  func settable() throws {
    let first = try report("--tornado").firstMatch(of: /\n[ ]+parameters\.([A-Za-z]+)[ ]/)
    let key = try #require(first).output.1
    try set("\"parameters\": {\"\(key)\": 2}")
    #expect(!(try report("--tornado").contains("parameters.\(key) ")))
  }

  @Test("of a parameter with a value for one network, the tornado names that network's key too")
  func networkKey() throws {
    try set(#""networks": {"x": {"visibilityRatio": {"low": 1, "typical": 2, "high": 4}}}"#)
    #expect(
      try report("--tornado").contains("networks.x.visibilityRatio, parameters.visibilityRatio"))
  }
}
