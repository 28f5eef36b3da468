import AdvocacyApp
import AdvocacyModel
import AdvocacyReport
import AdvocacyTestSupport
import Foundation
import Testing

@Suite("reach-report")
struct ReportTests {
  private func textbook(extra: String = "", networks: String = #"["x"]"#) throws -> TestWorkspace {
    let test = try TestWorkspace(
      config: TestWorkspace.company(extra: extra),
      queue: TestWorkspace.queue(
        [("lab", "2026-11-20T10:00:00Z"), ("fair", "2026-11-21T10:00:00Z")], networks: networks))
    try test.amplify("2026-11-22T00:00:00Z")
    return test
  }

  @Test("the textbook post on one network has the nominal multiplier 12 × 12 × 12")
  func nominal() async throws {
    let report = try await textbook().report()
    #expect(report.posts.map(\.figures.nominalMultiplier) == [1728, 1728])
    #expect(report.total.figures.nominalMultiplier == 1728)
    #expect(report.posts[0].figures.networks.map(\.likes) == [12])
    #expect(report.total.figures.likes == 24)
    #expect(report.total.figures.employees == 12)
    #expect(
      report.posts[0].figures.participation
        == ReachReport.Participation(took: 12, allowed: 12, roster: 12))
  }

  @Test("additional people are reach with the employees less the page's, in posts and in total")
  func additional() async throws {
    let report = try await textbook(networks: #"["x", "linkedin"]"#).report()
    for figures in report.posts.map(\.figures) + [report.total.figures] {
      let page = try #require(figures.reach.page)
      let with = figures.reach.withEmployees
      #expect(abs(with.mean - page.mean - figures.additionalPeople.mean) < 1e-6)
      #expect(with.mean >= page.mean)
      let multiplier = try #require(figures.reachMultiplier)
      #expect(abs(multiplier.mean - with.mean / page.mean) < 1e-9)
      #expect(multiplier.low <= multiplier.mean && multiplier.mean <= multiplier.high)
      #expect(with.mean <= figures.grossReach && figures.grossReach <= figures.impressions)
      #expect(figures.grossReach <= Double(figures.potentialReach))
    }
    let parts = report.posts.reduce(0) { $0 + $1.figures.reach.withEmployees.mean }
    #expect(report.total.figures.reach.withEmployees.mean < parts)
  }

  @Test("growth never shows less with the employees than for the page alone, and never shrinks")
  func growth() async throws {
    let test = try textbook()
    let moments =
      try await ReportReach(
        workspace: test.workspace, extras: [.timeline], targetError: 1, threads: 2
      ).run(in: test.environment).timeline ?? []
    #expect(moments.count > 2)
    #expect(moments.allSatisfy { $0.withEmployees >= ($0.page ?? .infinity) })
    #expect(zip(moments, moments.dropFirst()).allSatisfy { $0.withEmployees <= $1.withEmployees })
  }

  @Test("without a page there is no multiplier, but there are additional people")
  func noPage() async throws {
    let test = try TestWorkspace(
      config: TestWorkspace.company(),
      queue: TestWorkspace.queue(
        [("lab", "2026-11-20T10:00:00Z")], networks: #"["facebook"]"#))
    try test.amplify("2026-11-22T00:00:00Z")
    let report = try await test.report()
    #expect(report.posts[0].figures.reachMultiplier == nil)
    #expect(report.posts[0].figures.reach.page == nil)
    let json = try report.json
    #expect(json.contains("\"reachMultiplier\" : null"))
    #expect(json.contains("\"page\" : null"))
  }

  @Test("the same ledger gives the same bytes with any number of threads")
  func threads() async throws {
    let test = try textbook()
    var texts: Set<String> = []
    for threads in [1, 2, 7] {
      let report = try await ReportReach(
        workspace: test.workspace, targetError: 1, threads: threads
      ).run(in: test.environment)
      texts.insert(try report.json)
    }
    #expect(texts.count == 1)
  }

  @Test("actions after --as-of are not counted, and posts outside the period are left out")
  func period() async throws {
    let test = try textbook()
    let early = try await ReportReach(
      workspace: test.workspace, asOf: "2026-11-20T12:00:00Z", targetError: 1
    ).run(in: test.environment)
    #expect(early.posts.map(\.id?.text) == ["lab"])
    let late = try await ReportReach(
      workspace: test.workspace, since: "2026-11-21T00:00:00Z", targetError: 1
    ).run(in: test.environment)
    #expect(late.posts.map(\.id?.text) == ["fair"])
    let none = try await ReportReach(
      workspace: test.workspace, until: "2026-11-02T00:00:00Z", targetError: 1
    ).run(in: test.environment)
    #expect(none.posts.isEmpty)
    #expect(none.total.figures.reach.withEmployees.mean == 0)
  }

  @Test("teams and employees are told by what only they brought, which is never all together")
  func contributions() async throws {
    let test = try textbook()
    for breakdown in [Breakdown.team, .employee] {
      let report = try await test.report(breakdown)
      guard case .contributions(let parts) = report.groups else {
        Issue.record("no contributions")
        return
      }
      #expect(parts.count == (breakdown == .team ? 3 : 12))
      #expect(parts.reduce(0) { $0 + $1.actions } == 48)
      let total = report.total.figures.additionalPeople.mean
      #expect(abs(parts.reduce(0) { $0 + $1.share.mean } - total) < 1e-6 * total)
      for part in parts {
        let alone = try #require(part.alone).mean
        #expect(part.additionalPeople.mean <= part.share.mean && part.share.mean <= alone)
        #expect(part.shareStandardError > 0)
      }
      #expect(report.unlisted == nil)
      #expect(report.overlaps?.isEmpty == false)
      let own = parts.reduce(0) { $0 + $1.additionalPeople.mean }
      #expect(own > 0 && own <= report.total.figures.additionalPeople.mean)
    }
  }

  @Test("an imported graph takes the place of the synthetic audience")
  func graph() async throws {
    // Node 100 is the page, 0 to 11 the employees; everyone has five followers of their own.
    let edges = (0..<12).flatMap { employee in
      (0..<5).map { "\(employee) \(1000 + employee * 5 + $0)" }
    }
    let test = try TestWorkspace()
    try test.directory.write(
      (edges + ["100 2000", "100 2001"]).joined(separator: "\n"), to: "audience.txt")
    let people = (0..<12).map {
      """
      {"id": "e\($0)", "consent": {"from": "2026-01-01"},
       "accounts": {"x": {"followers": 0, "node": \($0)}}}
      """
    }
    try test.directory.write(
      """
      {"company": {"name": "Acme", "timeZone": "UTC"},
       "pages": {"x": {"followers": 0, "node": 100}},
       "networks": {"x": {"audience": {"file": "audience.txt", "edges": "followedToFollower"},
         "pageVisibility": 1, "visibilityExponent": 0, "visibilityRatio": 1, "shareRate": 0}},
       "parameters": {"repostFactor": 1},
       "employees": [\(people.joined(separator: ","))],
       "behaviour": {"participation": "everyone"}}
      """, to: "config.json")
    try test.directory.write(
      TestWorkspace.queue([("lab", "2026-11-20T10:00:00Z")], networks: #"["x"]"#),
      to: "queue.json")
    try test.amplify("2026-11-22T00:00:00Z")
    let report = try await test.report()
    // Everybody sees everything: 2 followers of the page, 60 of the employees.
    #expect(report.posts[0].figures.reach.page?.mean == 2)
    #expect(report.posts[0].figures.reach.withEmployees.mean == 62)
    #expect(report.posts[0].figures.reachMultiplier?.mean == 31)
    #expect(!report.inputs.contains { $0.name == "companyOverlap" })
  }
}
