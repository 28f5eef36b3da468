package import AdvocacyModel

extension ReachReport {
  /// The report as one HTML file without script, which needs no other file and no network: two
  /// pages and an appendix on paper.
  ///
  /// - Parameters:
  ///   - words: The language.
  ///   - isRanked: Whether employees stand in the order of what they brought, not of their names.
  /// - Returns: The page, with a line feed at its end.
  /// - Throws: `Failure` with the cause `internal` where a template is broken.
  /// - Complexity: O(posts log posts + groups log groups).
  package func html(
    in words: Words = .english, isRanked: Bool = false
  ) throws(Failure) -> String {
    try PageTemplates.render(ReportPage(report: self, words: words, isRanked: isRanked).page)
  }
}

/// Lays a report out as a page: what it says is here, how it looks in the templates.
struct ReportPage {
  let report: ReachReport
  let words: Words
  var isRanked = false

  var conventions: Conventions { words.conventions }
  var figures: ReachReport.Figures { report.total.figures }
  var calendar: CompanyCalendar { CompanyCalendar(zoneName: report.timeZone) ?? .utc }
  /// The level of the ranges in words, `90 %`.
  var level: Spoken { .percent(report.intervalLevel) }

  /// Two pages for readers and an appendix for those who check.
  var page: Page {
    let company = PageText.cut(report.company, to: 80)
    let title = words(\.page.title, ["company": .text(company), "period": .text(period)])
    let badge = words(\.page.badge)
    let style = PageStyle.sheet(runningTitle: title, note: badge)
    let isResult = figures.employees > 0
    return Page(
      language: words.language.rawValue, title: title, company: company,
      subtitle: words(
        isWholeMonth ? \.page.subtitleOfMonth : \.page.subtitle, ["period": .text(period)]),
      badge: badge, facts: facts, appendixHeading: words(\.appendix.heading),
      footer: words(\.page.footer, ["title": .text(title)]),
      hero: isResult ? hero : nil, message: isResult ? nil : message,
      first: report.posts.isEmpty ? [] : firstBands,
      second: report.posts.isEmpty ? nil : Page.Sheet(bands: secondBands),
      appendix: appendix, style: style, styleHash: StyleDigest.source(of: style))
  }

  /// A text of others, short enough for its place.
  func short(_ text: String, _ columns: Int = 60) -> String {
    // A figure stays with its sign.
    PageText.cut(text.replacing(" %", with: "\u{00A0}%"), to: columns)
  }

  /// A phrase as inert HTML.
  func point(_ phrase: KeyPath<Catalogue, Phrase>, _ values: [String: Spoken] = [:]) -> Page.Point {
    Page.Point(textMarkup: words.markup(phrase, values))
  }

  private var firstBands: [Page.Band] {
    [
      trendBand,
      Page.Band("cut", [adviceBlock]),
    ].compactMap { $0 }.filter { !$0.blocks.isEmpty }
  }

  private var secondBands: [Page.Band] {
    [
      Page.Band("cut first", [postBlock]),
      Page.Band("two half cut", [groupBlock, timeBlock]),
      Page.Band("two half cut", [whoBlock, heldBlock]),
    ].filter { !$0.blocks.isEmpty }
  }
}

extension ReportPage {
  /// The first and the last day of the posts; nil where there are none.
  private var days: (first: CivilTime, last: CivilTime)? {
    let instants = report.posts.compactMap(\.at)
    guard let first = report.since ?? instants.min(),
      let last = report.until.map({ $0 - .seconds(1) }) ?? instants.max()
    else { return nil }
    return (calendar.civilTime(at: first), calendar.civilTime(at: last))
  }

  /// The period in words, `November 2026`.
  private var period: String {
    guard let since = report.since, let until = report.until,
      let whole = CalendarPeriod(since..<until, in: calendar)
    else { return days.map { conventions.days($0.first, $0.last) } ?? words(\.page.noPeriod) }
    return name(
      of: whole, calendar.civilTime(at: since), calendar.civilTime(at: until - .seconds(1)))
  }

  private var isWholeMonth: Bool {
    guard let since = report.since, let until = report.until else { return false }
    return CalendarPeriod(since..<until, in: calendar)?.unit == .month
  }

  private func name(of period: CalendarPeriod, _ first: CivilTime, _ last: CivilTime) -> String {
    switch period.unit {
    case .day: conventions.day(first)
    case .week: conventions.days(first, last)
    case .month: conventions.month(first)
    case .quarter:
      words(
        \.page.quarter,
        ["number": .text("\((first.month + 2) / 3)"), "year": .text("\(first.year)")])
    case .year: String(first.year)
    }
  }

  /// How many posts on which networks, and as of when.
  private var facts: String {
    let networks = figures.networks.map { Network.title(of: $0.network) }
    return words(
      \.page.facts,
      [
        "posts": .count(report.posts.count), "networks": .list(networks.isEmpty ? ["–"] : networks),
        "day": .text(conventions.day(calendar.civilTime(at: report.asOf))),
      ])
  }

  /// What is said where nobody shared anything.
  private var message: Page.Message {
    let waiting = report.posts.count { $0.state == "waiting" }
    let text =
      if report.posts.isEmpty {
        words.markup(\.page.noPosts)
      } else if waiting > 0 {
        words.markup(\.page.nobodyWaiting, ["posts": .count(waiting)])
      } else {
        words.markup(\.page.nobody)
      }
    var message = Page.Message(heading: words(\.page.result), textMarkup: text)
    guard !report.posts.isEmpty, let page = figures.reach.page else { return message }
    message.chartMarkup = pageChart(page)
    message.noteMarkup = words.markup(
      \.page.heroNote, ["level": level, "range": .peopleRange(page)])
    return message
  }

  /// What the page reached alone, where there is nothing to hold against it yet.
  private func pageChart(_ page: ReachReport.Estimate) -> String {
    let scale = ChartScale(holding: [page.high, page.mean])
    var drawing = Drawing()
    for tick in scale.ticks.dropFirst() {
      drawing.tick("g", at: scale.position(of: tick), from: 20, to: 52)
      drawing.text("s m", conventions.people(tick), at: scale.position(of: tick), y: "68")
    }
    let text = words(
      \.page.pageText, ["page": .people(page.mean), "pageRange": .peopleRange(page)])
    drawing.text("", text, at: 0, y: "12")
    drawing.tick("z", at: 0, from: 18, to: 52)
    drawing.rangeBar(page, from: 0, colors: "n", on: scale, y: 22, height: 22)
    return drawing.chart("result", height: 72, title: words(\.page.reached), text: text)
  }
}

extension ReportPage {
  private var hero: Page.Hero {
    let (reach, additional) = (figures.reach, figures.additionalPeople)
    var values: [String: Spoken] = [
      "took": .count(figures.employees), "roster": .count(figures.participation.roster),
      "people": .people(additional.mean), "range": .peopleRange(additional),
    ]
    var hero = Page.Hero(
      heading: words(\.page.result), about: words(\.page.about),
      figure: conventions.people(additional.mean), unit: words(\.page.morePeople),
      likely: words(\.page.likelyPeople, ["range": .peopleRange(additional)]),
      sentenceMarkup: words.markup(\.page.claimWithoutPage, values), chartMarkup: heroChart,
      noteMarkup: words.markup(
        \.page.heroNote, ["level": level, "range": .peopleRange(reach.withEmployees)])
        + outlook)
    guard let multiplier = figures.reachMultiplier else { return hero }
    values["factor"] = .factor(multiplier.mean)
    values["range"] = .timesRange(multiplier)
    hero.figure = conventions.about(multiplier.mean)
    hero.unit = words(\.page.ofPage)
    hero.likely = words(\.page.likely, ["range": .timesRange(multiplier)])
    hero.sentenceMarkup = words.markup(\.page.claim, values)
    return hero
  }

  /// What is still to come, as a sentence after another.
  private var outlook: String {
    guard let outlook = report.outlook else { return "" }
    var values: [String: Spoken] = [
      "acted": .count(outlook.acted), "planned": .count(outlook.acted + outlook.planned),
    ]
    guard let expected = outlook.expected else {
      return " " + words.markup(\.page.outlookOfActs, values)
    }
    values["multiple"] = .about(expected.mean)
    return " " + words.markup(\.page.outlook, values)
  }

  /// The page alone against the page with employees, as people.
  private var heroChart: String {
    let (page, with) = (figures.reach.page, figures.reach.withEmployees)
    let scale = ChartScale(holding: [with.high, page?.high ?? 0])
    let top = page == nil ? 0.0 : 62
    var drawing = Drawing()
    for tick in scale.ticks.dropFirst() {
      drawing.tick("g", at: scale.position(of: tick), from: 20, to: top + 106)
    }
    if let page {
      drawing.text("", words(\.page.pageAlone), at: 0, y: "12")
      drawing.tick("z", at: 0, from: 18, to: 48)
      drawing.rangeBar(page, from: 0, colors: "n", on: scale, y: 22, height: 22)
      let end = scale.position(of: page.isDrawable ? page.high : page.mean)
      drawing.labelled(
        conventions.people(page.mean), conventions.people(page.low, page.high), at: end, y: 38)
    }
    drawing.text("", words(\.page.withEmployees), at: 0, y: Drawing.pixels(top))
    drawing.tick("z", at: 0, from: top + 22, to: top + 68)
    let start = page?.mean ?? 0
    drawing.bar("n1", from: 0, to: scale.position(of: start), y: top + 26, height: 38)
    drawing.rangeBar(with, from: start, colors: "a", on: scale, y: top + 26, height: 38)
    heroLabels(&drawing, with, on: scale, y: top + 18)
    heroBracket(&drawing, from: start, to: with.mean, on: scale, y: top + 77)
    for (index, tick) in scale.ticks.enumerated() {
      let line = Drawing.pixels(top + 122)
      guard index > 0 else {
        // A phone has no room for the noun.
        drawing.text("s wide-only", words(\.page.zeroPeople), at: 0, y: line)
        drawing.text("s phone-only", "0", at: 0, y: line)
        continue
      }
      drawing.text("s m", conventions.people(tick), at: scale.position(of: tick), y: line)
    }
    return drawing.chart(
      "result", height: top + 126, title: words(\.page.reached), text: heroText)
  }

  /// The estimate above its bar, the ends of its range beside it; where they would touch, the range
  /// stands behind the estimate.
  private func heroLabels(
    _ drawing: inout Drawing, _ with: ReachReport.Estimate, on scale: ChartScale, y: Double
  ) {
    let (low, mean, high) = (
      scale.position(of: with.low), scale.position(of: with.mean), scale.position(of: with.high)
    )
    let line = Drawing.pixels(y)
    guard with.isDrawable, mean - low >= 17, high - mean >= 17 else {
      let anchor = mean > 50 ? "e" : ""
      drawing.text("vv \(anchor)", conventions.people(with.mean), at: mean, y: line)
      guard with.isDrawable, with.high > 0 else { return }
      drawing.text(
        "s \(anchor)", conventions.people(with.low, with.high), at: mean,
        y: Drawing.pixels(y - 24))
      return
    }
    drawing.text("s m", conventions.people(with.low), at: low, y: line)
    drawing.text("vv m", conventions.people(with.mean), at: mean, y: line)
    drawing.text(high > 93 ? "s e" : "s m", conventions.people(with.high), at: high, y: line)
  }

  /// The people whom the employees brought, from the page's to all.
  private func heroBracket(
    _ drawing: inout Drawing, from start: Double, to end: Double, on scale: ChartScale, y: Double
  ) {
    let (left, right) = (scale.position(of: start), scale.position(of: end))
    guard right > left, figures.reach.page != nil else { return }
    drawing.line(
      "br", x1: Drawing.percent(left), y1: Drawing.pixels(y), x2: Drawing.percent(right),
      y2: Drawing.pixels(y))
    drawing.tick("br", at: left, from: y - 5, to: y + 0.7)
    drawing.tick("br", at: right, from: y - 5, to: y + 0.7)
    let middle = (left + right) / 2
    let (anchor, at) = middle < 28 ? ("", left) : middle > 72 ? ("e", right) : ("m", middle)
    drawing.text(
      "fa strong \(anchor)",
      words(\.page.more, ["people": .people(figures.additionalPeople.mean)]), at: at,
      y: Drawing.pixels(y + 17))
  }

  private var heroText: String {
    let with = figures.reach.withEmployees
    var values: [String: Spoken] = ["with": .people(with.mean), "withRange": .peopleRange(with)]
    guard let page = figures.reach.page else { return words(\.page.heroTextWithoutPage, values) }
    values["page"] = .people(page.mean)
    values["pageRange"] = .peopleRange(page)
    return words(\.page.heroText, values)
  }
}

extension Network {
  /// What people call a network; one that a company defines goes by its id here.
  static func title(of id: NetworkID) -> String {
    builtIn.first { $0.id == id }?.title ?? id.text
  }
}

extension Drawing {
  /// A bar of a range that begins somewhere: full colour to its low end, paler to the estimate.
  mutating func rangeBar(
    _ estimate: ReachReport.Estimate, from start: Double, colors: String, on scale: ChartScale,
    y: Double, height: Double
  ) {
    guard estimate.isDrawable, estimate.high > 0 else { return }
    let places = [start, max(start, estimate.low), max(start, estimate.mean), estimate.high]
      .map(scale.position)
    for (index, shade) in ["1", "2", "3"].enumerated() {
      bar(colors + shade, from: places[index], to: places[index + 1], y: y, height: height)
    }
    tick("tick", at: scale.position(of: estimate.mean), from: y - 4, to: y + height + 4)
  }

  /// An estimate with its range behind a bar that ends somewhere; above it where there is no room.
  mutating func labelled(_ figure: String, _ range: String, at end: Double, y: Double) {
    let isRight = end > 60
    let place = isRight ? "100%" : Self.percent(end)
    let style = isRight ? "v e" : "v"
    let move = isRight ? "" : " dx=\"8\""
    let escape = PageText().escapeText
    append(
      """
      <text class="\(style)" x="\(place)" y="\(Self.pixels(isRight ? y - 26 : y))"\(move)>\
      \(escape(figure)) <tspan class="s" dx="4">\(escape(range))</tspan></text>
      """)
  }
}
