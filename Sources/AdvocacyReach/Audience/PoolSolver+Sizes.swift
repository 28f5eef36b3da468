import Foundation

extension PoolSolver {
  /// The size of the company's pool at which the chosen share gives the overlap across teams.
  ///
  /// With share b of every audience from a pool of S, the mean overlap is b²·E[larger]/S. The
  /// networks share one size: the geometric mean of theirs, moved where that leaves an overlap
  /// out of reach.
  func companyPool(
    _ targets: AudienceTargets, share: Double, largest: Double, pools: PoolSizes
  ) -> Int {
    var sizes: [Double] = []
    for (profile, target) in zip(profiles, targets.networks) where !profile.followers.isEmpty {
      let larger = profile.acrossPairs > 0 ? profile.acrossLarger : profile.withinLarger
      let mean = larger > 0 ? larger : Double(profile.followers[profile.followers.count - 1])
      sizes.append(share * share * mean / max(target.company, 1e-6))
    }
    let limit = pools.total / 4
    return moved(from: Self.middle(sizes), limit: limit) { size in
      var trial = pools
      trial.company = size
      var shortfall = 0.0
      for (profile, target) in zip(profiles, targets.networks) where profile.acrossPairs > 0 {
        let overlap = profile.overlaps(teamShare: 0, companyShare: largest, pools: trial).across
        shortfall += max(0, log(target.company / max(overlap, 1e-9)))
      }
      return shortfall
    }
  }

  /// The size of a team's pool at which the chosen share gives the rest of the team's overlap.
  func teamPool(_ targets: AudienceTargets, share: Double, pools: PoolSizes) -> Int {
    var sizes: [Double] = []
    for (profile, target) in zip(profiles, targets.networks) where profile.withinPairs > 0 {
      let ratio =
        profile.acrossPairs > 0 ? profile.withinLarger / max(1, profile.acrossLarger) : 0
      let rest = max(target.team - target.company * ratio, 0.05 * target.team, 1e-6)
      sizes.append(share * share * profile.withinLarger / rest)
    }
    guard !sizes.isEmpty else { return 1 }
    let limit = pools.total / (4 * max(1, teamCount))
    return moved(from: Self.middle(sizes), limit: limit) { size in
      var trial = pools
      trial.team = size
      var shortfall = 0.0
      for (profile, target) in zip(profiles, targets.networks) where profile.withinPairs > 0 {
        let company =
          profile.acrossPairs > 0
          ? Self.smallest(upTo: 0.5) {
            profile.overlaps(teamShare: share, companyShare: $0, pools: trial).across
              >= target.company
          } : 0
        let overlap = profile.overlaps(
          teamShare: 1 - company, companyShare: company, pools: trial
        ).within
        shortfall += max(0, log(target.team / max(overlap, 1e-9)))
      }
      return shortfall
    }
  }

  /// The size nearest to a first choice at which the least is left to be desired.
  private func moved(from first: Double, limit: Int, shortfall: (Int) -> Double) -> Int {
    func size(_ step: Int) -> Int {
      let scaled = first * pow(2, Double(step) / 2)
      return Int(min(max(scaled, 1), Double(max(1, limit))) + 0.5)
    }
    var best = (size: size(0), shortfall: shortfall(size(0)))
    guard best.shortfall > 0 else { return best.size }
    for distance in 1...16 {
      for step in [distance, -distance] where best.shortfall > 0 {
        let candidate = size(step)
        let value = shortfall(candidate)
        if value < best.shortfall - 1e-9 { best = (candidate, value) }
      }
    }
    return best.size
  }

  /// The geometric mean, or 1 of nothing.
  private static func middle(_ sizes: [Double]) -> Double {
    guard !sizes.isEmpty else { return 1 }
    return exp(sizes.reduce(0) { $0 + log(max($1, 1)) } / Double(sizes.count))
  }
}
