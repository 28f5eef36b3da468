import AdvocacyModel
import AdvocacyTestSupport
import Foundation
import Testing

@testable import AdvocacyReport

@Suite("A report that holds everything")
struct FullReportTests {
  @Test(
    "Each format is written as in its golden file",
    arguments: [
      (ReportFormat.table, "report.txt"), (.json, "report.json"), (.csv, "report.csv"),
      (.markdown, "report.md"), (.html, "report.html"),
    ])
  func golden(format: ReportFormat, file: String) throws {
    let text = try Samples.full().rendered(as: format, style: .plain)
    #expect(text == (try GoldenFile.text("Golden/\(file)", seen: text)))
  }

  @Test("For programs, CSV holds every column, exact")
  func full() throws {
    let text = try Samples.full().rendered(as: .csv, style: .plain, sheet: .full)
    #expect(text == (try GoldenFile.text("Golden/report-full.csv", seen: text)))
  }

  @Test(
    "In Spanish it is written as in its golden file",
    arguments: [
      (ReportFormat.table, "report-es.txt"), (.markdown, "report-es.md"), (.html, "report-es.html"),
      (.csv, "report-es.csv"),
    ])
  func spanish(format: ReportFormat, file: String) throws {
    let style = TerminalStyle.plain.speaking(.spanish)
    let text = try Samples.full().rendered(as: format, style: style)
    #expect(text == (try GoldenFile.text("Golden/\(file)", seen: text)))
  }

  @Test("In a terminal of 80 columns no line is wider", arguments: [40, 80, 120])
  func narrow(width: Int) throws {
    let text = try Samples.full().render(.init(width: width, color: false))
    for line in text.split(separator: "\n") where width >= 80 {
      #expect(DisplayWidth.of(String(line)) <= width, "\(line)")
    }
  }

  @Test("Hostile texts act in no format", arguments: ReportFormat.allCases)
  func hostile(format: ReportFormat) throws {
    let text =
      "=HYPERLINK(\"x\")|a\u{1B}[31m\u{9B}2J\u{202E}<script>alert(1)</script>\r\n# [y](z)\u{85}"
    let written = try Samples.full(text: text).rendered(
      as: format, style: .init(width: 100, color: false))
    for scalar in written.unicodeScalars {
      let isBreak = scalar == "\n" || (scalar == "\r" && format == .csv)
      #expect(isBreak || scalar.properties.generalCategory != .control, "\(scalar.value)")
      #expect(scalar != "\u{202E}")
    }
    if format == .html || format == .markdown { #expect(!written.contains("<script")) }
    if format == .markdown { #expect(!written.contains(" [y](z)")) }
    if format == .csv {
      let cells = written.split(separator: "\r\n").flatMap { $0.split(separator: ",") }
      #expect(!cells.contains { $0.hasPrefix("=") || $0.hasPrefix("\"=") })
    }
  }

  @Test("JSON is as its schema says, and the schema knows every key", arguments: Breakdown.allCases)
  func schema(by: Breakdown) throws {
    let judge = try SchemaJudge(ReachReportSchema.text)
    var report = try Samples.full()
    report.by = by
    switch by {
    case .post: report.groups = .none
    case .team, .employee: break
    default:
      report.groups = .figures([.init(name: "lab", figures: try Samples.textbook())])
    }
    let value = try JSONSerialization.jsonObject(with: Data(try report.json.utf8))
    #expect(try judge.faults(in: value) == [])
    #expect(try judge.unknownKeys(in: value) == [])
    var wrong = try #require(value as? [String: Any])
    wrong["worlds"] = "many"
    wrong["total"] = nil
    #expect(try judge.faults(in: wrong).count == 2)
  }

  @Test("JSON reads back the same")
  func roundTrip() throws {
    let report = try Samples.full()
    let data = Data(try report.json.utf8)
    #expect(try JSONDecoder().decode(ReachReport.self, from: data) == report)
  }

  @Test("100,000 employees and 1,000 posts are a page of less than 2 MB")
  func size() throws {
    var report = try Samples.full()
    let post = report.posts[0]
    report.posts = try (0..<1000).map { number in
      var copy = post
      copy.id = try Samples.post("post-\(number)")
      copy.text = "Post \(number): \(String(repeating: "a text of usual length ", count: 10))"
      return copy
    }
    report.groups = .contributions((0..<100_000).map { Samples.part("e\($0)", Double($0 % 997)) })
    report.overlaps = []
    let text = try report.html()
    #expect(text.utf8.count < 2_000_000)
    #expect(Outline.of(text) != nil)
    #expect(text.contains("and 99,996 others"))
    #expect(report.render(.plain).contains("99,980 others together"))
  }
}
