import AdvocacyModel
import AdvocacyTestSupport
import Foundation
import Testing

@testable import AdvocacyPolicy

@Suite("The table of rules in the docs")
struct RuleTableTests {
  private static let begin = "<!-- rules: written by RuleTableTests -->\n"
  private static let end = "<!-- rules: end -->"

  /// The table as the catalogue has it: a row for each type, by number.
  private static var table: String {
    let entries = RuleCatalogue.entries.enumerated().sorted {
      ($0.element.documentation.number, $0.offset) < ($1.element.documentation.number, $1.offset)
    }
    let rows = entries.map { _, entry in
      let documentation = entry.documentation
      let names = entry.keys.map { "`\($0.name)`" }.joined(separator: ", ")
      let keys = documentation.keys ?? (names.isEmpty ? "none" : names)
      return "| \(documentation.number) | `\(entry.name)` | \(documentation.summary) | \(keys) | "
        + "\(documentation.verdict) | \(holds(entry)) | \(documentation.simulated) | "
        + "\(documentation.source) |\n"
    }
    return """

      | # | type | what it does | keys | verdict | hold | simulated | source |
      |---|---|---|---|---|---|---|---|

      """ + rows.joined()
  }

  /// When a type speaks, and what a rule of it may say instead.
  private static func holds(_ entry: RuleCatalogue.Entry) -> String {
    let others = entry.holds.filter { $0 != entry.defaultHold }.map { "`\($0.rawValue)`" }
    let usual = "`\(entry.defaultHold.rawValue)`"
    return others.isEmpty ? usual : "\(usual), or \(others.joined(separator: ", "))"
  }

  @Test("is what the catalogue says; ADVOCACY_RECORD=1 writes it anew")
  func isTheCatalogues() throws {
    let article = URL(fileURLWithPath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "Sources/AdvocacyApp/AdvocacyApp.docc/PolicyRules.md")
    var text = try String(contentsOf: article, encoding: .utf8)
    let begin = try #require(text.range(of: Self.begin)).upperBound
    let end = try #require(text.range(of: Self.end)).lowerBound
    guard ProcessInfo.processInfo.environment[GoldenCase.recordingVariable] == nil else {
      text.replaceSubrange(begin..<end, with: Self.table + "\n")
      return try text.write(to: article, atomically: true, encoding: .utf8)
    }
    #expect(text[begin..<end] == Self.table + "\n")
  }
}
