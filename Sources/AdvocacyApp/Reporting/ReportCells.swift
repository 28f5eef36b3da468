import AdvocacyCore
import AdvocacyReach
import AdvocacyReport

/// A report's cells: which posts on which networks are estimated together.
struct ReportCells {
  /// The posts on their networks.
  var items: [ReachProblem.Item] = []
  /// The cells; each post's own come first, then the groups', then the total's, and last that of
  /// the posts compared with, if there are any.
  var cells: [[Int]] = []
  /// The groups between the posts and the total.
  var groups: [Group] = []
  /// The cell of the total.
  private(set) var total = 0

  /// Some posts, on some or all of their networks, under one name.
  struct Group {
    var name: String
    var posts: [Int]
    /// The only network that counts; nil: all.
    var network: NetworkID?
  }

  /// Lays out the cells of some posts, and of others after them that they are compared with.
  ///
  /// - Complexity: O(posts × (networks + labels)).
  init(
    posts: [PostFacts], comparedFrom: Int? = nil, networks: [NetworkID],
    breakdown: Breakdown = .post, calendar: CompanyCalendar = .utc
  ) {
    let first = comparedFrom ?? posts.count
    var itemsOfPost: [[Int]] = []
    let numbers = Dictionary(uniqueKeysWithValues: zip(networks, networks.indices))
    for (index, facts) in posts.enumerated() {
      itemsOfPost.append([])
      for network in facts.post.networks {
        guard let number = numbers[network] else { continue }
        itemsOfPost[index].append(items.count)
        items.append(.init(post: index, network: number))
      }
    }
    cells = Array(itemsOfPost.prefix(first))
    groups = Self.groups(
      posts.prefix(first).map(\.post), networks: networks, by: breakdown, calendar: calendar)
    for group in groups {
      let number = group.network.flatMap { numbers[$0] }
      cells.append(
        group.posts.flatMap { post in
          itemsOfPost[post].filter { item in number.map { items[item].network == $0 } ?? true }
        })
    }
    total = cells.count
    cells.append(itemsOfPost.prefix(first).flatMap { $0 })
    if first < posts.count { cells.append(itemsOfPost.suffix(from: first).flatMap { $0 }) }
  }

  private static func groups(
    _ posts: [Post], networks: [NetworkID], by breakdown: Breakdown, calendar: CompanyCalendar
  ) -> [Group] {
    switch breakdown {
    case .post, .team, .employee: []
    case .network:
      networks.map { network in
        let own = posts.indices.filter { posts[$0].networks.contains(network) }
        return Group(name: network.text, posts: own, network: network)
      }
    case .campaign, .topic, .hashtag, .day:
      Dictionary(
        posts.indices.flatMap { index in
          posts[index].labels(breakdown, calendar: calendar).map { ($0, [index]) }
        }, uniquingKeysWith: +
      ).sorted { $0.key < $1.key }.map { Group(name: $0.key, posts: $0.value) }
    }
  }
}

extension Post {
  /// The names under which a breakdown lists the post, without repeats; an empty one for none.
  fileprivate func labels(_ breakdown: Breakdown, calendar: CompanyCalendar) -> [String] {
    switch breakdown {
    case .campaign: [campaign ?? ""]
    case .topic: topics.isEmpty ? [""] : Array(Set(topics))
    case .hashtag: hashtags.isEmpty ? [""] : Array(Set(hashtags))
    case .day: [String(calendar.format(at).prefix(10))]
    case .post, .network, .team, .employee: []
    }
  }
}
