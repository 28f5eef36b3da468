import AdvocacyTestSupport
import Foundation
import Testing

@testable import advocacy

@Suite("golden cases")
struct GoldenTests {
  private static let cases = GoldenCase.all(
    in: URL(fileURLWithPath: #filePath).deletingLastPathComponent().path + "/Cases")

  @Test("the built program prints what the case holds", arguments: cases)
  func matches(golden: GoldenCase) throws {
    let result = try golden.run()
    let expected = try golden.expected()
    #expect(result.output == expected.output)
    #expect(result.error == expected.error)
    #expect(result.status == expected.status)
  }

  @Test("every command has a case, but the demo, which tells how long it took")
  func isComplete() {
    let lines = Self.cases.flatMap(\.commandLines)
    let without = Advocacy.calls.filter { call in !lines.contains { $0.starts(with: call) } }
    #expect(without == [["demo"]])
  }
}
