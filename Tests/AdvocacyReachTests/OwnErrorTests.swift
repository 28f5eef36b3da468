import AdvocacyModel
import Foundation
import Testing

@testable import AdvocacyReach

@Suite("The error that figures state for themselves")
struct OwnErrorTests {
  /// Three posts, which all of twelve employees pass on.
  private func problem() throws -> ReachProblem {
    try Samples.everyone(
      followers: [(0..<12).map { 120 + $0 * 83 % 700 }], pages: [4_000],
      teams: (0..<12).map { $0 / 6 }, posts: 3, parameters: ParameterSet())
  }

  private func setEverything(_ problem: inout ReachProblem, width: Double) {
    for name in ParameterName.allCases {
      let typical = problem.parameters[name].typical
      problem.parameters.override(
        name,
        with: name == .pageVisibility && width > 0
          ? Parameter(
            low: typical * (1 - width), typical: typical, high: typical * (1 + width),
            basis: .configured, source: "the test")
          : Parameter(typical))
    }
  }

  /// A figure of which a form in five normals says a part, and chance the rest; what it states for
  /// its mean, and how far off that is.
  private func fitted(seed: UInt64) throws -> (stated: Double, off: Double) {
    let key = RandomKey(seed).keyed(by: "fit")
    let count = 170
    func normal(_ draw: Int, _ place: Int) -> Double {
      Normal.quantile(key.keyed(by: UInt64(draw)).keyed(by: UInt64(place)).uniform)
    }
    let normals = (0..<count).map { draw in (0..<5).map { normal(draw, $0) } }
    let figures = normals.enumerated().map { draw, z in exp(0.3 * z[0] + 0.2 * normal(draw, 9)) }
    let cuts = DrawCuts(draws: count)
    let form = try #require(LogQuadratic(figures, normals, cuts))
    func told(_ said: [Double], _ isKept: (Int) -> Bool = { _ in true }) -> Double {
      let kept = figures.indices.filter(isKept)
      return kept.reduce(0) { $0 + figures[$1] } / kept.reduce(0) { $0 + said[$1] }
    }
    let parts = zip(cuts.cuts, form.without).map { cut, without in
      (0..<cut.parts).map { part -> (own: Double, others: Double)? in
        let isOf = { cut.partOf[$0] == part }
        return (own: told(form.values, isOf), others: told(without[part], isOf))
      }
    }
    let whole = told(form.values)
    let mean = exp((0.3 * 0.3 + 0.2 * 0.2) / 2)
    return (cuts.variance(of: whole, parts: parts).squareRoot(), whole / mean - 1)
  }

  @Test("what is fitted to draws takes nothing from the error that they tell")
  func fit() throws {
    let found = try (1...400).map { try fitted(seed: UInt64($0)) }
    func rootMeanSquare(_ values: [Double]) -> Double {
      (values.reduce(0) { $0 + $1 * $1 } / Double(values.count)).squareRoot()
    }
    let ratio = rootMeanSquare(found.map(\.stated)) / rootMeanSquare(found.map(\.off))
    // By what is fitted to all draws alone it is 0.88.
    #expect((0.92...1.12).contains(ratio), "\(ratio)")
  }

  @Test("what hangs on points over appeals averages out over draws, and is stated")
  func points() async throws {
    var problem = try problem()
    // Nothing is drawn that matters, but no draw is like another.
    setEverything(&problem, width: 1e-9)
    var figures: [Double] = []
    var stated: [Double] = []
    var ofDraws = 0.0
    for seed in UInt64(1)...12 {
      let options = ReachOptions(seed: seed, draws: 2 * ReachOptions.row)
      let sums = try await ReachEngine.sums(problem, options)
      let full = sums.compactMap { $0.cells[0]?.with }
      ofDraws = full.standardDeviation / full.mean
      let cell = try ReachEngine.summarize(problem, options, sums).groups[0]
      figures.append(try #require(cell.reachMultiplier?.mean))
      stated.append(try #require(cell.relativeStandardError))
    }
    let spread = figures.standardDeviation / figures.mean
    #expect(ofDraws > 5e-4, "\(ofDraws)")
    #expect(spread < 0.25 * ofDraws, "\(spread) of \(ofDraws)")
    #expect((0.5...2).contains(stated.mean / spread), "\(stated.mean) for \(spread)")
  }

  @Test("where everything is exact the interval has no width, and the choice of points is stated")
  func exact() async throws {
    var problem = try problem()
    setEverything(&problem, width: 0)
    var figures: [Double] = []
    var stated: [Double] = []
    for seed in UInt64(1)...12 {
      let cell = try await ReachEngine.estimate(
        problem, ReachOptions(seed: seed, draws: 2 * ReachOptions.row)
      ).groups[0]
      let figure = try #require(cell.reachMultiplier)
      #expect((figure.high / figure.low - 1).magnitude < 1e-12, "\(figure)")
      figures.append(figure.mean)
      stated.append(try #require(cell.relativeStandardError))
    }
    let spread = figures.standardDeviation / figures.mean
    #expect((0.5...2).contains(stated.mean / spread), "\(stated.mean) for \(spread)")
  }
}

extension [Double] {
  fileprivate var mean: Double { reduce(0, +) / Double(count) }
  fileprivate var standardDeviation: Double {
    let mean = mean
    return (reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(count - 1)).squareRoot()
  }
}
