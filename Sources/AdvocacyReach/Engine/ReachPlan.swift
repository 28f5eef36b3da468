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
  /// Whether any network has an imported graph.
  let hasGraphs: Bool
  /// How many people of synthetic audiences are simulated.
  let sample: PeopleSample
  /// The followers of synthetic audiences, network after network, the page's after the staff's.
  private let syntheticFollowers: [Int]

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
    let root: UInt32
    /// When it was sent, in seconds after the post.
    let delay: UInt32
    let isLike: Bool
  }

  /// Makes a problem ready; the sample is the one for its size unless given.
  ///
  /// - Complexity: O(size of the problem), with a factor log(nodes) for graphs.
  init(_ problem: ReachProblem, _ options: ReachOptions, sample: PeopleSample? = nil) {
    self.problem = problem
    self.options = options
    key = RandomKey(options.seed)
    let people = GraphPeople(problem)
    self.people = people
    solver = PoolSolver(problem)
    let roots = RootIndex(problem)
    items = zip(problem.items, Self.strongest(problem)).map { item, shares in
      let page = roots.root(network: item.network, employee: nil)
      let employees: [Share] = shares.compactMap { share in
        roots.root(network: item.network, employee: share.employee).map {
          Share(
            root: UInt32($0), delay: UInt32(share.delay), isLike: share.strength == .like)
        }
      }
      let sharers = employees.map { Int($0.root) } + (page.map { [$0] } ?? [])
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
    syntheticFollowers = problem.networks.flatMap { network in
      (network.accounts + [network.page]).map { network.syntheticFollowers(of: $0) ?? 0 }
    }
    hasGraphs = people.graphs.contains { $0 != nil }
    self.sample = sample ?? PeopleSample(problem, roots: roots.all, items: items)
    delays = problem.networks.map {
      ReactionDelay(network: $0.id, parameters: problem.parameters)
    }
  }

  /// The followers of an employee, or of the page, where their audience is synthetic; else 0.
  @inline(__always)
  func syntheticFollowers(network: Int, employee: Int?) -> Int {
    let staff = problem.employeeCount
    return syntheticFollowers[network * (staff + 1) + (employee ?? staff)]
  }

  /// The shares of each item, one an employee: the strongest, of equals the first.
  ///
  /// - Complexity: O(shares × log shares).
  private static func strongest(_ problem: ReachProblem) -> [[ReachProblem.Share]] {
    var items = [[ReachProblem.Share]](repeating: [], count: problem.items.count)
    for share in problem.shares { items[share.item].append(share) }
    for item in items.indices {
      let own = items[item]
      let isInOrder = zip(own, own.dropFirst()).allSatisfy { $0.employee < $1.employee }
      guard !isInOrder else { continue }
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

/// Numbers the accounts that pass posts on, network after network, the page after the staff.
private struct RootIndex {
  private(set) var all: [ReachPlan.Root] = []
  private let problem: ReachProblem
  private var known: [UInt32]

  init(_ problem: ReachProblem) {
    self.problem = problem
    let row = problem.employeeCount + 1
    known = Array(repeating: .max, count: problem.networks.count * row)
    for share in problem.shares {
      known[problem.items[share.item].network * row + share.employee] = 0
    }
    for item in problem.items { known[item.network * row + row - 1] = 0 }
    for place in known.indices where known[place] == 0 {
      let (network, column) = place.quotientAndRemainder(dividingBy: row)
      let employee = column < row - 1 ? column : nil
      let source = problem.networks[network]
      guard let account = employee.map({ source.accounts[$0] }) ?? source.page else {
        known[place] = .max
        continue
      }
      known[place] = UInt32(all.count)
      var node: UInt32?
      if case .graph = source.audience { node = account.node }
      all.append(
        ReachPlan.Root(
          network: network, employee: employee, account: account,
          word: Mixing.mix(employee.map { UInt64($0) + 1 } ?? 0), node: node))
    }
  }

  /// The root of an employee or, for nil, of the page; nil without an account.
  func root(network: Int, employee: Int?) -> Int? {
    let staff = problem.employeeCount
    let root = known[network * (staff + 1) + (employee ?? staff)]
    return root == .max ? nil : Int(root)
  }
}
