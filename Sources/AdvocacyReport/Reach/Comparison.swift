package import AdvocacyCore

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

    /// Makes a comparison.
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
    /// The figure.
    package var figure: ChangedFigure
    /// What it was in the other period.
    package var before: Estimate
    /// What it is in the report's.
    package var after: Estimate
    /// The difference, what is unknown about both periods alike left out of its interval.
    package var difference: Estimate

    /// Makes a change.
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
  }

  /// The figures that are compared.
  package enum ChangedFigure: String, Codable, Hashable, Sendable, CaseIterable {
    /// People reached by the page alone.
    case reachPage
    /// People reached with the employees.
    case reachWithEmployees
    /// People whom the page alone would not have reached.
    case additionalPeople
    /// The reach multiplier.
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
  }
}

extension ReachReport {
  /// What changed since the other period, in one sentence; nil where nothing was compared.
  package var comparisonSentence: String? {
    guard let comparison else { return nil }
    let period = """
      \(NumberFormat.count(comparison.posts, "post")) from \(shownBriefly(comparison.since)) \
      until \(shownBriefly(comparison.until))
      """
    guard comparison.posts > 0 else { return "Against \(period): nothing to compare with." }
    guard let change = comparison.changes.first(where: { $0.figure == .additionalPeople }) else {
      return "Against \(period)."
    }
    let verdict =
      !change.isClear
      ? "no clear change in additional people"
      : change.difference.mean > 0 ? "more additional people" : "fewer additional people"
    let difference = NumberFormat.change(change.difference, of: .additionalPeople)
    return "Against \(period): \(verdict), \(difference)."
  }

  /// The changes as a table.
  func comparisonTable(indent: Int = 0) -> TextTable {
    var table = TextTable(
      columns: [
        .init("against the other period", isElastic: true), .init("before", .right, dropRank: 1),
        .init("after", .right, dropRank: 2), .init("change", .right),
      ], indent: indent)
    guard let comparison else { return table }
    for change in comparison.changes {
      let ink: Ink =
        !change.isClear ? .plain : change.difference.mean > 0 ? .green : .red
      table.add([
        TextTable.Cell(change.figure.words),
        TextTable.Cell(NumberFormat.written(change.before, of: change.figure)),
        TextTable.Cell(NumberFormat.written(change.after, of: change.figure)),
        TextTable.Cell(NumberFormat.change(change.difference, of: change.figure), ink),
      ])
    }
    return table
  }
}

extension NumberFormat {
  /// An estimate with its interval, as people read the figure.
  static func written(
    _ estimate: ReachReport.Estimate, of figure: ReachReport.ChangedFigure
  ) -> String {
    figure == .reachMultiplier ? multiplier(estimate) : people(estimate)
  }

  /// A difference with its interval, all with their signs: `+120 (+80 to +170)`.
  static func change(
    _ difference: ReachReport.Estimate, of figure: ReachReport.ChangedFigure
  ) -> String {
    let ends = [difference.mean, difference.low, difference.high]
    let decimals = figure == .reachMultiplier ? 1 : 0
    let words = ends.map { ($0 > 0 ? "+" : "") + fixed($0, decimals: decimals) }
    let unit = figure == .reachMultiplier ? "×" : ""
    return "\(words[0])\(unit) (\(words[1]) to \(words[2]))"
  }
}
