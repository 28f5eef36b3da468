import AdvocacyCore
import AdvocacyReach
import AdvocacyReport

/// Turns the facts and the engine's estimate into the report's value.
struct ReportAssembly {
  var scene: ReportScene
  var estimate: ReachEstimate
  var sums: [BlockSums]

  private var total: ReachEstimate.Cell { estimate.groups[scene.cells.total] }

  /// The report, without what takes estimates of its own.
  func report(
    seed: UInt64, ledgerHead: String?, inputsHash: String, extras: Set<ReportExtra>
  ) -> ReachReport {
    let provenance = ReportProvenance(
      configuration: scene.configuration, networks: scene.networks)
    var report = ReachReport(
      seed: seed, worlds: estimate.worlds, blocks: estimate.blocks,
      relativeStandardError: total.relativeStandardError,
      intervalLevel: estimate.intervalLevel, asOf: scene.asOf, since: scene.periods.since,
      until: scene.periods.until, ledgerHead: ledgerHead, inputsHash: inputsHash,
      inputs: provenance.inputs, notes: provenance.notes(estimate, posts: scene.posts),
      by: scene.breakdown, posts: postRows, total: figures(of: scene.posts, cell: total),
      groups: groups)
    report.timeZone = scene.configuration.calendar.zoneName
    if !scene.parts.names.isEmpty { addAttribution(to: &report) }
    report.comparison = comparison(with: report.total.figures)
    report.funnel = scene.funnel(report.total.figures.participation)
    if extras.contains(.vendors) {
      report.vendors = ReachReport.vendorFigures(
        of: SharingFacts(
          of: scene.posts, figures: report.posts.map(\.figures),
          configuration: scene.configuration), total: report.total.figures)
    }
    report.mediaCost = scene.configuration.rateCard.map {
      .init($0, of: scene.posts, total: report.total.figures)
    }
    return report
  }

  private var postRows: [ReachReport.Post] {
    scene.posts.indices.map { index in
      let post = scene.posts[index].post
      return ReachReport.Post(
        id: post.id, text: post.text, at: post.at, campaign: post.campaign,
        figures: figures(of: [scene.posts[index]], cell: estimate.groups[index]))
    }
  }

  private var groups: ReachReport.Groups {
    switch scene.breakdown {
    case .post: .none
    case .campaign, .topic, .hashtag, .network, .day:
      .figures(
        scene.cells.groups.enumerated().map { index, group in
          .init(
            name: group.name,
            figures: figures(
              of: group.posts.map { scene.posts[$0] },
              cell: estimate.groups[scene.posts.count + index], on: group.network))
        })
    case .team, .employee:
      .contributions(
        zip(zip(scene.parts.names, scene.parts.counts), estimate.contributors).map {
          .init(name: $0.0, counts: $0.1, estimate: $1)
        })
    }
  }

  /// What those bring who are in no row, and whom two rows have in common.
  private func addAttribution(to report: inout ReachReport) {
    let names = scene.parts.names
    report.unlisted = estimate.otherEmployees.flatMap { others in
      others.grossReach > 0
        ? .init(name: "", counts: scene.parts.unlisted, estimate: others) : nil
    }
    report.overlaps = estimate.overlaps.map {
      .init(first: names[$0.first], second: names[$0.second], people: $0.people)
    }
  }

  private func comparison(with figures: ReachReport.Figures) -> ReachReport.Comparison? {
    guard let period = scene.periods.compared else { return nil }
    guard !scene.compared.isEmpty else {
      return .init(
        since: period.lowerBound, until: period.upperBound, posts: 0,
        figures: nil, changes: [])
    }
    let place = scene.cells.total + 1
    let before = self.figures(of: scene.compared, cell: estimate.groups[place])
    let change = GroupChange(sums, from: place, to: scene.cells.total)
    return .init(
      since: period.lowerBound, until: period.upperBound, posts: scene.compared.count,
      figures: before, changes: ReachReport.Change.all(from: before, to: figures, change))
  }

  private func figures(
    of posts: [PostFacts], cell: ReachEstimate.Cell, on only: NetworkID? = nil
  ) -> ReachReport.Figures {
    let counts = ActionCounts(
      posts.lazy.flatMap(\.actions).filter { act in only.map { act.network == $0 } ?? true })
    return ReachReport.Figures(
      networks: ReachReport.NetworkActions.of(posts, on: only.map { [$0] }),
      employees: counts.people.count, likes: counts.likes, reposts: counts.reposts,
      nominalMultiplier: NominalMultiplier.overPairs(of: posts, on: only.map { [$0] }),
      participation: participation(of: posts, took: counts.people.count, on: only),
      potentialReach: cell.potentialReach, grossReach: cell.grossReach,
      impressions: cell.impressions, frequency: cell.frequency ?? 0,
      reachByFrequency: cell.byFrequency,
      reach: .init(
        page: cell.page.map { .init($0) }, withEmployees: .init(cell.withEmployees)),
      additionalPeople: .init(cell.additionalPeople),
      reachMultiplier: cell.reachMultiplier.map { .init($0) })
  }

  /// Everybody counts once, whatever the posts.
  ///
  /// On one network, and of posts that an older program decided, only how many is known: the largest
  /// count is the least that there can have been.
  private func participation(
    of posts: [PostFacts], took: Int, on only: NetworkID?
  ) -> ReachReport.Participation {
    let allowed = posts.map { facts in
      only.map { facts.allowedByNetwork[$0, default: 0] } ?? facts.allowed
    }
    var people: EmployeeSet?
    for allowed in posts.lazy.compactMap(\.allowedPeople) where only == nil {
      if people?.formUnion(allowed) == nil { people = allowed }
    }
    let roster = posts.map(\.roster).max() ?? scene.configuration.roster.count
    return .init(
      took: took, allowed: max(took, people?.count ?? 0, allowed.max() ?? 0),
      roster: max(took, roster))
  }
}
