import AdvocacyCore

extension ReachReport {
  /// How reach grew after the posts.
  var timelineSection: Page.Section? {
    guard let timeline, timeline.count > 1 else { return nil }
    var table = TextTable(columns: [
      .init("after the posts"), .init("page alone", .right), .init("with employees", .right),
      .init("of all reached", .right),
    ])
    let all = total.figures.reach.withEmployees.mean
    for moment in timeline {
      table.add(
        [
          moment.words, moment.page.map(NumberFormat.people) ?? "–",
          NumberFormat.people(moment.withEmployees),
          all > 0 ? NumberFormat.percent((moment.withEmployees / all * 100).rounded() / 100) : "–",
        ].map { TextTable.Cell($0) })
    }
    let pages = timeline.compactMap(\.page)
    let curves =
      [
        CurveChart.Curve(
          kind: .people, name: "with employees", values: timeline.map(\.withEmployees))
      ]
      + (pages.count == timeline.count
        ? [CurveChart.Curve(kind: .page, name: "page alone", values: pages)] : [])
    let description = timeline.map { "\($0.words): \(NumberFormat.people($0.withEmployees))" }
    return Page.Section(
      heading: "Reach over time",
      text: """
        Distinct people reached by some time after each post went out. The steps of time grow, so \
        that minutes and days both show.
        """, layout: .beside,
      curves: CurveChart(
        id: "timeline", description: description.joined(separator: "; ") + ".",
        moments: timeline.map(\.words), curves: curves),
      table: PageTable(table, caption: "People reached by then"))
  }

  /// The total against that of another period.
  var comparisonSection: Page.Section? {
    guard let comparison, !comparison.changes.isEmpty, let sentence = comparisonSentence else {
      return nil
    }
    let rows = comparison.changes.filter { $0.figure != .reachMultiplier }.flatMap { change in
      [("before", change.before, Chart.Kind.page), ("after", change.after, .people)].map {
        Chart.Series(
          name: "\(change.figure.words), \($0.0)", value: NumberFormat.people($0.1),
          bars: [($0.2, 0, $0.1.mean)], interval: $0.1.interval)
      }
    }
    return Page.Section(
      heading: "Against the other period", text: sentence, layout: .beside,
      chart: Chart(
        id: "comparison", description: Self.sentence(of: rows),
        scale: .linear(holding: Self.ends(of: rows)),
        legend: [
          .init(kind: .page, name: "before"), .init(kind: .people, name: "after"),
          .init(kind: .interval, name: intervalInWords),
        ], rows: rows),
      table: PageTable(comparisonTable(), caption: "Before, after, and the change"),
      notes: details().first?.notes ?? [])
  }

  /// What other products' formulas give.
  var vendorSection: Page.Section? {
    guard let vendors, !vendors.isEmpty else { return nil }
    let reached = total.figures.reach.withEmployees
    let rows =
      [
        Chart.Series(
          name: "ours: distinct people", value: NumberFormat.people(reached),
          bars: [(.people, 0, reached.mean)], interval: reached.interval)
      ]
      + vendors.filter { $0.unit == .people }.map { vendor in
        Chart.Series(
          name: vendor.products, value: NumberFormat.people(vendor.figure),
          bars: [(.other, 0, vendor.figure)])
      }
    return Page.Section(
      heading: "As others count",
      text: "The same posts, accounts and actions in the formulas that other products publish.",
      layout: .stacked,
      chart: Chart(
        id: "vendors", description: Self.sentence(of: rows),
        scale: .linear(holding: Self.ends(of: rows)),
        legend: [
          .init(kind: .people, name: "distinct people"),
          .init(kind: .other, name: "what the formula gives"),
          .init(kind: .interval, name: intervalInWords),
        ], isWide: true, rows: rows),
      table: PageTable(vendorTable(), caption: "Each formula beside ours"),
      notes: [Self.vendorNote])
  }

  /// What the exposure would have cost.
  var mediaCostSection: Page.Section? {
    guard let mediaCost, let sentence = mediaCostSentence else { return nil }
    let rows = mediaCost.lines.map { line in
      Chart.Series(
        name: line.kind.words, value: NumberFormat.fixed(line.cost, decimals: 2),
        bars: [(.other, 0, line.cost)])
    }
    return Page.Section(
      heading: "Media cost equivalent", text: mediaCost.caution, layout: .beside,
      chart: Chart(
        id: "cost", description: Self.sentence(of: rows),
        scale: .linear(holding: Self.ends(of: rows)), legend: [], rows: rows),
      table: PageTable(mediaCostTable(), caption: "Counts at the card's prices"),
      notes: [sentence])
  }

  /// Which assumption moves the result most: a tornado chart.
  var sensitivitySection: Page.Section? {
    guard let sensitivity, let sentence = sensitivitySentence else { return nil }
    let rows = sensitivity.moving.prefix(Self.swingRows).map { swing in
      let ends = [swing.atLow, swing.atHigh].sorted()
      return Chart.Series(
        name: swing.keysInWords,
        value: "\(sensitivity.written(swing.atLow)) to \(sensitivity.written(swing.atHigh))",
        bars: [(.other, ends[0], ends[1])], dot: (.people, sensitivity.center))
    }
    return Page.Section(
      heading: "What moves the result", text: sentence, layout: .stacked,
      chart: Chart(
        id: "tornado", description: Self.sentence(of: Array(rows)),
        scale: .linear(holding: Self.ends(of: Array(rows))),
        legend: [
          .init(kind: .other, name: "from the low end to the high end"),
          .init(
            kind: .people,
            name: "the figure of this report: \(sensitivity.written(sensitivity.center))"),
        ], isWide: true, rows: Array(rows)),
      table: PageTable(
        sensitivityTable(), caption: "The assumptions that move it most"),
      notes: [sensitivityNote])
  }
}

extension ReachReport.Moment {
  /// The time in a word: `30 min`, `4 h`, `2 d`.
  var words: String {
    if seconds < 3600 { return "\(seconds / 60) min" }
    return seconds < 86_400 ? "\(seconds / 3600) h" : "\(seconds / 86_400) d"
  }
}
