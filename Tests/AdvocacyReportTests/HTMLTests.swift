import AdvocacyModel
import Testing

@testable import AdvocacyReport

@Suite("HTML")
struct HTMLTests {
  private static let hostile =
    "</td></svg><script>alert(1)</script>\"\u{301} onload='x' {{{style}}} <!-- ]]> &#39; "
    + "\u{1B}[31m\u{9B}2J\u{202E}\u{0}\u{FFFF}\n"

  private static let benign = String(repeating: "benign ", count: 20)

  @Test("It is well-formed, has one title, and each chart a name and a description")
  func structure() throws {
    let page = try #require(Outline.of(try Samples.full().html()))
    #expect(page.count("h1") == 1)
    #expect(page.texts["h1"]?.first?.hasPrefix("Acme") == true)
    #expect(page.count("figure") == 4)
    #expect(page.count("desc") == page.count("title") - 1)
    #expect(page.texts["desc"]?.allSatisfy { $0.count > 20 } == true)
    #expect(page.count("table") == page.count("caption"))
    #expect(page.count("details") == page.count("summary"))
  }

  @Test("It says that it is an estimate, and of whom and when", arguments: Language.allCases)
  func says(language: Language) throws {
    let words = Words(language)
    let page = try #require(Outline.of(try Samples.full().html(in: words)))
    let title = try #require(page.texts["title"]?.first)
    #expect(title.hasPrefix("Acme · "))
    #expect(title.contains("2026"))
    #expect(page.texts["p"]?.contains { $0.contains(words(\.page.badge)) } == true)
    #expect(page.texts["html"]?.isEmpty == false)
  }

  @Test("Before the appendix no key of JSON or configuration stands but the one to measure")
  func noMachineWords() throws {
    let text = try Samples.full().html()
    let end = try #require(text.firstRange(of: "class=\"appendix\"")).lowerBound
    let start = try #require(text.firstRange(of: "<body>")).upperBound
    let front = text[start..<end]
    for word in ["networkAllowed", "teamOverlap", "needsApproval", "reachMultiplier", "cascade"] {
      #expect(!front.contains(word), "\(word)")
    }
    #expect(front.contains("parameters.visibilityRatio"))
    #expect(!front.contains("{"))
  }

  @Test("Employees stand in the order of their names unless they are ranked")
  func ranking() throws {
    let parts = [Samples.part("ana", 1), Samples.part("ben", 9)]
    let report = try Samples.report(by: .employee, groups: .contributions(parts))
    func names(isRanked: Bool) throws -> [String] {
      let page = try #require(Outline.of(try report.html(isRanked: isRanked)))
      return page.texts["th"]?.filter { $0.hasPrefix("ana") || $0.hasPrefix("ben") } ?? []
    }
    #expect(try names(isRanked: false).first?.hasPrefix("ana") == true)
    #expect(try names(isRanked: true).first?.hasPrefix("ben") == true)
  }

  @Test("Teams of fewer than three stand together")
  func smallTeams() throws {
    var parts = ["board", "care", "sales"].map { Samples.part($0, 5) }
    parts[2].roster = 4
    let report = try Samples.report(by: .team, groups: .contributions(parts))
    let names = try #require(Outline.of(try report.html())?.texts["th"])
    #expect(names.contains { $0.hasPrefix("sales") })
    #expect(names.contains { $0.hasPrefix("Other teams") })
    #expect(!names.contains { $0.hasPrefix("board") || $0.hasPrefix("care") })
  }

  @Test("Nothing in it acts: no script, no address, no inline style, and a policy says so first")
  func inert() throws {
    var report = try Samples.report(text: Self.hostile)
    report.company = Self.hostile
    let text = try report.html()
    let start = try #require(text.firstRange(of: "<style>")).upperBound
    let sheet = String(text[start..<(try #require(text.firstRange(of: "</style>")).lowerBound)])
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
        style-src '\(StyleDigest.source(of: sheet))'; base-uri 'none'; form-action 'none'" />
        """))
    #expect(!sheet.contains { "<&".contains($0) })
    #expect(!sheet.contains("url("))
    #expect(!sheet.contains("@import"))
    #expect(!sheet.contains("alert(1)"))
  }

  @Test("A breakdown stands under its own name, and none under that of another")
  func headings() throws {
    let headings = try Breakdown.allCases.filter { $0 != .post && !$0.isOfPeople }.map { by in
      var report = try Samples.report()
      report.by = by
      report.groups = .figures([.init(name: "a", figures: try Samples.textbook())])
      let outline = try #require(Outline.of(try report.html()))
      return Set(outline.texts["h2"] ?? [])
    }
    for (place, own) in headings.enumerated() {
      #expect(!own.contains("By team"))
      for other in headings[..<place] { #expect(own != other, "\(own)") }
    }
  }

  @Test("Hostile text anywhere changes neither elements nor attributes")
  func hostileText() throws {
    func page(_ text: String, by: Breakdown) throws -> Outline {
      var report = try Samples.full(text: text)
      report.by = by
      report.inputsHash = text
      report.ledgerHead = text
      report.timeZone = text
      report.company = text
      report.inputs[0].source = text
      report.inputs[0].name = text
      switch by.grouping {
      case .posts: report.groups = .none
      case .labels, .networks, .groups:
        report.groups = .figures([.init(name: text, figures: try Samples.textbook())])
      case .people: break
      }
      return try #require(Outline.of(try report.html()))
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
    #expect(try Outline.of(report.html())?.texts["b"]?.contains("<1") == true)
    report.total.figures.employees = 0
    report.total.figures.networks = []
    report.total.figures.reach.withEmployees = .init(mean: 0, low: 0, high: 0)
    report.total.figures.additionalPeople = .init(mean: .nan, low: .nan, high: .infinity)
    #expect(try Outline.of(report.html()) != nil)
    report.posts = []
    report.inputs = []
    let page = try #require(Outline.of(try report.html()))
    #expect(page.count("figure") == 0)
    #expect(page.count("details") == 1)
    #expect(page.texts["p"]?.contains("No post went out in this period.") == true)
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
    let text = try report.html()
    #expect(text.utf8.count < 2_000_000)
    let page = try #require(Outline.of(text))
    #expect(page.texts["th"]?.contains("and 991 other posts") == true)
    #expect(page.texts["th"]?.contains("and 2,995 others") == true)
    #expect(page.count("tr") < 200)
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
