import AdvocacyCore

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
    let last = until.map { "before \(shownBriefly($0))" }
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
