import AdvocacyModel
import Foundation
import Testing

@testable import AdvocacyReport

@Suite("Reach report")
struct ReachReportTests {
  private static let made = """

    How it was made
      formula     \(ReachReport.standardFormula)
      seed        20261123
      worlds      200 blocks of 64 worlds
      simulation  error 0.83 %
      interval    90 %: what the assumed inputs leave open, not how posts differ
      as of       2026-11-23T10:40:00Z
      posts       from 2026-11-16T10:40:00Z
      seen        estimated: of those reached 19 % twice or more, 0.41 % five times or more
      assumed     1 input: visibility (x)
      configured  1 input: participation
      ledger      ab12
      inputs      cd34
      note        One actor left the roster

    """
  private static let headline = """
    12 employees brought the company to about 471 people whom its page alone would not have \
    reached: 12.4× (8.1–17.0).
    """
  private static let footnote = """
    * 12 employees × 12 likes × 12 reposts counts actions, not people \
    (12 × 12 × 12 = 1,728). Over 2 pairs of post and network: their mean.
    """

  @Test("Piped, the table is whole, uncoloured and harmless")
  func pipedTable() throws {
    let expected = """
      \(Self.headline)

      post                                       employees  likes  reposts  nominal*  page alone\
        with employees  additional people  reach multiplier
      We open our Madrid lab                      12 of 12     12       12    1,728×          41\
                   512                471  12.4× (8.1–17.0)
      =1+1 \\u{1B}[31m東京\\u{9B}2J\\u{202E}\\nnext    2 of 12      0        3        6×           –\
                    <1                 <1                 –
      total                                       12 of 12     12       15      867×          41\
                   512                471  12.4× (8.1–17.0)

      \(Self.footnote)
      """
    let text = try Samples.report().render(.plain)
    #expect(text == expected + "\n" + Self.made)
  }

  @Test("In a narrow terminal headers and sentences wrap, texts are cut, lesser columns left out")
  func narrowTable() throws {
    let text = try Samples.report().render(.init(width: 80, color: false))
    #expect(
      text.hasPrefix(
        """
        12 employees brought the company to about 471 people whom its page alone would
        not have reached: 12.4× (8.1–17.0).

                                           page       with  additional             reach
        post                   employees  alone  employees      people        multiplier
        We open our Madrid…     12 of 12     41        512         471  12.4× (8.1–17.0)
        =1+1 \\u{1B}[31m東京\\…    2 of 12      –         <1          <1                 –
        total                   12 of 12     41        512         471  12.4× (8.1–17.0)
        Hidden, terminal too narrow: likes, reposts, nominal.

        * 12 employees × 12 likes × 12 reposts counts actions, not people (12 × 12 × 12
        = 1,728). Over 2 pairs of post and network: their mean.

        How it was made
          formula     reach multiplier = distinct people reached with the employees ÷
                      distinct people the page reaches alone, both under the same
                      assumptions; nominal multiplier = employees × likes × reposts of
                      one post on one network
          seed        20261123

        """))
    #expect(text.split(separator: "\n").allSatisfy { DisplayWidth.of(String($0)) <= 80 })
  }

  @Test("CSV has CRLF, one row a post and the total, no live formula, and plain numbers")
  func csv() throws {
    let lines = try Samples.report(text: "=cmd, \"x\"\r\n\u{1B}[2J\u{85}").csv
      .split(separator: "\r\n", omittingEmptySubsequences: false)
    #expect(lines.count == 18)
    #expect(
      lines[1] == """
        post,madrid-lab,We open our Madrid lab,2026-11-23T10:40:00Z,lab,x,12,12,12,12,12,1728,\
        4120,640.5,819.25,1.6,41.2,20,80,512.4,350,700,471.2,310,640,12.437,8.1,17,,,,,,,,,,,
        """)
    #expect(
      lines[2] == """
        post,tokyo,"'=cmd, ""x""\\r\\n\\u{1B}[2J\\u{85}",2026-11-24T10:40:00Z,,blog,2,12,12,0,3,\
        6,4120,640.5,819.25,1.6,,,,0.4,0,1.6,0.4,0,1.6,,,,,,,,,,,,,,
        """)
    #expect(lines[3].hasPrefix("total,,,,,blog x,12,12,12,12,15,867,"))
    #expect(lines[4].hasPrefix("made,formula,\"reach multiplier = distinct people"))
    #expect(lines[16].hasPrefix("made,note,One actor left the roster,"))
    #expect(lines[17].isEmpty)
  }

  @Test(
    "A text that a spreadsheet would run is led by an apostrophe",
    arguments: ["=1", "+1", "-1", "@a", "\t=1", "\r=1", "\n=1", "＝1"])
  func formulas(text: String) {
    var csv = CSVText()
    csv.add([.text(text), .number(-1.5), .empty])
    #expect(csv.text.hasPrefix("'"))
    #expect(csv.text.hasSuffix(",-1.5,\r\n"))
  }

  @Test("JSON writes every key, sorted, null where nothing is, and reads back the same")
  func json() throws {
    let report = try Samples.report()
    let text = try report.rendered(as: .json, style: .plain)
    #expect(text.hasSuffix("}\n"))
    #expect(text.contains("\"schema\" : \"advocacy/reach-report/2\""))
    #expect(text.contains("\"until\" : null"))
    #expect(text.contains("\"page\" : null"))
    #expect(text.contains("\"reachMultiplier\" : null"))
    #expect(text.contains("\"network\" : null"))
    #expect(text.contains(#"=1+1 \u001b[31m東京\u009b2J\u202e\nnext"#))
    #expect(try JSONDecoder().decode(ReachReport.self, from: Data(text.utf8)) == report)
  }

  @Test("Posts and total have the keys of the contract")
  func keys() throws {
    let data = Data(try Samples.report().json.utf8)
    let object = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    let keys = [
      "additionalPeople", "at", "campaign", "employees", "frequency", "grossReach", "id",
      "impressions", "likes", "networks", "nominalMultiplier", "participation",
      "potentialReach", "reach", "reachByFrequency", "reachMultiplier", "reposts", "state", "text",
    ]
    let total = try #require(object["total"] as? [String: Any])
    let posts = try #require(object["posts"] as? [[String: Any]])
    #expect(total.keys.sorted() == keys)
    #expect(posts.allSatisfy { $0.keys.sorted() == keys })
    #expect(
      object.keys.sorted() == [
        "advice", "asOf", "blocks", "by", "company", "comparison", "formula", "funnel", "groups",
        "inputs", "inputsHash", "intervalLevel", "language", "ledgerHead", "mediaCost", "notes",
        "outlook",
        "overlaps",
        "posts",
        "relativeStandardError", "schema", "seed", "sensitivity", "since", "timeZone",
        "timeline", "total", "trend", "unlisted", "until", "vendors", "voices", "worlds",
      ])
  }

  @Test("A figure that is not finite is refused, not written")
  func notFinite() throws {
    var report = try Samples.report()
    report.total.figures.frequency = .nan
    #expect(throws: Failure.self) { try report.json }
  }

  @Test("Teams are shown by the people only they brought, and round-trip")
  func contributions() throws {
    let part = ReachReport.Contribution(
      name: "engineering", employees: 3, actions: 6, likes: 3, reposts: 3, grossReach: 140.2,
      additionalPeople: .init(mean: 92.4, low: 60, high: 130),
      share: .init(mean: 471.2, low: 310, high: 640), shareStandardError: 2.35,
      alone: .init(mean: 500, low: 330, high: 700))
    let report = try Samples.report(by: .team, groups: .contributions([part]))
    #expect(
      report.figuresTable().rendered(.plain) == """
        team          employees  likes  reposts  reached by nobody else  share of all brought*  \
        simulation error  would bring alone  per advocate
        engineering           3      3        3             92 (60–130)          471 (310–640)  \
                    ±2.4      500 (330–700)           157
        all together         12     12       15                                  471 (310–640)

        """)
    let data = Data(try report.json.utf8)
    #expect(try JSONDecoder().decode(ReachReport.self, from: data) == report)
    let columns = report.csv.split(separator: "\r\n").prefix(3).map { line in
      line.split(separator: ",", omittingEmptySubsequences: false).count
    }
    #expect(Set(columns) == [39])
  }

  @Test("Campaigns carry all figures under their name")
  func groups() throws {
    let group = ReachReport.Group(name: "lab", figures: try Samples.textbook())
    let report = try Samples.report(by: .campaign, groups: .figures([group]))
    #expect(report.figuresTable().rows.count == 2)
    #expect(report.csv.contains("campaign,lab,,,,x,12,"))
    let data = Data(try report.json.utf8)
    #expect(try JSONDecoder().decode(ReachReport.self, from: data) == report)
  }

  @Test("The main sentence fits what there is: no page, nobody, no post")
  func headlines() throws {
    var report = try Samples.report()
    report.total.figures.reachMultiplier = nil
    #expect(report.headline.contains("about 471 people (310–640)"))
    report.total.figures.employees = 0
    #expect(report.headline.hasPrefix("No employee took part"))
    report.posts = []
    #expect(report.headline == "No post went out in this period.")
    #expect(report.footnotes.isEmpty)
  }
}
