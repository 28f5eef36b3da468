import AdvocacyTestSupport
import Foundation
import Testing

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
}
