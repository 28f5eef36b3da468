import AdvocacyModel
import Testing

@testable import AdvocacyReport

@Suite("Comparison with another period")
struct ComparisonTests {
  private func report(difference: ReachReport.Estimate) throws -> ReachReport {
    var report = try Samples.report()
    report.timeZone = "Europe/Madrid"
    report.comparison = ReachReport.Comparison(
      since: Instant(seconds: 1_795_302_000), until: Instant(seconds: 1_795_388_400), posts: 3,
      figures: try Samples.textbook(),
      changes: [
        .init(
          figure: .additionalPeople, before: .init(mean: 300, low: 200, high: 400),
          after: .init(mean: 471.2, low: 310, high: 640), difference: difference),
        .init(
          figure: .reachMultiplier, before: .init(mean: 10, low: 8, high: 12),
          after: .init(mean: 12.437, low: 8.1, high: 17),
          difference: .init(mean: 2.437, low: -0.5, high: 5)),
      ])
    return report
  }

  @Test("A change is told with its interval, and as unclear where that holds zero")
  func sentences() throws {
    let clear = try report(difference: .init(mean: 171.2, low: 110, high: 240))
    #expect(
      clear.comparisonSentence() == """
        Against 3 posts from 2026-11-22 to 2026-11-22: 171 more additional people (110–240 \
        more).
        """)
    let unclear = try report(difference: .init(mean: 10, low: -20, high: 30))
    #expect(unclear.comparisonSentence()?.contains("no clear change") == true)
    let less = try report(difference: .init(mean: -10, low: -20, high: -5))
    #expect(less.comparisonSentence()?.contains("10 fewer additional people (5–20 fewer)") == true)
  }

  @Test("A clear change is coloured, an unclear one is not")
  func colours() throws {
    let table = try report(difference: .init(mean: 171.2, low: 110, high: 240)).comparisonTable()
    #expect(table.rows.map { $0.cells[3].ink } == [.green, .plain])
    #expect(table.rows[1].cells[3].text == "+2.4× (-0.5 to +5.0)")
  }

  @Test("CSV has the other period and the change as rows of the same columns")
  func csv() throws {
    let rows = try report(difference: .init(mean: 171.2, low: 110, high: 240)).csv
      .split(separator: "\r\n").map { $0.split(separator: ",", omittingEmptySubsequences: false) }
    let header = try #require(rows.first)
    #expect(rows.filter { $0[0] == "before" }.count == 1)
    let change = try #require(rows.first { $0[0] == "change" })
    let column = try #require(header.firstIndex(of: "additionalPeople"))
    #expect(change[column...(column + 2)].map(String.init) == ["171.2", "110", "240"])
    #expect(change.count == header.count)
  }

  @Test("A period without posts leaves nothing to compare with")
  func empty() throws {
    var report = try report(difference: .init(mean: 0, low: 0, high: 0))
    report.comparison?.posts = 0
    report.comparison?.figures = nil
    report.comparison?.changes = []
    #expect(report.comparisonSentence()?.contains("nothing to compare with.") == true)
    #expect(report.render(.plain).contains("nothing to compare with"))
    #expect(!report.csv.contains("\r\nbefore"))
  }
}
