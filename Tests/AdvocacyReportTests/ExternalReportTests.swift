import AdvocacyReport
import Testing

@Suite("A report that is shared outside")
struct ExternalReportTests {
  private func part(_ name: String, employees: Int, share: Double) -> ReachReport.Contribution {
    let estimate = ReachReport.Estimate(mean: share, low: share / 2, high: share * 2)
    return ReachReport.Contribution(
      name: name, employees: employees, actions: employees * 2, likes: employees,
      reposts: employees, grossReach: share * 3, additionalPeople: estimate, share: estimate,
      shareStandardError: 1, alone: estimate)
  }

  private func parts(_ report: ReachReport) throws -> [ReachReport.Contribution] {
    guard case .contributions(let parts) = report.groups else { return [] }
    return parts
  }

  private func external(
    _ breakdown: Breakdown, _ parts: [ReachReport.Contribution],
    unlisted: ReachReport.Contribution? = nil, overlaps: [ReachReport.Overlap]? = nil
  ) throws -> ReachReport {
    var report = try Samples.report(by: breakdown, groups: .contributions(parts))
    report.unlisted = unlisted
    report.overlaps = overlaps
    #expect(report.forAudience(.internal) == report)
    return report.forAudience(.external)
  }

  @Test("numbers employees by their shares, and names them nowhere")
  func employees() throws {
    let report = try external(
      .employee,
      [part("ana", employees: 1, share: 5), part("bo", employees: 1, share: 9)],
      overlaps: [.init(first: "ana", second: "bo", people: 2)])
    #expect(try parts(report).map(\.name) == ["employee 1", "employee 2"])
    #expect(try parts(report).map(\.share.mean) == [9, 5])
    #expect(report.overlaps?.map(\.first) == ["employee 2"])
    let json = try report.json
    #expect(!json.contains("\"ana\"") && !json.contains("\"bo\""))
  }

  @Test("merges teams of fewer than five, and keeps sums")
  func teams() throws {
    let before = [
      part("big", employees: 9, share: 50), part("two", employees: 2, share: 4),
      part("four", employees: 4, share: 6),
    ]
    let report = try external(
      .team, before, unlisted: part("", employees: 1, share: 1),
      overlaps: [.init(first: "big", second: "two", people: 2)])
    let after = try parts(report)
    #expect(after.map(\.name) == ["big", "others"])
    #expect(after.map(\.employees) == [9, 7])
    #expect(after.map(\.share.mean) == [50, 11])
    #expect(report.unlisted == nil && report.overlaps == [])
    #expect(report.notes.contains { $0.contains("merged") })
  }

  @Test("lets the smallest large team join where the small ones are too few together")
  func few() throws {
    let report = try external(
      .team,
      [
        part("big", employees: 9, share: 50), part("five", employees: 5, share: 20),
        part("one", employees: 1, share: 4),
      ])
    #expect(try parts(report).map(\.name) == ["big", "others"])
    #expect(try parts(report).map(\.employees) == [9, 6])
  }

  @Test("leaves large teams as they are")
  func large() throws {
    let before = [part("a", employees: 5, share: 1), part("b", employees: 7, share: 2)]
    let report = try external(.team, before)
    #expect(try parts(report) == before)
  }
}
