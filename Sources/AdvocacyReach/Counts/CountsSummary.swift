import AdvocacyModel

/// Turns the sums of draws into an estimate.
struct CountsSummary {
  private let plan: CountsPlan
  private let options: ReachOptions

  init(_ plan: CountsPlan, _ options: ReachOptions) {
    self.plan = plan
    self.options = options
  }

  /// The points over appeals are chosen anew so often to tell what hangs on the choice.
  private static let scrambles = 8
  /// The parts into which draws that aren't stratified together are cut to tell their error.
  private static let replicates = 10
  /// As many rows tell their own error.
  private static let enoughRows = 4
  private static let partsOfRow = 5

  /// The estimate of draws in order.
  func estimate(_ all: [BlockSums]) -> ReachEstimate {
    let problem = plan.problem
    let key = RandomKey(options.seed)
    let known = completed(all)
    let sources = sources(of: known)
    let (draws, means) = leveled(known, sources)
    let widest = problem.widestGroup
    let impressions = sources.map { source in
      problem.networks.map { source.value(.impressionsPerPerson, $0.id) }
    }
    var cascade = GraphCascade?.none
    let scrambled = (1...Self.scrambles).map {
      CountsWorker(plan, key: key, draws: options.draws, scramble: $0)
        .runTypical(&cascade, isAttributed: false)
    }
    let cells = problem.groups.indices.map { group in
      let hasPage = hasPage(group)
      return CellSummary(draws, group: group, reference: widest).cell(
        impressions, hasPage: hasPage, potential: potential(group),
        horizons: problem.horizons,
        error: error(of: known, means, scrambled, group: group, hasPage: hasPage))
    }
    let attribution = AttributionSummary(
      draws, problem.contributors, paired: problem.pairedContributors)
    return ReachEstimate(
      worlds: draws.count, blocks: draws.count,
      relativeStandardError: widest.flatMap { cells[$0].relativeStandardError },
      intervalLevel: Interval.level, groups: cells, contributors: attribution.contributors,
      otherEmployees: attribution.others, overlaps: attribution.overlaps,
      notes: CountsReview(plan, key: key).notes)
  }

  /// The draws, each with the sums of some groups: who compares two of them has both in all.
  ///
  /// - Complexity: O(draws × groups).
  func draws(_ all: [BlockSums], of groups: [Int]) -> [BlockSums] {
    let known = completed(all)
    var (draws, _) = leveled(known, sources(of: known))
    let whole = groups.map { group in
      CellSummary(draws, group: group, reference: plan.problem.widestGroup).cells
    }
    for (group, cells) in zip(groups, whole) where cells.count == draws.count {
      for draw in draws.indices { draws[draw].cells[group] = cells[draw] }
    }
    return draws
  }

  /// Where the parameters of draws come from.
  private func sources(of draws: [BlockSums]) -> [ParameterSource] {
    let key = RandomKey(options.seed).keyed(by: "parameters")
    return draws.map { sums in
      ParameterSource(
        networks: plan.problem.networks.map(\.id), parameters: plan.problem.parameters,
        place: .drawn(key, block: sums.block))
    }
  }

  /// Draws brought to the level that all of them have in outline, and to the means that are known.
  private func leveled(
    _ draws: [BlockSums], _ sources: [ParameterSource]
  ) -> ([BlockSums], KnownMeans) {
    let schedule = CountsSchedule(
      plan.problem, draws: options.draws, hasGraph: plan.graph != nil)
    let widest = plan.problem.widestGroup
    let followers = plan.problem.groups.indices.filter {
      schedule.isWide[$0] || draws.first?.outline(of: $0) != nil
    }
    var leveled = draws
    if schedule.isOutlined, let widest {
      leveled = LeveledDraws(draws, groups: followers, widest: widest).draws
    }
    let means = KnownMeans(leveled, group: widest, normals: sources.map(\.normals))
    return (means.applied(to: leveled), means)
  }

  /// The draws with all that is asked in some of them: parts of a report may hold none that looked
  /// at each post.
  private func completed(_ draws: [BlockSums]) -> [BlockSums] {
    let isWhole =
      plan.problem.groups.indices.allSatisfy { group in
        draws.contains { draw in
          draw.cells[group].map { !$0.frequencies.isEmpty || !plan.problem.countsSightings }
            ?? false
        }
      }
      && (plan.problem.contributors == nil || draws.contains { !$0.contributors.isEmpty })
    guard !isWhole else { return draws }
    let worker = CountsWorker(
      plan, key: RandomKey(options.seed), draws: options.draws)
    var cascade = worker.cascade
    return draws.enumerated().map { place, sums in
      place < ParameterPoints.rowSize
        ? worker.run(draw: sums.block, &cascade, isWhole: true) : sums
    }
  }

  private func hasPage(_ group: Int) -> Bool {
    plan.graph?.hasPage(group) ?? false || hasPageByCount(group)
  }

  private func hasPageByCount(_ group: Int) -> Bool {
    plan.problem.groups[group].contains { item in
      plan.problem.networks[plan.problem.items[item].network].page != nil
    }
  }

  private func potential(_ group: Int) -> Int {
    plan.problem.groups[group].reduce(0) { sum, item in
      let network = plan.problem.networks[plan.problem.items[item].network]
      let ofGraphs = plan.graph?.items[item].potential ?? 0
      return plan.sharers[item].reduce(sum + ofGraphs + (network.page?.followers ?? 0)) {
        $0 + (network.accounts[$1]?.followers ?? 0)
      }
    }
  }

  /// The relative standard error of a group's ratio of totals, or of its additional people where it
  /// has no page: what the choice of draws leaves, with every row of a Latin hypercube as a
  /// replicate, and what the choice of points over appeals leaves.
  ///
  /// Where some draws only worked the group out, its ratio to the widest group's is their part of the
  /// error; the rest is the widest group's own, or its ratio to its outline and that of the outline.
  private func error(
    of draws: [BlockSums], _ means: KnownMeans, _ scrambled: [BlockSums], group: Int,
    hasPage: Bool
  ) -> Double? {
    func ratio(_ sums: [People]) -> Double? {
      func mean(_ sum: (People) -> Double, _ said: (People) -> Double) -> Double {
        sums.reduce(0) { $0 + sum($1) } / sums.reduce(0) { $0 + said($1) }
      }
      let page = mean(\.page, \.pageSaid)
      let with = page + mean({ $0.with - $0.page }, \.restSaid)
      guard with > 0 else { return nil }
      return hasPage ? (page > 0 ? with / page : nil) : with
    }
    // From what only some draws worked out to what more of them did.
    var levels = [draws.map { People($0.cells[group]) }]
    var source = group
    let hasOutline = draws.first?.outline(of: group) != nil
    if let widest = plan.problem.widestGroup, widest != group, !hasOutline {
      levels.append(draws.map { People($0.cells[widest]) })
      source = widest
    }
    levels.append(draws.map { People($0.outline(of: source)) })
    var ofDraws = 0.0
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
      ofDraws += beside
    }
    // The first that all draws have is spread over rows.
    let last = levels.first { !$0.contains(nil) } ?? levels[0]
    let spread = last.indices.compactMap { draw in
      last[draw].map { $0.said(page: means.page?[draw] ?? 1, rest: means.rest?[draw] ?? 1) }
    }
    guard let ofRows = Self.variance(ofRowsIn: spread, ratio) else {
      return nil
    }
    ofDraws += ofRows
    let points = scrambled.compactMap { sums in
      People(sums.cells[group]).flatMap { ratio([$0]) }
    }
    guard points.count > 1 else { return ofDraws.squareRoot() }
    let mean = points.reduce(0, +) / Double(points.count)
    return (ofDraws + Self.variance(points) / (mean * mean)).squareRoot()
  }

  /// The people whom a draw reaches in a group.
  private struct People: Equatable {
    let page: Double
    let with: Double
    /// What is known of the draw beforehand, with a mean of 1.
    private(set) var pageSaid = 1.0
    private(set) var restSaid = 1.0

    func said(page: Double, rest: Double) -> People {
      var people = self
      (people.pageSaid, people.restSaid) = (page, rest)
      return people
    }

    /// Nil where the draw didn't work it out.
    init?(_ cell: BlockSums.Cell?) {
      guard let cell else { return nil }
      (page, with) = (cell.page, cell.with)
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

  /// The relative variance of a value of all draws, with their rows as replicates.
  ///
  /// Two or three rows tell it by chance. A fifth of a row, every fifth of its draws, is spread less
  /// evenly than a row, and so tells an error twice as large (measured: 1.8 to 2.0 times); a quarter
  /// of its variance steadies the other.
  private static func variance(
    ofRowsIn draws: [People], _ value: ([People]) -> Double?
  ) -> Double? {
    let size = ParameterPoints.rowSize
    guard draws.count >= 2 * size else {
      return variance(draws.strided(by: Self.replicates), value)
    }
    let rows = draws.rows(of: size)
    guard rows.count < Self.enoughRows else { return variance(rows, value) }
    return variance(rows, value).flatMap { whole in
      variance(rows.flatMap { $0.strided(by: Self.partsOfRow) }, value).map {
        (whole + $0 / 4) / 2
      }
    }
  }

  /// The relative variance of a value of all of some parts.
  private static func variance<Draw>(
    _ parts: [[Draw]], _ value: ([Draw]) -> Double?
  ) -> Double? {
    guard let whole = value(parts.flatMap(\.self)), whole > 0 else { return nil }
    let values = parts.compactMap(value)
    guard values.count > 1 else { return 0 }
    return variance(values) / Double(values.count) / (whole * whole)
  }

  private static func variance(_ values: [Double]) -> Double {
    let mean = values.reduce(0, +) / Double(values.count)
    return values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count - 1)
  }
}

extension Array {
  /// The rows of draws in order, a shorter one at the end left to the one before.
  fileprivate func rows(of size: Int) -> [[Element]] {
    let count = Swift.max(1, self.count / size)
    return (0..<count).map { row in
      Array(self[row * size..<(row + 1 < count ? (row + 1) * size : self.count)])
    }
  }

  /// As many parts as asked, each of draws that lie so far apart.
  fileprivate func strided(by parts: Int) -> [[Element]] {
    (0..<Swift.min(parts, count)).map { first in
      stride(from: first, to: count, by: parts).map { self[$0] }
    }
  }
}

/// Compares the overlaps asked with those that can be had, at the typical values.
struct CountsReview {
  private(set) var notes: [ReachEstimate.AudienceNote] = []

  init(_ plan: CountsPlan, key: RandomKey) {
    let networks = plan.problem.networks.map(\.id)
    let draw = CountsDraw(
      ParameterSource(networks: networks, parameters: plan.problem.parameters, place: .typical))
    let people = PeopleModel(plan, draw)
    for (number, network) in networks.enumerated() {
      let asked = draw.networks[number]
      let attained = people.pools.overlaps(on: number)
      add(network.text, .teamOverlap, asked.teamOverlap, attained.team)
      add(network.text, .companyOverlap, asked.companyOverlap, attained.company)
      add(network.text, .pageOverlap, asked.pageOverlap, people.attainedPageOverlap[number])
    }
  }

  /// Names what can be had where it is off what was asked by more than a twentieth of it, or two
  /// points.
  private mutating func add(
    _ network: String, _ name: ParameterName, _ asked: Double, _ attained: Double?
  ) {
    // Half a point is less than anybody knows of an overlap.
    guard let attained, abs(attained - asked) > max(min(0.05 * attained, 0.02), 0.005)
    else { return }
    notes.append(
      ReachEstimate.AudienceNote(
        network: network, parameter: name.rawValue, asked: asked, attained: attained))
  }
}
