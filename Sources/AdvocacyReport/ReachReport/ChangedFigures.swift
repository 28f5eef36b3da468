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

    /// By how much it rose or fell and the ends of that, without signs: for words that say which.
    func amounts(in words: Words) -> [String: Spoken] {
      let ends = [difference.low, difference.high].map(\.magnitude).sorted()
      let numbers = [difference.mean.magnitude, ends[0], ends[1]].map {
        Spoken.text(Figure($0, figure.unit).text(in: words))
      }
      return ["amount": numbers[0], "low": numbers[1], "high": numbers[2]]
    }

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
    /// The same per post, for periods that differ in length or number of posts.
    case additionalPeoplePerPost
    case reachMultiplier

    /// The figure's name for people.
    var word: KeyPath<Catalogue, Phrase> {
      switch self {
      case .reachPage: \.report.pageAlone
      case .reachWithEmployees: \.report.withEmployees
      case .additionalPeople: \.report.additional
      case .additionalPeoplePerPost: \.report.additionalPerPost
      case .reachMultiplier: \.report.multiplier
      }
    }

    /// What the figure counts.
    var unit: Figure.Unit { self == .reachMultiplier ? .times() : .people }
  }
}

extension ReachReport {
  /// What changed since the other period, in one sentence; nil where nothing was compared.
  package func comparisonSentence(_ words: Words = .english) -> String? {
    guard let comparison else { return nil }
    let (last, isDay) = shownLast(comparison.until)
    let period = words(
      isDay ? \.report.postsFromTo : \.report.postsFromBefore,
      [
        "posts": .count(comparison.posts), "first": .text(shownBriefly(comparison.since)),
        "last": .text(last),
      ])
    var values: [String: Spoken] = ["period": .text(period)]
    guard comparison.posts > 0 else { return words(\.report.nothingToCompare, values) }
    guard let change = comparison.changes.first(where: { $0.figure == .additionalPeople }) else {
      return words(\.report.againstPeriod, values)
    }
    let perPost = comparison.changes.first { $0.figure == .additionalPeoplePerPost }.map { change in
      guard change.isClear else {
        return words(\.report.perPost, ["movement": .text(change.movement.text(in: words))])
      }
      return words(
        change.difference.mean > 0 ? \.report.perPostMore : \.report.perPostFewer,
        change.amounts(in: words))
    }
    values["movement"] = .text(change.movement.text(in: words))
    values["perPost"] = .text(perPost ?? "")
    guard change.isClear else { return words(\.report.noClearChange, values) }
    values.merge(change.amounts(in: words)) { $1 }
    return words(
      change.difference.mean > 0 ? \.report.morePeople : \.report.fewerPeople, values)
  }

  /// The changes as a table.
  func comparisonTable(_ words: Words = .english) -> TextTable {
    var table = TextTable(
      columns: [
        .init(words(\.report.against), isElastic: true),
        .init(words(\.report.before), .right, dropRank: 1),
        .init(words(\.report.after), .right, dropRank: 2),
        .init(words(\.report.difference), .right),
      ])
    guard let comparison else { return table }
    for change in comparison.changes {
      let ink: Ink =
        !change.isClear ? .plain : change.difference.mean > 0 ? .green : .red
      table.add([
        .init(words(change.figure.word)), .init(Figure(change.before, change.figure.unit)),
        .init(Figure(change.after, change.figure.unit)), .init(change.movement, ink),
      ])
    }
    return table
  }
}

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
  func sensitivityTable(_ words: Words = .english) -> TextTable {
    var table = TextTable(
      columns: [
        .init(words(\.report.assumption)), .init(words(\.report.atLow), .right),
        .init(words(\.report.atHigh), .right), .init(words(\.report.swing), .right),
        .init(words(\.report.error), .right, dropRank: 2),
        .init(words(\.report.meaning), fit: .wrapped, dropRank: 1),
      ])
    guard let sensitivity else { return table }
    for swing in sensitivity.moving.prefix(Self.swingRows) {
      table.add(
        [.init(swing.keysInWords)]
          + [swing.atLow, swing.atHigh, swing.width].map { .init(sensitivity.figure(of: $0)) } + [
            .init(sensitivity.figure(of: swing.standardError, digits: 2, sign: .error)),
            .init(
              words.language == .english ? swing.meaning : words.name(ofInput: swing.input)),
          ])
    }
    return table
  }

  /// Which assumption moves the result most, in one sentence.
  package func sensitivitySentence(_ words: Words = .english) -> String? {
    guard let sensitivity, let first = sensitivity.moving.first else { return nil }
    func written(_ value: Double) -> Spoken {
      .text(sensitivity.figure(of: value).text(in: words))
    }
    return words(
      \.report.movesText,
      [
        "input": .text(first.input), "figure": .text(words(sensitivity.figure.word)),
        "low": written(first.atLow), "high": written(first.atHigh),
        "center": written(sensitivity.center),
      ])
  }

  /// What to know about the swings.
  func sensitivityNote(_ words: Words = .english) -> String {
    let note = words(\.report.movesNote)
    let unclear = sensitivity.map { $0.swings.count - $0.moving.count } ?? 0
    return unclear > 0 ? note + " " + words(\.report.unclear, ["count": .count(unclear)]) : note
  }
}

extension ReachReport.Sensitivity {
  /// The parameters that clearly move the figure, those that move it most first.
  var moving: [ReachReport.Swing] { swings.filter(\.isClear) }

  /// A value of the figure that is moved.
  func figure(of value: Double, digits: Int = 3, sign: Figure.Sign = .plain) -> Figure {
    Figure(value, figure == .reachMultiplier ? .times(digits: digits) : .people, sign: sign)
  }
}
