/// How far figures may be off by the choice of draws, and by that of points over appeals.
///
/// Each draw chooses its points itself, so that what hangs on these is part of how far draws lie
/// apart. Where all draws are the same, so are the points, and other choices are made to tell it.
struct CountsError {
  private let draws: [BlockSums]
  private let means: KnownMeans
  private let choices: [BlockSums]
  private let widest: Int?

  /// Prepares the errors of draws as they were worked out.
  ///
  /// - Parameters:
  ///   - draws: The draws, before they are brought to one level.
  ///   - means: The means that they are brought to.
  ///   - choices: The sums by other choices of points, where all draws have one.
  ///   - widest: The group that others follow.
  init(_ draws: [BlockSums], _ means: KnownMeans, choices: [BlockSums], widest: Int?) {
    self.draws = draws
    self.means = means
    self.choices = choices
    self.widest = widest
  }

  /// The relative standard error of a group's ratio of totals, or of its additional people where it
  /// has no page.
  ///
  /// Where some draws only worked the group out, its ratio to the widest group's is their part of the
  /// error; the rest is the widest group's own, or its ratio to its outline and that of the outline.
  ///
  /// - Complexity: O(draws).
  func ofFigure(of group: Int, hasPage: Bool) -> Double? {
    // From what only some draws worked out to what more of them did.
    var levels = [draws.map { People($0.cells[group]) }]
    var source = group
    let hasOutline = draws.first?.outline(of: group) != nil
    if let widest, widest != group, !hasOutline {
      levels.append(draws.map { People($0.cells[widest]) })
      source = widest
    }
    levels.append(draws.map { People($0.outline(of: source)) })
    var variance = 0.0
    for (number, (level, next)) in zip(levels, levels.dropFirst()).enumerated()
    where level.contains(nil) && next.contains(where: { $0 != nil }) {
      let pairs = zip(level, next).compactMap { own, next in
        own.flatMap { own in next.map { (own, $0) } }
      }
      // A group is in proportion to its outline.
      guard
        let beside = Self.variance(
          of: pairs, isInProportion: number + 2 == levels.count, hasPage: hasPage)
      else { return nil }
      variance += beside
    }
    // The first that all draws have is spread over rows.
    guard let ofRows = rowVariance(of: levels.first { !$0.contains(nil) } ?? levels[0], hasPage)
    else { return nil }
    return (variance + ofRows + choiceVariance(of: group, hasPage)).squareRoot()
  }

  /// The people whom a draw reaches in a group.
  private struct People: Equatable {
    let page: Double
    let with: Double

    /// Nil where the draw didn't work it out.
    init?(_ cell: BlockSums.Cell?) {
      guard let cell else { return nil }
      (page, with) = (cell.page, cell.with)
    }
  }

  /// The sums of a figure, and those of what stands in for it.
  private struct Sums {
    private var page = (sum: 0.0, said: 0.0)
    private var rest = (sum: 0.0, said: 0.0)

    mutating func add(_ people: People, _ said: KnownMeans.Said) {
      page.sum += people.page
      page.said += said.page
      rest.sum += people.with - people.page
      rest.said += said.rest
    }

    /// The figure; nil where it is nothing.
    func figure(hasPage: Bool) -> Double? {
      let page = page.sum / page.said
      let with = page + rest.sum / rest.said
      guard with > 0 else { return nil }
      return hasPage ? (page > 0 ? with / page : nil) : with
    }
  }

  /// The relative variance that is left where a group is told by some draws and a wider one, which all
  /// have, says the rest, linearised: what each draw's part in the one is beyond that in the other
  /// (Cochran 1977, section 6.4).
  private static func variance(
    of pairs: [(People, People)], isInProportion: Bool, hasPage: Bool
  ) -> Double? {
    func rests(_ figure: (People) -> Double) -> [Double] {
      let (own, next) = (pairs.map { figure($0.0) }, pairs.map { figure($0.1) })
      let ratio = isInProportion ? .plain : PowerRatio(of: own, following: next)
      return ratio.rests(own, next)
    }
    let page = pairs.reduce(0) { $0 + $1.0.page }
    let with = pairs.reduce(0) { $0 + $1.0.with }
    guard pairs.count > 1, with > 0, !hasPage || page > 0 else { return nil }
    let squares = zip(rests(\.page), rests { $0.with - $0.page }).reduce(0.0) { squares, rest in
      var part = (page * rest.0 + (with - page) * rest.1) / with
      if hasPage { part -= rest.0 }
      return squares + part * part
    }
    let count = Double(pairs.count)
    return squares * count / (count - 1)
  }

  /// The relative variance of the figure over choices of points.
  private func choiceVariance(of group: Int, _ hasPage: Bool) -> Double {
    let figures = choices.compactMap { sums in
      People(sums.cells[group]).flatMap { people in
        var sum = Sums()
        sum.add(people, KnownMeans.Said(page: 1, rest: 1))
        return sum.figure(hasPage: hasPage)
      }
    }
    guard figures.count > 1 else { return 0 }
    let mean = figures.reduce(0, +) / Double(figures.count)
    let squares = figures.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    return squares / Double(figures.count - 1) / (mean * mean)
  }

  /// The relative variance of the figure of all draws that have it.
  private func rowVariance(of level: [People?], _ hasPage: Bool) -> Double? {
    var whole = Sums()
    for case (let draw, let people?) in level.enumerated() {
      whole.add(people, means.said(of: draw))
    }
    guard let figure = whole.figure(hasPage: hasPage) else { return nil }
    let parts = means.cuts.cuts.enumerated().map { place, cut in
      var own = Array(repeating: Sums(), count: cut.parts)
      var others = own
      for case (let draw, let people?) in level.enumerated() {
        let part = cut.partOf[draw]
        own[part].add(people, means.said(of: draw))
        others[part].add(people, means.said(of: draw, cut: place, without: part))
      }
      return zip(own, others).map { own, others in
        own.figure(hasPage: hasPage).flatMap { own in
          others.figure(hasPage: hasPage).map { (own: own, others: $0) }
        }
      }
    }
    return means.cuts.variance(of: figure, parts: parts)
  }
}
