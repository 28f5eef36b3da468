import AdvocacyCore
import AdvocacyReport

/// Counts who did what over some posts and networks.
struct ActionCounts {
  private(set) var people: Set<Int64> = []
  private(set) var likes = 0
  private(set) var reposts = 0
  private(set) var total = 0

  mutating func add(_ act: PostFacts.Act) {
    people.insert(act.person)
    total += 1
    if act.action == .like { likes += 1 }
    if act.action.passesOn { reposts += 1 }
  }

  init(_ acts: some Sequence<PostFacts.Act> = []) {
    for act in acts { add(act) }
  }
}

extension ReachReport.NetworkActions {
  /// The actions on each network of some posts, with the mean nominal multiplier of the posts.
  static func of(_ posts: [PostFacts], on networks: [NetworkID]? = nil) -> [Self] {
    let all = networks ?? Array(Set(posts.flatMap(\.post.networks))).sorted()
    return all.map { network in
      var together = ActionCounts()
      var multipliers: [Double] = []
      for facts in posts where facts.post.networks.contains(network) {
        let own = ActionCounts(facts.actions.lazy.filter { $0.network == network })
        multipliers.append(own.nominalMultiplier)
        for act in facts.actions where act.network == network { together.add(act) }
      }
      return Self(
        network: network, employees: together.people.count, likes: together.likes,
        reposts: together.reposts, nominalMultiplier: NominalMultiplier.mean(of: multipliers))
    }
  }
}

extension ActionCounts {
  /// Employees × likes × reposts.
  var nominalMultiplier: Double {
    NominalMultiplier.of(employees: people.count, likes: likes, reposts: reposts)
  }
}

extension NominalMultiplier {
  /// The mean over all pairs of post and network.
  static func overPairs(of posts: [PostFacts], on networks: Set<NetworkID>? = nil) -> Double {
    let pairs = posts.flatMap { facts in
      facts.post.networks.filter { networks?.contains($0) ?? true }.map { network in
        ActionCounts(facts.actions.lazy.filter { $0.network == network }).nominalMultiplier
      }
    }
    return mean(of: pairs)
  }
}
