package import AdvocacyModel

extension ReachProblem {
  /// What tells this problem from others: sums may be merged only where it is the same.
  ///
  /// It covers every property, the graphs' edges included, the parameters in force, so that
  /// changed defaults show as well, and the version of the model that works it out.
  /// - Complexity: O(the size of the problem).
  package func fingerprint(model: Int = ReachModel.version) -> ContentHash {
    var hash = ContentHash()
    hash.add([model])
    for network in networks {
      hash.add(network.id.text)
      hash.add(([network.page] + network.accounts).flatMap(Self.numbers))
      switch network.audience {
      case .synthetic: hash.add([0])
      case .graph(let graph):
        hash.add(graph.offsets)
        hash.add(graph.targets)
        hash.add(graph.probabilities ?? [])
      }
    }
    for entry in parameters.effective(networks: networks.map(\.id)) {
      hash.add(entry.name.rawValue + (entry.network.map { " on \($0)" } ?? ""))
      hash.add([entry.parameter.low, entry.parameter.typical, entry.parameter.high])
    }
    hash.add(teams)
    hash.add(items.flatMap { [$0.post, $0.network] })
    hash.add(shares.flatMap { [$0.item, $0.employee, $0.strength.rawValue, $0.delay] })
    for group in groups { hash.add(group) }
    hash.add(horizons)
    if let contributors {
      hash.add([contributors.group, contributors.count] + contributors.ofEmployee.map { $0 ?? -1 })
    }
    return hash
  }

  /// Whether sums have the form that this problem gives them.
  package func fits(_ sums: BlockSums) -> Bool {
    let parts = contributors.map { $0.count + 1 } ?? 0
    let paired = pairedContributors.count
    let pairs = paired * (paired - 1) / 2
    return sums.cells.count == groups.count && [0, parts].contains(sums.contributors.count)
      && [0, pairs].contains(sums.overlaps.count)
      && sums.cells.allSatisfy { cell in
        guard let cell else { return true }
        return cell.sightings.count == networks.count
          && [0, SightingCounts.most].contains(cell.frequencies.count)
          && cell.pageWithin.count == horizons.count
          && cell.withWithin.count == horizons.count
      }
  }

  private static func numbers(_ account: Account?) -> [Int] {
    guard let account else { return [-1, -1] }
    return [account.followers, account.node.map { Int($0) } ?? -1]
  }
}

/// The model by which reach is worked out.
package enum ReachModel {
  /// Its version, from 1: to be raised with every change after which the same problem, options and
  /// seed give other figures, so that reports and parts of them tell which model made them.
  package static let version = 1
}
