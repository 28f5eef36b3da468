import AdvocacyLedger
import Foundation
import Testing

@testable import AdvocacyReport

@Suite("The style sheet of a page")
struct PageStyleTests {
  @Test("The policy of a page allows its style sheet by the right hash")
  func hash() {
    let digest = SHA256Digest.of(Array(PageStyle.sheet.utf8))
    #expect(PageStyle.hash == "sha256-\(Data(digest).base64EncodedString())")
  }
}
