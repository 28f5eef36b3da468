import AdvocacyModel

extension ReachReport {
  /// The report as one HTML file without script, which needs no other file and no network.
  ///
  /// - Throws: `Failure` with the cause `internal` where a template is broken.
  /// - Complexity: O(posts log posts + groups log groups).
  package var html: String {
    get throws(Failure) {
      let glance = posts.isEmpty ? nil : Page.Glance(tiles: tiles)
      return try PageTemplates.render(
        Page(
          title: "Reach report", headline: headline, scope: scope, glance: glance,
          sections: posts.isEmpty ? [] : sections,
          made: provenanceLines.map { Page.Entry(name: $0.0, detail: $0.1) }, inputs: pageInputs))
    }
  }

  private var sections: [Page.Section] {
    [
      multiplierSection, comparisonSection, peopleSection, timelineSection, groupSection,
      overlapSection, participationSection, postSection, vendorSection, mediaCostSection,
      sensitivitySection,
    ].compactMap { $0 }
  }

  /// The interval in words: `90 % interval`.
  var intervalInWords: String { "\(NumberFormat.percent(intervalLevel)) interval" }

  private var scope: String {
    let first = since.map { "from \(shownBriefly($0))" }
    let last = until.map(shownEnd)
    let posts = [NumberFormat.count(posts.count, "post"), first, last].compactMap { $0 }
    return posts.joined(separator: " ") + ", with all that was done by \(shown(asOf))"
  }

  private var tiles: [Page.Entry] {
    let figures = total.figures
    let page = figures.reach.page.map { "page alone: \(NumberFormat.people($0.mean))" }
    let allowed = figures.participation.allowed
    var tiles = [
      tile("Additional people", .people(figures.additionalPeople)),
      Page.Entry(
        name: "People reached", figure: NumberFormat.people(figures.reach.withEmployees.mean),
        detail: page ?? "there is no page"),
      Page.Entry(
        name: "Took part",
        figure: "\(NumberFormat.count(figures.employees)) of "
          + NumberFormat.count(figures.participation.roster),
        detail: "\(NumberFormat.count(allowed, "employee")) allowed to"),
    ]
    if figures.employees > 0, let multiplier = figures.reachMultiplier {
      tiles.insert(tile("Reach multiplier", .times(multiplier)), at: 0)
    }
    return tiles
  }

  private func tile(_ name: String, _ figure: Figure) -> Page.Entry {
    Page.Entry(
      name: name, figure: figure.mean,
      detail: "\(NumberFormat.percent(intervalLevel)): \(figure.range ?? "–")")
  }

  private var pageInputs: Page.Inputs? {
    guard !inputs.isEmpty else { return nil }
    var table = TextTable(columns: [
      .init("input"), .init("network"), .init("value", .right), .init("range", .right),
      .init("mark"), .init("source"),
    ])
    for input in inputs {
      let isFixed = input.low == input.high
      let range = "\(NumberFormat.plain(input.low))–\(NumberFormat.plain(input.high))"
      table.add([
        .init(input.name), .init(input.network?.text ?? "all"), .init(Figure(input.value, .exact)),
        .init(isFixed ? "fixed" : range), .init(input.basis.rawValue),
        .init(PageText.cut(input.source, to: 200)),
      ])
    }
    let caption = "What the figures rest on. Assumed: no figure was found; the interval carries it."
    return Page.Inputs(
      summary: "All \(NumberFormat.count(inputs.count, "input")) with their ranges and sources",
      table: PageTable(table, caption: caption))
  }
}

extension ReachReport {
  /// The multiplier with its interval beside the nominal one.
  var multiplierSection: Page.Section? {
    let figures = total.figures
    let nominal = figures.nominalMultiplier
    var table = TextTable(columns: [
      .init("multiplier"), .init("figure", .right), .init(intervalInWords, .right),
      .init("what it counts"),
    ])
    var rows: [Chart.Series] = []
    var ends = [nominal]
    if figures.employees > 0, let reach = figures.reachMultiplier {
      let figure = Figure.times(reach)
      rows.append(
        .init(
          name: "reach multiplier", value: figure.text, interval: reach.interval,
          dot: (.people, reach.mean)))
      table.add([
        "reach", .init(Figure(reach.mean, .times())), .init(figure.range ?? "–"),
        "people, each once, against those whom the page alone reaches",
      ])
      ends += [reach.mean, reach.high]
    }
    let product = Figure(nominal, .nominal)
    rows.append(
      .init(name: "nominal multiplier", value: product.text, dot: (.other, nominal)))
    table.add([
      "nominal", .init(product), "–",
      "actions: employees × likes × reposts, the mean over pairs of post and network",
    ])
    if let vendor = vendors?.first(where: { $0.method == .summedFollowers }),
      let page = figures.reach.page, page.mean > 0
    {
      let ratio = vendor.figure / page.mean
      let figure = Figure(ratio, .times())
      rows.append(
        .init(name: "followers × shares ÷ page", value: figure.text, dot: (.other, ratio)))
      table.add([
        "followers × shares", .init(figure), "–",
        "followers once for every share, as if all had looked, against the page's people",
      ])
      ends.append(ratio)
    }
    let chart = Chart(
      id: "multiplier", description: Self.sentence(of: rows),
      scale: .logarithmic(holding: ends),
      legend: [
        .init(kind: .people, name: "people"), .init(kind: .other, name: "not people"),
        .init(kind: .interval, name: intervalInWords),
      ], rows: rows)
    return Page.Section(
      heading: "The multiplier, of people and of actions",
      text: """
        How many times as many people the posts reached with the employees, and what comes out \
        where actions are multiplied instead. The scale goes by powers of ten.
        """, layout: .beside, chart: chart,
      table: PageTable(table, caption: "The multipliers"))
  }

  /// Reach, counted in four ways of which two are results.
  var peopleSection: Page.Section? {
    let figures = total.figures
    let reached = figures.reach.withEmployees
    let ways: [(String, Chart.Kind, Estimate?, Double, String)] = [
      ("page alone", .page, figures.reach.page, 0, "distinct people"),
      ("with employees", .people, reached, 0, "distinct people"),
      ("gross reach", .other, nil, figures.grossReach, "counted once for each sharer and post"),
      (
        "potential reach", .other, nil, Double(figures.potentialReach),
        "followers added up for every post, as if all had looked"
      ),
    ]
    var table = TextTable(columns: [
      .init("count"), .init("figure", .right), .init("of those reached", .right),
      .init("what it counts"),
    ])
    var rows: [Chart.Series] = []
    for (name, kind, estimate, sum, meaning) in ways
    where name != "page alone" || estimate != nil {
      let figure = estimate?.mean ?? sum
      let people = estimate.map(Figure.people) ?? .people(sum)
      let ratio = reached.mean > 0 ? Figure(figure / reached.mean, .times()) : nil
      rows.append(
        .init(
          name: name, value: people.text, bars: [(kind, 0, figure)],
          interval: estimate?.interval))
      table.add([.init(name), .init(people), .init(ratio), .init(meaning)])
    }
    for (times, name) in [(2, "twice or more"), (5, "five times or more")]
    where figures.reachByFrequency.count >= times && reached.mean > 0 {
      let people = figures.reachByFrequency[times - 1]
      table.add([
        "reached \(name)", .init(.people(people)), .init(Figure(people / reached.mean, .percent)),
        "distinct people who see posts so often",
      ])
    }
    let chart = Chart(
      id: "people", description: Self.sentence(of: rows),
      scale: .linear(holding: Self.ends(of: rows)),
      legend: [
        .init(kind: .page, name: "page alone"), .init(kind: .people, name: "with employees"),
        .init(kind: .other, name: "not people, but sums"),
        .init(kind: .interval, name: intervalInWords),
      ], rows: rows)
    return Page.Section(
      heading: "People reached, and what is often reported as reach",
      text: """
        A sum counts a person once for every sharer they follow. Potential reach also counts \
        all followers who never looked: a ceiling, not a result.
        """, layout: .beside, chart: chart,
      table: PageTable(table, caption: "The same posts, counted in different ways"))
  }

  /// The rows of a chart in words, for those who can't see it.
  static func sentence(of rows: [Chart.Series]) -> String {
    rows.map { "\(PageText.cut($0.name, to: 80)): \($0.value)" }.joined(separator: "; ") + "."
  }

  /// Every value that a scale has to hold.
  static func ends(of rows: [Chart.Series]) -> [Double] {
    rows.flatMap { row in
      row.bars.map(\.to) + (row.interval.map { [$0.upperBound] } ?? [])
    }
  }
}

extension ReachReport.Estimate {
  /// The interval as a range; nil where it is none.
  var interval: ClosedRange<Double>? {
    low.isFinite && high.isFinite && low <= high ? low...high : nil
  }
}
