/// For whom a report is made.
package enum ReportAudience: String, Hashable, Sendable, CaseIterable {
  /// Those who may know who is who.
  case `internal`
  /// Anybody: nobody is named, and no small group stands alone.
  case external
}

extension ReachReport {
  /// How many employees a group shown outside has at the least: 5 (a usual threshold of
  /// statistical disclosure control; assumed).
  package static let leastExternalGroup = 5

  /// The report as it may be shared outside.
  ///
  /// Employees stand under numbers in the order of their shares, teams of fewer than five who took
  /// part are merged. Shares add up, so that of the merged is their sum; the ends of its interval
  /// are sums too, and so is its own additional people a least figure. Totals stay as they are.
  ///
  /// - Complexity: O(groups log groups + overlaps).
  package func forAudience(_ audience: ReportAudience) -> ReachReport {
    guard audience == .external, case .contributions(let parts) = groups else { return self }
    var report = self
    var names: [String: String] = [:]
    if by.isOfEmployees {
      let ranked = parts.sorted { ($0.share.mean, $1.name) > ($1.share.mean, $0.name) }
      let shown = ranked.enumerated().map { rank, part in part.named("employee \(rank + 1)") }
      names = Dictionary(zip(ranked.map(\.name), shown.map(\.name))) { first, _ in first }
      report.groups = .contributions(shown)
    } else {
      let (shown, merged) = Self.merging(parts, unlisted)
      names = Dictionary(shown.map { ($0.name, $0.name) }) { first, _ in first }
      report.groups = .contributions(shown + (merged.map { [$0] } ?? []))
      report.unlisted = nil
      if merged != nil {
        report.notes.append(
          "teams of fewer than \(Self.leastExternalGroup) who took part are merged; the merged "
            + "bring at least the additional people shown")
      }
    }
    report.overlaps = overlaps?.compactMap { overlap in
      guard let first = names[overlap.first], let second = names[overlap.second] else {
        return nil
      }
      return Overlap(first: first, second: second, people: overlap.people)
    }
    return report
  }

  /// The groups that are large enough, and the others as one.
  ///
  /// Where the others together are too few, the smallest of the large join them: the difference to
  /// the total would tell of them all the same.
  private static func merging(
    _ parts: [Contribution], _ unlisted: Contribution?
  ) -> (shown: [Contribution], merged: Contribution?) {
    var small = parts.filter { $0.employees < leastExternalGroup } + (unlisted.map { [$0] } ?? [])
    var large = parts.filter { $0.employees >= leastExternalGroup }
    var count = small.reduce(0) { $0 + $1.employees }
    while count > 0, count < leastExternalGroup,
      let least = large.indices.min(by: { large[$0].employees < large[$1].employees })
    {
      count += large[least].employees
      small.append(large.remove(at: least))
    }
    guard let first = small.first else { return (large, nil) }
    return (large, small.dropFirst().reduce(first.named("others")) { $0.joined($1) })
  }
}

extension ReachReport.Contribution {
  fileprivate func named(_ name: String) -> Self {
    var part = self
    part.name = name
    return part
  }

  fileprivate func joined(_ other: Self) -> Self {
    Self(
      name: name, employees: employees + other.employees, actions: actions + other.actions,
      likes: likes + other.likes, reposts: reposts + other.reposts,
      grossReach: grossReach + other.grossReach,
      additionalPeople: additionalPeople.joined(other.additionalPeople),
      share: share.joined(other.share),
      shareStandardError: shareStandardError + other.shareStandardError, alone: nil)
  }
}

extension ReachReport.Estimate {
  fileprivate func joined(_ other: Self) -> Self {
    Self(mean: mean + other.mean, low: low + other.low, high: high + other.high)
  }
}
