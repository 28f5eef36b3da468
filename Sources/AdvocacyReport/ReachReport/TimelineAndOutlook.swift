package import AdvocacyModel

extension ReachReport {
  /// How many distinct people had been reached by some time after the posts went out.
  package struct Moment: Codable, Hashable, Sendable {
    /// The time since each post's own instant, in seconds.
    package var seconds: Int
    /// People reached by the page alone; null where there is no page.
    @Nullable package var page: Double?
    /// People reached with the employees.
    package var withEmployees: Double

    package init(seconds: Int, page: Double?, withEmployees: Double) {
      self.seconds = seconds
      self.page = page
      self.withEmployees = withEmployees
    }
  }

  /// The times at which reach is looked at: minutes, hours and days after the posts.
  package static let moments =
    [5, 15, 30].map { $0 * 60 } + [1, 2, 4, 8, 12, 24, 48, 72, 120, 168, 336].map { $0 * 3600 }

  /// How reach grew after the posts.
  var timelineSection: Page.Section? {
    guard let timeline, timeline.count > 1 else { return nil }
    var table = TextTable(columns: [
      .init("after the posts"), .init("page alone", .right), .init("with employees", .right),
      .init("of all reached", .right),
    ])
    let all = total.figures.reach.withEmployees.mean
    for moment in timeline {
      let share = all > 0 ? (moment.withEmployees / all * 100).rounded() / 100 : nil
      table.add([
        .init(moment.words), .init(moment.page.map(Figure.people)),
        .init(.people(moment.withEmployees)), .init(share.map { Figure($0, .percent) }),
      ])
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
}

extension ReachReport.Moment {
  /// The time in a word: `30 min`, `4 h`, `2 d`.
  var words: String {
    if seconds < 3600 { return "\(seconds / 60) min" }
    return seconds < 86_400 ? "\(seconds / 3600) h" : "\(seconds / 86_400) d"
  }
}

extension ReachReport {
  /// What is still to come of posts whose acts are not all done: a forecast, never counted.
  package struct Outlook: Codable, Hashable, Sendable {
    /// How many acts happened.
    package var acted: Int
    /// How many are to come.
    package var planned: Int
    /// When the next is.
    package var next: Instant
    /// The reach multiplier expected when all are done; null where there is no page, or too much to
    /// estimate on the side.
    @Nullable package var expected: Estimate?

    package init(acted: Int, planned: Int, next: Instant, expected: Estimate?) {
      self.acted = acted
      self.planned = planned
      self.next = next
      self.expected = expected
    }

    /// The outlook in a sentence, instants as given.
    package func sentence(_ shown: (Instant) -> String) -> String {
      let total = NumberFormat.count(acted + planned)
      let start =
        "So far \(NumberFormat.count(acted)) of \(total) planned acts, next \(shown(next))"
      guard let expected else { return start + "." }
      let decimals = expected.mean < 3 ? 1 : 0
      let figure = NumberFormat.fixed(expected.mean, decimals: decimals)
      return start + "; about \(figure)× expected when all are done (forecast, not counted)."
    }
  }
}
