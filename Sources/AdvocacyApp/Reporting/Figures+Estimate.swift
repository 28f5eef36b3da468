import AdvocacyReach
import AdvocacyReport

extension ReachReport.Estimate {
  /// The engine's figure as the report writes it.
  init(_ figure: ReachEstimate.Figure) {
    self.init(mean: figure.mean, low: figure.low, high: figure.high)
  }
}

extension ReachReport.Contribution {
  /// What a team or an employee did, and what the engine says that it added.
  init(name: String, counts: ActionCounts, estimate: ReachEstimate.Contribution) {
    self.init(
      name: name, employees: counts.people.count, actions: counts.total, likes: counts.likes,
      reposts: counts.reposts, grossReach: estimate.grossReach,
      additionalPeople: .init(estimate.additionalPeople), share: .init(estimate.share),
      shareStandardError: estimate.shareStandardError, alone: .init(estimate.alone))
  }
}

extension ReachReport.Change {
  /// The changes of all figures that both periods have.
  static func all(
    from before: ReachReport.Figures, to after: ReachReport.Figures, _ change: GroupChange
  ) -> [Self] {
    func row(
      _ figure: ReachReport.ChangedFigure, _ difference: ReachEstimate.Figure?,
      _ value: (ReachReport.Figures) -> ReachReport.Estimate?
    ) -> Self? {
      guard let difference, let old = value(before), let new = value(after) else { return nil }
      return Self(figure: figure, before: old, after: new, difference: .init(difference))
    }
    return [
      row(.reachPage, change.page) { $0.reach.page },
      row(.reachWithEmployees, change.withEmployees) { $0.reach.withEmployees },
      row(.additionalPeople, change.additionalPeople) { $0.additionalPeople },
      row(.reachMultiplier, change.reachMultiplier) { $0.reachMultiplier },
    ].compactMap { $0 }
  }
}
