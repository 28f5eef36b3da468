import AdvocacyModel
import Foundation
import Testing

@testable import AdvocacyReach

@Suite("What stands for a figure whose mean is known")
struct KnownMeanTests {
  /// Standard normals, draw by draw.
  private func normals(_ draws: Int, _ count: Int, seed: UInt64) -> [[Double]] {
    (0..<draws).map { draw in
      (0..<count).map { place in
        Normal.quantile(
          RandomKey(seed).keyed(by: UInt64(draw)).keyed(by: UInt64(place)).uniform)
      }
    }
  }

  /// exp(0.5 z₀ − 0.3 z₁ + 0.1 z₀² − 0.05 z₀z₂), and its mean by hand.
  private func figure(_ z: [Double]) -> Double {
    exp(0.5 * z[0] - 0.3 * z[1] + 0.1 * z[0] * z[0] - 0.05 * z[0] * z[2])
  }
  private static let mean: Double = {
    // Over z₁ and z₂ given z₀: exp(0.045 + 0.00125 z₀²); then |1 − 2b|^(−1/2) exp(a² / (2 (1 − 2b))).
    let left = 1 - 2 * (0.1 + 0.00125)
    return exp(0.045) / left.squareRoot() * exp(0.25 / (2 * left))
  }()

  @Test("a figure that is such a form has its mean without an error, however the draws fell")
  func exact() throws {
    for seed in UInt64(1)...5 {
      let normals = normals(600, 3, seed: seed)
      let figures = normals.map(figure)
      let values = try #require(LogQuadratic(figures, normals)?.values)
      let plain = figures.reduce(0, +) / 600
      let told = figures.reduce(0, +) / values.reduce(0, +)
      #expect((told / Self.mean - 1).magnitude < 0.01, "seed \(seed): \(told), plain \(plain)")
    }
  }

  @Test("of a figure that is nearly one it leaves a fraction of the error")
  func near() throws {
    let errors = try (1...40).map { seed in
      let normals = normals(600, 3, seed: 100 + UInt64(seed))
      let figures = normals.map { 1 + figure($0) }
      let values = try #require(LogQuadratic(figures, normals)?.values)
      let plain = figures.reduce(0, +) / 600 / (1 + Self.mean) - 1
      let told = figures.reduce(0, +) / values.reduce(0, +) / (1 + Self.mean) - 1
      return (plain: plain * plain, told: told * told)
    }
    let (plain, told) = (
      errors.reduce(0) { $0 + $1.plain }, errors.reduce(0) { $0 + $1.told }
    )
    #expect(told < 0.1 * plain, "\(told) of \(plain)")
  }

  @Test("too few draws, and figures that are often nothing, have none")
  func few() {
    let normals = normals(600, 3, seed: 1)
    #expect(LogQuadratic(Array(normals.prefix(60)).map(figure), Array(normals.prefix(60))) == nil)
    #expect(LogQuadratic(normals.map { max(0, $0[0]) }, normals) == nil)
    #expect(LogQuadratic(normals.map(figure), normals.map { _ in [] }) == nil)
  }

  @Test("draws that follow a wider group have the mean that the draws in common tell")
  func following() {
    func cell(_ page: Double, _ rest: Double) -> BlockSums.Cell {
      var cell = BlockSums.Cell(sightings: [page])
      (cell.page, cell.with) = (page, page + rest)
      return cell
    }
    let values = (1...200).map { Double($0 * 37 % 200 + 1) }
    let wider = values.map { cell($0, $0 * $0) }
    let places = Array(stride(from: 0, to: 200, by: 4))
    // The power of 1.5 of the one, and of 0.5 of the other.
    let own = places.map { cell(3 * pow(values[$0], 1.5), 5 * values[$0]) }
    let cells = FollowingCells(own, at: places, wider).cells
    for (draw, cell) in cells.enumerated() {
      #expect((cell.page / (3 * pow(values[draw], 1.5)) - 1).magnitude < 1e-9)
      #expect(((cell.with - cell.page) / (5 * values[draw]) - 1).magnitude < 1e-9)
    }
  }
}
