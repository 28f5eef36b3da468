import AdvocacyModel
import Testing

@Suite("Quantiles of parameters")
struct ParameterQuantileTests {
  private static let networks = [
    "blog", "bluesky", "facebook", "intranet", "linkedin", "mastodon", "threads", "x",
  ]

  /// Every default on every network.
  private func defaults() throws -> [EffectiveParameter] {
    let networks = try Self.networks.map { try #require(NetworkID($0)) }
    return ParameterSet().effective(networks: networks)
  }

  @Test("low, typical and high are the 5, 50 and 95 % points of every default")
  func points() throws {
    for entry in try defaults() {
      let parameter = entry.parameter
      for (probability, value) in [
        (0.05, parameter.low), (0.5, parameter.typical), (0.95, parameter.high),
      ] {
        let drawn = parameter.quantile(probability, of: entry.name)
        #expect(
          abs(drawn - value) <= 1e-12 * max(1, value.magnitude),
          "\(entry.name) on \(entry.network?.text ?? "all") at \(probability)")
      }
    }
  }

  @Test("a higher quantile is no lower value, and every default moves within its range")
  func monotone() throws {
    for entry in try defaults() {
      let values = (1..<200).map { entry.parameter.quantile(Double($0) / 200, of: entry.name) }
      #expect(zip(values, values.dropFirst()).allSatisfy { $0 <= $1 }, "\(entry.name)")
      #expect(entry.parameter.isFixed == (values.first == values.last), "\(entry.name)")
    }
  }

  @Test(
    "the farthest draws stay within what the name and its scale allow",
    arguments: [0, 1e-300, 1e-12, 1 - 1e-12, 1])
  func tails(probability: Double) throws {
    for entry in try defaults() where !entry.parameter.isFixed {
      let value = entry.parameter.quantile(probability, of: entry.name)
      #expect(entry.name.allowedValues.contains(value), "\(entry.name) is \(value)")
      #expect(entry.name.scale.values.contains(value), "\(entry.name) is \(value)")
    }
  }

  @Test("a quantile is the value at its standard normal z")
  func normal() {
    let share = range(0.08, 0.12, 0.17)
    for z in stride(from: -3.0, through: 3, by: 0.5) {
      let (byZ, byQuantile) = (
        share.value(atNormal: z, on: .share),
        share.quantile(Normal.probability(below: z), on: .share)
      )
      #expect(abs(byZ - byQuantile) < 1e-12)
    }
  }

  @Test("a share spreads on the logit, a quantity on the logarithm, a side at a time")
  func scales() {
    func odds(_ share: Double) -> Double { share / (1 - share) }
    let z = 2 * Normal.quantile(0.95)
    let share = range(0.1, 0.2, 0.6).value(atNormal: z, on: .share)
    #expect(abs(odds(share) - 0.25 * 36) < 1e-9)
    #expect(abs(range(1, 2, 3).value(atNormal: z, on: .positive) - 4.5) < 1e-9)
    #expect(abs(range(1, 2, 3).value(atNormal: -z, on: .positive) - 0.5) < 1e-9)
    #expect(abs(range(-1, 2, 3).value(atNormal: -z, on: .plain) + 4) < 1e-9)
  }

  @Test("a low end of 0, and a share's high end of 1, are met on the plain scale and cut")
  func ends() {
    let z = 2 * Normal.quantile(0.95)
    #expect(range(0, 0.05, 0.2).value(atNormal: -z, on: .factor) == 0)
    #expect(abs(range(0, 0.05, 0.2).value(atNormal: z, on: .factor) - 0.35) < 1e-12)
    #expect(abs(range(0.2, 0.6, 1).value(atNormal: z / 2, on: .share) - 1) < 1e-12)
    #expect(range(0.2, 0.6, 1).value(atNormal: z, on: .share) == 1)
    #expect(range(0.5, 0.8, 1).value(atNormal: z, on: .factor) == 1)
    #expect(range(0, 0.5, 0.9).value(atNormal: z, on: .correlation) == 0.99)
  }

  @Test("a range with one side has its median on the other, and a fixed one everywhere")
  func sides() {
    #expect(range(1, 1, 3).quantile(0, on: .positive) == 1)
    #expect(range(1, 1, 3).quantile(0.99, on: .positive) > 3)
    #expect(range(0, 0, 1).quantile(0, on: .share) == 0)
    #expect(Parameter(1).quantile(0.01, of: .appealCorrelation) == 1)
  }

  private func range(_ low: Double, _ typical: Double, _ high: Double) -> Parameter {
    Parameter(low: low, typical: typical, high: high, basis: .assumed, source: "test")
  }
}
