import AdvocacyModel
import Foundation
import Testing

@testable import AdvocacyReach

@Suite("Numerics")
struct NumericsTests {
  @Test("normal quantiles invert the distribution function")
  func normal() {
    #expect(Normal.quantile(0.5) == 0)
    for probability in [1e-12, 1e-6, 0.001, 0.05, 0.3, 0.6, 0.95, 0.9999] {
      let back = erfc(-Normal.quantile(probability) / 2.0.squareRoot()) / 2
      #expect(abs(back / probability - 1) < 1e-12)
    }
  }

  @Test("a permutation takes every number once, of any size")
  func permutation() {
    for size in [1, 2, 3, 5, 16, 50, 97, 1000] {
      let permutation = Permutation(Permutation.Shape(size: size), key: RandomKey(UInt64(size)))
      #expect((0..<size).map { permutation($0) }.sorted() == Array(0..<size))
    }
  }

  @Test("skips happen with the probability asked, at places spread evenly")
  func skips() {
    for probability in [0.0, 0.01, 0.3, 1.0] {
      var hits = [0, 0]
      for world in 0..<2000 {
        let factor = GeometricSkips.Factor(rate: -log1p(-probability))
        var skips = GeometricSkips(
          factor: factor, key: RandomKey(1).keyed(by: UInt64(world)).bits)
        let table = LogarithmTable()
        var place = skips.next(table)
        while place < 100 {
          hits[place / 50] += 1
          place += 1 + skips.next(table)
        }
      }
      for half in hits {
        let deviation = (100_000 * probability * (1 - probability)).squareRoot()
        #expect(abs(Double(half) - 100_000 * probability) <= 4 * deviation)
      }
    }
  }

  @Test("the local mixing function is the one of keyed draws")
  func mixing() {
    for word in UInt64(0)..<100 { #expect(Mixing.mix(word) == RandomKey.mix(word)) }
  }

  @Test("logarithms by table are the library's")
  func logarithms() {
    let table = LogarithmTable()
    for number in 0..<10_000 {
      let x = RandomKey(4).keyed(by: UInt64(number)).uniform * pow(2, -Double(number % 60))
      guard x > 0 else { continue }
      #expect(abs(table.log(x) - log(x)) < 1e-12)
    }
    #expect(table.log(1) == 0)
  }
}
