/// What is so of a group on its graph, by looking at every follower: no model is in it.
///
/// Employees and page are people of the company: they count in no audience.
package struct GroupTruth: Sendable {
  /// The followers of each employee, colleagues included: the count that a profile shows.
  package let counts: [Int]
  /// Those of the page, staff included.
  package let pageCount: Int
  /// The followers of each employee who are none of the staff.
  package let audiences: [Set<UInt32>]
  /// Those of the page.
  package let pageAudience: Set<UInt32>
  /// The teams of the employees.
  package let teams: [Int]
  /// The share of their colleagues who follow an employee, the mean.
  package let colleagueShare: Double
  /// The share of the staff who follow the page.
  package let pageStaffShare: Double

  /// Looks at a group.
  ///
  /// - Complexity: O(followers).
  package init(_ group: TruthGroup, on graph: TiedGraph) {
    let staff = Set(group.employees)
    func outsiders(_ node: UInt32) -> Set<UInt32> {
      Set(graph.followers(of: node).filter { !staff.contains($0) && $0 != group.page })
    }
    self.init(
      counts: group.employees.map(graph.followerCount), pageCount: graph.followerCount(group.page),
      audiences: group.employees.map(outsiders), pageAudience: outsiders(group.page),
      teams: group.teams)
  }

  /// Makes what is so of employees whose followers are known: counts, and those of them who are none
  /// of the staff.
  package init(
    counts: [Int], pageCount: Int, audiences: [Set<UInt32>], pageAudience: Set<UInt32>,
    teams: [Int]
  ) {
    self.counts = counts
    self.pageCount = pageCount
    self.audiences = audiences
    self.pageAudience = pageAudience
    self.teams = teams
    let size = Double(counts.count)
    let inside = zip(counts, audiences).reduce(0) { $0 + $1.0 - $1.1.count }
    colleagueShare = size > 1 ? min(1, Double(inside) / (size * (size - 1))) : 0
    pageStaffShare = size > 0 ? Double(pageCount - pageAudience.count) / size : 0
  }

  /// The people who follow the page or an employee.
  package var union: Int { audiences.reduce(pageAudience) { $0.union($1) }.count }

  /// The people who are expected to see a post by the page that every employee passes on: each
  /// follower sees it with the page's visibility or an employee's, each time by chance.
  package func reach(page: Double, employees: Double) -> Double {
    var missed: [UInt32: Double] = [:]
    for person in pageAudience { missed[person] = 1 - page }
    for audience in audiences {
      for person in audience { missed[person, default: 1] *= 1 - employees }
    }
    // In the order of the people, so that the sum is the same bits every time.
    return missed.sorted { $0.key < $1.key }.reduce(0) { $0 + 1 - $1.value }
  }

  /// The mean overlap of two audiences as a share of the smaller one, over pairs of one team; nil
  /// where there is none.
  package var teamOverlap: Double? { overlap(isOneTeam: true) }

  /// That over pairs across teams.
  package var companyOverlap: Double? { overlap(isOneTeam: false) }

  /// The mean share of an employee's audience who follow the page; nil where nobody has one.
  package var pageOverlap: Double? {
    let shares = audiences.filter { !$0.isEmpty }.map {
      Double($0.intersection(pageAudience).count) / Double($0.count)
    }
    return shares.isEmpty ? nil : shares.reduce(0, +) / Double(shares.count)
  }

  private func overlap(isOneTeam: Bool) -> Double? {
    var (sum, pairs) = (0.0, 0)
    for first in audiences.indices where !audiences[first].isEmpty {
      for second in 0..<first
      where !audiences[second].isEmpty && (teams[first] == teams[second]) == isOneTeam {
        let smaller = min(audiences[first].count, audiences[second].count)
        sum += Double(audiences[first].intersection(audiences[second]).count) / Double(smaller)
        pairs += 1
      }
    }
    return pairs > 0 ? sum / Double(pairs) : nil
  }
}
