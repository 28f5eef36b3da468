import Foundation
import Testing

@testable import AdvocacyModel

/// Runs where `Tests/Graphemes/check.sh` has written texts with what another program counts.
@Suite("Characters as another program counts them")
struct GraphemeOracleTests {
  private static let cases = ProcessInfo.processInfo.environment["GRAPHEME_CASES"]

  private struct Case: Decodable {
    var text: String
    var count: Int
  }

  @Test("are as many as it says", .enabled(if: cases != nil))
  func counts() throws {
    let path = try #require(Self.cases)
    let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
    var differing: [String] = []
    for line in lines {
      let given = try JSONDecoder().decode(Case.self, from: Data(line.utf8))
      let count = TextCounting.characters.length(of: given.text)
      guard count != given.count else { continue }
      let scalars = given.text.unicodeScalars.map { String($0.value, radix: 16) }
      differing.append("\(count) for \(given.count): \(scalars.joined(separator: " "))")
    }
    print("compared \(lines.count) texts, \(differing.count) differ")
    #expect(differing.isEmpty, "\(differing.prefix(10).joined(separator: "\n"))")
  }
}
