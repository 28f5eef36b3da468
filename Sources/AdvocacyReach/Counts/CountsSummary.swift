import AdvocacyCore

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

  /// The estimate of draws in order.
  func estimate(_ draws: [BlockSums]) -> ReachEstimate {
    let problem = plan.problem
    let key = RandomKey(options.seed)
    let impressions = draws.map { sums in
      let source = ParameterSource(
        networks: problem.networks.map(\.id), parameters: problem.parameters,
        place: .drawn(key.keyed(by: "parameters"), block: sums.block))
      return problem.networks.map { source.value(.impressionsPerPerson, $0.id) }
    }
    let scrambled = (1...Self.scrambles).map {
      CountsWorker(plan, key: key, scramble: $0).runTypical()
    }
    let cells = problem.groups.indices.map { group in
      var cell = CellSummary(draws, group: group).cell(
        impressions, hasPage: hasPage(group), potential: potential(group),
        horizons: problem.horizons)
      cell.relativeStandardError = error(
        of: draws, scrambled, group: group, hasPage: hasPage(group))
      return cell
    }
    let attribution = AttributionSummary(draws, problem.contributors)
    let widest = problem.groups.indices.max {
      problem.groups[$0].count < problem.groups[$1].count
    }
    return ReachEstimate(
      worlds: draws.count, blocks: draws.count,
      relativeStandardError: widest.flatMap { cells[$0].relativeStandardError },
      intervalLevel: Interval.level, groups: cells, contributors: attribution.contributors,
      otherEmployees: attribution.others, overlaps: attribution.overlaps,
      notes: CountsReview(plan, key: key).notes)
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
  /// has no page: what the choice of draws leaves, with every fifty of a Latin hypercube as a
  /// replicate, and what the choice of points over appeals leaves.
  private func error(
    of draws: [BlockSums], _ scrambled: [BlockSums], group: Int, hasPage: Bool
  ) -> Double? {
    func ratio(_ sums: some Collection<BlockSums>) -> Double? {
      let page = sums.reduce(0.0) { $0 + $1.cells[group].page }
      let with = sums.reduce(0.0) { $0 + $1.cells[group].with }
      guard with > 0 else { return nil }
      return hasPage ? (page > 0 ? with / page : nil) : with / Double(sums.count)
    }
    guard let whole = ratio(draws), whole > 0 else { return nil }
    let rows = stride(from: 0, to: draws.count, by: ParameterSource.stratumCount).compactMap {
      ratio(draws[$0..<min($0 + ParameterSource.stratumCount, draws.count)])
    }
    let points = scrambled.compactMap { ratio([$0]) }
    guard points.count > 1 else { return nil }
    let ofDraws = rows.count > 1 ? Self.variance(rows) / Double(rows.count) : 0
    return (ofDraws + Self.variance(points)).squareRoot() / whole
  }

  private static func variance(_ values: [Double]) -> Double {
    let mean = values.reduce(0, +) / Double(values.count)
    return values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count - 1)
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

  /// Names what can be had where it is less than asked by more than a twentieth of it.
  private mutating func add(
    _ network: String, _ name: ParameterName, _ asked: Double, _ attained: Double?
  ) {
    // Half a point is less than anybody knows of an overlap.
    guard let attained, abs(attained - asked) > max(0.05 * attained, 0.005) else { return }
    notes.append(
      ReachEstimate.AudienceNote(
        network: network, parameter: name.rawValue, asked: asked, attained: attained))
  }
}
