import AdvocacyLedger
import Foundation
import Testing

@testable import AdvocacyReport

@Suite("The style sheet of a page")
struct PageStyleTests {
  @Test("The policy of a page allows its style sheet by the right hash")
  func hash() {
    let sheet = PageStyle.sheet(runningTitle: "Acme · noviembre de 2026", note: "Estimado")
    for length in [0, 1, 54, 55, 56, 57, 63, 64, 65, sheet.count] {
      let text = String(sheet.prefix(length))
      let digest = SHA256Digest.of(Array(text.utf8))
      #expect(StyleDigest.source(of: text) == "sha256-\(Data(digest).base64EncodedString())")
    }
  }
}
