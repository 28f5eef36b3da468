import AdvocacyModel
import AdvocacyPolicy
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
    breakdown: Breakdown = .post,
    labeling: Breakdown.Labeling = .init(calendar: .utc, labels: LabelComparison(.current))
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
      posts.prefix(first).map(\.post), networks: networks, by: breakdown, labeling: labeling)
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
    _ posts: [Post], networks: [NetworkID], by breakdown: Breakdown,
    labeling: Breakdown.Labeling
  ) -> [Group] {
    switch breakdown.grouping {
    case .posts, .people: return []
    case .networks:
      return networks.map { network in
        let own = posts.indices.filter { posts[$0].networks.contains(network) }
        return Group(name: network.text, posts: own, network: network)
      }
    case .labels(let labels):
      // Labels that compare as one are one group, under the name that was written first.
      var groups: [String: Group] = [:]
      for (index, post) in posts.enumerated() {
        var seen: Set<String> = []
        for label in labels(post, labeling) where seen.insert(label.key).inserted {
          groups[label.key, default: Group(name: label.name, posts: [])].posts.append(index)
        }
      }
      return groups.values.sorted { $0.name < $1.name }
    }
  }
}

/// The teams or employees that a report tells apart: those who took part and agree to be listed.
///
/// Whoever has taken back their consent is in no part, and so nowhere by name or by team: what
/// they brought counts in the total only.
struct ReportContributors {
  /// The names, sorted, without repeats.
  private(set) var names: [String] = []
  /// What was done, part by part.
  private(set) var counts: [ActionCounts] = []
  /// What was done by employees who are in no part.
  private(set) var unlisted = ActionCounts()
  /// The part of each employee on the roster; nil: none.
  private(set) var ofEmployee: [Int?]

  /// Finds the parts of some posts' actors; there are none but in a breakdown of people.
  ///
  /// - Complexity: O(actions + roster).
  init(_ posts: [PostFacts], by breakdown: Breakdown, roster: [Employee], listed: EmployeeSet) {
    ofEmployee = [Int?](repeating: nil, count: roster.count)
    guard case .people(_, let nameOf) = breakdown.grouping else { return }
    func name(_ employee: Int) -> String { nameOf(roster[employee]) }
    let actors = Set(posts.lazy.flatMap(\.actions).compactMap(\.employee))
      .filter(listed.contains)
    names = Array(Set(actors.map(name))).sorted()
    let numbers = Dictionary(uniqueKeysWithValues: zip(names, names.indices))
    for employee in listed { ofEmployee[employee] = numbers[name(employee)] }
    counts = [ActionCounts](repeating: ActionCounts(), count: names.count)
    for act in posts.lazy.flatMap(\.actions) {
      if let part = act.employee.flatMap({ ofEmployee[$0] }) {
        counts[part].add(act)
      } else {
        unlisted.add(act)
      }
    }
  }
}
