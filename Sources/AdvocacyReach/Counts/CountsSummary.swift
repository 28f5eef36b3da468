import AdvocacyModel

/// Turns the sums of draws into an estimate.
struct CountsSummary {
  private let plan: CountsPlan
  private let options: ReachOptions

  init(_ plan: CountsPlan, _ options: ReachOptions) {
    self.plan = plan
    self.options = options
  }

  /// The estimate of draws in order.
  func estimate(_ all: [BlockSums]) -> ReachEstimate {
    let problem = plan.problem
    let known = completed(all)
    let sources = sources(of: known)
    let (draws, means) = leveled(known, sources)
    let widest = problem.widestGroup
    let impressions = sources.map { source in
      problem.networks.map { source.value(.impressionsPerPerson, $0.id) }
    }
    let error = CountsError(known, means, choices: choices(), widest: widest)
    let cells = problem.groups.indices.map { group in
      let hasPage = hasPage(group)
      return CellSummary(draws, group: group, reference: widest).cell(
        impressions, hasPage: hasPage, potential: potential(group),
        horizons: problem.horizons, error: error.ofFigure(of: group, hasPage: hasPage))
    }
    let attribution = AttributionSummary(
      draws, problem.contributors, paired: problem.pairedContributors)
    return ReachEstimate(
      worlds: draws.count, blocks: draws.count,
      relativeStandardError: widest.flatMap { cells[$0].relativeStandardError },
      intervalLevel: Interval.level, groups: cells, contributors: attribution.contributors,
      otherEmployees: attribution.others, overlaps: attribution.overlaps,
      notes: CountsReview(plan).notes)
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

  /// The sums by other choices of points over appeals, where all draws are the same and have one.
  ///
  /// Else draws tell themselves what hangs on it. One item by itself has no choice.
  private func choices() -> [BlockSums] {
    let key = RandomKey(options.seed)
    let hasChoice = plan.problem.groups.contains { $0.count > 1 }
    guard hasChoice, CountsWorker(plan, key: key, draws: 1).isExact else { return [] }
    return (1...Self.choices).map {
      CountsWorker(plan, key: key, draws: 1, choice: $0).runTypical(isWhole: false)
    }
  }

  private static let choices = 8

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
}

/// Compares the overlaps asked with those that can be had, at the typical values.
struct CountsReview {
  private(set) var notes: [ReachEstimate.AudienceNote] = []

  init(_ plan: CountsPlan) {
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
