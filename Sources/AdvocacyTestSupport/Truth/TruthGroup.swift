/// Employees and their page, chosen from a real follower graph.
package struct TruthGroup: Sendable, Hashable {
  /// How the employees were found.
  package var kind: Kind
  /// The nodes of the employees, each once.
  package var employees: [UInt32]
  /// The team of each employee, from 0; who has no colleagues in common has a team of their own.
  package var teams: [Int]
  /// The node of the page, none of the employees.
  package var page: UInt32

  /// Makes a group.
  package init(kind: Kind, employees: [UInt32], teams: [Int], page: UInt32) {
    self.kind = kind
    self.employees = employees
    self.teams = teams
    self.page = page
  }

  /// A way to find employees.
  package enum Kind: String, Sendable, Hashable, CaseIterable {
    /// Neighbors of one account, those who share most neighbors with it.
    case neighbors
    /// Followers of one account, at random.
    case followers
    /// Neighbors of one account, and neighbors of another.
    case twoTeams = "two teams"
    /// Any accounts of ten followers or more.
    case strangers
    /// The accounts with the most followers.
    case heaviest
  }

  /// A kind with a number of employees.
  package struct Recipe: Sendable, Hashable {
    package var kind: Kind
    package var size: Int

    package init(_ kind: Kind, _ size: Int) {
      self.kind = kind
      self.size = size
    }

    /// Those of a round, of 12 to 50 employees.
    package static let round = [
      Recipe(.neighbors, 12), Recipe(.followers, 12), Recipe(.twoTeams, 24),
      Recipe(.strangers, 20), Recipe(.heaviest, 12), Recipe(.neighbors, 25),
      Recipe(.followers, 30), Recipe(.twoTeams, 40), Recipe(.strangers, 40),
      Recipe(.neighbors, 50), Recipe(.heaviest, 24),
    ]
  }
}
