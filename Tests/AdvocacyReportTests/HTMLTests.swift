import AdvocacyModel
import Testing

@testable import AdvocacyReport

@Suite("HTML")
struct HTMLTests {
  private static let hostile =
    "</td></svg><script>alert(1)</script>\"\u{301} onload='x' {{{style}}} <!-- ]]> &#39; "
    + "\u{1B}[31m\u{9B}2J\u{202E}\u{0}\u{FFFF}\n"

  private static let benign = String(repeating: "benign ", count: 20)

  @Test("The first chart and its table, letter for letter")
  func letters() throws {
    let text = try Samples.report().rendered(as: .html, style: .plain)
    let start = try #require(text.firstRange(of: "<section")).lowerBound
    let end = try #require(text.firstRange(of: "</section>")).upperBound
    #expect(
      text[start..<end] == """
        <section aria-labelledby="multiplier">
        <h2 id="multiplier">The multiplier, of people and of actions</h2>
        <p>How many times as many people the posts reached with the employees, and what comes out where actions are multiplied instead. The scale goes by powers of ten.</p>
        <div class="beside">
        <figure>
        <svg xmlns="http://www.w3.org/2000/svg" role="img" aria-labelledby="multiplier-title multiplier-text" width="100%" height="106">
        <title id="multiplier-title">The multiplier, of people and of actions</title>
        <desc id="multiplier-text">reach multiplier: 12.4× (8.1–17.0); nominal multiplier: 867×.</desc>
        <line class="grid" x1="0%" y1="0" x2="0%" y2="86" /><text class="tick first" x="0%" y="101">1×</text>
        <line class="grid" x1="33.33%" y1="0" x2="33.33%" y2="86" /><text class="tick inner" x="33.33%" y="101">10×</text>
        <line class="grid" x1="66.67%" y1="0" x2="66.67%" y2="86" /><text class="tick inner" x="66.67%" y="101">100×</text>
        <line class="grid" x1="100%" y1="0" x2="100%" y2="86" /><text class="tick last" x="100%" y="101">1,000×</text>
        <text class="name" x="0" y="15">reach multiplier</text><text class="value" x="100%" y="15">12.4× (8.1–17.0)</text>
        <line class="whisker" x1="30.28%" y1="27" x2="41.01%" y2="27" /><line class="whisker" x1="30.28%" y1="23" x2="30.28%" y2="31" /><line class="whisker" x1="41.01%" y1="23" x2="41.01%" y2="31" />
        <circle class="people" cx="36.49%" cy="27" r="6" />
        <text class="name" x="0" y="57">nominal multiplier</text><text class="value" x="100%" y="57">867×</text>
        <circle class="other" cx="97.93%" cy="69" r="6" />
        </svg>
        <figcaption><span class="key people">people</span> <span class="key other">not people</span> <span class="key interval">90 % interval</span> </figcaption>
        </figure>
        <table role="table">
        <caption>The multipliers</caption>
        <thead role="rowgroup"><tr role="row"><th role="columnheader" scope="col">multiplier</th><th role="columnheader" scope="col" class="number">figure</th><th role="columnheader" scope="col" class="number">90 % interval</th><th role="columnheader" scope="col">what it counts</th></tr></thead>
        <tbody role="rowgroup">
        <tr role="row"><th role="rowheader" scope="row" dir="auto">reach</th><td role="cell" data-label="figure" class="number">12.4×</td><td role="cell" data-label="90 % interval" class="number">8.1–17.0</td><td role="cell" data-label="what it counts">people, each once, against those whom the page alone reaches</td></tr>
        <tr role="row"><th role="rowheader" scope="row" dir="auto">nominal</th><td role="cell" data-label="figure" class="number">867×</td><td role="cell" data-label="90 % interval" class="number">–</td><td role="cell" data-label="what it counts">actions: employees × likes × reposts, the mean over pairs of post and network</td></tr>
        </tbody>
        </table>
        </div>
        </section>
        """)
  }

  @Test("It is well-formed, each chart has a title, a description and a table")
  func structure() throws {
    let page = try #require(Outline.of(try Samples.report().html))
    #expect(page.count("svg") == 3)
    #expect(page.count("figure") == 3)
    #expect(page.count("title") == 4)
    #expect(page.texts["desc"]?.allSatisfy { $0.count > 20 } == true)
    #expect(page.count("table") == 4)
    #expect(page.count("caption") == 4)
    #expect(page.texts["h1"]?.first == (try Samples.report()).headline)
  }

  @Test("Nothing in it acts: no script, no address, no inline style, and a policy says so first")
  func inert() throws {
    let text = try Samples.report(text: Self.hostile).html
    let page = try #require(Outline.of(text))
    for name in ["script", "link", "img", "iframe", "object", "a", "form", "base", "image", "use"] {
      #expect(page.count(name) == 0, "\(name)")
    }
    #expect(page.attributes.isDisjoint(with: ["style", "href", "src", "xlink:href", "action"]))
    #expect(!page.attributes.contains { $0.lowercased().hasPrefix("on") })
    #expect(
      text.contains(
        """
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; \
        style-src '\(PageStyle.hash)'; base-uri 'none'; form-action 'none'" />
        """))
    #expect(text.contains("<style>\(PageStyle.sheet)</style>"))
    #expect(!PageStyle.sheet.contains { "<&".contains($0) })
    #expect(!PageStyle.sheet.contains("url("))
    #expect(!PageStyle.sheet.contains("@import"))
  }

  @Test("Hostile text anywhere changes neither elements nor attributes")
  func hostileText() throws {
    func page(_ text: String, by: Breakdown) throws -> Outline {
      var report = try Samples.full(text: text)
      report.by = by
      report.inputsHash = text
      report.ledgerHead = text
      report.timeZone = text
      report.inputs[0].source = text
      report.inputs[0].name = text
      switch by.grouping {
      case .posts: report.groups = .none
      case .labels, .networks:
        report.groups = .figures([.init(name: text, figures: try Samples.textbook())])
      case .people: break
      }
      return try #require(Outline.of(try report.html))
    }
    for by in Breakdown.allCases {
      let (benign, hostile) = (try page(Self.benign, by: by), try page(Self.hostile, by: by))
      #expect(benign.elements == hostile.elements)
      #expect(benign.attributes == hostile.attributes)
      #expect(hostile.texts["dd"]?.contains(SafeText.escape(Self.hostile, in: .xml)) == true)
    }
  }

  @Test("Escaped text reads back the same, in elements and in attributes")
  func roundTrip() throws {
    let seed = UInt64(20_261_123)
    var random = Scramble(seed: seed)
    for _ in 0..<300 {
      let text = random.text()
      let escaped = PageText().escapeText(text)
      let page = try #require(Outline.of("<p title=\"\(escaped)\">\(escaped)</p>"), "seed \(seed)")
      #expect(page.elements == ["p"])
      #expect(page.texts["p"] == [SafeText.escape(text, in: .xml)])
      #expect(page.titles == [SafeText.escape(text, in: .xml)])
    }
  }

  @Test("A report without posts, without a page or of nobody is a page as well")
  func sparse() throws {
    var report = try Samples.report()
    report.total.figures = try Samples.pageless()
    #expect(try Outline.of(report.html)?.count("svg") == 3)
    report.total.figures.employees = 0
    report.total.figures.networks = []
    report.total.figures.reach.withEmployees = .init(mean: 0, low: 0, high: 0)
    report.total.figures.additionalPeople = .init(mean: .nan, low: .nan, high: .infinity)
    #expect(try Outline.of(report.html) != nil)
    report.posts = []
    report.inputs = []
    let page = try #require(Outline.of(try report.html))
    #expect(page.count("svg") == 0)
    #expect(page.count("details") == 0)
    #expect(page.texts["h1"] == ["No post went out in this period."])
  }

  @Test("A thousand long posts and thousands of employees stay below 2 MB")
  func size() throws {
    let long = String(repeating: "“a” & <b>é\u{301}\u{302} ", count: 250)
    var report = try Samples.report(by: .employee)
    let post = report.posts[0]
    report.posts = try (0..<1000).map { number in
      var copy = post
      copy.id = try Samples.post("post-\(number)")
      copy.text = "\(number) \(long)"
      return copy
    }
    report.groups = .contributions((0..<3000).map { Samples.part("\($0) \(long)", Double($0)) })
    let text = try report.html
    #expect(text.utf8.count < 2_000_000)
    let page = try #require(Outline.of(text))
    #expect(page.texts["desc"]?.contains { $0.contains("980 others, their mean") } == true)
    #expect(page.texts["desc"]?.contains { $0.contains("2,980 others together") } == true)
    #expect(page.texts["caption"]?.contains { $0.contains("all 3,000 are in") } == true)
    #expect(page.count("tr") < 1400)
  }
}

extension Samples {
  /// What somebody added.
  static func part(_ name: String, _ mean: Double) -> ReachReport.Contribution {
    .init(
      name: name, employees: 1, actions: 2, likes: 1, reposts: 1, grossReach: mean * 1.5,
      additionalPeople: .init(mean: mean, low: mean * 0.6, high: mean * 1.4),
      share: .init(mean: mean * 1.2, low: mean * 0.8, high: mean * 1.6),
      shareStandardError: mean * 0.01,
      alone: .init(mean: mean * 1.4, low: mean, high: mean * 2))
  }
}

extension SafeText {
  /// What a reader of the page sees of a text.
  fileprivate static func escape(_ text: String, in _: PageTarget) -> String {
    let scalars = escape(text).unicodeScalars.map { scalar in
      scalar == "\u{FFFE}" ? "\\u{FFFE}" : scalar == "\u{FFFF}" ? "\\u{FFFF}" : String(scalar)
    }
    return scalars.joined()
  }

  fileprivate enum PageTarget { case xml }
}
