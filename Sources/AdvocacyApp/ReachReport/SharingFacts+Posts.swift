import AdvocacyCore
import AdvocacyReport

extension SharingFacts {
  /// What other products' formulas start from: the shares of those who are on the roster.
  ///
  /// - Complexity: O(actions).
  init(of posts: [PostFacts], figures: [ReachReport.Figures], configuration: Configuration) {
    var shares: [Int] = []
    var accounts: [Sharer: Int] = [:]
    var engagements: [Int] = []
    for facts in posts {
      var actions: [NetworkID: Int] = [:]
      var passedOn: Set<Sharer> = []
      for act in facts.actions {
        actions[act.network, default: 0] += 1
        guard act.action.passesOn, let employee = act.employee else { continue }
        let sharer = Sharer(employee: employee, network: act.network)
        guard let account = configuration.roster[employee].account(on: act.network),
          passedOn.insert(sharer).inserted
        else { continue }
        shares.append(account.followers)
        accounts[sharer] = account.followers
      }
      engagements += actions.sorted { $0.key < $1.key }.map(\.value)
    }
    self.init(
      shares: shares, accounts: accounts.values.sorted(), engagements: engagements,
      reachOfPosts: figures.map(\.reach.withEmployees.mean),
      market: configuration.parameters[.marketSize].typical)
  }

  private struct Sharer: Hashable {
    var employee: Int
    var network: NetworkID
  }
}

extension ReachReport.MediaCost {
  /// Applies a card to what was done about some posts; nobody counts clicks in a simulation.
  init(_ card: RateCard, of posts: [PostFacts], total: ReachReport.Figures) {
    let acts = posts.flatMap(\.actions)
    let participations = posts.reduce(0) { sum, facts in
      sum + Set(facts.actions.map { [$0.person, Int64(facts.place(of: $0.network))] }).count
    }
    self.init(
      card,
      counts: [
        .perThousandImpressions: total.impressions, .perParticipation: Double(participations),
        .perLike: Double(total.likes), .perShare: Double(total.reposts),
        .perComment: Double(acts.count { $0.action == .comment }),
      ])
  }
}

extension PostFacts {
  fileprivate func place(of network: NetworkID) -> Int {
    post.networks.firstIndex(of: network) ?? post.networks.count
  }
}
