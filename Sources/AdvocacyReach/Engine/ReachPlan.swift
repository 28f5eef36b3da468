import AdvocacyCore

/// A problem made ready: everything that is the same in all blocks.
struct ReachPlan {
  let problem: ReachProblem
  let options: ReachOptions
  let people: GraphPeople
  let roots: [Root]
  let items: [Item]
  let solver: PoolSolver
  /// The group by which the work is stopped: the one with the most items, the first of these.
  let widestGroup: Int?
  let key: RandomKey
  /// The reaction delay of each network, at its typical values.
  let delays: [ReactionDelay]

  /// An account that passes posts on: the page or an employee on a network.
  struct Root {
    let network: Int
    /// The employee; nil: the page.
    let employee: Int?
    let account: ReachProblem.Account
    /// The word by which its coins are keyed.
    let word: UInt64
    /// The node in the network's graph; nil: a synthetic audience.
    let node: UInt32?
  }

  /// An item with those who pass it on.
  struct Item {
    let post: Int
    let network: Int
    let page: Int?
    let shares: [Share]
    let potential: Int
  }

  /// A share by a root.
  struct Share {
    let root: Int
    let isLike: Bool
    /// When it was sent, in milliseconds after the post.
    let instant: Int
  }

  init(_ problem: ReachProblem, _ options: ReachOptions) {
    self.problem = problem
    self.options = options
    key = RandomKey(options.seed)
    let people = GraphPeople(problem)
    self.people = people
    solver = PoolSolver(problem)
    var roots = RootIndex(problem: problem)
    items = zip(problem.items, Self.strongest(problem)).map { item, shares in
      let page = roots.root(network: item.network, employee: nil)
      let employees: [Share] = shares.compactMap { share in
        roots.root(network: item.network, employee: share.employee).map {
          Share(root: $0, isLike: share.strength == .like, instant: share.delay * 1000)
        }
      }
      let sharers = employees.map(\.root) + (page.map { [$0] } ?? [])
      let potential = sharers.reduce(0) {
        $0 + people.followerCount(roots.all[$1].account, network: item.network)
      }
      return Item(
        post: item.post, network: item.network, page: page, shares: employees,
        potential: potential)
    }
    self.roots = roots.all
    let sizes = problem.groups.map(\.count)
    widestGroup = sizes.max().flatMap(sizes.firstIndex)
    delays = problem.networks.map {
      ReactionDelay(network: $0.id, parameters: problem.parameters)
    }
  }

  /// The shares of each item, one an employee: the strongest, of equals the first.
  ///
  /// - Complexity: O(shares × log shares).
  private static func strongest(_ problem: ReachProblem) -> [[ReachProblem.Share]] {
    var items = [[ReachProblem.Share]](repeating: [], count: problem.items.count)
    for share in problem.shares { items[share.item].append(share) }
    for item in items.indices {
      items[item].sort {
        ($0.employee, -$0.strength.rawValue, $0.delay)
          < ($1.employee, -$1.strength.rawValue, $1.delay)
      }
      var last = -1
      items[item].removeAll { share in
        defer { last = share.employee }
        return share.employee == last
      }
    }
    return items
  }
}

/// Numbers the accounts that pass posts on.
private struct RootIndex {
  let problem: ReachProblem
  var all: [ReachPlan.Root] = []
  private var known: [Int: Int] = [:]

  init(problem: ReachProblem) { self.problem = problem }

  mutating func root(network: Int, employee: Int?) -> Int? {
    let place = network * (problem.employeeCount + 1) + (employee ?? problem.employeeCount)
    if let root = known[place] { return root }
    let source = problem.networks[network]
    guard let account = employee.map({ source.accounts[$0] }) ?? source.page else { return nil }
    var node: UInt32?
    if case .graph = source.audience { node = account.node }
    known[place] = all.count
    all.append(
      ReachPlan.Root(
        network: network, employee: employee, account: account,
        word: Mixing.mix(employee.map { UInt64($0) + 1 } ?? 0), node: node))
    return all.count - 1
  }
}
