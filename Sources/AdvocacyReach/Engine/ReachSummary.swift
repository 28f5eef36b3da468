import AdvocacyCore

/// Turns the sums of all blocks into an estimate.
struct ReachSummary {
  private let plan: ReachPlan

  init(_ plan: ReachPlan) { self.plan = plan }

  /// The estimate of blocks in order.
  func estimate(_ blocks: [BlockSums]) -> ReachEstimate {
    let impressions = blocks.map {
      plan.draws(ofBlock: $0.block).networks.map(\.impressionsPerPerson)
    }
    let cells = plan.problem.groups.indices.map { group in
      CellSummary(blocks, group: group).cell(
        impressions, hasPage: plan.hasPage(group: group),
        potential: plan.problem.groups[group].reduce(0) { $0 + plan.items[$1].potential },
        horizons: plan.problem.horizons)
    }
    let attribution = AttributionSummary(blocks, plan.problem.contributors)
    return ReachEstimate(
      worlds: blocks.reduce(0) { $0 + $1.worlds }, blocks: blocks.count,
      relativeStandardError: plan.widestGroup.flatMap { cells[$0].relativeStandardError },
      intervalLevel: Interval.level, groups: cells, contributors: attribution.contributors,
      otherEmployees: attribution.others, overlaps: attribution.overlaps,
      sampledPeople: plan.sample.isEverybody ? nil : 1 / Double(plan.sample.weight),
      notes: AudienceReview(plan).notes,
      counts: blocks.reduce(ReachCounts()) { $0 + $1.counts })
  }
}

/// Compares the overlaps asked with those that can be had, at the typical values.
struct AudienceReview {
  let notes: [ReachEstimate.AudienceNote]

  init(_ plan: ReachPlan) {
    let targets = BlockDraws(plan.source(.typical)).audience
    let solution = plan.solver.solve(targets)
    var notes: [ReachEstimate.AudienceNote] = []
    func compare(_ network: String, _ name: ParameterName, _ asked: Double, _ attained: Double?) {
      guard let attained, abs(attained - asked) > 0.02 * asked else { return }
      notes.append(
        ReachEstimate.AudienceNote(
          network: network, parameter: name.rawValue, asked: asked, attained: attained))
    }
    for (index, target) in targets.networks.enumerated() {
      let (network, attained) = (plan.problem.networks[index].id.text, solution.networks[index])
      compare(network, .teamOverlap, target.team, attained.teamOverlap)
      compare(network, .companyOverlap, target.company, attained.companyOverlap)
      compare(network, .pageOverlap, target.page, attained.pageOverlap)
    }
    if !plan.solver.severalNetworks.isEmpty {
      compare("", .secondNetworkOverlap, targets.secondNetwork, solution.secondNetwork)
    }
    self.notes = notes
  }
}
