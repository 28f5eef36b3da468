import AdvocacyReach
import AdvocacyTestSupport

/// Holds the closed form against people drawn one by one, on one problem.
struct OracleCheck: Sendable {
  var problem: OracleProblem
  var worlds: Int
  var seed: UInt64
  var threads: Int
  var mutation: OracleMutation?

  /// Appeals for each post and class of looks, and choices of which come together: so many that what
  /// they leave is little beside the worlds' error.
  private var appeals: Int { worlds < 5000 ? 64 : 256 }
  private var choices: Int { worlds < 5000 ? 2 : 8 }
  /// The worlds are cut into as many parts, whatever the threads.
  private static let parts = 16

  /// The rows of every way that the problem is drawn.
  func rows() async throws -> [OracleRow] {
    let near = try problem.problem(hops: false)
    let facts = CountsFacts(near)
    let scene = OracleScene(facts: facts, problem: near)
    let reported = sums(near, .asReported)
    let nearRows = rows(
      problem.isLarge && !problem.isUniform ? .parties : .distributions,
      OracleQuantity.ofGroups(near, isDetailed: false), reported,
      try await counts(scene.distributions()))
    guard !problem.isLarge else { return nearRows }
    let exact = sums(near, .exactly(appeals: appeals))
    var rows = rows(
      .classes,
      OracleQuantity.ofGroups(near, isDetailed: true)
        + OracleQuantity.ofContributors(near, facts), exact, try await counts(scene.classes()))
    if problem.hasHorizon {
      rows += self.rows(
        .classes, OracleQuantity.ofHorizon(near), exact,
        try await counts(scene.classes(horizon: OracleProblem.horizon)))
    }
    rows += nearRows
    guard problem.depth > 1 else { return rows }
    let far = try problem.problem(hops: true)
    let walked = try await counts(OracleScene(facts: CountsFacts(far), problem: far).hops())
    let whole = sums(far, .asReported)
    let beyond = zip(whole, reported).map { whole, near in
      var sums = whole
      for group in sums.cells.indices {
        sums.cells[group]?.with -= near.cells[group]?.with ?? 0
      }
      return sums
    }
    return rows + self.rows(.hops, OracleQuantity.ofGroups(far, isDetailed: false), whole, walked)
      + self.rows(.hops, OracleQuantity.ofStrangers(far), beyond, walked)
  }

  /// What the closed form says, by choice of the points over appeals.
  private func sums(_ problem: ReachProblem, _ way: CountsFacts.Way) -> [BlockSums] {
    let asked = mutation?.applied(to: problem) ?? problem
    return (0..<choices).map { CountsFacts.sums(of: asked, way, choice: $0) }
  }

  /// What people drawn come to, by group.
  private func counts(_ scene: PlainScene) async throws -> [PlainCounts] {
    let size = (worlds + Self.parts - 1) / Self.parts
    let ranges = stride(from: 0, to: worlds, by: size).map { $0..<min($0 + size, worlds) }
    let parts = try await mapped(ranges, threads: threads) { [seed] in
      scene.simulate(worlds: $0, seed: seed)
    }
    return parts.dropFirst().reduce(into: parts.first ?? []) { sum, part in
      for group in sum.indices { sum[group].merge(part[group]) }
    }
  }

  /// Compares; quantities of one name are one row.
  private func rows(
    _ way: OracleWay, _ quantities: [OracleQuantity], _ sums: [BlockSums],
    _ counts: [PlainCounts]
  ) -> [OracleRow] {
    var names: [String] = []
    var pairs: [String: [OracleRow.Pair]] = [:]
    for quantity in quantities {
      if pairs[quantity.name] == nil { names.append(quantity.name) }
      let mean = sums.reduce(0) { $0 + quantity.own($1) } / Double(sums.count)
      pairs[quantity.name, default: []].append(.init(own: mean, plain: quantity.plain(counts)))
    }
    return names.compactMap {
      OracleRow(problem.name, way, $0, pairs[$0] ?? [], worlds: worlds)
    }
  }
}
