package import AdvocacyModel

extension ReachReport {
  /// The total against that of another period, estimated in the same blocks.
  package struct Comparison: Codable, Hashable, Sendable {
    /// The first instant of the other period.
    package var since: Instant
    /// The instant before which its posts fell due.
    package var until: Instant
    /// How many posts it had.
    package var posts: Int
    /// The figures of all its posts together; null where it had none.
    @Nullable package var figures: Figures?
    /// How the figures changed since, by name.
    package var changes: [Change]

    package init(
      since: Instant, until: Instant, posts: Int, figures: Figures?, changes: [Change]
    ) {
      self.since = since
      self.until = until
      self.posts = posts
      self.figures = figures
      self.changes = changes
    }
  }

  /// How one figure changed.
  package struct Change: Codable, Hashable, Sendable {
    package var figure: ChangedFigure
    /// What it was in the other period.
    package var before: Estimate
    /// What it is in the report's.
    package var after: Estimate
    /// The difference, what is unknown about both periods alike left out of its interval.
    package var difference: Estimate

    package init(
      figure: ChangedFigure, before: Estimate, after: Estimate, difference: Estimate
    ) {
      self.figure = figure
      self.before = before
      self.after = after
      self.difference = difference
    }

    /// Whether the interval of the difference leaves zero out.
    package var isClear: Bool { difference.low > 0 || difference.high < 0 }

    /// The difference, its numbers all with their signs: `+120 (+80 to +170)`.
    var movement: Figure { Figure(difference, figure.unit, sign: .change) }
  }

  /// The figures that are compared.
  package enum ChangedFigure: String, Codable, Hashable, Sendable, CaseIterable {
    /// People reached by the page alone.
    case reachPage
    /// People reached with the employees.
    case reachWithEmployees
    /// People whom the page alone would not have reached.
    case additionalPeople
    case reachMultiplier

    /// The figure's name for people.
    var words: String {
      switch self {
      case .reachPage: "page alone"
      case .reachWithEmployees: "with employees"
      case .additionalPeople: "additional people"
      case .reachMultiplier: "reach multiplier"
      }
    }

    /// What the figure counts.
    var unit: Figure.Unit { self == .reachMultiplier ? .times() : .people }
  }
}

extension ReachReport {
  /// What changed since the other period, in one sentence; nil where nothing was compared.
  package var comparisonSentence: String? {
    guard let comparison else { return nil }
    let period = """
      \(NumberFormat.count(comparison.posts, "post")) from \(shownBriefly(comparison.since)) \
      before \(shownBriefly(comparison.until))
      """
    guard comparison.posts > 0 else { return "Against \(period): nothing to compare with." }
    guard let change = comparison.changes.first(where: { $0.figure == .additionalPeople }) else {
      return "Against \(period)."
    }
    let verdict =
      !change.isClear
      ? "no clear change in additional people"
      : change.difference.mean > 0 ? "more additional people" : "fewer additional people"
    return "Against \(period): \(verdict), \(change.movement.text)."
  }

  /// The changes as a table.
  func comparisonTable() -> TextTable {
    var table = TextTable(
      columns: [
        .init("against the other period", isElastic: true), .init("before", .right, dropRank: 1),
        .init("after", .right, dropRank: 2), .init("change", .right),
      ])
    guard let comparison else { return table }
    for change in comparison.changes {
      let ink: Ink =
        !change.isClear ? .plain : change.difference.mean > 0 ? .green : .red
      table.add([
        .init(change.figure.words), .init(Figure(change.before, change.figure.unit)),
        .init(Figure(change.after, change.figure.unit)), .init(change.movement, ink),
      ])
    }
    return table
  }

  /// The total against that of another period.
  var comparisonSection: Page.Section? {
    guard let comparison, !comparison.changes.isEmpty, let sentence = comparisonSentence else {
      return nil
    }
    let rows = comparison.changes.filter { $0.figure != .reachMultiplier }.flatMap { change in
      [("before", change.before, Chart.Kind.page), ("after", change.after, .people)].map {
        Chart.Series(
          name: "\(change.figure.words), \($0.0)", value: Figure.people($0.1).text,
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
      notes: [Self.comparisonNote])
  }

  /// What to know about the changes.
  static let comparisonNote = """
    Both periods share every draw of the assumed inputs, so that what is unknown about both alike \
    is not in the change's interval.
    """
}
