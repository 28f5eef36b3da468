import AdvocacyModel
import AdvocacyTestSupport
import Testing

@testable import AdvocacyApp

@Suite("Acts do not depend on when runs fall")
struct ActEqualityTests {
  /// Schedules of runs besides those that each change asks for.
  private static func schedules(seed: UInt64) -> [String: [Instant]] {
    let key = RandomKey(seed).keyed(by: "runs")
    return [
      "once more": [ActStory.start + .hours(171)],
      "ten": (0..<10).map { number in
        ActStory.start + .minutes(Int64(key.keyed(by: UInt64(number)).bits % (20 * 24 * 60)))
      },
      "daily": (1..<30).map { ActStory.start + .days(Int64($0)) + .hours(4) },
      "often": (1..<60).map { ActStory.start + .hours(Int64($0) * 5) },
    ]
  }

  @Test(
    "once, twice, ten runs, one a day or one every five hours give equal ledgers",
    arguments: 1...8 as ClosedRange<UInt64>)
  func schedules(seed: UInt64) throws {
    let story = ActStory(seed: seed)
    let expected = try story.play().dump()
    #expect(expected.contains("action") && expected.contains("prevented"), "seed \(seed)")
    for (name, runs) in Self.schedules(seed: seed) {
      #expect(try story.play(runs: runs).dump() == expected, "\(name), seed \(seed)")
    }
  }

  @Test("a dry run before each run changes nothing")
  func dryRuns() throws {
    let story = ActStory(seed: 21)
    let expected = try story.play().dump()
    let test = try story.play { try $0.amplify("2026-11-20T00:00:00Z", isDryRun: true) }
    #expect(try test.dump() == expected)
  }

  /// Rules that let only some act.
  private static let few = [
    #"{"id": "dead", "type": "killSwitch", "when": {"campaigns": ["none"]}}"#,
    #"{"id": "cap", "type": "frequencyCap", "count": 1, "window": "day"}"#,
    #"{"id": "some", "type": "autoRepostLimit", "accounts": 2}"#,
    #"{"id": "once", "type": "onceOnly"}"#,
  ]

  @Test(
    "who acts does not depend on the keys by which the ledger knows people", arguments: [1, 2, 3])
  func keys(seed: UInt64) throws {
    var company = ActCompany(rules: Self.few, employees: (0..<9).map { "e\($0)" })
    company.delaySigma = 1
    let posts = ["a", "b", "c"].map { id in
      """
      {"id": "\(id)", "text": "Text of \(id == "c" ? "a" : id)", "networks": ["x", "linkedin"],
       "at": "2026-11-10T08:00:00Z", "expires": "2026-11-\(id == "b" ? 10 : 14)T22:00:00Z"}
      """
    }
    let none = """
      {"id": "zero", "text": "Nobody's", "networks": ["x"], "at": "2026-11-08T08:00:00Z",
       "campaign": "none"}
      """
    func workspace(knowing first: [String]) throws -> String {
      let test = try company.workspace(
        queue: "[\(([none] + posts).joined(separator: ","))]", seed: seed)
      var other = company
      other.employees = first
      try test.configure(other)
      try test.amplify("2026-11-09T00:00:00Z")
      try test.configure(company)
      for day in 10...15 { try test.amplify("2026-11-\(day)T12:00:00Z") }
      return try test.dump()
    }
    let plain = try workspace(knowing: company.employees)
    #expect(plain.contains("action a") && plain.contains("prevented"), "seed \(seed)")
    #expect(try workspace(knowing: ["zed", "e7", "amy", "e3"]) == plain, "seed \(seed)")
    #expect(try workspace(knowing: ["e8"]) == plain, "seed \(seed)")
  }
}
