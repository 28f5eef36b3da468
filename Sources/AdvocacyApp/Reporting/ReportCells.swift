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
    breakdown: Breakdown = .post, calendar: CompanyCalendar = .utc,
    labels: LabelComparison = LabelComparison(.current)
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
      posts.prefix(first).map(\.post), networks: networks, by: breakdown, calendar: calendar,
      labels: labels)
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
    _ posts: [Post], networks: [NetworkID], by breakdown: Breakdown, calendar: CompanyCalendar,
    labels: LabelComparison
  ) -> [Group] {
    switch breakdown {
    case .post, .team, .employee: return []
    case .network:
      return networks.map { network in
        let own = posts.indices.filter { posts[$0].networks.contains(network) }
        return Group(name: network.text, posts: own, network: network)
      }
    case .campaign, .topic, .hashtag, .day:
      // Labels that compare as one are one group, under the name that was written first.
      var groups: [String: Group] = [:]
      for (index, post) in posts.enumerated() {
        for (key, name) in post.names(breakdown, calendar: calendar, labels: labels) {
          groups[key, default: Group(name: name, posts: [])].posts.append(index)
        }
      }
      return groups.values.sorted { $0.name < $1.name }
    }
  }
}

extension Post {
  /// The names under which a breakdown lists the post, by what those that are the same have in
  /// common; an empty one for none.
  fileprivate func names(
    _ breakdown: Breakdown, calendar: CompanyCalendar, labels: LabelComparison
  ) -> [String: String] {
    func first(_ names: [String], _ key: (String) -> String) -> [String: String] {
      guard !names.isEmpty else { return ["": ""] }
      return Dictionary(names.map { (key($0), $0) }, uniquingKeysWith: { first, _ in first })
    }
    switch breakdown {
    case .campaign: return first([campaign ?? ""], labels.key(of:))
    case .topic: return first(topics, labels.key(of:))
    case .hashtag: return first(hashtags, labels.key(ofHashtag:))
    case .day: return first([String(calendar.format(at).prefix(10))]) { $0 }
    case .post, .network, .team, .employee: return [:]
    }
  }
}
