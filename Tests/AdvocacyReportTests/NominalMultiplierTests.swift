import AdvocacyModel
import Testing

@testable import AdvocacyReport

@Suite("Nominal multiplier")
struct NominalMultiplierTests {
  @Test(
    "It is employees × likes × reposts, a factor without any action counting one",
    arguments: [
      (12, 12, 12, 1728.0), (12, 12, 0, 144), (12, 0, 0, 12), (1, 1, 1, 1), (0, 0, 0, 1),
      (0, 5, 5, 1), (100_000, 100_000, 100_000, 1e15),
    ])
  func product(employees: Int, likes: Int, reposts: Int, expected: Double) {
    #expect(
      NominalMultiplier.of(employees: employees, likes: likes, reposts: reposts) == expected)
  }

  @Test("Over several pairs it is the mean, never a product of totals")
  func mean() {
    #expect(NominalMultiplier.mean(of: [1728, 1728, 1728]) == 1728)
    #expect(NominalMultiplier.mean(of: [1728, 1]) == 864.5)
    #expect(NominalMultiplier.mean(of: [Double]()) == 1)
  }

  @Test("The actions on a network carry the multiplier they give")
  func actions() throws {
    let actions = ReachReport.NetworkActions(
      network: try Samples.network("x"), employees: 3, likes: 3, reposts: 0)
    #expect(actions.nominalMultiplier == 9)
  }
}
