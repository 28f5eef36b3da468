import AdvocacyModel
import AdvocacyReport
import Foundation

/// Gives hostile texts to the renderers that people's names, titles and topics go through, for
/// other programs to read back.
struct OutputFuzz {
  /// The texts of one input.
  static let texts = 100
  /// Where the forms are kept; nil: nowhere.
  var place: URL?

  /// So many texts, one on a line as hexadecimal UTF-8, so that no form of ours is needed to read
  /// them.
  static func input(_ mutator: inout Mutator) -> [UInt8] {
    let lines = (0..<texts).map { _ in
      mutator.hostileText().utf8.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
    return Array(lines.map { $0 + "\n" }.joined().utf8)
  }

  /// Renders the texts of an input in every form, and keeps the forms beside the input.
  func render(_ bytes: [UInt8], number: UInt64) throws {
    let texts = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
      .dropLast().map(Self.text)
    try keep(String(decoding: bytes, as: UTF8.self), number, "texts.hex")
    let narrow = TerminalStyle(width: 80, color: true)
    let groups = Self.groups(texts)
    let reports = [("groups", groups), ("posts", groups.byPost), ("teams", Self.teams(texts))]
    for (name, report) in reports {
      for format in ReportFormat.allCases {
        try keep(
          report.rendered(as: format, style: .plain, sheet: .full), number,
          "\(name).\(format.rawValue)")
      }
      try keep(report.rendered(as: .csv, style: .plain), number, "\(name).sheet")
      try keep(
        report.rendered(as: .csv, style: .plain.speaking(.spanish)), number, "\(name).spanish")
      try keep(report.render(narrow), number, "\(name).narrow")
    }
    let listing = Self.listing(texts)
    try keep(listing.render(.plain), number, "queue.table")
    try keep(listing.render(narrow), number, "queue.narrow")
    try keep(listing.json, number, "queue.json")
    for form in ExportForm.allCases {
      try keep(Self.decisions(texts, form), number, "decisions.\(form.rawValue)")
    }
  }

  private func keep(_ text: String, _ number: UInt64, _ form: String) throws {
    try place.map {
      try Data(text.utf8).write(to: $0.appendingPathComponent("\(number).\(form)"))
    }
  }

  private static func text(_ digits: ArraySlice<UInt8>) -> String {
    let values = digits.map { $0 < UInt8(ascii: "a") ? $0 - 48 : $0 - 87 }
    let bytes = stride(from: 0, to: values.count - 1, by: 2)
      .map { values[$0] << 4 | values[$0 + 1] }
    return String(decoding: bytes, as: UTF8.self)
  }
}

extension OutputFuzz {
  /// A text that is no one's, by which readers find where the figures of a row begin.
  private static let control = "control"

  /// Posts, campaigns, notes and sources of the texts.
  private static func groups(_ texts: [String]) -> ReachReport {
    let names = [control] + texts
    var report = report(.campaign, inputs: texts, notes: texts)
    report.posts = names.enumerated().map { index, text in
      ReachReport.Post(
        id: PostID("p\(index)"), text: text, at: start, campaign: text, figures: figures)
    }
    report.groups = .figures(names.map { .init(name: $0, figures: figures) })
    return report
  }

  /// Teams of the texts, and whom two of them would both reach.
  private static func teams(_ texts: [String]) -> ReachReport {
    var report = report(.team, inputs: [], notes: [])
    let names = Array(texts.prefix(19))
    report.posts = [
      .init(id: PostID("p"), text: control, at: start, campaign: nil, figures: figures)
    ]
    report.groups = .contributions(
      ([control] + names).map { name in
        .init(
          name: name, employees: 6, actions: 3, likes: 2, reposts: 1, grossReach: 20,
          additionalPeople: estimate, share: estimate, shareStandardError: 0.5, alone: estimate)
      })
    report.overlaps = zip(names, names.dropFirst()).map {
      .init(first: $0, second: $1, people: 3)
    }
    return report
  }

  private static func report(
    _ breakdown: Breakdown, inputs: [String], notes: [String]
  ) -> ReachReport {
    ReachReport(
      seed: 1, worlds: 64, blocks: 8, relativeStandardError: 0.01, intervalLevel: 0.9, asOf: start,
      ledgerHead: nil, inputsHash: "0",
      inputs: inputs.map {
        .init(name: "followers", parameter: Parameter(2, basis: .assumed, source: $0))
      }, notes: notes, by: breakdown, posts: [], total: figures)
  }

  private static func listing(_ texts: [String]) -> QueueListing {
    let rows = texts.enumerated().compactMap { index, text -> QueueListing.Row? in
      guard let id = PostID("p\(1000 + index)"), let network = NetworkID("x") else { return nil }
      return .init(
        Post(
          id: id, text: text, networks: [network], at: start,
          campaign: text, topics: [text]), state: .scheduled)
    }
    return QueueListing(at: start, posts: rows)
  }

  private static func decisions(_ texts: [String], _ form: ExportForm) throws -> String {
    let lines = try texts.enumerated().map { index, text in
      try form.text(
        of: ExportedDecision(
          post: "p", employee: text, network: "x", at: start, event: "due", verdict: text,
          until: nil, rules: [text]), isFirst: index == 0)
    }
    return form.decisionsBeginning + lines.joined() + form.end
  }

  private static let start = Instant(seconds: 1_795_000_000)
  private static let estimate = ReachReport.Estimate(mean: 1200, low: 800, high: 1900)
  private static let figures = ReachReport.Figures(
    networks: [], employees: 6, likes: 4, reposts: 2, nominalMultiplier: 48,
    participation: .init(took: 6, allowed: 8, roster: 9), potentialReach: 5000, grossReach: 2400,
    impressions: 3000, frequency: 2.1, reachByFrequency: [1400, 600, 300, 150, 60],
    reach: .init(page: estimate, withEmployees: estimate), additionalPeople: estimate,
    reachMultiplier: estimate)
}

extension Mutator {
  /// A text of zero to ten hostile pieces, now and then very long.
  mutating func hostileText() -> String {
    let pieces = Self.pieces
    var text = String.UnicodeScalarView()
    let count = number(below: 400) == 0 ? 2000 : number(below: 11)
    for _ in 0..<count {
      if number(below: 3) == 0, let scalar = Unicode.Scalar(UInt32(number(below: 0x11_0000))) {
        text.append(scalar)
      } else {
        text.append(contentsOf: pieces[number(below: pieces.count)].unicodeScalars)
      }
    }
    return String(text)
  }

  /// What ends a field, a cell, an element or a line; what starts a formula or markup; what hides.
  private static let pieces =
    [
      "\"", "\"\u{301}", "\"\u{20D0}", "''", "'", ",", ";", "\r", "\n", "\r\n", "\t", "\u{0}",
      "\u{1B}[31m", "\u{1B}]0;x\u{7}", "\u{1B}[2J", "\u{8}", "\u{7F}", "\u{85}", "\u{9B}31m",
      "\u{2028}", "\u{2029}", "\u{202E}", "\u{202C}", "\u{2066}", "\u{2069}", "\u{200E}",
      "\u{61C}", "\u{200B}", "\u{200C}", "\u{200D}", "\u{2060}", "\u{AD}", "\u{34F}", "\u{FEFF}",
      "\u{3164}", "\u{115F}", "\u{180B}", "\u{180E}", "\u{FE0F}", "\u{E0100}", "\u{E0041}",
      "\u{E0020}", "\u{E007F}", "\u{E0001}", "\u{1BCA0}", "\u{1D173}", "\u{FFF9}", "\u{FFFE}",
      "\u{FFFF}", "\u{FFFD}", "\u{10FFFF}", "\u{E000}", "\u{A0}", "\u{3000}", "\u{2003}", " ",
      "  ", "    ", "👩‍👩‍👧", "👍🏽", "🇪🇸", "🏴\u{E0067}\u{E0062}\u{E0073}\u{E007F}", "1️⃣",
      "❤\u{FE0F}", "e\u{301}", "Z\u{351}\u{36F}\u{33A}", "\u{301}", "\u{20DD}", "שלום", "سلام",
      "لا\u{200C}م", "漢字", "ｆ", "ﬁ", "ß", "İ",
    ] + [
      "=1+1", "=cmd|'/c calc'!A0", "=HYPERLINK(\"http://a.example\";\"x\")", "+1", "-1", "@SUM(A1)",
      "＝1", "＋1", "－1", "＠x", "<script>alert(1)</script>", "<img src=x onerror=alert(1)>",
      "</td></tr></table>", "</title>", "</style>", "</svg>", "<svg onload=x>", "<!--", "-->",
      "<![CDATA[", "]]>", "<?x?>", "&lt;", "&amp;", "&#60;", "&#x3c", "&copy", "&", "<", ">",
      "{{title}}", "{{{style}}}", "{{/rows}}", "{{> made}}", "|", "\\|", "\\\\|", "\\", "`", "```",
      "`|`", "[a](javascript:x)", "![a](http://a.example/x.png)", "[a]: http://a.example", "[x]",
      "<http://a.example>", "http://a.example/?q=1", "HTTPS://A.EXAMPLE", "ftp://a.example",
      "www.a.example", "WWW.a.example", "a@b.example", "mailto:a@b.example", "xmpp:a@b.example",
      "@name", "#1", "**", "__", "*", "_", "~~", "~", "- x", "+ x", "* x", "# x", "1. x", "2) x",
      "---", "===", ":---:", "|---|", "> x", "$x$", "^x^", "\\n", "\\u{202E}", "\\ud800", "%s",
      "../", "id", "word", "x", "7", "1,234", "–", "…", "null", "NaN",
    ]
}
