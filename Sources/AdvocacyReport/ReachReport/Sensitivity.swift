import AdvocacyModel

extension ReachReport {
  /// Which assumption moves the result most: each at both ends of its range, the others as they are.
  package struct Sensitivity: Codable, Hashable, Sendable {
    /// The figure that is moved: `reachMultiplier`, or `additionalPeople` where there is no page.
    package var figure: ChangedFigure
    /// The report's own figure, about which the others lie.
    package var center: Double
    /// In how many worlds, or draws of the assumptions, each was worked out; all share them.
    package var worlds: Int
    /// The parameters, those that move the figure most first.
    package var swings: [Swing]

    /// Sorts the swings.
    package init(figure: ChangedFigure, center: Double, worlds: Int, swings: [Swing]) {
      self.figure = figure
      self.center = center
      self.worlds = worlds
      self.swings = swings.sorted { ($1.width, $0.input) < ($0.width, $1.input) }
    }
  }

  /// What one parameter does to the figure, on all networks at once.
  package struct Swing: Codable, Hashable, Sendable {
    /// The parameter's name.
    package var input: String
    /// Where `config.json` sets it, such as `parameters.pageVisibility`; several where networks have
    /// values of their own.
    package var keys: [String]
    /// What it means.
    package var meaning: String
    /// The figure with the parameter at the low end of its range.
    package var atLow: Double
    /// The figure with the parameter at the high end of its range.
    package var atHigh: Double

    /// The simulation's own standard error of the difference between the two.
    package var standardError: Double

    package init(
      input: String, keys: [String], meaning: String, atLow: Double, atHigh: Double,
      standardError: Double
    ) {
      self.input = input
      self.keys = keys
      self.meaning = meaning
      self.atLow = atLow
      self.atHigh = atHigh
      self.standardError = standardError
    }

    /// How far the figure moves from one end to the other, 0 or more.
    package var width: Double { (atHigh - atLow).magnitude }

    var keysInWords: String { keys.joined(separator: ", ") }

    /// Whether the swing can be told from the simulation's own error.
    var isClear: Bool { width > 2 * standardError }
  }

  /// The most parameters that are shown.
  static let swingRows = 12

  /// The swings as a table.
  func sensitivityTable() -> TextTable {
    var table = TextTable(
      columns: [
        .init("assumption, as in config.json"), .init("at its low", .right),
        .init("at its high", .right),
        .init("swing", .right), .init("own error", .right, dropRank: 2),
        .init("what it means", isElastic: true, dropRank: 1),
      ])
    guard let sensitivity else { return table }
    for swing in sensitivity.moving.prefix(Self.swingRows) {
      table.add(
        [.init(swing.keysInWords)]
          + [swing.atLow, swing.atHigh, swing.width].map { .init(sensitivity.figure(of: $0)) } + [
            .init(sensitivity.figure(of: swing.standardError, digits: 2, sign: .error)),
            .init(swing.meaning),
          ])
    }
    return table
  }

  /// Which assumption moves the result most, in one sentence.
  package var sensitivitySentence: String? {
    guard let sensitivity, let first = sensitivity.moving.first else { return nil }
    return """
      \(first.input) moves the \(sensitivity.figure.words) most: \
      \(sensitivity.written(first.atLow)) at its low, \(sensitivity.written(first.atHigh)) at its \
      high, about the \(sensitivity.written(sensitivity.center)) of this report.
      """
  }

  /// What to know about the swings.
  var sensitivityNote: String {
    let unclear = sensitivity.map { $0.swings.count - $0.moving.count } ?? 0
    let rest =
      unclear > 0
      ? " \(NumberFormat.count(unclear, "other")) can't be told from the simulation's own error."
      : ""
    return """
      Each assumption at the low and at the high end of its range on all networks, the others open \
      as in the report. Set its key in config.json to what you know, and the interval narrows.\(rest)
      """
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

extension ReachReport.Sensitivity {
  /// The parameters that clearly move the figure, those that move it most first.
  var moving: [ReachReport.Swing] { swings.filter(\.isClear) }

  /// A value of the figure that is moved.
  func figure(of value: Double, digits: Int = 3, sign: Figure.Sign = .plain) -> Figure {
    Figure(value, figure == .reachMultiplier ? .times(digits: digits) : .people, sign: sign)
  }

  /// The same as people read it.
  func written(_ value: Double) -> String { figure(of: value).text }
}
