import AdvocacyCore

/// A group of items made ready: who shows which of its items where, the same in all draws.
struct GroupPlan: Sendable {
  /// The items, as the problem numbers them.
  let items: [Int]
  /// The parties who share any, by team and then by number.
  let members: [Int]
  /// What each member shows, by network; those of a member lie together.
  let shows: [Show]
  /// Where the shows of each member begin, and at the end where the last ones end.
  let offsets: [Int]
  /// The acts of all shows, show after show.
  let acts: [Act]
  /// By network, the places in the group of the items that the page publishes there.
  let page: [[Int]]

  /// The items that a party shares on a network.
  struct Show: Sendable {
    let network: Int
    /// The acts, by place.
    let acts: Range<Int>
  }

  /// A share of an item.
  struct Act: Sendable {
    /// The item, by its place in the group.
    let item: Int
    let strength: ReachProblem.Strength
    /// The share of the party's employees who did it.
    let portion: Double
    /// When, in seconds after the post.
    let delay: Double
  }

  /// Makes a group ready.
  ///
  /// - Complexity: O(shares × log shares).
  init(
    _ items: [Int], problem: ReachProblem, parties: [CountsPlan.Party],
    sharing: [[CountsPlan.Sharing]]
  ) {
    self.items = items
    var found: [(party: Int, network: Int, act: Act)] = []
    var page = [[Int]](repeating: [], count: problem.networks.count)
    for (place, item) in items.enumerated() {
      let network = problem.items[item].network
      if problem.networks[network].page != nil { page[network].append(place) }
      for share in sharing[item] where parties[share.party].followers[network] > 0 {
        let act = Act(
          item: place, strength: share.strength, portion: share.portion, delay: share.delay)
        found.append((share.party, network, act))
      }
    }
    self.page = page
    found.sort {
      (parties[$0.party].team, $0.party, $0.network, $0.act.item, $0.act.strength, $0.act.delay)
        < (parties[$1.party].team, $1.party, $1.network, $1.act.item, $1.act.strength, $1.act.delay)
    }
    var members: [Int] = []
    var shows: [Show] = []
    var offsets: [Int] = []
    var first = 0
    for (place, share) in found.enumerated() {
      let next = place + 1 < found.count ? found[place + 1] : nil
      if members.last != share.party {
        members.append(share.party)
        offsets.append(shows.count)
      }
      guard next?.party != share.party || next?.network != share.network else { continue }
      shows.append(Show(network: share.network, acts: first..<place + 1))
      first = place + 1
    }
    self.members = members
    self.shows = shows
    self.offsets = offsets + [shows.count]
    acts = found.map(\.act)
  }
}
