import AdvocacyModel
import Testing

@testable import AdvocacyReach

/// Groups whose members are people of an imported graph.
@Suite("Groups planted in a graph")
struct GroupGraphTests {
  /// A random graph of a hundred people, two of whom are employees and one the page; every third of
  /// the others is in a group, in which the employees and the page speak.
  private struct Planted {
    let graph: FollowerGraph
    let members: [UInt64]
    var problem: ReachProblem
    let page: UInt64
    let employees: [UInt64]

    init(_ seed: UInt64, isClosed: Bool, parameters: [(ParameterName, Double)]) throws {
      graph = Samples.graph(RandomKey(seed).keyed(by: "planted"))
      page = graph.ids[0]
      employees = [graph.ids[1], graph.ids[2]]
      members = graph.ids.dropFirst(3).enumerated().filter { $0.offset % 3 == 0 }.map(\.element)
      let x = try Samples.network("x")
      let graph = graph
      func account(_ id: UInt64) throws -> ReachProblem.Account {
        let node = try #require(graph.index(of: id))
        return .init(followers: graph.followerCount(node), node: node)
      }
      let network = ReachProblem.Network(
        id: x, page: try account(page), audience: .graph(graph),
        accounts: try employees.map(account))
      let group = ReachProblem.Network.group(
        try Samples.network("crew"), number: 1,
        NetworkGroup(network: x, members: members.count, isClosed: isClosed, nodes: members),
        on: 0, page: .init(node: page), speakers: employees.map { .init(node: $0) })
      var set = Samples.still()
      for (name, value) in parameters { set.override(name, with: Parameter(value)) }
      if isClosed { set.override(.shareRate, on: group.id, with: Parameter(0)) }
      problem = ReachProblem(
        networks: [network, group], teams: [0, 0], parameters: set,
        items: [.init(post: 0, network: 0), .init(post: 0, network: 1)],
        shares: [
          .init(item: 0, employee: 0, strength: .full),
          .init(item: 1, employee: 0, strength: .full),
          .init(item: 1, employee: 1, strength: .full),
        ], groups: [[0, 1], [0], [1]])
    }
  }

  @Test("the union with the network is exact, person by person", arguments: [3, 4, 5])
  func exact(_ seed: UInt64) throws {
    let planted = try Planted(
      seed, isClosed: true, parameters: [(.pageVisibility, 0.3), (.visibilityRatio, 1.2)])
    let sums = CountsFacts.sums(of: planted.problem, .exactly(appeals: 4))
    let cell = try #require(sums.cells[0])
    let staff = Set([planted.page] + planted.employees)
    func follows(_ person: UInt64, _ account: UInt64) -> Bool {
      planted.graph.index(of: account).map {
        planted.graph.followers(of: $0).contains { planted.graph.ids[Int($0)] == person }
      } ?? false
    }
    var (page, with) = (0.0, 0.0)
    for person in planted.graph.ids where !staff.contains(person) {
      let isMember = planted.members.contains(person)
      var missed = follows(person, planted.page) ? 0.7 : 1
      if isMember { missed *= 0.7 }
      page += 1 - missed
      if follows(person, planted.employees[0]) { missed *= 0.64 }
      if isMember { missed *= 0.64 * 0.64 }
      with += 1 - missed
    }
    #expect(abs(cell.page - page) < 1e-6 && abs(cell.with - with) < 1e-6)
    let inside = try #require(sums.cells[2])
    #expect(abs(inside.with - Double(planted.members.count) * (1 - 0.7 * 0.64 * 0.64)) < 1e-6)
  }

  /// Everybody who sees a post passes it on; a closed group keeps what is said in it all the same.
  @Test("nothing leaves a closed group in 10^5 worlds, while the network passes everything on")
  func closed() throws {
    let planted = try Planted(
      6, isClosed: true, parameters: [(.pageVisibility, 0.4), (.shareRate, 0.9)])
    let plan = CountsPlan(planted.problem)
    let worker = CountsWorker(plan, key: RandomKey(6), draws: 400)
    var cascade = worker.cascade
    var (worlds, leaked, passedOn) = (0, 0.0, 0.0)
    let direct = CountsFacts.sums(of: planted.problem, .exactly(appeals: 4))
    let near = try #require(direct.cells[2]?.with)
    for number in 0..<400 {
      let sums = worker.run(draw: number, &cascade, isWhole: true)
      let inside = try #require(sums.cells[2])
      leaked = max(leaked, inside.with - near)
      passedOn += try #require(sums.cells[1]).with
      worlds += cascade?.worlds ?? 0
    }
    #expect(worlds >= 100_000)
    #expect(leaked < 1e-9, "somebody outside was reached")
    let first = try #require(direct.cells[1]?.with)
    #expect(passedOn > 0 && first > 0)
    let open = try Planted(
      6, isClosed: false, parameters: [(.pageVisibility, 0.4), (.shareRate, 0.9)])
    let beyond = CountsFacts.sums(of: open.problem, .exactly(appeals: 4))
    #expect(try #require(beyond.cells[2]?.with) > near, "an open group does leak")
  }
}
