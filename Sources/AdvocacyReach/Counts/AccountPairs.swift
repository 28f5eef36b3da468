import AdvocacyModel

/// Pairs of accounts on a network, which stand for all pairs of colleagues of one team or of several.
struct AccountPairs: Sendable {
  /// An account, or the mean of some alike.
  struct Account: Sendable, Hashable {
    /// Its followers, colleagues among them.
    var followers: Double
    /// Its team, or the kind of it.
    var team: Int
  }

  /// Two accounts, by place, and the share of all pairs for which they stand.
  struct Pair: Sendable {
    var first: Int
    var second: Int
    var weight: Double
  }

  private(set) var accounts: [Account] = []
  private(set) var pairs: [Pair] = []

  /// Those of employees, each with the same weight.
  init(employees pairs: [(Int, Int)], _ account: (Int) -> Account) {
    var places: [Int: Int] = [:]
    for (first, second) in pairs {
      let ends = [first, second].map { employee in
        places[employee]
          ?? {
            places[employee] = accounts.count
            accounts.append(account(employee))
            return accounts.count - 1
          }()
      }
      self.pairs.append(Pair(first: ends[0], second: ends[1], weight: 1 / Double(pairs.count)))
    }
  }

  /// Many pairs in cells of about equal size.
  ///
  /// They are cut by the teams' kind, then by the smaller audience, then by the larger one. A cell has the means of its audiences: what two accounts have in common, as a
  /// share of the smaller one, is nearly in proportion to the larger one.
  ///
  /// - Complexity: O(pairs × log pairs).
  init(_ pairs: [(small: Double, large: Double, team: Int)], cells: Int) {
    let ofTeam = Dictionary(grouping: pairs, by: \.team)
    for (team, own) in ofTeam.sorted(by: { $0.key < $1.key }) {
      let wanted = Double(cells) * Double(own.count) / Double(pairs.count)
      let side = max(1, Int(wanted.squareRoot().rounded()))
      for row in own.sorted(by: { $0.small < $1.small }).cut(into: side) {
        for cell in row.sorted(by: { $0.large < $1.large }).cut(into: side) where !cell.isEmpty {
          let count = Double(cell.count)
          let place = accounts.count
          for sum in [cell.reduce(0) { $0 + $1.small }, cell.reduce(0) { $0 + $1.large }] {
            accounts.append(Account(followers: sum / count, team: team))
          }
          self.pairs.append(
            Pair(first: place, second: place + 1, weight: count / Double(pairs.count)))
        }
      }
    }
  }

  /// The mean of the larger audience; nil where there is no pair.
  var meanLarger: Double? {
    pairs.isEmpty
      ? nil
      : pairs.reduce(0) { sum, pair in
        sum + pair.weight
          * max(accounts[pair.first].followers, accounts[pair.second].followers)
      }
  }
}

/// Chooses the pairs of accounts whose overlap is looked at: all of a few employees, else an even
/// sample of them, and of many employees cells of a large sample.
struct PairChoice {
  private let problem: ReachProblem
  private let teams: [Int]
  private let ofTeam: [[Int]]

  /// Up to so many employees all pairs are gone through.
  private static let few = 100
  /// As many of them are looked at (assumed: the mean over more hardly differs).
  private static let most = 300
  /// As many pairs of more employees are drawn: the mean of their audiences errs by 1 %.
  private static let sample = 4_000
  /// As many cells, about, stand for them (assumed: within one what accounts have in common is nearly
  /// in proportion to the larger audience).
  private static let cells = 16

  /// Prepares the choice.
  ///
  /// Teams: each employee's team, or the kind of it.
  init(_ problem: ReachProblem, teams: [Int]) {
    self.problem = problem
    self.teams = teams
    var ofTeam = [[Int]](repeating: [], count: (problem.teams.max() ?? -1) + 1)
    for employee in problem.teams.indices { ofTeam[problem.teams[employee]].append(employee) }
    self.ofTeam = ofTeam
  }

  private func followers(_ employee: Int, on network: Int) -> Int {
    guard problem.networks.indices.contains(network) else { return 0 }
    return problem.networks[network].accounts[employee]?.followers ?? 0
  }

  /// The pairs on a network.
  func pairs(on network: Int, isOneTeam: Bool) -> AccountPairs {
    let members = ofTeam.map { $0.filter { followers($0, on: network) > 0 } }
    let all = members.flatMap { $0 }
    guard all.count > Self.few else {
      return AccountPairs(employees: evenly(all, on: network, isOneTeam)) {
        .init(followers: Double(followers($0, on: network)), team: teams[$0])
      }
    }
    let drawn = drawn(members, all, isOneTeam, key: RandomKey(isOneTeam ? 1 : 2))
    return AccountPairs(
      drawn.map { first, second in
        let sizes = [first, second].map { Double(followers($0, on: network)) }
        // Across teams one pool has all.
        return (min(sizes[0], sizes[1]), max(sizes[0], sizes[1]), isOneTeam ? teams[first] : 0)
      }, cells: Self.cells)
  }

  /// All pairs; of many as many as are looked at, evenly by the sizes of their audiences: a sample by
  /// chance had means that were off by 2 points.
  ///
  /// - Complexity: O(employees² × log employees).
  private func evenly(_ all: [Int], on network: Int, _ isOneTeam: Bool) -> [(Int, Int)] {
    var found: [(Int, Int)] = []
    for (place, first) in all.enumerated() {
      for second in all[(place + 1)...]
      where (problem.teams[first] == problem.teams[second]) == isOneTeam {
        found.append((first, second))
      }
    }
    guard found.count > Self.most else { return found }
    let bySize = found.map { pair in
      let sizes = (followers(pair.0, on: network), followers(pair.1, on: network))
      return (min(sizes.0, sizes.1), max(sizes.0, sizes.1), pair.0, pair.1)
    }.sorted(by: <)
    return (0..<Self.most).map { number in
      let chosen = bySize[(2 * number + 1) * bySize.count / (2 * Self.most)]
      return (chosen.2, chosen.3)
    }
  }

  private func drawn(
    _ members: [[Int]], _ all: [Int], _ isOneTeam: Bool, key: RandomKey
  ) -> [(Int, Int)] {
    let inTeams = members.reduce(0) { $0 + $1.count * ($1.count - 1) / 2 }
    let count = isOneTeam ? inTeams : all.count * (all.count - 1) / 2 - inTeams
    guard count > 0 else { return [] }
    var found: [(Int, Int)] = []
    var draw = key
    // A pair of the wrong kind is drawn again; one kind may be rare, so that the end is bounded.
    for _ in 0..<Self.sample * 20 where found.count < Self.sample {
      draw = draw.keyed(by: 1)
      let first = all[Int(draw.bits % UInt64(all.count))]
      let others = isOneTeam ? members[problem.teams[first]] : all
      let second = others[Int(draw.keyed(by: 2).bits % UInt64(others.count))]
      if first != second, (problem.teams[first] == problem.teams[second]) == isOneTeam {
        found.append((first, second))
      }
    }
    return found
  }
}

extension Array {
  /// As many parts of about equal length as asked, in order; some may be empty.
  fileprivate func cut(into parts: Int) -> [ArraySlice<Element>] {
    (0..<parts).map { self[$0 * count / parts..<($0 + 1) * count / parts] }
  }
}
