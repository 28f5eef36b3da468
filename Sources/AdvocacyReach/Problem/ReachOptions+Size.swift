import AdvocacyCore
import Foundation

extension ReachOptions {
  /// Makes options for a problem: fewer draws where each of them takes long.
  ///
  /// Draws follow the problem's counts alone, never the machine.
  /// - Complexity: O(shares).
  package init(
    for problem: ReachProblem, seed: UInt64, targetRelativeError: Double = 0.01, threads: Int = 1
  ) {
    let accounts = problem.networks.map { $0.accounts.count { $0 != nil } }.max() ?? 0
    let isLong = accounts > Self.fewEmployees && problem.groups.count > Self.manyGroups
    var most = accounts <= Self.fewEmployees ? 2000 : isLong ? Self.fewestDraws : 200
    let exposures = Self.exposures(problem)
    if exposures > Self.fewExposures { most = min(most, 500) }
    if exposures > Self.manyExposures { most = min(most, 200) }
    if exposures > Self.mostExposures { most = Self.fewestDraws }
    // The error of a mean over draws falls with their root; whoever asks for less waits less.
    let wanted = Double(most) * pow(Self.usualError / max(targetRelativeError, 1e-9), 2)
    self.init(
      seed: seed, draws: min(most, max(Self.fewestDraws, Int(min(wanted, 1e6) / 50) * 50)),
      threads: threads)
  }

  /// The followers on graphs to whom the page and employees show something, post by post.
  private static func exposures(_ problem: ReachProblem) -> Int {
    func followers(_ network: ReachProblem.Network, _ account: ReachProblem.Account?) -> Int {
      guard let graph = network.graph, let node = account?.node else { return 0 }
      return graph.followerCount(node)
    }
    let ofPages = problem.items.reduce(0) { sum, item in
      let network = problem.networks[item.network]
      return sum + followers(network, network.page)
    }
    return problem.shares.reduce(ofPages) { sum, share in
      let network = problem.networks[problem.items[share.item].network]
      return sum + followers(network, network.accounts[share.employee])
    }
  }

  /// The error at which a report has all of its draws.
  private static let usualError = 0.01
  /// So many posts of a large company have the fewest draws.
  private static let manyGroups = 200
  /// One draw of each fiftieth of every range.
  private static let fewestDraws = 50
  /// Up to so many employees have 2,000 draws of the parameters, more of them 200: at 200 the ends
  /// of a small company's interval move by 5 % from seed to seed (measured).
  private static let fewEmployees = 100
  /// The exposures on graphs from which 500, 200 and 50 draws must do: a draw then takes some 3, 10
  /// and 200 ms (measured).
  private static let fewExposures = 20_000
  private static let manyExposures = 200_000
  private static let mostExposures = 5_000_000
}
