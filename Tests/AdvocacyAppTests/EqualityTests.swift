import AdvocacyLedger
import AdvocacyModel
import AdvocacyPolicy
import AdvocacyReport
import AdvocacyTestSupport
import Testing

@testable import AdvocacyApp

@Suite("one run equals many")
struct EqualityTests {
  private static let rules = """
    {"id": "quiet", "type": "quietHours", "start": "20:00", "end": "08:00"},
    {"id": "cap", "type": "frequencyCap", "count": 1, "window": "day"},
    {"id": "once", "type": "onceOnly"},
    {"id": "trained", "type": "trainingRequired", "course": "basics"},
    {"id": "say-so", "type": "disclosureRequired", "text": "I work here.",
     "when": {"networks": ["x"]}},
    {"id": "sign-off", "type": "approval", "roles": ["legal"], "count": 1,
     "when": {"campaigns": ["results"]}}
    """

  /// Posts spread over eight days by a seed, some at the same instant, some at night.
  private static func queue(seed: UInt64) -> String {
    let posts = (0..<14).map { number -> String in
      let key = RandomKey(seed).keyed(by: UInt64(number))
      let at =
        (Instant(rfc3339: "2026-11-10T00:00:00Z") ?? .distantPast)
        + .hours(Int64(key.bits % 192))
      let campaign = needsApproval(number, seed: seed) ? "results" : "other"
      return """
        {"id": "p\(number.padded(2))", "text": "Text \(number % 11)",
         "networks": ["x", "linkedin"], "at": "\(at.rfc3339)", "campaign": "\(campaign)"}
        """
    }
    return "[\(posts.joined(separator: ",\n"))]"
  }

  private static func needsApproval(_ number: Int, seed: UInt64) -> Bool {
    RandomKey(seed).keyed(by: UInt64(number)).keyed(by: 1).bits % 4 == 0
  }

  private static func workspace(seed: UInt64) throws -> TestWorkspace {
    try TestWorkspace(
      config: TestWorkspace.company(
        employees: 6, rules: rules, behaviour: #"{"participation": 0.6}"#),
      queue: queue(seed: seed), seed: seed)
  }

  @Test("ten instants instead of one give an equal ledger", arguments: [1, 2, 3, 4] as [UInt64])
  func instants(seed: UInt64) throws {
    let once = try Self.workspace(seed: seed)
    try once.amplify("2026-11-30T00:00:00Z")
    let often = try Self.workspace(seed: seed)
    let start = Instant(rfc3339: "2026-11-09T00:00:00Z") ?? .distantPast
    let hours = (1..<10).map { RandomKey(seed).keyed(by: "run").keyed(by: UInt64($0)).bits % 500 }
    for hour in hours.sorted() { try often.amplify((start + .hours(Int64(hour))).rfc3339) }
    try often.amplify("2026-11-30T00:00:00Z")
    #expect(try often.dump() == once.dump(), "seed \(seed)")
    #expect(try once.dump().contains("action"))
  }

  /// Rules each of which asks about another stretch of the past.
  private static let memories = [
    #"{"id": "cap", "type": "frequencyCap", "count": 2, "window": "month"}"#,
    #"{"id": "cap", "type": "frequencyCap", "count": 1, "window": "week"}"#,
    #"{"id": "cool", "type": "cooldown", "hours": 60}"#,
    #"{"id": "once", "type": "onceOnly"}"#,
    #"{"id": "trainee", "type": "traineeMode", "posts": 3, "roles": ["legal"]}"#,
  ]

  @Test("a run remembers as much of the past as its rules ask about", arguments: memories)
  func memory(rule: String) async throws {
    let instants = (0..<40).map { number in
      let hours = Int64(number) * 43 + Int64(RandomKey(5).keyed(by: UInt64(number)).bits % 40)
      return (Instant(rfc3339: "2026-09-01T00:00:00Z") ?? .distantPast) + .hours(hours)
    }
    let posts = instants.enumerated().map { number, at in
      // One in three is over before most deferrals are.
      let end = number.isMultiple(of: 3) ? (at + .hours(30)).rfc3339 : "2026-12-31T00:00:00Z"
      return """
        {"id": "p\(number.padded(2))", "text": "Text \(number % 13)",
         "networks": ["x", "linkedin"], "at": "\(at.rfc3339)", "expires": "\(end)",
         "campaign": "\(number % 8 == 0 ? "results" : "other")"}
        """
    }
    let signOff = """
      {"id": "sign-off", "type": "approval", "roles": ["legal"], "count": 1,
       "when": {"campaigns": ["results"]}}
      """
    func workspace() throws -> TestWorkspace {
      let test = try TestWorkspace(
        config: TestWorkspace.company(
          employees: 6, rules: "\(rule), \(signOff)",
          behaviour: #"{"participation": 0.7, "fatigue": 0.5}"#),
        queue: "[\(posts.joined(separator: ","))]", start: "2026-08-31T00:00:00Z", seed: 3)
      for number in stride(from: 0, to: 40, by: 8) {
        try test.speak(
          .approval, on: "p\(number.padded(2))", as: "legal", by: nil,
          at: (instants[number] + .days(3)).rfc3339)
      }
      return test
    }
    let once = try workspace()
    try once.amplify("2026-11-30T00:00:00Z")
    let daily = try workspace()
    for day in 0..<90 {
      try daily.amplify(
        ((Instant(rfc3339: "2026-09-01T00:00:00Z") ?? .distantPast) + .days(Int64(day))).rfc3339)
    }
    try daily.amplify("2026-11-30T00:00:00Z")
    #expect(try daily.dump() == once.dump())
    #expect(try once.dump().contains("action"))
    try await Self.requireSameOutlook(once)
    let check = try ExportDecisions(
      workspace: once.workspace, form: .csv, hasRosterIDs: false
    ).run(in: once.environment) { _ in }
    #expect(check.differing == [] && check.incomplete == 0 && check.matching > 80)
  }

  /// What `post` foretells of a new post from a part of the past is what all of it foretells.
  private static func requireSameOutlook(_ test: TestWorkspace) async throws {
    let ledger = try Ledger.open(at: test.workspace.ledger, access: .read)
    let configuration = try WorkspaceReader(workspace: test.workspace).configuration()
    let facts = try ledger.facts()
    let history = try History(
      configuration: configuration, participations: ledger.participations(since: .distantPast),
      posts: ledger.posts(), statements: ledger.statements())
    let post = Post(
      id: try #require(PostID("next")), text: "Text 3",
      networks: try ["linkedin", "x"].map { try #require(NetworkID($0)) },
      at: facts.watermark + .hours(1), expires: facts.watermark + .days(30))
    let outlook = try await PostPreview(
      post: post, configuration: configuration, ledger: ledger, facts: facts, now: post.at,
      workspace: test.workspace, queued: []
    ).added(to: "queue.json", isDryRun: true)
    let expected = PolicyEngine(configuration: configuration)
      .decide(post, at: post.at, history: history)
    #expect(outlook.networks == expected.map(AddedPost.Network.init))
  }

  @Test("words spoken at an instant count the same however runs fall around it")
  func words() throws {
    let once = try Self.workspace(seed: 9)
    let often = try Self.workspace(seed: 9)
    for test in [once, often] {
      for number in 0..<14 where Self.needsApproval(number, seed: 9) {
        try test.speak(
          .approval, on: "p\(number.padded(2))", as: "legal", by: nil,
          at: "2026-11-14T12:00:00Z")
      }
      for post in ["p03", "p06", "p09", "p12"] {
        try test.speak(.withdrawal, on: post, as: "", by: nil, at: "2026-11-14T13:00:00Z")
      }
    }
    try once.amplify("2026-11-30T00:00:00Z")
    for day in 11...29 { try often.amplify("2026-11-\(day)T12:00:00Z") }
    try often.amplify("2026-11-30T00:00:00Z")
    #expect(try often.dump() == once.dump())
    #expect(try once.dump().contains("withdraw"))
  }
}
