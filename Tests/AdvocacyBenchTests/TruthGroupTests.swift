import AdvocacyModel
import AdvocacyTestSupport
import Testing

@Suite("Groups on a graph, and what is so of them")
struct TruthGroupTests {
  /// Employees 0, 1 and 2, the page 3 and people from 10 on.
  private let graph: TiedGraph = {
    var builder = FollowerGraph.Builder()
    let followers: [UInt64: [UInt64]] = [
      0: [1, 10, 11, 12, 13], 1: [0, 2, 12, 13], 2: [3, 13, 14], 3: [0, 13, 14, 15],
    ]
    for (account, people) in followers {
      for person in people { builder.add(from: account, to: person) }
    }
    return TiedGraph(builder.build())
  }()

  private var truth: GroupTruth {
    let group = TruthGroup(kind: .neighbors, employees: [0, 1, 2], teams: [0, 0, 1], page: 3)
    return GroupTruth(group, on: graph)
  }

  @Test("people of the company count in no audience")
  func staff() {
    #expect(truth.counts == [5, 4, 3] && truth.pageCount == 4)
    #expect(truth.audiences.map(\.count) == [4, 2, 2] && truth.pageAudience.count == 3)
    // 1 → 0, 0 → 1, 2 → 1 and the page → 2, of six pairs; one of three follows the page.
    #expect(abs(truth.colleagueShare - 4 / 6.0) < 1e-12)
    #expect(abs(truth.pageStaffShare - 1 / 3.0) < 1e-12)
  }

  @Test("union and reach are those of every person")
  func reach() {
    #expect(truth.union == 6)
    // 10 and 11 follow one employee, 12 two, 13 three and the page, 14 one and it, 15 the page.
    let seen = [0.2, 0.2, 0.36, 0.744, 0.6, 0.5].reduce(0, +)
    let reach = truth.reach(page: 0.5, employees: 0.2)
    #expect(abs(reach - seen) < 1e-12)
    #expect(truth.reach(page: 1, employees: 1) == 6)
  }

  @Test("overlaps are shares of the smaller audience, the page's of each employee's")
  func overlaps() throws {
    #expect(try #require(truth.teamOverlap) == 1)
    #expect(try #require(truth.companyOverlap) == 0.5)
    let page = try #require(truth.pageOverlap)
    #expect(abs(page - 1.75 / 3) < 1e-12)
  }

  @Test("a graph knows both directions")
  func ties() {
    // The node of person 13 is the ninth of ten.
    #expect(graph.ties(of: 0) == [1, 3, 4, 5, 6, 7])
    #expect(graph.heaviest.prefix(2) == [0, 1] && graph.followerCount(0) == 5)
  }

  @Test("the same seed chooses the same groups, of the size and kind asked, never with their page")
  func choice() throws {
    var builder = FollowerGraph.Builder()
    for edge in 0..<30_000 as Range<UInt64> {
      let key = RandomKey(edge)
      let (from, to) = (key.keyed(by: 1).uniform, key.keyed(by: 2).uniform)
      builder.add(from: UInt64(1500 * from * from), to: UInt64(1500 * to))
    }
    let graph = TiedGraph(builder.build())
    let groups = TruthGroups(graph, seed: 5).groups(11)
    #expect(groups == TruthGroups(graph, seed: 5).groups(11))
    #expect(groups != TruthGroups(graph, seed: 6).groups(11))
    #expect(Set(groups.map(\.kind)).count >= 4)
    for group in groups {
      #expect(Set(group.employees).count == group.employees.count)
      #expect(group.teams.count == group.employees.count)
      #expect(!group.employees.contains(group.page))
      #expect((12...50).contains(group.employees.count))
    }
    let heaviest = try #require(groups.first { $0.kind == .heaviest })
    #expect(heaviest.employees == Array(graph.heaviest.prefix(12)))
  }
}
