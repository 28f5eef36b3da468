import Testing

@testable import advocacy_bench

/// The closed form holds against people drawn one by one, and what is done wrong on purpose shows.
///
/// The few worlds here tell the rough outline; the command's 100,000 tell half a percent.
@Suite("The closed form against people drawn one by one")
struct OracleCountsTests {
  private func rows(
    _ problem: OracleProblem, worlds: Int, _ mutation: OracleMutation? = nil
  ) async throws -> [OracleRow] {
    try await OracleCheck(
      problem: problem, worlds: worlds, seed: 1, threads: 2, mutation: mutation
    ).rows()
  }

  @Test("figures are those of the people drawn", arguments: OracleProblem.all.indices)
  func holds(number: Int) async throws {
    for row in try await rows(OracleProblem.all[number], worlds: 100) {
      #expect(
        row.isMet,
        "\(row.problem), \(row.way), \(row.quantity): \(row.closedForm) against \(row.oracle)")
    }
  }

  @Test(
    "employees who share alike may be taken together", arguments: OracleProblem.large.indices)
  func parties(number: Int) async throws {
    let rows = try await rows(OracleProblem.large[number], worlds: 20)
    let way: OracleWay = number == 0 ? .distributions : .parties
    for row in rows { #expect(row.isMet && row.way == way, "\(row.quantity)") }
  }

  @Test(
    "what is done wrong shows where it matters",
    arguments: [
      (OracleMutation.activity, 4, "twice or more"), (.looks, 3, "with employees"),
      (.page, 3, "additional"), (.networks, 3, "additional"),
      (.delays, 5, "with employees, in time"), (.contributors, 3, "share of one"),
      (.hops, 2, "beyond the first hop"),
    ])
  func mutations(mutation: OracleMutation, number: Int, quantity: String) async throws {
    let rows = try await rows(OracleProblem.all[number], worlds: 300, mutation)
    let isSeen = rows.contains { $0.quantity == quantity && !$0.isMet }
    #expect(isSeen)
  }
}
