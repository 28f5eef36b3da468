import AdvocacyModel
import Testing

@testable import AdvocacyReport

@Suite("Markdown")
struct MarkdownTests {
  @Test("The whole report, with a hostile text that stays one cell")
  func report() throws {
    let text = try Samples.report(text: "a | b\n# <b>*x*</b> [y](z) \u{1B}[31m\u{202E}")
      .rendered(as: .markdown, style: .plain)
    #expect(
      text
        == """
        # Reach report

        **12 employees brought the company to about 471 people whom its page alone would not \
        have reached: 12.4× (8.1–17.0).**

        | post | employees | likes | reposts | nominal\\* | page alone | with employees \
        | additional people | reach multiplier |
        | :--- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |
        | We open our Madrid lab | 12 of 12 | 12 | 12 | 1,728× | 41 | 512 | 471 \
        | 12.4× (8.1–17.0) |
        | a \\| b\\\\n\\# &lt;b&gt;\\*x\\*&lt;/b&gt; \\[y\\](z) \\\\u\\{1B\\}\\[31m\\\\u\\{202E\\} \
        | 2 of 12 | 0 | 3 | 6× | – | <1 | <1 | – |
        | **total** | **12 of 12** | **12** | **15** | **867×** | **41** | **512** | **471** \
        | **12.4× (8.1–17.0)** |

        \\* 12 employees × 12 likes × 12 reposts counts actions, not people \
        (12 × 12 × 12 = 1,728). Over 2 pairs of post and network: their mean.

        ## How it was made

        - **formula**: reach multiplier = distinct people reached with the employees ÷ distinct \
        people the page reaches alone, both under the same assumptions; nominal multiplier = employees \
        × likes × reposts of one post on one network
        - **seed**: 20261123
        - **worlds**: 200 blocks of 64 worlds
        - **simulation**: error 0.83 %
        - **interval**: 90 %: what the assumed inputs leave open, not how posts differ
        - **as of**: 2026-11-23T10:40:00Z
        - **posts**: from 2026-11-16T10:40:00Z
        - **seen**: estimated: of those reached 19 % twice or more, 0.41 % five times or more
        - **assumed**: 1 input: visibility (x)
        - **configured**: 1 input: participation
        - **ledger**: ab12
        - **inputs**: cd34
        - **note**: One actor left the roster

        """.split(separator: "<1", omittingEmptySubsequences: false).joined(separator: "&lt;1"))
  }

  @Test(
    "Marks, links and HTML are shown, not acted upon",
    arguments: [
      ("a_b`c`", "a\\_b\\`c\\`"), ("<img src=x>", "&lt;img src=x&gt;"), ("&amp;", "&amp;amp;"),
      ("https://a.example/b", "https\\://a.example/b"), ("at 10:40", "at 10:40"),
      ("www.a.example", "www\\.a.example"), ("~x~ !$@{}", "\\~x\\~ \\!\\$\\@\\{\\}"),
      ("a\r\n\tb\u{85}", "a\\\\r\\\\n\\\\tb\\\\u\\{85\\}"),
    ])
  func escaping(text: String, expected: String) {
    #expect(MarkdownText.escape(text) == expected)
  }

  @Test("No text adds a cell or a line to a table")
  func cells() {
    let seed = UInt64(20_261_123)
    var random = Scramble(seed: seed)
    for _ in 0..<200 {
      var table = TextTable(columns: [.init("a"), .init("b", .right)])
      table.add([TextTable.Cell(random.text()), TextTable.Cell("1")])
      let lines = table.markdown().split(separator: "\n", omittingEmptySubsequences: false)
      let bare = lines[2].unicodeScalars.indices.filter { index in
        let scalars = lines[2].unicodeScalars
        guard scalars[index] == "|" else { return false }
        return index == scalars.startIndex || scalars[scalars.index(before: index)] != "\\"
      }
      #expect(lines.count == 4, "seed \(seed)")
      #expect(bare.count == 3, "seed \(seed)")
    }
  }
}
