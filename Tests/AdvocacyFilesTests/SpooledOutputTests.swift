import Testing

@testable import AdvocacyFiles

@Suite("Text that waits until all of it is there")
struct SpooledOutputTests {
  @Test("it comes out as it went in, in whole lines, characters kept whole")
  func whole() throws {
    let spool = try SpooledOutput()
    let line = String(repeating: "ñandú 🦤 ", count: 40_000)
    let text = "first\n" + line + "\n" + line + "\nlast, without an end"
    for piece in text.split(separator: "a", omittingEmptySubsequences: false).enumerated() {
      try spool.add((piece.offset == 0 ? "" : "a") + piece.element)
    }
    var pieces: [String] = []
    try spool.hand { pieces.append($0) }
    #expect(pieces.joined() == text)
    #expect(pieces.dropLast().allSatisfy { $0.hasSuffix("\n") } && pieces.count > 1)
  }

  @Test("nothing comes out of nothing")
  func empty() throws {
    let spool = try SpooledOutput()
    try spool.hand { Issue.record("\($0)") }
  }
}
