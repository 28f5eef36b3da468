package import AdvocacyModel
import AdvocacyReport

/// What the ledger says of one post, as far as a report needs it.
package struct PostFacts: Sendable {
  /// The post as it was fanned out.
  package var post: Post
  /// How many employees were allowed on at least one network.
  package var allowed: Int
  /// Who they were, by numbers that are the same in all facts; nil where only how many is known.
  package var allowedPeople: EmployeeSet?
  /// How many employees were allowed on each network.
  package var allowedByNetwork: [NetworkID: Int]
  /// How many employees were on the roster then.
  package var roster: Int
  /// The counts of verdicts and of rules that spoke.
  package var counts: [VerdictCount]
  /// Who did what.
  package var actions: [Act]

  package init(
    post: Post, allowed: Int, allowedPeople: EmployeeSet? = nil,
    allowedByNetwork: [NetworkID: Int] = [:], roster: Int,
    counts: [VerdictCount] = [], actions: [Act]
  ) {
    self.post = post
    self.allowed = allowed
    self.allowedPeople = allowedPeople
    self.allowedByNetwork = allowedByNetwork
    self.roster = roster
    self.counts = counts
    self.actions = actions
  }

  /// One action.
  package struct Act: Sendable, Hashable {
    /// The employee, by index on the present roster; nil for one who left it.
    package var employee: Int?
    /// The employee's number in the ledger, the same in all facts.
    package var person: Int64
    package var network: NetworkID
    package var action: Action
    /// When they did it, in seconds after the post's instant, 0 or more.
    package var delay: Int

    package init(
      employee: Int?, person: Int64, network: NetworkID, action: Action, delay: Int = 0
    ) {
      self.employee = employee
      self.person = person
      self.network = network
      self.action = action
      self.delay = delay
    }
  }
}

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
