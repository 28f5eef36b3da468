import AdvocacyApp
import AdvocacyModel
import AdvocacyReport
import AdvocacyTestSupport
import Testing

@Suite("reach-report, broken down and compared")
struct ReportBreakdownTests {
  private func workspace(config: String = TestWorkspace.company()) throws -> TestWorkspace {
    let test = try TestWorkspace(
      config: config,
      queue: """
        [{"id": "a", "text": "One", "networks": ["x"], "at": "2026-11-20T22:30:00Z",
          "topics": ["hiring", "product"], "hashtags": ["#One"]},
         {"id": "b", "text": "Two", "networks": ["x"], "at": "2026-11-20T23:30:00Z",
          "topics": ["product"], "hashtags": ["#One", "#Two"]},
         {"id": "c", "text": "Three", "networks": ["x"], "at": "2026-11-21T10:00:00Z"}]
        """)
    try test.amplify("2026-11-22T12:00:00Z")
    return test
  }

  private func figures(_ report: ReachReport) throws -> [ReachReport.Group] {
    guard case .figures(let groups) = report.groups else {
      Issue.record("no groups")
      return []
    }
    return groups
  }

  @Test(
    "posts stand under each of their labels, and under none where they have none",
    arguments: [
      (Breakdown.topic, ["", "hiring", "product"], [12, 12, 24]),
      (.hashtag, ["", "#One", "#Two"], [12, 24, 12]),
      // The company's days: the second post falls due at half past midnight in Madrid.
      (.day, ["2026-11-20", "2026-11-21"], [12, 24]),
    ])
  func labels(breakdown: Breakdown, names: [String], likes: [Int]) async throws {
    let report = try await workspace().report(breakdown)
    let groups = try figures(report)
    #expect(groups.map(\.name) == names)
    #expect(groups.map(\.figures.likes) == likes)
    let total = report.total.figures
    for group in groups {
      #expect(group.figures.reach.withEmployees.mean <= total.reach.withEmployees.mean)
    }
    let sum = groups.reduce(0) { $0 + $1.figures.reach.withEmployees.mean }
    #expect(sum >= total.reach.withEmployees.mean)
  }

  @Test("the same period has the same figures, compared or not")
  func comparedAlike() async throws {
    let test = try workspace()
    func report(_ compareTo: String?) async throws -> ReachReport {
      try await ReportReach(
        workspace: test.workspace, since: "2026-11-21T00:00:00Z", compareTo: compareTo,
        targetError: 1
      ).run(in: test.environment)
    }
    let plain = try await report(nil)
    let compared = try await report("2026-11-20..2026-11-20")
    #expect(plain.total.figures == compared.total.figures)
    #expect(compared.comparison?.posts == 1)
    let change = try #require(compared.comparison?.changes.first { $0.figure == .additionalPeople })
    let difference = change.after.mean - change.before.mean
    #expect(abs(change.difference.mean - difference) < 1e-9)
  }

  @Test("the previous period is as long and ends where the report begins")
  func previous() async throws {
    let test = try workspace()
    let report = try await ReportReach(
      workspace: test.workspace, since: "2026-11-21", until: "2026-11-21", compareTo: "previous",
      targetError: 1
    ).run(in: test.environment)
    let comparison = try #require(report.comparison)
    #expect(comparison.until == report.since)
    #expect(comparison.until - comparison.since == .days(1))
    #expect(comparison.posts == 1)
  }

  @Test("before a month comes the whole month before, however it was asked for")
  func previousMonth() async throws {
    let test = try workspace()
    for (since, until, period) in [
      (nil, nil, "november"), ("2026-11-01", "2026-11-30", nil),
    ] as [(String?, String?, String?)] {
      let report = try await ReportReach(
        workspace: test.workspace, since: since, until: until, period: period,
        compareTo: "previous", targetError: 1
      ).run(in: test.environment)
      #expect(report.since?.rfc3339 == "2026-10-31T23:00:00Z")
      #expect(report.until?.rfc3339 == "2026-11-30T23:00:00Z")
      let comparison = try #require(report.comparison)
      #expect(comparison.since.rfc3339 == "2026-09-30T22:00:00Z")
      #expect(comparison.until == report.since)
    }
  }

  @Test("periods of different numbers of posts are compared per post as well, others are not")
  func perPost() async throws {
    let test = try workspace()
    func changes(since: String, to period: String) async throws -> [ReachReport.Change] {
      let report = try await ReportReach(
        workspace: test.workspace, since: since, until: "2026-11-21", compareTo: period,
        targetError: 1
      ).run(in: test.environment)
      return try #require(report.comparison).changes
    }
    let uneven = try await changes(since: "2026-11-21", to: "2026-11-20..2026-11-20")
    let total = try #require(uneven.first { $0.figure == .additionalPeople })
    let perPost = try #require(uneven.first { $0.figure == .additionalPeoplePerPost })
    #expect(perPost.before.mean == total.before.mean)
    #expect(perPost.after.mean == total.after.mean / 2)
    #expect(abs(perPost.difference.mean - (perPost.after.mean - perPost.before.mean)) < 1e-9)
    let even = try await changes(since: "2026-11-21T06:00", to: "2026-11-20T06:00..2026-11-20")
    #expect(!even.contains { $0.figure == .additionalPeoplePerPost })
  }

  @Test(
    "a period that is none is refused with the form that is expected",
    arguments: ["previous", "2026-10-01", "2026-10-02..2026-10-01", "x..y"])
  func refused(period: String) async throws {
    let test = try workspace()
    await #expect {
      try await ReportReach(
        workspace: test.workspace, compareTo: period, targetError: 1
      ).run(in: test.environment)
    } throws: { error in
      guard let failure = error as? Failure else { return false }
      return failure.cause == .usage && failure.message.contains("--compare-to")
    }
  }

  @Test("other products' formulas count every follower of every share")
  func vendors() async throws {
    let test = try workspace()
    let report = try await ReportReach(
      workspace: test.workspace, extras: [.vendors], targetError: 1
    ).run(in: test.environment)
    let sum = try #require(report.vendors?.first { $0.method == .summedFollowers })
    let followers = Double((0..<12).reduce(0) { $0 + 100 + $1 })
    #expect(sum.figure == 3 * followers)
    let chance = try #require(report.vendors?.first { $0.method == .independentAudiences })
    #expect(chance.figure < followers && chance.figure > 0.99 * followers)
    #expect(try await test.report().vendors == nil)
  }

  @Test("a rate card gives a media cost, and without one there is none")
  func mediaCost() async throws {
    let card = """
      "rateCard": {"name": "Ours", "date": "2026-01-15", "currency": "EUR", "source": "agency",
        "rates": {"perShare": 3, "perClick": 5}},
      """
    let report = try await workspace(config: TestWorkspace.company(extra: card)).report()
    #expect(report.mediaCost?.total == 108)
    #expect(report.mediaCost?.uncounted == [.perClick])
    #expect(try await workspace().report().mediaCost == nil)
  }

  @Test("the assumption that moves the result most comes first, and page visibility moves it")
  func tornado() async throws {
    let test = try workspace()
    let report = try await ReportReach(
      workspace: test.workspace, extras: [.tornado], targetError: 1
    ).run(in: test.environment)
    let sensitivity = try #require(report.sensitivity)
    #expect(sensitivity.figure == .reachMultiplier)
    let widths = sensitivity.swings.map(\.width)
    #expect(widths == widths.sorted(by: >))
    let ratio = try #require(sensitivity.swings.first { $0.input == "visibilityRatio" })
    #expect(ratio.atLow < sensitivity.center && sensitivity.center < ratio.atHigh)
    #expect(sensitivity.center == report.total.figures.reachMultiplier?.mean)
    #expect(ratio.keys == ["parameters.visibilityRatio"])
  }

  @Test("who takes back their consent is in no row, and their actions stay in the total")
  func optedOut() async throws {
    let before = TestWorkspace.company()
    let test = try workspace(config: before)
    let marker = "\"id\": \"e003\", \"name\": \"Employee 3\""
    let consent = "\"consent\": {\"from\": \"2026-01-01\"}"
    let start = try #require(before.firstRange(of: marker)).upperBound
    let place = try #require(before[start...].firstRange(of: consent))
    var after = before
    after.replaceSubrange(
      place, with: "\"consent\": {\"from\": \"2026-01-01\", \"until\": \"2026-11-21\"}")
    try test.directory.write(after, to: "config.json")
    var report = try await test.report(.employee)
    // Hashes are random, and hold anybody's id now and then.
    report.inputsHash = ""
    report.ledgerHead = nil
    guard case .contributions(let parts) = report.groups else {
      Issue.record("no contributions")
      return
    }
    #expect(parts.count == 11)
    #expect(report.total.figures.employees == 12)
    // Their part stays in the sum, without a name.
    let unlisted = try #require(report.unlisted)
    #expect(unlisted.employees == 1 && unlisted.name.isEmpty)
    let shares = parts.reduce(unlisted.share.mean) { $0 + $1.share.mean }
    let total = report.total.figures.additionalPeople.mean
    #expect(abs(shares - total) < 1e-6 * total)
    for format in [ReportFormat.table, .json, .csv, .markdown, .html] {
      #expect(!(try report.rendered(as: format, style: .plain).contains("e003")))
    }
  }

  @Test("the funnel counts training and consent, and names the rules that held anybody back")
  func funnel() async throws {
    let rules = """
      {"id": "advanced", "type": "trainingRequired", "course": "basics",
       "sentence": "Basics first.", "when": {"teams": ["t1"]}}
      """
    let untrained = TestWorkspace.company(rules: rules).replacing(
      "2026-01-10", with: "2025-01-10")
    let report = try await workspace(config: untrained).report()
    let funnel = try #require(report.funnel)
    #expect(funnel.roster == 12 && funnel.trained == 8 && funnel.consented == 8)
    #expect(funnel.allowed == 8 && funnel.took == 8)
    let stop = try #require(funnel.stopped.first)
    #expect(stop.rule.text == "advanced" && stop.candidates == 12 && stop.outcome == .deny)
    #expect(stop.sentence == "Basics first")
  }
}
